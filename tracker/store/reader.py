"""Reads of one version of a document for the reader: which pages somebody may open, what they say, and what rests on them.

Who may read a document reads all its pages (`store/documents.py`).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from tracker.domain.documents import ReadState
from tracker.domain.errors import NotFound
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.documents import DocumentPage, DocumentVersion, Excerpt
from tracker.models.evidence import Document, Evidence
from tracker.store.actions import visible_to as actions_visible_to
from tracker.store.documents import visible_to

NOT_THERE = "There is no such page, or it is not yours to see."


@dataclass(frozen=True)
class Opened:
    """A version that was read. `latest` is the number of the newest one."""

    document: Document
    version: DocumentVersion
    latest: int


@dataclass(frozen=True)
class Listed:
    """A line of the list of pages."""

    position: int
    page: int | None
    place: str


def opened(session: Session, viewer: Viewer, code: str, number: int) -> Opened:
    """Raises `NotFound`, also where the document is not the viewer's to see or the file was not read."""
    query = (
        select(Document, DocumentVersion)
        .join(DocumentVersion, col(DocumentVersion.document_id) == Document.id)
        .where(Document.code == code, DocumentVersion.number == number, visible_to(viewer))
    )
    found = session.exec(query).one_or_none()
    if found is None or found[1].state is not ReadState.READ:
        raise NotFound(NOT_THERE)
    document, version = found
    latest = select(func.max(DocumentVersion.number)).where(
        DocumentVersion.document_id == document.key, DocumentVersion.state == ReadState.READ
    )
    return Opened(document, version, session.exec(latest).one() or number)


def readable(session: Session, viewer: Viewer) -> list[tuple[str, str, int]]:
    """The code and the title of each document of which a file was read, by title, with the number of its newest version."""
    query = (
        select(Document.code, Document.title, func.max(DocumentVersion.number))
        .join(DocumentVersion, col(DocumentVersion.document_id) == Document.id)
        .where(DocumentVersion.state == ReadState.READ, visible_to(viewer))
        .group_by(col(Document.code), col(Document.title))
        .order_by(col(Document.title))
    )
    return [(code, title, number) for code, title, number in session.exec(query)]


def page(session: Session, opened: Opened, position: int) -> DocumentPage:
    """Raises `NotFound` for a page that is not there."""
    query = select(DocumentPage).where(
        DocumentPage.version_id == opened.version.key, DocumentPage.position == position
    )
    found = session.exec(query).one_or_none()
    if found is None:
        raise NotFound(NOT_THERE)
    return found


def contents(session: Session, opened: Opened) -> list[Listed]:
    """The pages or parts, in their order."""
    query = (
        select(DocumentPage.position, DocumentPage.page, DocumentPage.place)
        .where(DocumentPage.version_id == opened.version.key)
        .order_by(col(DocumentPage.position))
    )
    return [Listed(*row) for row in session.exec(query)]


def words(session: Session, opened: Opened) -> Sequence[tuple[int, str]]:
    """The words of each page, by its position."""
    query = (
        select(DocumentPage.position, DocumentPage.words)
        .where(DocumentPage.version_id == opened.version.key)
        .order_by(col(DocumentPage.position))
    )
    return session.exec(query).all()


def used_on(
    session: Session, viewer: Viewer, version_id: int, position: int
) -> list[tuple[Excerpt, list[Action]]]:
    """The excerpts of a page on which actions rest that the viewer may see, each with those actions."""
    query = (
        select(Excerpt, Action)
        .join(Evidence, col(Evidence.excerpt_id) == Excerpt.id)
        .join(Action, col(Action.id) == Evidence.action_id)
        .where(Excerpt.version_id == version_id, Excerpt.position == position, actions_visible_to(viewer))
        .where(col(Evidence.removed_on).is_(None))
        .order_by(col(Excerpt.starts).nulls_first(), col(Excerpt.id), col(Action.id))
    )
    found: dict[int, list[Action]] = defaultdict(list)
    excerpts: dict[int, Excerpt] = {}
    for excerpt, action in session.exec(query):
        excerpts[excerpt.key] = excerpt
        if action not in found[excerpt.key]:
            found[excerpt.key].append(action)
    return [(excerpt, found[key]) for key, excerpt in excerpts.items()]

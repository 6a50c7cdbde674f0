"""Reads of the published record. They select from its own tables alone, never from the record behind them: what was not published
cannot be found here, however a page is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement, and_, case, or_
from sqlmodel import Session, col, func, select

from tracker.domain.publishing import Published
from tracker.models.evidence import StoredFile
from tracker.models.publishing import Publication, PublicationDecision, PublicationFile, PublishedElsewhere

PAGE_SIZE = 25


@dataclass(frozen=True)
class Stamp:
    """How far the published record has come: it rises with each decision. `newest` is None while nothing was ever public."""

    decisions: int
    last: int
    newest: datetime | None


def stamp(session: Session) -> Stamp:
    """One cheap query, by which a page that was kept is known to be still true."""
    query = select(
        func.count(),
        func.max(col(PublicationDecision.id)),
        func.max(PublicationDecision.decided_at),
    ).select_from(PublicationDecision)
    count, last, newest = session.exec(query).one()
    return Stamp(count, last or 0, newest)


def at_address(session: Session, address: str) -> Publication | None:
    """What is, or was, at this address, in either case."""
    return session.exec(
        select(Publication).where(func.lower(Publication.address) == address.lower())
    ).one_or_none()


def of(session: Session, kind: Published, subject: str, *, lock: bool = False) -> Publication | None:
    """The publication of a thing; it may have been withdrawn."""
    query = select(Publication).where(Publication.kind == kind, Publication.subject == subject)
    if lock:  # the row may be known here as it was before a colleague saved it
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.exec(query).one_or_none()


def all_of(session: Session, kind: Published | None = None) -> Sequence[Publication]:
    """What is public: the latest first."""
    query = select(Publication).where(col(Publication.is_public).is_(True))
    if kind:
        query = query.where(Publication.kind == kind)
    return session.exec(
        query.order_by(col(Publication.day).desc().nulls_last(), col(Publication.title), col(Publication.id))
    ).all()


def withdrawn(session: Session) -> Sequence[Publication]:
    query = select(Publication).where(col(Publication.is_public).is_(False))
    return session.exec(query.order_by(col(Publication.changed_at).desc(), col(Publication.id))).all()


def of_meeting(session: Session, reference: str, kind: Published) -> Sequence[Publication]:
    """What is public of this kind and belongs to the meeting."""
    query = select(Publication).where(
        Publication.meeting == reference, Publication.kind == kind, col(Publication.is_public).is_(True)
    )
    return session.exec(query.order_by(col(Publication.subject))).all()


@dataclass(frozen=True)
class Narrowed:
    """What a list of actions is narrowed to. `stems` must all be there; `state` is "open", "overdue" or "closed"."""

    stems: tuple[str, ...] = ()
    priority: str = ""
    state: str = ""


def actions(
    session: Session, narrowed: Narrowed, today: date, number: int
) -> tuple[Sequence[Publication], int]:
    """Page `number`, from 1, of the public actions as wanted, open ones first; and how many there are in all."""
    where: list[ColumnElement[bool]] = [
        col(Publication.kind) == Published.ACTION,
        col(Publication.is_public).is_(True),
        *_conditions(narrowed, today),
    ]
    query = (
        select(Publication)
        .where(*where)
        .order_by(
            col(Publication.status).desc(), col(Publication.due_on).nulls_last(), col(Publication.subject)
        )
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    count = session.exec(select(func.count()).select_from(Publication).where(*where)).one()
    return session.exec(query).all(), count


def search(session: Session, stems: Sequence[str]) -> Sequence[Publication]:
    """Whatever is public and has all these words, the latest first; 50 at most."""
    query = select(Publication).where(col(Publication.is_public).is_(True), *_with(stems))
    return session.exec(query.order_by(col(Publication.day).desc().nulls_last()).limit(50)).all()


def _conditions(narrowed: Narrowed, today: date) -> list[ColumnElement[bool]]:
    found = _with(narrowed.stems)
    if narrowed.priority:
        found.append(col(Publication.priority) == narrowed.priority)
    due_on = col(Publication.due_on)
    if narrowed.state == "overdue":
        found += [col(Publication.status) == "open", due_on < today]
    elif narrowed.state == "open":
        found += [col(Publication.status) == "open", or_(due_on.is_(None), due_on >= today)]
    elif narrowed.state:
        found.append(col(Publication.status) == narrowed.state)
    return found


def _with(stems: Sequence[str]) -> list[ColumnElement[bool]]:
    """Each stem stands between spaces, so that "act" does not find "actual"."""
    return [col(Publication.search).contains(f" {stem} ", autoescape=True) for stem in stems]


@dataclass(frozen=True)
class Counted:
    """How many actions of a priority are public."""

    priority: str
    title: str
    overdue: int
    open: int
    closed: int


def counts(session: Session, today: date) -> list[Counted]:
    """The public actions by priority, those under none last."""
    overdue = func.sum(_one(col(Publication.status) == "open", col(Publication.due_on) < today))
    is_open = func.sum(_one(col(Publication.status) == "open"))
    closed = func.sum(_one(col(Publication.status) == "closed"))
    query = (
        sa.select(
            col(Publication.priority), func.max(col(Publication.priority_title)), overdue, is_open, closed
        )
        .where(col(Publication.kind) == Published.ACTION, col(Publication.is_public).is_(True))
        .group_by(col(Publication.priority))
    )
    rows = [
        Counted(code, title or "Not under a priority", int(late), int(running) - int(late), int(over))
        for code, title, late, running, over in session.execute(query)
    ]
    return sorted(rows, key=lambda row: (not row.priority, row.title))


def _one(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return case((and_(*conditions), 1), else_=0)


def decisions(session: Session, publication_id: int) -> Sequence[PublicationDecision]:
    """What was decided about a publication, the latest first."""
    query = select(PublicationDecision).where(PublicationDecision.publication_id == publication_id)
    return session.exec(query.order_by(col(PublicationDecision.id).desc())).all()


def changes(session: Session, limit: int = 50) -> Sequence[tuple[PublicationDecision, Publication]]:
    """What was published, changed and withdrawn lately, each with what it is about; the latest first."""
    query = (
        select(PublicationDecision, Publication)
        .join(Publication, col(Publication.id) == PublicationDecision.publication_id)
        .order_by(col(PublicationDecision.id).desc())
        .limit(limit)
    )
    return session.exec(query).all()


def files(session: Session, publication_id: int) -> Sequence[PublicationFile]:
    query = select(PublicationFile).where(PublicationFile.publication_id == publication_id)
    return session.exec(query.order_by(col(PublicationFile.id))).all()


def stored_file(session: Session, found: PublicationFile) -> StoredFile:
    return session.get_one(StoredFile, found.file_id)


def forget_files(session: Session, publication_id: int) -> None:
    """Takes the files from a publication; the stored ones stay."""
    session.execute(sa.delete(PublicationFile).where(col(PublicationFile.publication_id) == publication_id))


def file_named(session: Session, publication_id: int, name: str) -> PublicationFile | None:
    """The file of a publication with this name."""
    query = select(PublicationFile).where(
        PublicationFile.publication_id == publication_id, PublicationFile.name == name
    )
    return session.exec(query).one_or_none()


def elsewhere(session: Session) -> dict[str, PublishedElsewhere]:
    """What is said to be published outside this product, by the duty."""
    return {row.duty: row for row in session.exec(select(PublishedElsewhere)).all()}


def lock_elsewhere(session: Session, duty: str) -> PublishedElsewhere | None:
    query = select(PublishedElsewhere).where(PublishedElsewhere.duty == duty).with_for_update()
    query = query.execution_options(populate_existing=True)
    return session.exec(query).one_or_none()

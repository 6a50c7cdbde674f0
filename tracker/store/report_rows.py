"""The rows that the reports about actions are made from, as they stand now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, and_, col, func, select

from tracker.domain.actions import Status
from tracker.domain.marking import Marking, marking_of
from tracker.models.actions import Action, DueChange, Review, Update
from tracker.models.documents import DocumentPage, DocumentVersion
from tracker.models.evidence import Document, Evidence
from tracker.models.measures import ExitRule
from tracker.models.meetings import AgendaItem, Meeting, Priority
from tracker.models.people import Post
from tracker.store import markings, stories
from tracker.store.evidence import quoted
from tracker.store.inspections import open_with


@dataclass(frozen=True)
class ActionRows:
    """One action with all that is told of it, each list the earliest first. `meetings` has every meeting by its number.

    `quotes` are the words of excerpts from OFFICIAL documents, `pictures` the digests of the pages of such documents, both by
    the number of the evidence that names them.
    """

    action: Action
    post: Post | None
    priority: Priority | None
    raised_at: Meeting | None
    item: AgendaItem | None
    due_at: Meeting | None
    updates: Sequence[Update]
    reviews: Sequence[Review]
    meetings: Mapping[int, Meeting]
    moves: Sequence[DueChange]
    evidence: Sequence[Evidence]
    quotes: Mapping[int, str]
    pictures: Mapping[int, str]
    exit_rule: ExitRule | None
    parent: str
    children: tuple[str, ...]
    merged_into: str
    is_sensitive: bool
    open_with: str = ""


def of_series(session: Session, series_id: int) -> list[ActionRows]:
    """Every action of the series by number. Fourteen queries, however many actions there are."""
    query = select(Action).where(Action.series_id == series_id)
    return _rows(session, session.exec(query.order_by(col(Action.number))).all())


def of_post(session: Session, post_id: int) -> list[ActionRows]:
    """Every action that a post answers for, in every series, by series and number."""
    query = select(Action).where(Action.post_id == post_id)
    return _rows(session, session.exec(query.order_by(col(Action.series_id), col(Action.number))).all())


def _rows(session: Session, actions: Sequence[Action]) -> list[ActionRows]:
    ids = [action.key for action in actions]
    posts = {row.key: row for row in session.exec(select(Post)).all()}
    priorities = {row.key: row for row in session.exec(select(Priority)).all()}
    meetings = {row.key: row for row in session.exec(select(Meeting)).all()}
    items = {row.key: row for row in session.exec(select(AgendaItem)).all()}
    updates, reviews = stories.all_updates(session, ids), stories.all_reviews(session, ids)
    evidence, moves = stories.all_evidence(session, ids), stories.all_due_changes(session, ids)
    quotes, pictures = _quoted(session, [row for rows in evidence.values() for row in rows])
    rules = {row.action_id: row for row in session.exec(select(ExitRule)).all()}
    references = _references(session, actions)
    sensitive = markings.sensitive(session, ids)
    awaited = open_with(session, [one.key for one in actions if one.status is Status.CLOSED])
    children: dict[int, tuple[str, ...]] = {}
    for parent, reference in _children(session, ids):
        children[parent] = (*children.get(parent, ()), reference)
    return [
        ActionRows(
            action=action,
            post=posts.get(action.post_id or 0),
            priority=priorities.get(action.priority_id or 0),
            raised_at=meetings.get(action.raised_meeting_id or 0),
            item=items.get(action.agenda_item_id or 0),
            due_at=meetings.get(action.due_meeting_id or 0),
            updates=updates.get(action.key, []),
            reviews=reviews.get(action.key, []),
            meetings=meetings,
            moves=moves.get(action.key, []),
            evidence=evidence.get(action.key, []),
            quotes=quotes,
            pictures=pictures,
            exit_rule=rules.get(action.key),
            parent=references.get(action.parent_id or 0, ""),
            children=children.get(action.key, ()),
            merged_into=references.get(action.merged_into_id or 0, ""),
            is_sensitive=action.key in sensitive,
            open_with=awaited.get(action.key, ""),
        )
        for action in actions
    ]


def _references(session: Session, actions: Iterable[Action]) -> dict[int, str]:
    """The references of the actions that these follow from or were merged with, by number."""
    wanted = {key for one in actions for key in (one.parent_id, one.merged_into_id) if key}
    query = select(Action.id, Action.reference).where(col(Action.id).in_(wanted))
    return {key: reference for key, reference in session.exec(query) if key is not None}


def _children(session: Session, ids: Sequence[int]) -> Iterable[tuple[int, str]]:
    query = select(Action.parent_id, Action.reference).where(col(Action.parent_id).in_(ids))
    rows = session.exec(query.order_by(col(Action.series_id), col(Action.number)))
    return [(parent, reference) for parent, reference in rows if parent is not None]


def _quoted(session: Session, evidence: Sequence[Evidence]) -> tuple[dict[int, str], dict[int, str]]:
    """The words and the page of each piece of evidence that is in an OFFICIAL document, by its number."""
    quotes: dict[int, str] = {}
    pictures = _pages(session, evidence)
    excerpts = quoted(session, evidence)
    for one in evidence:
        found = excerpts.get(one.excerpt_id or 0)
        if found and marking_of(found.document.marking) is Marking.OFFICIAL:
            quotes[one.key] = found.excerpt.quote
            if found.picture_sha256:
                pictures[one.key] = found.picture_sha256
    return quotes, pictures


def _pages(session: Session, evidence: Sequence[Evidence]) -> dict[int, str]:
    """The picture of the page that evidence names without an excerpt: in the current version of its document."""
    named = {(one.document_id, one.page) for one in evidence if one.document_id and one.page}
    if not named:
        return {}
    latest = (
        select(DocumentVersion.document_id, func.max(DocumentVersion.number).label("number"))
        .group_by(col(DocumentVersion.document_id))
        .subquery()
    )
    of_latest = and_(
        col(DocumentVersion.document_id) == latest.c.document_id,
        col(DocumentVersion.number) == latest.c.number,
    )
    query = (
        select(Document.id, Document.marking, DocumentPage.page, DocumentPage.picture_sha256)
        .join(DocumentVersion, col(DocumentVersion.document_id) == Document.id)
        .join(latest, of_latest)
        .join(DocumentPage, col(DocumentPage.version_id) == DocumentVersion.id)
        .where(
            col(Document.id).in_({document for document, _ in named}),
            col(DocumentPage.page).in_({page for _, page in named}),
            col(DocumentPage.picture_sha256) != "",
        )
    )
    found = {
        (document, page): picture
        for document, marking, page, picture in session.exec(query)
        if marking_of(marking) is Marking.OFFICIAL
    }
    return {
        one.key: found[one.document_id, one.page] for one in evidence if (one.document_id, one.page) in found
    }

"""Reads of what was logged from a document already: the excerpts that a rule found, and the actions that came of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from tracker.domain.meetings import UNDER_WAY
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.documents import Excerpt
from tracker.models.evidence import Document, Evidence
from tracker.models.meetings import Meeting
from tracker.store.actions import visible_to

SHOWN = "The words from which this action was logged"
"""What the evidence of an action that was logged from a document is meant to show. It tells such an excerpt from any other."""


@dataclass(frozen=True)
class Source:
    """An excerpt that an action rests on. `logged`: the action was logged from it, also where the evidence was removed since."""

    excerpt: Excerpt
    action: Action
    logged: bool


def sources(session: Session, viewer: Viewer, document_id: int) -> list[Source]:
    """The excerpts of every version of a document that actions rest on, in the order of the actions."""
    query = (
        select(Excerpt, Action, Evidence)
        .join(Evidence, col(Evidence.excerpt_id) == Excerpt.id)
        .join(Action, col(Action.id) == Evidence.action_id)
        .where(Excerpt.document_id == document_id, visible_to(viewer))
        .where(or_(col(Evidence.removed_on).is_(None), Evidence.shows == SHOWN))
        .order_by(col(Action.id), col(Evidence.id))
    )
    return [
        Source(excerpt, action, evidence.shows == SHOWN)
        for excerpt, action, evidence in session.exec(query).all()
    ]


def named_sources(session: Session, viewer: Viewer, document: Document) -> Sequence[Action]:
    """The actions whose source names the document in words, as those that were logged by hand."""
    query = select(Action).where(
        col(Action.source).startswith(f"{document.title}, ", autoescape=True), visible_to(viewer)
    )
    return session.exec(query.order_by(col(Action.id))).all()


def numbered(session: Session, viewer: Viewer, document: Document) -> dict[int, str]:
    """The actions of the series whose meeting the document is for: each number with its reference."""
    if document.meeting_id is None:
        return {}
    series = select(Meeting.series_id).where(Meeting.id == document.meeting_id).scalar_subquery()
    query = select(Action.number, Action.reference).where(Action.series_id == series, visible_to(viewer))
    return dict(session.exec(query).all())


def meetings_to_log_at(session: Session) -> Sequence[Meeting]:
    """The meetings at which something can still be logged, the earliest first."""
    query = (
        select(Meeting)
        .where(col(Meeting.status).in_(UNDER_WAY))
        .order_by(col(Meeting.starts_on), col(Meeting.id))
    )
    return session.exec(query).all()

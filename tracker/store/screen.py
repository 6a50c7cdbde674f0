"""Reads for the screen in the room."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from tracker.domain.actions import Closure, Move
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action, Review
from tracker.models.sitting import RoomPosition
from tracker.store.actions import visible_to


def position(session: Session, meeting_id: int) -> RoomPosition | None:
    """The item under discussion, and since when; None before a scribe said one."""
    return session.get(RoomPosition, meeting_id)


def standing(session: Session, viewer: Viewer, meeting_id: int) -> int:
    """How many actions a meeting has logged and not taken back."""
    query = select(func.count()).select_from(Action).where(Action.raised_meeting_id == meeting_id)
    not_void = col(Action.closure).is_(None) | (col(Action.closure) != Closure.VOID)
    return session.exec(query.where(not_void, visible_to(viewer))).one()


@dataclass(frozen=True)
class JustDecided:
    """The last word of a meeting on one of its matters arising."""

    id: int
    reference: str
    title: str
    outcome: Move


def just_decided(session: Session, viewer: Viewer, meeting_id: int, most: int) -> list[JustDecided]:
    """What a meeting decided, the latest first."""
    last = select(func.max(Review.id)).where(Review.meeting_id == meeting_id).group_by(col(Review.action_id))
    query = (
        select(Action.id, Action.reference, Action.title, Review.outcome)
        .join(Review, col(Review.action_id) == Action.id)
        .where(col(Review.id).in_(last), visible_to(viewer))
        .order_by(col(Review.id).desc())
        .limit(most)
    )
    return [JustDecided(*row) for row in session.execute(query)]

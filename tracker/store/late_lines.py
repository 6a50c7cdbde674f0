"""Reads of the lines that arrived after their meeting was closed."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from tracker.domain.errors import NotFound
from tracker.domain.late_lines import LateLineState
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.models.sitting import LateLine

WAITING = col(LateLine.state) == LateLineState.WAITING


def by_client_id(session: Session, client_id: str) -> LateLine | None:
    return session.exec(select(LateLine).where(LateLine.client_id == client_id)).one_or_none()


def of_meeting(session: Session, meeting_id: int) -> Sequence[tuple[LateLine, str | None]]:
    """Every late line of a meeting, as they were typed; each with the reference of the action that it became."""
    query = (
        select(LateLine, Action.reference)
        .outerjoin(Action, col(Action.id) == LateLine.action_id)
        .where(LateLine.meeting_id == meeting_id)
        .order_by(col(LateLine.typed_at), col(LateLine.id))
    )
    return session.exec(query).all()


def numbered(session: Session, meeting_id: int, number: int, *, lock: bool = False) -> LateLine:
    """One late line of a meeting. Raises `NotFound`."""
    query = select(LateLine).where(LateLine.id == number, LateLine.meeting_id == meeting_id)
    late = session.exec(query.with_for_update() if lock else query).one_or_none()
    if late is None:
        raise NotFound("There is no such line at this meeting.")
    return late


def waiting_at(session: Session, meeting_id: int) -> int:
    """How many lines of a meeting wait for the secretariat."""
    query = select(func.count()).select_from(LateLine).where(LateLine.meeting_id == meeting_id, WAITING)
    return session.exec(query).one()


def waiting(session: Session) -> Sequence[tuple[Meeting, int]]:
    """The meetings at which lines wait, the latest first, with how many."""
    query = (
        select(Meeting, func.count(col(LateLine.id)))
        .join(LateLine, col(LateLine.meeting_id) == Meeting.id)
        .where(WAITING)
        .group_by(*Meeting.__table__.columns)  # type: ignore[attr-defined]
        .order_by(col(Meeting.starts_on).desc())
    )
    return session.exec(query).all()

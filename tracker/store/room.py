"""The meeting room: where it stands, and whether anything in it changed since a page was made."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import Session, col, func, select

from tracker.domain.errors import NotFound
from tracker.domain.meetings import MeetingStatus
from tracker.models.actions import Action, Review
from tracker.models.meetings import AgendaItem, Meeting
from tracker.models.sitting import RoomPosition


@dataclass(frozen=True)
class RoomState:
    """One meeting's room as it is now. `version` is another one after every change that the room shows."""

    version: str
    status: MeetingStatus


def _at_meeting(number: Any, meeting_id: Any) -> ColumnElement[int]:
    return func.coalesce(select(number).where(meeting_id == Meeting.id).scalar_subquery(), 0)


_ITEM = AgendaItem.meeting_id
_PARTS = (
    # Nothing that was logged ever goes, and every change of it raises its version.
    _at_meeting(func.sum(Action.version), Action.raised_meeting_id),
    # The agenda: its items, what they say, and their order.
    _at_meeting(func.count(), _ITEM),
    _at_meeting(func.sum(AgendaItem.version), _ITEM),
    _at_meeting(func.sum(col(AgendaItem.id) * (col(AgendaItem.position) + 1)), _ITEM),
    _at_meeting(func.count(), Review.meeting_id),
    _at_meeting(RoomPosition.agenda_item_id, RoomPosition.meeting_id),
)
_STATE = select(Meeting.status, Meeting.version, *_PARTS).where(Meeting.reference == bindparam("reference"))  # type: ignore[call-overload]


def state(session: Session, reference: str) -> RoomState:
    """How the room of this meeting stands, in one query: each page asks for it every second and a half. Raises `NotFound`."""
    row = session.execute(_STATE, {"reference": reference.upper()}).one_or_none()
    if row is None:
        raise NotFound("There is no such meeting. Choose one from the list of meetings.")
    status, *numbers = row
    return RoomState("-".join([status.value, *map(str, numbers)]), status)


def on_screen(session: Session, meeting_id: int) -> int | None:
    """The number of the agenda item that the room's screen shows; None before a scribe chose one."""
    position = session.get(RoomPosition, meeting_id)
    return position.agenda_item_id if position else None

"""Reads of one heading of an agenda, of what rests on it, and of the template of a series."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from tracker.domain.errors import NotFound
from tracker.models.actions import Action
from tracker.models.meetings import AgendaItem, AgendaTemplateItem, Meeting, Priority
from tracker.models.sitting import AgendaNote, RoomPosition
from tracker.store import meetings


def item(session: Session, meeting: Meeting, number: int) -> AgendaItem:
    """The heading whose row has this number. Raises `NotFound` for another meeting's, or one that was taken off."""
    found = session.get(AgendaItem, number)
    if found is None or found.meeting_id != meeting.id:
        raise NotFound("There is no such heading on this agenda. Someone may have taken it off.")
    return found


def subject(item: AgendaItem) -> str:
    """What the history calls a heading: by its row, because its number and the meeting's reference can change."""
    return f"Agenda item {item.key}"


@dataclass(frozen=True)
class Resting:
    """What keeps a heading on its agenda: the actions that were raised under it, and whether something was noted there."""

    actions: Sequence[str]
    noted: bool


def resting(session: Session, item_id: int) -> Resting:
    """What rests on a heading: the references of its actions, for those who may change the agenda."""
    references = select(Action.reference).where(Action.agenda_item_id == item_id).order_by(col(Action.number))
    written = select(func.count()).select_from(AgendaNote).where(AgendaNote.agenda_item_id == item_id)
    written = written.where((col(AgendaNote.notes) != "") | (col(AgendaNote.decisions) != ""))
    return Resting(session.exec(references).all(), session.exec(written).one() > 0)


def lock_actions_under(session: Session, item_id: int) -> Sequence[Action]:
    """Every action that was raised under a heading, locked in one order."""
    query = select(Action).where(Action.agenda_item_id == item_id).order_by(col(Action.id))
    return session.exec(query.with_for_update()).all()


def lock_position_at(session: Session, item_id: int) -> RoomPosition | None:
    """The place of the room, where it is at this heading; locked."""
    query = select(RoomPosition).where(RoomPosition.agenda_item_id == item_id)
    return session.exec(query.with_for_update()).one_or_none()


def template(session: Session, series_id: int) -> Sequence[AgendaTemplateItem]:
    """The headings that an agenda of the series usually has, in order."""
    query = select(AgendaTemplateItem).where(AgendaTemplateItem.series_id == series_id)
    query = query.order_by(col(AgendaTemplateItem.position), col(AgendaTemplateItem.id))
    return session.exec(query).all()


def priorities_then(
    session: Session, wanted: Sequence[int | None], day: date
) -> dict[int | None, int | None]:
    """For each priority, the one of the same code in the Plan of `day`: itself where it is of that Plan, None where there is none."""
    ids = {number for number in wanted if number is not None}
    codes = (
        session.exec(select(Priority.id, Priority.code).where(col(Priority.id).in_(ids))).all() if ids else []
    )
    then = {priority.code: priority.id for priority in meetings.priorities(session, day)}
    return {None: None, **{number: then.get(code) for number, code in codes}}

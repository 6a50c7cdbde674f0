"""The texts that a report about a meeting has, as the record stands: its priorities, its agenda and its measures decide which."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from tracker.domain import report_kinds as kinds
from tracker.domain.report_response import ToldItem
from tracker.domain.report_slots import panel_slots, response_slots
from tracker.domain.writing import Slot
from tracker.models.meetings import Meeting
from tracker.services.report_told import national_told, told_measures, told_priorities
from tracker.store import meetings, told


def slots_of(session: Session, kind: str, meeting: Meeting) -> tuple[Slot, ...]:
    """The slots of a kind of report about a meeting, in the order of the paper; none for a kind that nobody writes."""
    return SLOTS[kind](session, meeting) if kind in SLOTS else ()


def of_panel_update(session: Session, meeting: Meeting) -> tuple[Slot, ...]:
    return panel_slots(told_priorities(session, told.panel_meeting(session, meeting) or meeting))


def of_response(session: Session, meeting: Meeting) -> tuple[Slot, ...]:
    return response_slots(
        told_priorities(session, meeting),
        told_items(session, meeting),
        told_measures(session, meeting),
        national_told(session),
    )


def told_items(session: Session, meeting: Meeting) -> tuple[ToldItem, ...]:
    """The agenda of a meeting, in its order."""
    priorities = {one.key: one.code for one in meetings.priorities(session)}
    national = {one.key: one.code for one in meetings.national_measures(session)}
    return tuple(
        ToldItem(
            one.number,
            one.title,
            priorities.get(one.priority_id or 0, ""),
            national.get(one.national_measure_id or 0, ""),
        )
        for one in meetings.agenda(session, meeting.key)
    )


SLOTS: Mapping[str, Callable[[Session, Meeting], tuple[Slot, ...]]] = {
    kinds.PANEL_UPDATE: of_panel_update,
    kinds.COMMISSIONER_RESPONSE: of_response,
}

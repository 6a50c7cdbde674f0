"""Puts the headings of an agenda in order, and numbers them again. Lock the meeting first: then two of these take turns."""

from collections.abc import Sequence
from typing import Literal

from tracker.domain.agenda_numbers import numbered_again
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.meetings import MeetingStatus, check_agenda
from tracker.models.meetings import AgendaItem, Meeting
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.versions import next_version
from tracker.store import meetings as stored

Step = Literal["up", "down"]


def step_agenda_item(desk: Desk, meeting: Meeting, item: AgendaItem, step: Step) -> int:
    """Moves a heading one place up or down. Returns its place from 1; at either end it stays."""
    others = _without(desk, meeting, item)
    at = next(
        (place for place, one in enumerate(others) if (one.position, one.key) > (item.position, item.key)),
        len(others),
    )
    return _place(desk, meeting, item, others, at - 1 if step == "up" else at + 1)


def put_agenda_item(desk: Desk, meeting: Meeting, item: AgendaItem, *, after: AgendaItem | None) -> int:
    """Moves a heading to stand after another one, or first. Returns its place from 1.

    Raises `BadInput` for a heading that is not on this agenda.
    """
    others = _without(desk, meeting, item)
    if after is None:
        return _place(desk, meeting, item, others, 0)
    at = next((place for place, one in enumerate(others, 1) if one.id == after.id), None)
    if at is None:
        raise BadInput("Choose another heading of this agenda to put it after.", field="after")
    return _place(desk, meeting, item, others, at)


def number_agenda_again(desk: Desk, meeting: Meeting) -> int:
    """Numbers the headings as they stand. Returns how many have another number now.

    Raises `InvalidMove` once the meeting has started: its numbers are spoken of, and lines on their way name them.
    """
    check_agenda(meeting.status)
    if meeting.status is not MeetingStatus.SCHEDULED:
        raise InvalidMove(
            "The meeting has started and its numbers are being spoken of, so they stay. "
            "Change the number of a single heading where you must."
        )
    items = stored.agenda(desk.session, meeting.key)
    again = numbered_again([item.number for item in items])
    changed = [(item, number) for item, number in zip(items, again, strict=True) if item.number != number]
    before = _words(items)
    for item, number in changed:
        item.number = number
        next_version(item)
    if changed:
        record(desk, "agenda.numbered", meeting.reference, before=before, after=_words(items))
    return len(changed)


def _without(desk: Desk, meeting: Meeting, item: AgendaItem) -> list[AgendaItem]:
    check_agenda(meeting.status)
    return [one for one in stored.agenda(desk.session, meeting.key) if one.id != item.id]


def _place(desk: Desk, meeting: Meeting, item: AgendaItem, others: Sequence[AgendaItem], at: int) -> int:
    """Puts `item` before the heading that is at `at` now. A place is no part of a heading's version: a form that is open stays good."""
    at = min(max(at, 0), len(others))
    before = _words(stored.agenda(desk.session, meeting.key))
    order = [*others[:at], item, *others[at:]]
    for position, one in enumerate(order, 1):
        one.position = position
    record_change(desk, "agenda.moved", meeting.reference, before, _words(order))
    return at + 1


def _words(items: Sequence[AgendaItem]) -> dict[str, object]:
    return {"headings": [f"{item.number} {item.title}".strip() for item in items]}

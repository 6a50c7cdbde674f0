"""Keeps the headings of an agenda: adds one, corrects one, takes one off. Lock the meeting first: then two of these take turns."""

from dataclasses import dataclass

from tracker.domain.errors import BadInput
from tracker.domain.meetings import LONGEST_HEADING, LONGEST_NUMBER, check_agenda
from tracker.domain.note_changes import Texts
from tracker.models.meetings import AgendaItem, Meeting
from tracker.services.actions import shown as shown_action
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.notes import write_notes
from tracker.services.versions import check_version, next_version
from tracker.store import agenda as headings
from tracker.store import meetings as stored
from tracker.store import notes as stored_notes


@dataclass(frozen=True)
class AgendaLine:
    """One numbered heading, as typed."""

    number: str
    title: str
    priority_id: int | None = None
    national_measure_id: int | None = None


def add_agenda_item(desk: Desk, meeting: Meeting, line: AgendaLine) -> AgendaItem:
    """Adds a heading at the end of the agenda. Raises `BadInput` without a title or with a number that is taken."""
    check_agenda(meeting.status)
    items = stored.agenda(desk.session, meeting.key)
    item = AgendaItem(
        meeting_id=meeting.key, position=max((item.position for item in items), default=0) + 1, title=""
    )
    _put(desk, item, line)
    desk.session.add(item)
    desk.session.flush()
    record(desk, "agenda.added", meeting.reference, after={"number": item.number, "title": item.title})
    return item


def correct_agenda_item(
    desk: Desk, meeting: Meeting, item: AgendaItem, line: AgendaLine, *, version: int | None, reason: str = ""
) -> None:
    """Changes what a heading says. Raises `BadInput`, and `Conflict` when someone saved after the form was made.

    `reason` is that of a correction, which a meeting that is over can have too.
    """
    if not reason:
        check_agenda(meeting.status)
    before = shown(item)
    check_version(item, version, before)
    _put(desk, item, line)
    if shown(item) != before:
        next_version(item)
    after = {**shown(item), **({"reason": reason} if reason else {})}
    record_change(desk, "agenda.corrected", headings.subject(item), before, after)


def remove_agenda_item(
    desk: Desk, meeting: Meeting, item: AgendaItem, *, to: AgendaItem | None = None
) -> None:
    """Takes a heading off the agenda. Actions and notes that rest on it move to the heading `to`.

    Raises `BadInput` (field `to`) where something rests on it and no other heading of this meeting is given.
    """
    check_agenda(meeting.status)
    if to is not None and (to.meeting_id != meeting.id or to.id == item.id):
        raise BadInput("Choose another heading of this agenda.", field="to")
    resting = headings.resting(desk.session, item.key)
    if to is None and (resting.actions or resting.noted):
        raise BadInput(
            "Actions or notes rest on this heading. Choose the heading they move to, or keep it.", field="to"
        )
    _move_actions(desk, item, to)
    _move_notes(desk, meeting, item, to)
    if position := headings.lock_position_at(desk.session, item.key):
        position.agenda_item_id = to.id if to else None
    desk.session.flush()
    desk.session.delete(item)
    desk.session.flush()
    record(desk, "agenda.removed", meeting.reference, before=shown(item), after=_moved(resting, to))


def shown(item: AgendaItem) -> dict[str, object]:
    """The values of a heading that its history keeps and that a stale form is compared with."""
    names = ("number", "title", "priority_id", "national_measure_id")
    return {name: getattr(item, name) for name in names}


def _moved(resting: headings.Resting, to: AgendaItem | None) -> dict[str, object]:
    if to is None or not (resting.actions or resting.noted):
        return {}
    return {
        "agenda_item_id": to.key,
        "moved_there": [*resting.actions, *(["notes"] if resting.noted else [])],
    }


def _move_actions(desk: Desk, item: AgendaItem, to: AgendaItem | None) -> None:
    for action in headings.lock_actions_under(desk.session, item.key):
        before = shown_action(action)
        action.agenda_item_id = to.key if to else None
        next_version(action)
        record_change(desk, "action.corrected", action.reference, before, shown_action(action))


def _move_notes(desk: Desk, meeting: Meeting, item: AgendaItem, to: AgendaItem | None) -> None:
    """What was noted under the heading goes to the end of what was noted under the other one."""
    note = stored_notes.locked(desk.session, meeting.key, item.key)
    if note is None:
        return
    if to is not None and (note.notes or note.decisions):
        there = stored_notes.locked(desk.session, meeting.key, to.key)
        both = Texts(
            _after(there.notes if there else "", note.notes),
            _after(there.decisions if there else "", note.decisions),
        )
        write_notes(desk, meeting, to, both, version=None)
    desk.session.delete(note)


def _after(first: str, second: str) -> str:
    return "\n\n".join(text for text in (first, second) if text)


def _put(desk: Desk, item: AgendaItem, line: AgendaLine) -> None:
    """Writes what was typed into the row. Raises `BadInput`."""
    number, title = line.number.strip(), " ".join(line.title.split())
    _check_line(number, title)
    others = [one for one in stored.agenda(desk.session, item.meeting_id) if one.id != item.id]
    if number and any(one.number == number for one in others):
        raise BadInput(
            f"There is an item {number} on this agenda already. Give another number.", field="number"
        )
    item.number, item.title = number, title
    item.priority_id, item.national_measure_id = line.priority_id, line.national_measure_id


def _check_line(number: str, title: str) -> None:
    if not title:
        raise BadInput("Give the heading of the agenda item.", field="title")
    if len(number) > LONGEST_NUMBER:
        raise BadInput(f"Keep the number to {LONGEST_NUMBER} characters, such as 3.1.", field="number")
    if len(title) > LONGEST_HEADING:
        raise BadInput(
            f"Keep the heading to {LONGEST_HEADING} characters; it has {len(title):,}.", field="title"
        )

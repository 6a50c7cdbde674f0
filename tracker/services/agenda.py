"""Keeps the agenda of a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.errors import BadInput
from tracker.domain.meetings import LONGEST_HEADING, LONGEST_NUMBER, check_agenda
from tracker.models.meetings import AgendaItem, Meeting
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.store import meetings as stored


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
    number, title = line.number.strip(), " ".join(line.title.split())
    _check_line(number, title)
    items = stored.agenda(desk.session, meeting.key)
    if number and any(item.number == number for item in items):
        raise BadInput(
            f"There is an item {number} on this agenda already. Give another number.", field="number"
        )
    position = max((item.position for item in items), default=0) + 1
    item = AgendaItem(
        meeting_id=meeting.key,
        position=position,
        number=number,
        title=title,
        priority_id=line.priority_id,
        national_measure_id=line.national_measure_id,
    )
    desk.session.add(item)
    desk.session.flush()
    record(desk, "agenda.added", meeting.reference, after={"number": number, "title": title})
    return item


def copy_agenda(desk: Desk, meeting: Meeting, source: Meeting) -> Sequence[AgendaItem]:
    """Starts an empty agenda from another meeting's. Raises `BadInput` when there is one already."""
    if stored.agenda(desk.session, meeting.key):
        raise BadInput("This meeting has an agenda already. Add the headings that are missing to it.")
    lines = [
        AgendaLine(item.number, item.title, item.priority_id, item.national_measure_id)
        for item in stored.agenda(desk.session, source.key)
    ]
    return [add_agenda_item(desk, meeting, line) for line in lines]


def _check_line(number: str, title: str) -> None:
    if not title:
        raise BadInput("Give the heading of the agenda item.", field="title")
    if len(number) > LONGEST_NUMBER:
        raise BadInput(f"Keep the number to {LONGEST_NUMBER} characters, such as 3.1.", field="number")
    if len(title) > LONGEST_HEADING:
        raise BadInput(
            f"Keep the heading to {LONGEST_HEADING} characters; it has {len(title):,}.", field="title"
        )

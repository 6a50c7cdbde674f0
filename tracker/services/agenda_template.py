"""Starts an agenda from the last meeting's or from the template of the series, and keeps that template."""

from collections.abc import Sequence

from tracker.domain.errors import BadInput
from tracker.models.meetings import AgendaItem, AgendaTemplateItem, Meeting, MeetingSeries
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.store import agenda as headings
from tracker.store import meetings as stored


def copy_agenda(desk: Desk, meeting: Meeting, source: Meeting) -> Sequence[AgendaItem]:
    """Starts an empty agenda from another meeting's. Raises `BadInput` when there is one already."""
    return _start(desk, meeting, stored.agenda(desk.session, source.key))


def start_from_template(desk: Desk, meeting: Meeting) -> Sequence[AgendaItem]:
    """Starts an empty agenda from the template of its series. Raises `BadInput` when there is one already, or no template."""
    found = headings.template(desk.session, meeting.series_id)
    if not found:
        raise BadInput("This series has no template yet. Keep an agenda as its template first.")
    return _start(desk, meeting, found)


def keep_as_template(desk: Desk, meeting: Meeting) -> int:
    """Makes the agenda the template of its series, in place of the one before. Returns how many headings it has.

    Raises `BadInput` for an empty agenda.
    """
    series = desk.session.get_one(MeetingSeries, meeting.series_id, with_for_update=True)
    items = stored.agenda(desk.session, meeting.key)
    if not items:
        raise BadInput("This agenda has no headings yet. Add some, then keep it as the template.")
    before = headings.template(desk.session, series.key)
    was = _words(before)
    for old in before:
        desk.session.delete(old)
    for position, item in enumerate(items, 1):
        desk.session.add(
            AgendaTemplateItem(
                series_id=series.key,
                position=position,
                number=item.number,
                title=item.title,
                priority_id=item.priority_id,
                national_measure_id=item.national_measure_id,
            )
        )
    desk.session.flush()
    after = {**_words(items), "from_meeting": meeting.reference}
    record(desk, "series.agenda_template", series.code, before=was, after=after)
    return len(items)


def _start(
    desk: Desk, meeting: Meeting, found: Sequence[AgendaItem] | Sequence[AgendaTemplateItem]
) -> Sequence[AgendaItem]:
    """Takes the headings over. A priority of another Plan becomes the one of the same code in the Plan of the meeting's day."""
    if stored.agenda(desk.session, meeting.key):
        raise BadInput("This meeting has an agenda already. Add the headings that are missing to it.")
    now = headings.priorities_then(desk.session, [one.priority_id for one in found], meeting.starts_on)
    lines = [
        AgendaLine(one.number, one.title, now[one.priority_id], one.national_measure_id) for one in found
    ]
    return [add_agenda_item(desk, meeting, line) for line in lines]


def _words(items: Sequence[AgendaItem] | Sequence[AgendaTemplateItem]) -> dict[str, object]:
    return {"headings": [f"{item.number} {item.title}".strip() for item in items]}

"""Meetings and their agendas."""

from typing import TYPE_CHECKING

from tracker.domain.api_tokens import Scope
from tracker.store import api_lists
from tracker.store import meetings as stored
from tracker.web.api.operations import Answered, operation
from tracker.web.api.parts import following
from tracker.web.api.shapes import Paged
from tracker.web.api.shapes_meetings import AgendaItemShown, Meetings, MeetingShown, MeetingSummary
from tracker.web.requests import current_session

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting


@operation("GET", "/meetings", scope=Scope.MEETINGS_READ, asked=Paged, answers=Meetings)
def list_meetings(asked: Paged) -> Answered:
    """Lists meetings. In the order in which they were put on record."""
    found = api_lists.meetings(current_session(), after=asked.after, limit=asked.limit + 1)
    rows, after = following(found, asked.limit)
    codes = {one.key: one.code for one in stored.series_listed(current_session())}
    shown = [MeetingSummary(**_summary(row, codes[row.series_id])) for row in rows]
    return Answered(Meetings(meetings=shown, next_after=after), after)


@operation("GET", "/meetings/<meeting>", scope=Scope.MEETINGS_READ, answers=MeetingShown)
def show_meeting(meeting: str) -> Answered:
    """Shows a meeting. With its agenda. The actions that it raised are `/actions?meeting=…`."""
    session = current_session()
    found = stored.by_reference(session, meeting)
    codes = {one.key: one.code for one in stored.priorities(session)}
    agenda = [
        AgendaItemShown(
            number=item.number or None, title=item.title, priority=codes.get(item.priority_id or 0)
        )
        for item in stored.agenda(session, found.key)
    ]
    series = stored.series_numbered(session, found.series_id)
    return Answered(MeetingShown(**_summary(found, series.code), agenda=agenda))


def _summary(row: "Meeting", code: str) -> dict[str, object]:
    return {
        "reference": row.reference,
        "series": code,
        "status": row.status,
        "starts_on": row.starts_on,
        "starts_at": row.starts_at,
        "date_words": row.date_words or None,
        "venue": row.venue or None,
        "papers_due": row.papers_due,
        "closed_at": row.closed_at,
        "video_url": row.video_url or None,
    }

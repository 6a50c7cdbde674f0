"""What every report has before it says anything of its own: about which meeting it is, who made it, and as at when."""

from tracker.domain.meeting_words import day_words
from tracker.domain.reports import Report
from tracker.domain.wording import moment_words
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.services.desk import Desk
from tracker.store import history


def head_of(desk: Desk, meeting: Meeting, *, version: int, office_name: str, contact: str) -> Report:
    series = desk.session.get_one(MeetingSeries, meeting.series_id)
    end = history.head(desk.session)
    return Report(
        series_title=series.title,
        meeting_words=", ".join(filter(None, (day_words(meeting), meeting.venue))),
        meeting_on=meeting.starts_on,
        as_at=desk.moment.today,
        version=version,
        author=desk.by.name,
        generated_words=moment_words(desk.moment.now),
        office_name=office_name,
        contact=contact,
        history_head=end.digest,
        history_count=end.count,
    )

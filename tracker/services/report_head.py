"""What every report has before it says anything of its own: what it is about, who made it, and as at when."""

from tracker.domain.meeting_words import day_words
from tracker.domain.references import spoken
from tracker.domain.reports import Report
from tracker.domain.wording import moment_words
from tracker.models.meetings import MeetingSeries
from tracker.services.desk import Desk
from tracker.services.report_names import names_of
from tracker.services.report_subjects import Subject
from tracker.store import history
from tracker.store.inspections import about_words


def head_of(desk: Desk, about: Subject, *, version: int, office_name: str, contact: str) -> Report:
    meeting, end = about.meeting, history.head(desk.session)
    series_id = meeting.series_id if meeting else about.action.series_id if about.action else None
    return Report(
        series_title=desk.session.get_one(MeetingSeries, series_id).title if series_id else "",
        meeting_words=", ".join(filter(None, (day_words(meeting), meeting.venue))) if meeting else "",
        meeting_on=meeting.starts_on if meeting else desk.moment.today,
        about_words=_about_words(desk, about),
        as_at=desk.moment.today,
        version=version,
        author=desk.by.name,
        generated_words=moment_words(desk.moment.now),
        office_name=office_name,
        contact=contact,
        history_head=end.digest,
        history_count=end.count,
        names=names_of(desk.session, desk.moment.today, office_name),
    )


def _about_words(desk: Desk, about: Subject) -> str:
    """What it is about, where that is no meeting."""
    if about.post:
        return about.post.title
    if about.disclosure:
        return f"Request {about.name}"
    if about.inspections:
        return about_words(desk.session, about.name)
    return spoken(about.name) if about.action else ""

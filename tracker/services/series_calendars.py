"""The private calendar of a series: its meetings and when their papers are due. There is no address until one is made."""

from sqlmodel import Session

from tracker.domain.calendar_words import DEAD, is_token, make_series_token, token_number
from tracker.domain.errors import LinkDead
from tracker.domain.meeting_words import day_words
from tracker.domain.meetings import MeetingStatus
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.models.outside import SeriesCalendar
from tracker.ports import CalendarDay
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.store import series_calendars as stored


def renew(desk: Desk, series: MeetingSeries) -> SeriesCalendar:
    """A new address; the one before stops working."""
    found = stored.calendar_of(desk.session, series.key, lock=True)
    calendar = found or SeriesCalendar(series_id=series.key, issue=0, made_on=desk.moment.today)
    calendar.issue += 1
    calendar.active, calendar.made_on, calendar.made_by = True, desk.moment.today, desk.by.name
    desk.session.add(calendar)
    record(desk, "calendar.renewed", f"series {series.code}", after={"issue": calendar.issue})
    return calendar


def take_back(desk: Desk, series: MeetingSeries) -> None:
    """The address stops working, and there is none until another is made."""
    calendar = stored.calendar_of(desk.session, series.key, lock=True)
    if calendar is None or not calendar.active:
        return
    calendar.active = False
    record(desk, "calendar.taken_back", f"series {series.code}", after={"issue": calendar.issue})


def token_of(session: Session, key: bytes, series_id: int) -> str:
    """The token of the address that works; empty where there is none."""
    calendar = stored.calendar_of(session, series_id)
    return make_series_token(key, series_id, calendar.issue) if calendar and calendar.active else ""


def open_calendar(session: Session, key: bytes, token: str) -> MeetingSeries:
    """The series whose calendar `token` opens. Raises `LinkDead`: renewed, taken back or never ours."""
    series_id = token_number(token)
    meant = token_of(session, key, series_id)
    if not meant or not is_token(token, meant):
        raise LinkDead(DEAD)
    return session.get_one(MeetingSeries, series_id)


def days_of_series(session: Session, series: MeetingSeries, base_url: str) -> list[CalendarDay]:
    """Its meetings, those held too, and the papers deadlines of those to come. What was cancelled is there as cancelled."""
    days = []
    for meeting in stored.meetings_of(session, series.key):
        url = f"{base_url}/meetings/{meeting.reference.lower()}"
        days.append(_sitting(series, meeting, url))
        if meeting.status in {MeetingStatus.SCHEDULED, MeetingStatus.CANCELLED}:
            days.append(_papers(series, meeting, url))
    return days


def _sitting(series: MeetingSeries, meeting: Meeting, url: str) -> CalendarDay:
    return CalendarDay(
        key=f"meeting-{meeting.key}",
        number=meeting.version,
        day=meeting.starts_on,
        title=series.title,
        words=f"{meeting.ordinal} {series.title}".strip(),
        url=url,
        gone=meeting.status is MeetingStatus.CANCELLED,
        starts_at=meeting.starts_at,
        venue=meeting.venue,
    )


def _papers(series: MeetingSeries, meeting: Meeting, url: str) -> CalendarDay:
    return CalendarDay(
        key=f"papers-{meeting.key}",
        number=meeting.version,
        day=meeting.papers_due,
        title=f"Papers due: {series.title}",
        words=f"Papers for the meeting of {day_words(meeting)} are due.",
        url=url,
        gone=meeting.status is MeetingStatus.CANCELLED,
    )

"""What the public is shown of a meeting: when and where, its agenda, who came by their posts, its video.

Its papers, its reports, the actions it raised and what it decided on others are not in its cut: the page shows those that are public
themselves, so that what is withdrawn is gone from there as well.
"""

from datetime import UTC
from urllib.parse import urlsplit

from sqlmodel import Session

from tracker.domain.attendance import Attended
from tracker.domain.meeting_words import day_words
from tracker.domain.meetings import MeetingStatus
from tracker.domain.public_cuts import PublicItem, PublicMeeting
from tracker.domain.wording import clock_time
from tracker.store import attendance, meetings

STATUS_WORDS = {
    MeetingStatus.SCHEDULED: "To be held",
    MeetingStatus.IN_SESSION: "Being held",
    MeetingStatus.HELD: "Held",
    MeetingStatus.ISSUED: "Held",
    MeetingStatus.CANCELLED: "Cancelled",
}


def meeting_cut(session: Session, subject: str) -> PublicMeeting:
    """Raises `NotFound`."""
    meeting = meetings.by_reference(session, subject)
    series = meetings.series_numbered(session, meeting.series_id)
    words = day_words(meeting)
    exact = meeting.starts_at if not meeting.date_words else None
    came = attendance.of_meeting(session, meeting.key)
    return PublicMeeting(
        reference=meeting.reference,
        title=f"{series.title}, {words}",
        day=meeting.starts_on,
        day_words=words,
        starts_at=exact.astimezone(UTC).isoformat() if exact else "",
        starts_words=clock_time(exact) if exact else "",
        venue=meeting.venue,
        status=STATUS_WORDS[meeting.status],
        agenda=tuple(PublicItem(item.number, item.title) for item in meetings.agenda(session, meeting.key)),
        present=tuple(one.title for one in came if one.attended is Attended.PRESENT),
        apologies=tuple(one.title for one in came if one.attended is Attended.APOLOGIES),
        video_url=_web(meeting.video_url),
        captions_url=_web(meeting.captions_url),
    )


def _web(address: str) -> str:
    """The address, where it is one of the web."""
    return address if urlsplit(address).scheme in ("http", "https") else ""

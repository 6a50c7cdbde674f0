"""The list of meetings and the page of one. Changing one, and its steps, are in the modules imported at the end."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, url_for

from tracker.domain.meeting_words import STATUS_LABELS, day_words, when_words
from tracker.domain.meetings import UNDER_WAY, MeetingStatus
from tracker.domain.panel_asks import SeriesKind
from tracker.domain.viewers import Role
from tracker.domain.wording import weekday_date
from tracker.store import matters_arising
from tracker.store import meetings as stored
from tracker.web import meeting_page
from tracker.web.access import ACCESS, current_viewer
from tracker.web.requests import current_session

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

meetings = Blueprint("meetings", __name__)


@meetings.get("/meetings")
def index() -> str:
    session, viewer = current_session(), current_viewer()
    listed = stored.listed(session)
    series = {one.id: one.title for one in stored.series_listed(session)}
    counts = matters_arising.raised_counts(session, viewer)
    knows_actions = viewer.reads_everything or viewer.may(Role.OWNER)
    coming = [m for m in reversed(listed) if m.status in UNDER_WAY]
    past = [m for m in listed if m.status not in UNDER_WAY]

    def row(meeting: "Meeting") -> dict[str, Any]:
        return {
            "href": url_for("meetings.show", reference=meeting.reference.lower()),
            "day": day_words(meeting),
            "when": when_words(meeting),
            "series": series[meeting.series_id],
            "venue": meeting.venue,
            "status": STATUS_LABELS[meeting.status],
            "tone": TONES.get(meeting.status, ""),
            "papers_due": meeting.papers_due if meeting.status is MeetingStatus.SCHEDULED else None,
            "raised": counts.get(meeting.key, 0),
        }

    return render_template(
        "meetings/index.html",
        heading=_heading(coming),
        coming=[row(meeting) for meeting in coming],
        past=[row(meeting) for meeting in past],
        knows_actions=knows_actions,
        calendars=_calendars() if viewer.roles & ACCESS["series_calendars.show"] else [],
    )


def _calendars() -> list[dict[str, str]]:
    series = (one for one in stored.series_listed(current_session()) if one.kind is not SeriesKind.INSPECTION)
    return [
        {"title": one.title, "href": url_for("series_calendars.show", code=one.code.lower())}
        for one in series
    ]


TONES = {MeetingStatus.IN_SESSION: "green", MeetingStatus.SCHEDULED: "blue"}


def _heading(coming: "list[Meeting]") -> str:
    """The answer to "when is the next one?"."""
    if not coming:
        return "No meeting is planned yet"
    on = next((meeting for meeting in coming if meeting.status is MeetingStatus.IN_SESSION), None)
    if on is not None:
        return f"The meeting of {day_words(on)} is in session"
    return f"The next meeting is on {weekday_date(coming[0].starts_on)}"


@meetings.get("/meetings/<reference>")
def show(reference: str) -> str:
    meeting = stored.by_reference(current_session(), reference)
    return render_template("meetings/show.html", **meeting_page.context(meeting))


from tracker.web import meetings_edit, meetings_steps  # noqa: E402, F401  the rest of this blueprint's routes

"""Links to the moment of a meeting's video at which something was said."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tracker.domain.video import begins_at, elapsed, link_at, seconds_into
from tracker.domain.wording import clock_time
from tracker.store.logged import moments_of
from tracker.web.access import current_viewer
from tracker.web.requests import current_session, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

Row = dict[str, Any]


def watch(video_url: str | None, begins: datetime | None, said_at: datetime | None) -> Row | None:
    """{href, text, is_there}: the moment where it is known and the player can be told, else the whole video. None without a video."""
    if not video_url:
        return None
    seconds = seconds_into(said_at, begins)
    if seconds is None:
        return {"href": video_url, "text": "Watch the meeting", "is_there": False}
    into = f"{elapsed(seconds)} into the video"
    if link := link_at(video_url, seconds):
        return {"href": link, "text": f"Watch this moment, {into}", "is_there": True}
    return {"href": video_url, "text": f"Watch the meeting: this is {into}", "is_there": False}


def moments_raised(meeting: "Meeting") -> dict[str, Row]:
    """Of each action of a meeting that was recorded, by reference: {minute: "15:22", href}. Those whose moment can be opened."""
    if not meeting.video_url:
        return {}
    begins = begins_at(meeting.video_starts_at, meeting.started_at, meeting.starts_at)
    found = {}
    for reference, said_at in moments_of(current_session(), current_viewer(), meeting.key).items():
        link = watch(meeting.video_url, begins, said_at)
        if link and link["is_there"]:
            minute = clock_time(said_at, wiring().settings.timezone)
            found[reference] = {"minute": minute, "href": link["href"]}
    return found

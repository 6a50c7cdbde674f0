"""What waits after a meeting was closed, one row each: lines that arrived late, corrections that the issued log does not have."""

from typing import TYPE_CHECKING

from flask import url_for

from tracker.domain.corrections import OVER
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words, ordinal_times
from tracker.store import corrections, late_lines
from tracker.web.access import ACCESS
from tracker.web.corrections import issued_again
from tracker.web.requests import current_session

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting


def afterwards(meeting: "Meeting", viewer: Viewer) -> list[dict[str, str]]:
    """The rows for this viewer: {text, href, link}. Nothing for a meeting that is not over."""
    if meeting.status not in OVER:
        return []
    return [*late_rows(meeting, viewer), *_correction_rows(meeting, viewer)]


def late_rows(meeting: "Meeting", viewer: Viewer) -> list[dict[str, str]]:
    """The row of the lines that arrived after the meeting was closed and wait to be taken in, if any do."""
    waiting = late_lines.waiting_at(current_session(), meeting.key)
    if not waiting or not viewer.roles & ACCESS["late_lines.index"]:
        return []
    return [
        {
            "text": f"{count_words(waiting, 'line')} typed during the meeting arrived after it was closed.",
            "href": url_for("late_lines.index", reference=meeting.reference.lower()),
            "link": take_in_words(waiting),
        }
    ]


def _correction_rows(meeting: "Meeting", viewer: Viewer) -> list[dict[str, str]]:
    made = corrections.how_many(current_session(), meeting.key)
    if not made or not viewer.roles & ACCESS["corrections.index"]:
        return []
    again = issued_again(meeting)
    return [
        {
            "text": again["sentence"] if again else f"The record was corrected {ordinal_times(made)}.",
            "href": url_for("corrections.index", reference=meeting.reference.lower()),
            "link": "What was corrected",
        }
    ]


def take_in_words(waiting: int) -> str:
    """ "Take it in or set it aside", of several "them" """
    it = "it" if waiting == 1 else "them"
    return f"Take {it} in or set {it} aside"

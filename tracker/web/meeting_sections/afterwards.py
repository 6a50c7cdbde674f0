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
    session, address = current_session(), meeting.reference.lower()
    rows = []
    waiting = late_lines.waiting_at(session, meeting.key)
    if waiting and viewer.roles & ACCESS["late_lines.index"]:
        rows.append(
            {
                "text": f"{count_words(waiting, 'line')} typed during the meeting arrived after it was closed.",
                "href": url_for("late_lines.index", reference=address),
                "link": take_in_words(waiting),
            }
        )
    made = corrections.how_many(session, meeting.key)
    if made and viewer.roles & ACCESS["corrections.index"]:
        again = issued_again(meeting)
        text = again["sentence"] if again else f"The record was corrected {ordinal_times(made)}."
        rows.append(
            {
                "text": text,
                "href": url_for("corrections.index", reference=address),
                "link": "What was corrected",
            }
        )
    return rows


def take_in_words(waiting: int) -> str:
    """ "Take it in or set it aside", of several "them" """
    it = "it" if waiting == 1 else "them"
    return f"Take {it} in or set {it} aside"

"""What waits after a meeting was closed, one row each: its mails, late lines, corrections that the issued log does not have."""

from typing import TYPE_CHECKING

from flask import url_for

from tracker.domain.corrections import OVER
from tracker.domain.mails import MailState
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words, ordinal_times
from tracker.services.aftermath import AFTER_A_MEETING
from tracker.store import corrections, late_lines, mails
from tracker.web.access import ACCESS
from tracker.web.corrections import issued_again
from tracker.web.requests import current_session

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting


def afterwards(meeting: "Meeting", viewer: Viewer) -> list[dict[str, str]]:
    """The rows for this viewer: {text, href, link}. Nothing for a meeting that is not over."""
    if meeting.status not in OVER:
        return []
    return [*_mail_rows(meeting, viewer), *late_rows(meeting, viewer), *_correction_rows(meeting, viewer)]


def _mail_rows(meeting: "Meeting", viewer: Viewer) -> list[dict[str, str]]:
    """The row of the mails that wait to be read and released; where none does, of those that were refused."""
    if not viewer.roles & ACCESS["aftermath.show"]:
        return []
    states = [mail.state for mail in mails.of_meeting(current_session(), meeting.key, *AFTER_A_MEETING)]
    href = url_for("aftermath.show", reference=meeting.reference.lower())
    if held := states.count(MailState.HELD):
        return [{"text": mails_wait(held), "href": href, "link": read_words(held)}]
    if refused := states.count(MailState.FAILED):
        words = count_words(refused, "mail was", "mails were", starts=True)
        return [{"text": f"{words} refused by the mail server.", "href": href, "link": "See why"}]
    return []


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


def mails_wait(held: int, of_what: str = "") -> str:
    """ "Two mails wait for you to read and release." """
    words = count_words(held, f"mail{of_what} waits", f"mails{of_what} wait", starts=True)
    return f"{words} for you to read and release."


def read_words(held: int) -> str:
    return "Read it" if held == 1 else "Read them"


def take_in_words(waiting: int) -> str:
    """ "Take it in or set it aside", of several "them" """
    it = "it" if waiting == 1 else "them"
    return f"Take {it} in or set {it} aside"

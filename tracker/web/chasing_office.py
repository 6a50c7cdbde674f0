"""The office's own dates and its requests to the force, as rows of what goes out."""

from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.commissions import Stage
from tracker.domain.mails import MailKind
from tracker.domain.wording import date_words
from tracker.web.mail_words import KINDS

if TYPE_CHECKING:
    from tracker.services.office_ahead import ClockMail, OfficeDay, RequestToGo

STAGES = {
    Stage.TO_WRITE: ("For you to write", "amber"),
    Stage.BEING_WRITTEN: ("Begun, not sent", "amber"),
    Stage.HELD: ("Held for you", "amber"),
    Stage.RELEASED: ("Waiting to be sent", "blue"),
    Stage.FAILED: ("Failed", "red"),
}


def office_rows(day: "OfficeDay") -> list[dict[str, Any]]:
    """The rows of a day, as `planned_row` gives those of chasing."""
    return [*map(_clock_row, day.clocks), *map(_request_row, day.requests)]


def _clock_row(mail: "ClockMail") -> dict[str, Any]:
    return {
        "post": mail.post,
        "to": mail.to.name if mail.to.name != mail.post else "",
        "kind": KINDS[MailKind.CLOCK],
        "about": [f"last day {date_words(clock.last_on)}" for clock, _ in mail.owed],
        "why": mail.subject,
        "state": "Held for you" if mail.held_because else "Goes by itself",
        "tone": "amber" if mail.held_because else "",
        "note": mail.held_because,
        "href": url_for("clocks.index"),
    }


def _request_row(request: "RequestToGo") -> dict[str, Any]:
    to, meeting = request.to, request.meeting
    state, tone = STAGES[request.stage]
    since = f": to be sent from {date_words(request.due)}" if request.due else ""
    return {
        "post": to.post.title if to else "The liaison officer of the force",
        "to": (to.name if to and to.name != to.post.title else "") if to else "nobody is chosen yet",
        "kind": KINDS[MailKind.COMMISSION],
        "about": [meeting.reference],
        "why": f"Papers for {meeting.date_words or date_words(meeting.starts_on)}{since}",
        "state": state,
        "tone": tone,
        "note": "",
        "href": url_for("commissions.show", reference=meeting.reference.lower()),
    }

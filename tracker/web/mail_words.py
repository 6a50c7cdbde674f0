"""What a mail is called on a page, the file that goes with it, and its HTML in a frame in which it can do nothing."""

from typing import TYPE_CHECKING

from flask import Response, url_for

from tracker.domain.errors import NotFound
from tracker.domain.ledger import Entry
from tracker.domain.mails import MailKind, MailState
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import count_words
from tracker.services.calendars import FILE_NAME, days_of_mail
from tracker.services.enclosing import attachment_name
from tracker.services.report_files import file_name
from tracker.store import mails, meetings, reports
from tracker.web.requests import wiring

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlmodel import Session

    from tracker.models.chasing import LedgerRow
    from tracker.models.mail import Mail

KINDS = {
    MailKind.REMINDER: "Reminder",
    MailKind.ESCALATION: "Escalation",
    MailKind.FRESH_LINK: "New link",
    MailKind.ACCOUNT: "Account",
    MailKind.ACTION_LOG: "Actions of a meeting",
    MailKind.MEETING_MOVED: "Meeting moved",
    MailKind.RAISED: "Raised",
    MailKind.DIGEST: "Weekly list",
    MailKind.HANDOVER: "Handover",
    MailKind.COMMISSION: "Commissioning request",
    MailKind.CLOCK: "Date that the office owes",
    MailKind.ASKED_AGAIN: "Asked again",
    MailKind.SIGN_OFF: "For sign-off",
    MailKind.CHANGED: "Actions changed",
    MailKind.UPDATE_ASKED: "Update asked for",
    MailKind.INSPECTION: "Inspection report",
    MailKind.TEST: "Test",
}
STATES = {
    MailState.HELD: ("Held", "amber"),
    MailState.QUEUED: ("Waiting to be sent", "blue"),
    MailState.SENT: ("Sent", "green"),
    MailState.FAILED: ("Failed", "red"),
    MailState.CANCELLED: ("Cancelled", ""),
}
FRAME_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'self'",
        "sandbox allow-same-origin",
    )
)
"""Mails carry their style inline. Nothing else in one is obeyed: no script, no form, no picture from elsewhere, no window of its
own. It has our origin so that the page around it can measure how long it is."""


def attachment(session: "Session", mail: "Mail") -> dict[str, str] | None:
    """The report that goes with a mail: its name as a file, and where it can be opened."""
    if mail.report_version_id is None:
        return None
    version, _ = reports.version(session, THE_OFFICE, mail.report_version_id)
    meeting = meetings.numbered(session, version.meeting_id)
    series = meetings.series_numbered(session, meeting.series_id) if meeting else None
    name = file_name(version)
    return {
        "name": attachment_name(version, meeting, series),
        "href": url_for("reports.download", number=version.id, name=name, show=1),
    }


def calendar_file(
    session: "Session", mail: "Mail", told: "Sequence[LedgerRow]", today: "date"
) -> dict[str, str] | None:
    """The file with the days that are due: the one that went with the mail, or that will as things stand; None without any.

    It opens something, so it is made as the mail leaves, and kept nowhere.
    """
    if mail.state is MailState.SENT:
        went = any(FILE_NAME in row.said for row in told if row.entry is Entry.HANDED_OVER)
        return {"name": FILE_NAME, "note": "made as it left, and not kept"} if went else None
    if mail.state is MailState.CANCELLED or not takes_files():
        return None
    links = {link.action_id: "" for link in mails.links(session, mail.key)}
    days = len(days_of_mail(session, mail, links, today))
    return {"name": FILE_NAME, "note": f"{count_words(days, 'day')}, made when it leaves"} if days else None


def takes_files() -> bool:
    """Whether mail leaves by a way that takes files: GOV.UK Notify does not."""
    return wiring().settings.mail.scheme != "notify"


def framed(html: str) -> Response:
    """The HTML of a mail, for a frame. Raises `NotFound` where it has none."""
    if not html:
        raise NotFound("This mail has no HTML.")
    response = Response(html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = FRAME_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response

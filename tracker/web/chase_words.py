"""What was sent about an action, told as entries of its story. What is held or failed is the office's business alone."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tracker.domain.actions import LIVE
from tracker.domain.mails import MailKind, MailState
from tracker.domain.viewers import Viewer
from tracker.domain.wording import weekday_date
from tracker.services.stepping_in import SKIPPED
from tracker.store.shown import Chase, Shown, Story
from tracker.web.access import ACCESS

NO_REMINDERS = {
    MailKind.ESCALATION: "Escalated",
    MailKind.MEETING_MOVED: "New date told",
    MailKind.HANDOVER: "Handed over",
    MailKind.CHANGED: "Change told",
    MailKind.UPDATE_ASKED: "Update asked for",
}
"""What is told of an action besides its reminders, which alone are counted."""
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


def chase_entries(shown: Shown, story: Story, viewer: Viewer) -> Iterator[tuple[date, dict[str, Any]]]:
    """Each reminder and escalation with its day, as far as this viewer may know of it."""
    chases = [c for c in story.chases if viewer.reads_everything or c.state is MailState.SENT]
    reminders = 0
    for order, chase in enumerate(chases):
        if chase.kind not in NO_REMINDERS:
            reminders += 1
        is_last = order == len(chases) - 1
        yield chase.for_day or chase.owed_on, _entry(shown, chase, viewer, reminders, is_last, order)


def _entry(
    shown: Shown, chase: Chase, viewer: Viewer, count: int, is_last: bool, order: int
) -> dict[str, Any]:
    day = chase.for_day or chase.owed_on
    return {
        "order": order,
        "when": weekday_date(day),
        "machine_when": day.isoformat(),
        "title": _title(chase, count),
        "text": _state(shown, chase, viewer, is_last),
        "link": _link(chase, viewer),
    }


def _title(chase: Chase, count: int) -> str:
    post = f" to the {chase.post_title}" if chase.post_title else ""
    if chase.kind in NO_REMINDERS:
        return f"{NO_REMINDERS[chase.kind]}{post}"
    which = ORDINALS[count - 1] if 0 < count <= len(ORDINALS) else f"{count}th"
    return f"{which} reminder{post}" if count > 1 else f"Reminder{post}"


def _state(shown: Shown, chase: Chase, viewer: Viewer, is_last: bool) -> str:
    reason = f" {chase.last_error}" if chase.last_error and viewer.reads_everything else ""
    if chase.state is MailState.SENT:
        answered = shown.action.last_update_on
        waits = is_last and shown.action.status in LIVE
        unanswered = waits and (answered is None or (chase.for_day and answered < chase.for_day))
        return "Accepted by the mail server." + (" Not answered yet." if unanswered else "")
    return {
        MailState.HELD: f"Held until the secretariat releases it. {chase.held_because or ''}".strip(),
        MailState.QUEUED: f"Waiting to be sent.{reason}",
        MailState.FAILED: f"Not delivered.{reason}",
        MailState.CANCELLED: _why_cancelled(chase.held_because or ""),
        None: "Owed; the mail is not written yet.",
    }.get(chase.state, "")


def _why_cancelled(note: str) -> str:
    return f"Not sent. {note}" if note.startswith(SKIPPED) else "Not sent: it was cancelled."


def _link(chase: Chase, viewer: Viewer) -> dict[str, str] | None:
    if not (chase.mail_id and viewer.roles & ACCESS["mail.show"]):
        return None
    return {"href": f"/mail/{chase.mail_id}", "text": "Read it"}

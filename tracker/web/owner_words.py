"""What the owner's page says about its one action."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from tracker.domain.due import DueKind
from tracker.domain.moments import Moment
from tracker.domain.references import spoken
from tracker.domain.reminder_words import Wanted, asked_when, short_due
from tracker.domain.wording import date_words
from tracker.store import meetings
from tracker.web.said_before import said_before

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.mail import UpdateLink


def page_words(session: Session, link: "UpdateLink", action: "Action", moment: Moment) -> dict[str, Any]:
    """The page before anything is sent. The link's end is told by the record's calendar, as everything else is."""
    until = moment.now + (link.expires_at - moment.machine)
    return {
        "action": {
            "number": spoken(action.reference),
            "question": action.asked.strip() or action.title,
            "asked_words": _asked(session, action),
        },
        "said": said_before(session, action.key),
        "due_words": _due(session, action, moment.today),
        "expires_words": f"This link works until {date_words(until)}.",
    }


def thanks_words(session: Session, action: "Action", choice: str, today: date) -> dict[str, Any]:
    """The page after it was sent: what happens now."""
    meeting = meetings.coming(session, today, series_id=action.series_id)
    when = f"the meeting of {date_words(meeting.starts_on)}" if meeting else "the next meeting"
    next_words = {
        "update": f"It goes into the papers for {when}.",
        "close": f"The Commissioner decides on it, at {when} at the latest.",
        "more_time": "The Commissioner decides on the new date. Until then the present one stands.",
    }[choice]
    return {
        "action": {"number": spoken(action.reference)},
        "choice": choice,
        "next_words": next_words,
        "more": [],
    }


def _asked(session: Session, action: "Action") -> str:
    meeting = meetings.numbered(session, action.raised_meeting_id)
    when = asked_when(action.raised_on, meeting.date_words if meeting else "")
    return f"Asked {when}." if when else ""


def _due(session: Session, action: "Action", today: date) -> str:
    if action.due_on is None:
        return {
            DueKind.STANDING: "standing item",
            DueKind.NEXT_MEETING: "for the next meeting",
        }.get(action.due_kind, "no date yet")
    meeting = meetings.numbered(session, action.due_meeting_id)
    kind = "overdue" if action.due_on < today else "coming"
    return short_due(Wanted(action.due_on, kind, 0, meeting.starts_on if meeting else None), today)

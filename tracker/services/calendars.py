"""What is due as days of a calendar: the file that goes with a mail, and the calendar of a post. Reads, and writes nothing."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlmodel import Session

from tracker.domain.actions import LIVE, Kind
from tracker.domain.calendar_words import day_title, day_words
from tracker.domain.mails import MailKind
from tracker.domain.references import spoken
from tracker.domain.wording import date_words, weekday_date
from tracker.models.mail import Mail
from tracker.ports import CalendarDay
from tracker.store import calendars as stored
from tracker.store.calendars import Dated
from tracker.store.markings import sensitive

CARRYING = frozenset(
    {
        MailKind.REMINDER,
        MailKind.DIGEST,
        MailKind.HANDOVER,
        MailKind.ACTION_LOG,
        MailKind.MEETING_MOVED,
        MailKind.CHANGED,
    }
)
"""The mails that go to whoever owes what is in them, so that its day belongs in their calendar."""

CANCELLED_FOR = timedelta(days=31)
"""How long the calendar of a post shows as cancelled what is not due any more: programs that only add days take them out by that."""

FILE_NAME = "due-dates.ics"
MEDIA_TYPE = "text/calendar; method=PUBLISH; charset=utf-8"


def days_of_mail(
    session: Session, mail: Mail, addresses: Mapping[int, str], today: date
) -> list[CalendarDay]:
    """What a mail puts into its reader's calendar: what is still to come of its actions, and what is not due any more.

    `addresses` are those of the owner's links, by the number of the action. A day that is past is left as it is.
    """
    if mail.kind not in CARRYING or mail.post_id is None:
        return []
    actions = stored.of_mail(session, addresses, mail.post_id, CARRYING, today)
    hidden = sensitive(session, [one.id for one in actions])
    before = stored.last_days(session, [one.id for one in actions if one.due_on is None])
    days = []
    for one in actions:
        address = addresses.get(one.id, "")
        answer = f"Give an update: {address}" if address else "This is closed."
        day = _day(one, before.get(one.id), address, answer, is_hidden=one.id in hidden)
        if day is not None and day.day >= today:
            days.append(day)
    return days


def days_of_post(session: Session, post_id: int, base_url: str, today: date) -> list[CalendarDay]:
    """Everything open and dated that the post owes, and for a month what is not due any more, as cancelled.

    Nothing in it opens anything: the pages ask who is signed in.
    """
    actions = stored.of_post(session, post_id, today - CANCELLED_FOR)
    hidden = sensitive(session, [one.id for one in actions])
    before = stored.last_days(session, [one.id for one in actions if one.due_on is None])
    days = []
    for one in actions:
        address = f"{base_url}/actions/{one.reference}"
        answer = f"Give an update by the link in your last mail, or sign in: {address}"
        if _is_gone(one):
            answer = f"Nothing is wanted by this day any more: {address}"
        if day := _day(one, before.get(one.id), address, answer, is_hidden=one.id in hidden):
            days.append(day)
    return days


def _is_gone(one: Dated) -> bool:
    """Whether nothing is wanted by its day any more."""
    return one.due_on is None or one.status not in LIVE or one.kind is Kind.STANDING


def _day(
    one: Dated, before: date | None, address: str, answer: str, *, is_hidden: bool
) -> CalendarDay | None:
    on = one.due_on or before
    if on is None:
        return None
    number = spoken(one.reference)
    papers = one.meeting_on is not None
    due = f"Papers for the meeting of {date_words(one.meeting_on)}" if one.meeting_on else "Update"
    return CalendarDay(
        key=one.reference.lower(),
        number=one.version,
        day=on,
        title=day_title(number, one.title, papers=papers, sensitive=is_hidden),
        words=day_words(f"{due} due {weekday_date(on)}", answer, sensitive=is_hidden),
        url=address,
        gone=_is_gone(one),
    )

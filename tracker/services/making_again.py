"""A mail that waits for release while what it says of a date is not so any more: written again as things stand."""

from sqlmodel import Session

from tracker.domain.actions import LIVE
from tracker.domain.errors import InvalidMove
from tracker.domain.mails import CHASING, MailState
from tracker.domain.references import spoken
from tracker.domain.wording import date_words
from tracker.domain.workdays import on_or_after
from tracker.models.mail import Mail
from tracker.models.people import Post
from tracker.services.desk import Desk
from tracker.services.forecast import find_planned
from tracker.services.mails import give_up
from tracker.services.post_office import Stationery
from tracker.services.stepping_in import hold_planned
from tracker.store import mails as stored
from tracker.store import reminders
from tracker.store.reminders import Overtaken

MADE_AGAIN = "Not sent: a date in it had moved, so it was made again."


def out_of_date(session: Session, mail_ids: list[int]) -> dict[int, str]:
    """Why each of these mails of chasing is out of date, in a sentence; those that are not stay away."""
    found: dict[int, list[str]] = {}
    for one in reminders.overtaken(session, mail_ids):
        found.setdefault(one.mail_id, []).append(_overtaken_words(one))
    return {mail_id: f"{'; '.join(words)}." for mail_id, words in found.items()}


def make_again(desk: Desk, mail_id: int, stationery: Stationery) -> Mail | None:
    """Takes the held mail back and holds one in its place, as things stand; None where nothing is owed on its day any more.

    Raises `InvalidMove` for a mail that is not held, or of which no date moved.
    """
    mail = stored.by_id(desk.session, mail_id, lock=True)
    waits = mail.state is MailState.HELD and mail.kind in CHASING and mail.post_id is not None
    if not waits or mail_id not in out_of_date(desk.session, [mail_id]):
        raise InvalidMove("This mail is not out of date any more. Look at it again under Mail.")
    because, kind = mail.held_because, mail.kind
    code = desk.session.get_one(Post, mail.post_id).code
    give_up(desk, mail, MADE_AGAIN)
    desk.session.flush()
    day = on_or_after(max(mail.for_day, desk.moment.today), desk.calendar.is_working_day)
    planned = find_planned(
        desk.session, desk.moment.today, desk.calendar.is_working_day, day=day, code=code, kind=kind
    )
    if planned is None:
        return None
    again = hold_planned(desk, planned, day, stationery)
    again.held_because = planned.held_because or because
    return again


def _overtaken_words(one: Overtaken) -> str:
    """ "Action 006 is due on 11 October 2023 now, not on 4 October 2023" """
    number = spoken(one.reference)
    if one.status not in LIVE:
        return f"{number} is closed"
    now = f"due on {date_words(one.due_on)} now" if one.due_on else "without a date now"
    return f"{number} is {now}, not {'' if one.due_on else 'due '}on {date_words(one.was_on)}"

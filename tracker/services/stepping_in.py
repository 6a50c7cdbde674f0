"""What the secretariat does to a mail before a pass makes it: hold it, skip it, send it now, or send a test of it to themselves."""

import uuid
from dataclasses import replace
from datetime import date

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.mails import MailKind, MailState
from tracker.domain.reminder_words import no_address
from tracker.domain.reminders import standing
from tracker.domain.wording import weekday_date
from tracker.models.mail import Mail
from tracker.services.desk import Desk
from tracker.services.forecast import read_ahead
from tracker.services.history import record
from tracker.services.mails import cancel_mail
from tracker.services.planned import Planned
from tracker.services.post_office import Stationery
from tracker.services.reminders import queue_mail
from tracker.services.versions import next_version
from tracker.store import mails as stored

LONGEST_REASON = 300
"""Characters."""
SKIPPED = "Skipped by "
"""What the note on a mail begins with that was skipped."""


def hold_planned(desk: Desk, planned: Planned, day: date, stationery: Stationery) -> Mail:
    """Makes the mail of `day` now and holds it: no pass makes another, and it goes when it is released."""
    mail = _made(desk, planned, day, stationery)
    if mail.state is MailState.QUEUED:
        mail.state, mail.held_because = MailState.HELD, f"{desk.by.name} held it before it went."
        next_version(mail)
        record(desk, "mail.held", f"mail {mail.key}", after={"to": mail.to_address, "for": day})
    return mail


def skip_planned(desk: Desk, planned: Planned, day: date, stationery: Stationery, *, reason: str) -> Mail:
    """Lets the mail of `day` not be sent; each action in it is told again at its next step. Raises `BadInput` (field `reason`)."""
    reason = " ".join(reason.split())
    if not reason:
        raise BadInput("Say why it is skipped, such as “agreed by telephone”.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise BadInput(
            f"Keep the reason to {LONGEST_REASON} characters; it has {len(reason)}.", field="reason"
        )
    mail = cancel_mail(desk, _made(desk, planned, day, stationery).key)
    mail.held_because = f"{SKIPPED}{desk.by.name}: {reason}"
    record(desk, "mail.skipped", f"mail {mail.key}", after={"to": mail.to_address, "reason": reason})
    return mail


def send_planned_now(desk: Desk, planned: Planned, stationery: Stationery) -> Mail:
    """Puts the mail in the queue at once, whatever its day, worded as things stand today. Raises `BadInput` without an address."""
    if not planned.to.address:
        raise BadInput(no_address(planned.to.post.title), field="send")
    today, worked = desk.moment.today, desk.calendar.is_working_day
    items = (
        replace(item, owed=standing(item.owed.step, item.action.due_on, today, worked))
        for item in planned.items
    )
    mail = _made(desk, replace(planned, items=tuple(items)), today, stationery)
    mail.state, mail.released_at, mail.released_by = MailState.QUEUED, desk.moment.now, desk.by.name
    next_version(mail)
    record(desk, "mail.released", f"mail {mail.key}", after={"to": mail.to_address})
    return mail


def queue_test(
    desk: Desk, planned: Planned, day: date, stationery: Stationery, *, name: str, address: str
) -> Mail:
    """Sends the mail as it will read on `day` to whoever asks. Its links open nothing, and nobody else gets it."""
    letter = read_ahead(desk.session, stationery, planned, day)
    mail = Mail(
        kind=MailKind.TEST,
        to_name=name,
        to_address=address,
        subject=f"Test: {letter.subject}",
        body_text=letter.body_text,
        body_html=letter.body_html,
        for_day=desk.moment.today,
        message_id=str(uuid.uuid4()),
        queued_at=desk.moment.now,
    )
    desk.session.add(mail)
    desk.session.flush()
    record(desk, "mail.queued", f"mail {mail.key}", after={"to": address, "test_for": planned.to.post.code})
    return mail


def _made(desk: Desk, planned: Planned, day: date, stationery: Stationery) -> Mail:
    """The mail of `day`, written as that day's pass would. Raises `InvalidMove` where the post has one already."""
    on_the_day = replace(desk, moment=replace(desk.moment, today=day))
    queued = queue_mail(on_the_day, planned, stationery)
    if queued is None:
        raise InvalidMove(
            f"{planned.to.post.title} has a mail of {weekday_date(day)} already. Look for it under Mail."
        )
    return stored.by_id(desk.session, queued.mail_id, lock=True)

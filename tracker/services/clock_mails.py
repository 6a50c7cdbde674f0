"""Reminds the office of the dates that it owes itself: one mail for each post and day, and each step once."""

import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tracker.domain.letter_words import nobody_to_write_to
from tracker.domain.mails import MailKind, MailState
from tracker.domain.statutory import STATUTES, ClockStep, clock_subject, left_words
from tracker.models.chasing import ClockReminder, StatutoryClock
from tracker.models.mail import Mail
from tracker.services.addressees import Addressees
from tracker.services.clock_plan import ClockPlan
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.letters import around, one_line
from tracker.services.post_office import Stationery
from tracker.store import clocks as stored
from tracker.store.reminders import lock_post

Writing = Callable[[], AbstractContextManager[Desk]]
"""Opens a transaction with a desk, which commits at its end."""


@dataclass(frozen=True)
class Queued:
    """A mail that was made, for whoever asked for the pass."""

    mail_id: int
    to: str
    subject: str
    held_because: str


def queue_clock_mails(writing: Writing, stationery: Stationery) -> list[Queued]:
    """Makes the mails about clocks that are owed on the desk's day, each in a transaction of its own.

    Safe to repeat, and for two processes at once: each step is told once, and a crash between two mails loses none.
    """
    with writing() as desk:
        post_ids = sorted(ClockPlan(desk.session).owed(desk.moment.today, desk.calendar.is_working_day))
    made = []
    for post_id in post_ids:
        with writing() as desk:
            mail = _queue(desk, post_id, stationery)
            if mail is not None:
                made.append(Queued(mail.key, mail.to_address, mail.subject, mail.held_because))
    return made


def _queue(desk: Desk, post_id: int, stationery: Stationery) -> Mail | None:
    lock_post(desk.session, post_id)
    plan = ClockPlan(desk.session)
    owed = plan.owed(desk.moment.today, desk.calendar.is_working_day).get(post_id, [])
    if not owed or stored.has_mail(desk.session, post_id, desk.moment.today):
        return None
    mail = _write(desk, post_id, owed, stationery)
    known = stored.reminders(desk.session, [clock.key for clock, _ in owed])
    for clock, step in owed:
        row = known.get((clock.key, step.step, clock.last_on)) or ClockReminder(
            clock_id=clock.key, step=step.step, last_on=clock.last_on, owed_on=step.on
        )
        row.mail_id = mail.key
        desk.session.add(row)
    desk.session.flush()
    event = "mail.held" if mail.held_because else "mail.queued"
    after = {"to": mail.to_address, "clocks": [clock.title for clock, _ in owed]}
    record(desk, event, f"mail {mail.key}", after=after)
    return mail


def _write(
    desk: Desk, post_id: int, owed: Sequence[tuple[StatutoryClock, ClockStep]], stationery: Stationery
) -> Mail:
    who, today = Addressees(desk.session, desk.moment.today), desk.moment.today
    to, post = who.answering(post_id), who.post(post_id)
    held_because = "" if to.address else nobody_to_write_to(post.title, vacant=who.is_vacant(post_id))
    letter = stationery.renderer.render(
        "clock",
        subject_words=clock_subject([one_line(clock.title) for clock, _ in owed], owed[0][0].last_on, today),
        post=post.title,
        entries=[
            {
                "title": one_line(clock.title),
                "what": STATUTES[clock.kind].title,
                "source": STATUTES[clock.kind].source,
                "last_on": clock.last_on,
                "left": left_words(clock.last_on, today, desk.calendar.is_working_day),
                "is_late": clock.last_on < today,
                "note": one_line(clock.note),
            }
            for clock, _ in owed
        ],
        **around(stationery, to.name or post.title),
    )
    mail = Mail(
        kind=MailKind.CLOCK,
        state=MailState.HELD if held_because else MailState.QUEUED,
        post_id=post_id,
        to_name=to.name or to.post.title,
        to_address=to.address,
        held_because=held_because,
        copies=to.staff_officer,
        for_day=today,
        message_id=str(uuid.uuid4()),
        queued_at=desk.moment.now,
        subject=letter.subject,
        body_text=letter.body_text,
        body_html=letter.body_html,
    )
    desk.session.add(mail)
    desk.session.flush()
    return mail

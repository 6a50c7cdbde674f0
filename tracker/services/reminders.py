"""Queues what is owed on a day: reminders and their mail are committed first, and sent after."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import time

from tracker.domain.links import mark
from tracker.domain.mails import ONE_A_DAY, THREADED, MailState
from tracker.models.mail import Mail
from tracker.services import letters
from tracker.services.chasing import plan
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.letterhead import join_thread
from tracker.services.links import make_link
from tracker.services.planned import Planned
from tracker.services.post_office import Stationery
from tracker.store import reminders as stored
from tracker.store import stories
from tracker.store.markings import sensitive
from tracker.store.threads import meeting_of

Writing = Callable[[], AbstractContextManager[Desk]]
"""Opens a transaction with a desk, which commits at its end."""


@dataclass(frozen=True)
class Queued:
    """A mail that was made, for whoever asked for the pass."""

    mail_id: int
    to: str
    post: str
    actions: tuple[str, ...]
    held_because: str


def queue_reminders(writing: Writing, stationery: Stationery, *, until: time = time.max) -> list[Queued]:
    """Makes the mails that are owed on the desk's day, each in a transaction of its own.

    Those whose hour comes after `until`, by the office's clock, are left. Safe to repeat, and for two processes at once: what
    is owed is made once, and a crash between two mails loses none.
    """
    with writing() as desk:
        planned = plan(desk.session, desk.moment.today, desk.calendar.is_working_day)
    made = []
    for mail in planned:
        if mail.begins_at > until:
            continue
        with writing() as desk:
            queued = queue_mail(desk, mail, stationery)
        if queued is not None:
            made.append(queued)
    return made


def queue_mail(desk: Desk, planned: Planned, stationery: Stationery) -> Queued | None:
    """The mail with its reminders and links, or None where another pass was quicker."""
    day, post_id = desk.moment.today, planned.to.post.key
    stored.lock_post(desk.session, post_id)
    alike = ONE_A_DAY if planned.kind in ONE_A_DAY else {planned.kind}
    made = (one for one in stored.written(desk.session, day, post_id) if not one.out_of_date)
    if any(one.day == day and one.kind in alike for one in made):
        return None
    owed = {item.key: item for item in planned.items}
    rows = stored.owe(desk.session, post_id, [(key, item.owed.on) for key, item in owed.items()])
    still = {(row.action_id, row.step, row.due_on) for row in rows}
    planned = replace(planned, items=tuple(item for item in planned.items if item.key in still))
    if not (planned.items or planned.listed):
        return None
    mail = _mail(desk, planned, stationery)
    for row in rows:
        row.mail_id = mail.id
    return _note(desk, planned, mail)


def _mail(desk: Desk, planned: Planned, stationery: Stationery) -> Mail:
    mail = Mail(
        kind=planned.kind,
        state=MailState.HELD if planned.held_because else MailState.QUEUED,
        post_id=planned.to.post.key,
        to_name=planned.to.name or planned.to.post.title,
        to_address=planned.to.address,
        held_because=planned.held_because,
        copies="\n".join(planned.copies),
        for_day=desk.moment.today,
        message_id=str(uuid.uuid4()),
        queued_at=desk.moment.now,
    )
    desk.session.add(mail)
    desk.session.flush()
    numbers = [part.action.id for part in planned.parts]
    if planned.kind in THREADED:
        join_thread(desk.session, mail, meeting_of(desk.session, numbers, desk.moment.today))
    letter = letters.write_reminder(
        stationery,
        planned,
        _marks(desk, planned, mail, stationery.link_days),
        stories.last_updates(desk.session, numbers),
        desk.moment.today,
        sensitive(desk.session, numbers),
    )
    mail.subject, mail.body_text, mail.body_html = letter.subject, letter.body_text, letter.body_html
    return mail


def _marks(desk: Desk, planned: Planned, mail: Mail, days: int) -> dict[int, str]:
    marks = {}
    for part in planned.parts:
        link = make_link(
            desk, action_id=part.action.id, post_id=part.action.post_id, mail_id=mail.id, days=days
        )
        marks[part.action.id] = mark(link.key)
    return marks


def _note(desk: Desk, planned: Planned, mail: Mail) -> Queued:
    references = tuple(part.action.reference for part in planned.parts)
    record(
        desk,
        "mail.held" if planned.held_because else "mail.queued",
        f"mail {mail.key}",
        after={"to": mail.to_address, "post": planned.to.post.code, "actions": references},
    )
    return Queued(mail.key, mail.to_address, planned.to.post.code, references, planned.held_because)

"""`flask reminders`: what would be sent on a day, and sending it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import click
from flask.cli import AppGroup
from sqlmodel import Session

from tracker.cli.errors import BY_COMMAND, as_json, on_day, parts, plainly, say_json
from tracker.domain.mails import MailKind, MailState
from tracker.domain.wording import count_words, join_words, weekday_date
from tracker.domain.workdays import IsWorkingDay
from tracker.services.chasing import plan, reach
from tracker.services.clock_mails import Queued as QueuedClocks
from tracker.services.clock_mails import queue_clock_mails
from tracker.services.desk import Desk
from tracker.services.office_ahead import ClockMail, clocks_told_on
from tracker.services.planned import Planned
from tracker.services.policies import policies
from tracker.services.reminders import Queued, queue_reminders
from tracker.services.sending import Sent, send_waiting
from tracker.store.reminders import ownerless

group = AppGroup("reminders", help="What is owed to the holders of posts, and sending it.")


@group.command("preview")
@on_day
@as_json
@plainly
def preview(on: date | None, as_json: bool) -> None:
    """What would be sent on a day. Sends nothing and writes nothing."""
    wiring = parts()
    moment = wiring.moment_on(on)
    with wiring.read() as session:
        mails = plan(session, moment.today, wiring.calendar.is_working_day)
        clocks = clocks_told_on(session, moment.today, wiring.calendar.is_working_day)
        hour = f"{policies(session).hours()[0]:%H:%M}"
        without = _without_owner(session, moment.today, wiring.calendar.is_working_day)
    if as_json:
        say_json([*(_shown(mail) for mail in mails), *(_shown_clock(mail, hour) for mail in clocks)])
    else:
        for mail in mails:
            click.echo(f"{_to(mail.to.name, mail.to.address)}, {mail.to.post.title}: {mail.reason}")
        for clock in clocks:
            held = f"; held: {clock.held_because}" if clock.held_because else ""
            click.echo(f"{_to(clock.to.name, clock.to.address)}, {clock.post}: {clock.subject}{held}")
        if not mails and not clocks:
            click.echo(_nothing(moment.today, wiring.calendar.is_working_day(moment.today)))
    _say_without_owner(without)


@group.command("send")
@on_day
@plainly
def send(on: date | None) -> None:
    """Queues and sends what is owed on a day. Safe to repeat: what was sent is not sent again."""
    wiring = parts()

    def writing() -> AbstractContextManager[Desk]:
        return wiring.writing(BY_COMMAND, on=on)

    queued = queue_reminders(writing, wiring.stationery)
    clocks = queue_clock_mails(writing, wiring.stationery)
    sent = send_waiting(writing, wiring.post_office, at_once=True)
    today = wiring.moment_on(on).today
    with wiring.read() as session:
        without = _without_owner(session, today, wiring.calendar.is_working_day)
    _say_queued(queued, {mail.mail_id: mail for mail in sent})
    _say_clocks(clocks, {mail.mail_id: mail for mail in sent})
    known = {mail.mail_id for mail in (*queued, *clocks)}
    _say_sent([mail for mail in sent if mail.mail_id not in known])
    if not (queued or clocks or sent):
        click.echo(_nothing(today, wiring.calendar.is_working_day(today)))
    _say_without_owner(without)


def _shown(mail: Planned) -> dict[str, Any]:
    return {
        "to": mail.to.address,
        "post": mail.to.post.code,
        "kind": mail.kind.value,
        "actions": [part.action.reference for part in mail.parts],
        "reason": mail.reason,
        "name": mail.to.name,
        "held": bool(mail.held_because),
        "copies": list(mail.copies),
        "hour": f"{mail.begins_at:%H:%M}",
    }


def _shown_clock(mail: ClockMail, hour: str) -> dict[str, Any]:
    return {
        "to": mail.to.address,
        "post": mail.code,
        "kind": MailKind.CLOCK.value,
        "actions": [],
        "reason": mail.subject,
        "name": mail.to.name,
        "held": bool(mail.held_because),
        "copies": [mail.to.staff_officer] if mail.to.staff_officer else [],
        "hour": hour,
    }


def _say_queued(queued: list[Queued], sent: dict[int, Sent]) -> None:
    for mail in queued:
        about = f"{mail.to or 'nobody'} ({mail.post}): {join_words(mail.actions)}"
        done = sent.get(mail.mail_id)
        if mail.held_because:
            click.echo(f"Held for the secretariat, to {about}. {mail.held_because}")
        elif done and done.state is MailState.SENT:
            click.echo(f"Sent to {about}")
        elif done and done.error:
            click.echo(f"Not sent yet to {about}. {done.error}", err=True)
        else:
            click.echo(f"Queued for {about}")


def _say_clocks(clocks: list[QueuedClocks], sent: dict[int, Sent]) -> None:
    for mail in clocks:
        about = f"{mail.to or 'nobody'}: {mail.subject}"
        done = sent.get(mail.mail_id)
        if mail.held_because:
            click.echo(f"Held for the secretariat, to {about}. {mail.held_because}")
        elif done and done.state is MailState.SENT:
            click.echo(f"Sent to {about}")
        else:
            click.echo(f"Not sent yet to {about}. {done.error if done else ''}".rstrip(), err=True)


def _say_sent(sent: list[Sent]) -> None:
    """What waited from before."""
    for mail in sent:
        if mail.state is MailState.SENT:
            click.echo(f"Sent to {mail.to}, which had waited")
        else:
            click.echo(f"Not sent to {mail.to}. {mail.error}", err=True)


def _without_owner(session: Session, today: date, is_working_day: IsWorkingDay) -> Sequence[str]:
    return ownerless(session, reach(policies(session).each(), today, is_working_day))


def _say_without_owner(references: Sequence[str]) -> None:
    if references:
        words = count_words(len(references), "action has", "actions have")
        click.echo(f"{words} no owner, so nobody is chased: {join_words(references)}", err=True)


def _to(name: str, address: str) -> str:
    return f"{name} <{address}>" if name else address or "Nobody"


def _nothing(today: date, worked: bool) -> str:
    if not worked:
        return f"{weekday_date(today)} is not a working day: nothing is sent."
    return f"Nothing more is owed on {weekday_date(today)}."

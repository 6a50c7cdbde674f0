"""Sends what waits. A mail is claimed in one transaction, handed over outside any, and settled in another.

A crash between the last two sends it once more, with the same Message-ID; nothing is lost and no lock is held meanwhile. The
ledger is told before and after, so that it admits every time that a mail may have left.
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta

from tracker.domain.errors import DeliveryFailed
from tracker.domain.ledger import without_links
from tracker.domain.mails import TO_ITS_OWNER, WITHOUT_LINKS, MailKind, MailState
from tracker.domain.wording import weekday_date
from tracker.domain.workdays import on_or_after
from tracker.models.mail import Mail, UpdateLink
from tracker.ports import Letter, Receipt
from tracker.services import ledger
from tracker.services.addressees import Addressees
from tracker.services.bad_addresses import note_no_such_address
from tracker.services.desk import Desk
from tracker.services.enclosing import Enclosures
from tracker.services.letterhead import files_of, headers_of, link_address
from tracker.services.mails import MARKS, give_up
from tracker.services.post_office import PostOffice
from tracker.services.versions import next_version
from tracker.store import mails as stored
from tracker.store.bad_addresses import RETURNED, among, not_to_be_written_to

Writing = Callable[[], AbstractContextManager[Desk]]
CLAIM = timedelta(minutes=10)
"""How long a mail that is being sent is left alone: longer than any server may take."""
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120, 240))
"""How long a mail waits after each failure; after the last, always so long."""
LINKS_GONE = "Not sent: its links no longer open anything, because the actions were closed or passed on."
AFRESH = "What is owed is written afresh."
INSTEAD = {
    MailKind.ACTION_LOG: "Read it, then release it again.",
    MailKind.MEETING_MOVED: "Their reminders give the new day.",
    MailKind.COMMISSION: "Put the request in the queue again.",
    MailKind.SIGN_OFF: "Ask for the sign-off again.",
    MailKind.INSPECTION: "Ask for the comments again.",
    MailKind.CHANGED: "They are handed what they own.",
    MailKind.UPDATE_ASKED: "Ask for the update again.",
}
"""What happens in place of a mail whose post passed to someone else, where it is not written afresh by the next pass."""
TOO_LONG = "It was tried for 72 hours and is not tried any more. Try it again, or reach them another way."
TEXT_GONE = "Not sent: its one-time link was not kept any longer. Ask for a new one."


@dataclass(frozen=True)
class Sent:
    """What became of one mail. `error` is the reason where it was not sent."""

    mail_id: int
    to: str
    state: MailState
    error: str = ""


def send_waiting(
    writing: Writing,
    office: PostOffice,
    *,
    at_once: bool = False,
    stopping: Callable[[], bool] = lambda: False,
) -> list[Sent]:
    """Sends every mail whose time has come, each once. With `at_once` those too that wait after a failure."""
    try:
        return _send_waiting(writing, office, at_once, stopping)
    finally:
        office.mailer.rest()


def _send_waiting(
    writing: Writing, office: PostOffice, at_once: bool, stopping: Callable[[], bool]
) -> list[Sent]:
    done: list[Sent] = []
    enclosures = Enclosures(writing, office)
    while not stopping():
        with writing() as desk:
            # In the order of their numbers, so that one that is refused is not taken up again in this round.
            mail, letter = _claim(desk, office, at_once, after=done[-1].mail_id if done else 0)
        if mail is None:
            break
        if letter:
            outcome = _hand_over(office, enclosures, letter, mail.report_version_id)
            with writing() as desk:
                mail = _settle(desk, mail.key, outcome)
        if mail.state in {MailState.SENT, MailState.CANCELLED}:
            office.drawer.drop(mail.message_id)
        done.append(Sent(mail.key, mail.to_address, mail.state, mail.last_error or mail.held_because))
    return done


def delay_after(attempts: int) -> timedelta:
    """How long to wait after the `attempts`-th failure, counted from 1."""
    return DELAYS[min(attempts, len(DELAYS)) - 1]


def with_links(body: str, office: PostOffice, links: dict[int, UpdateLink]) -> str:
    """The body with the addresses of `links` in place of their marks. Any other mark, which someone typed, stays as it is."""

    def address(found: re.Match[str]) -> str:
        link = links.get(int(found[1]))
        if link is None:
            return found[0]
        return link_address(office, link)

    return MARKS.sub(address, body)


def _claim(desk: Desk, office: PostOffice, at_once: bool, *, after: int) -> tuple[Mail | None, Letter | None]:
    """The next mail with its letter; without a letter where it is not to be sent any more."""
    machine = desk.moment.machine
    mail = stored.take_waiting(desk.session, machine, after=after, at_once=at_once)
    if mail is None:
        return None, None
    if not_to_be_written_to(desk.session, mail.to_address):
        mail.state, mail.held_because, mail.next_try_at = MailState.HELD, RETURNED, None
        next_version(mail)
        return mail, None
    if mail.kind is MailKind.ESCALATION and _put_off(desk, mail):
        return mail, None
    reason = _why_not(desk, mail)
    letter = None if reason else _letter(desk, mail, office)
    if letter is None:
        give_up(desk, mail, reason or TEXT_GONE, again=bool(reason) and reason != LINKS_GONE)
        return mail, None
    files = [file.name for file in letter.attachments]
    letter = replace(letter, may_have_left=ledger.note_handing_over(desk, mail, files))
    mail.attempts += 1
    mail.next_try_at = machine + CLAIM
    mail.last_error = ""
    next_version(mail)
    return mail, letter


def _put_off(desk: Desk, mail: Mail) -> bool:
    """Lets an escalation wait for a day that is worked, whoever released it when; False on such a day."""
    today = desk.moment.today
    on = on_or_after(today, desk.calendar.is_working_day)
    if on == today:
        return False
    mail.next_try_at = desk.moment.machine + (on - today)
    mail.last_error = f"An escalation leaves on a working day: this one on {weekday_date(on)}."
    next_version(mail)
    return True


def _why_not(desk: Desk, mail: Mail) -> str:
    """Why a mail is out of date: it waited, and meanwhile its links died or its post passed to someone else."""
    if mail.post_id is None:
        return ""
    if _carries_links(desk, mail) and not stored.links_that_open(desk.session, mail.key):
        return LINKS_GONE
    who = Addressees(desk.session, desk.moment.today)
    to = who.of(mail.post_id) if mail.kind in TO_ITS_OWNER else who.answering(mail.post_id)
    if to.name and mail.to_name not in {to.name, to.post.title}:
        return f"Not sent: {to.name} holds {to.post.title} now. {INSTEAD.get(mail.kind, AFRESH)}"
    return ""


def _carries_links(desk: Desk, mail: Mail) -> bool:
    """False for a mail that opens nothing: one of a kind that never does, or one that tells an owner what went away."""
    if mail.kind is MailKind.CHANGED:
        return bool(stored.links(desk.session, mail.key))
    return mail.kind not in WITHOUT_LINKS


def _letter(desk: Desk, mail: Mail, office: PostOffice) -> Letter | None:
    bodies = (mail.body_text, mail.body_html)
    if mail.kind is MailKind.ACCOUNT:
        kept = office.drawer.read(mail.message_id)
        if kept is None:
            return None
        bodies = kept
    links = {link.key: link for link in stored.links(desk.session, mail.key)}
    failed = among(desk.session, mail.copies.splitlines())
    return Letter(
        to_name=mail.to_name,
        to_address=mail.to_address,
        subject=mail.subject,
        body_text=with_links(bodies[0], office, links),
        body_html=with_links(bodies[1], office, links),
        message_id=f"<{mail.message_id}@{office.domain}>",
        sent_at=desk.moment.machine,
        copies=tuple(copy for copy in mail.copies.splitlines() if copy not in failed),
        headers=headers_of(desk.session, mail, office),
        attachments=files_of(desk, mail, office, links),
    )


def _hand_over(
    office: PostOffice, enclosures: Enclosures, letter: Letter, version_id: int | None
) -> Receipt | DeliveryFailed:
    """What the server said, without the links of ours that it repeats."""
    try:
        if version_id is not None:
            letter = replace(letter, attachments=(*letter.attachments, enclosures.of(version_id)))
        receipt = office.mailer.send(letter)
    except DeliveryFailed as error:
        return error.saying(lambda words: without_links(words, office.base_url))
    return replace(receipt, said=without_links(receipt.said, office.base_url))


def _settle(desk: Desk, mail_id: int, outcome: Receipt | DeliveryFailed) -> Mail:
    mail = stored.by_id(desk.session, mail_id, lock=True)
    next_version(mail)
    if isinstance(outcome, Receipt):
        # Also where it was cancelled meanwhile: it has left, and the record says so.
        mail.state, mail.sent_at, mail.next_try_at = MailState.SENT, desk.moment.now, None
        mail.carrier_id = outcome.carrier_id
        ledger.note_taken(desk, mail, outcome)
        return mail
    over = ledger.note_failure(desk, mail, outcome)
    mail.last_error = str(outcome)
    if mail.state is MailState.QUEUED and over:
        mail.state, mail.next_try_at = MailState.FAILED, None
        mail.last_error += "" if outcome.permanent else f" {TOO_LONG}"
    elif mail.state is MailState.QUEUED:
        mail.next_try_at = desk.moment.machine + delay_after(mail.attempts)
    if outcome.no_such_address:
        note_no_such_address(desk, mail, outcome)
    return mail

"""What becomes of a mail before it is sent: released, cancelled, tried again; and the mails that no pass makes."""

import re
import uuid
from collections.abc import Collection, Mapping
from datetime import timedelta

from sqlmodel import Session

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.links import MARK_END, MARK_START
from tracker.domain.mails import CHASING, TO_ITS_OWNER, MailKind, MailState
from tracker.domain.moments import Moment
from tracker.domain.reminder_words import no_address
from tracker.models.actions import Action
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting
from tracker.ports import LetterDrawer, MailText
from tracker.services import letters
from tracker.services.addressees import Addressees
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.one_link import put_in_queue
from tracker.services.post_office import Stationery
from tracker.services.versions import next_version
from tracker.store import clocks
from tracker.store import mails as stored
from tracker.store import reminders as owed
from tracker.store.bad_addresses import not_to_be_written_to
from tracker.store.markings import sensitive

MARKS = re.compile(re.escape(MARK_START) + r"(\d{1,18})" + re.escape(MARK_END), re.ASCII)
SHOWN = "[owner’s link]"
"""What stands on a page where the mail has its link."""

NOT_KEPT = "This mail holds a link for the holder of an account alone. Its text is not kept here."


def shown(body: str) -> str:
    """The body as a page shows it: nothing in it opens anything."""
    return MARKS.sub(SHOWN, body)


def shown_html(body: str) -> str:
    """The HTML as a page shows it: its links lead nowhere."""
    return MARKS.sub("#", body)


def changed_since(desk: Desk, read: Mapping[int, int]) -> set[int]:
    """Those of the held mails in `read`, a version for each, that say something else by now. They are locked."""
    stored.lock_meetings(desk.session, read)
    return {mail.key for mail in stored.lock_held(desk.session, read) if mail.version != read[mail.key]}


def release_mails(desk: Desk, mail_ids: Collection[int], *, link_days: int) -> tuple[list[Mail], list[Mail]]:
    """Lets held mails go; their links live `link_days` days from now. Returns those released, and those without an address.

    A mail that someone else released or cancelled meanwhile is passed over.
    """
    released, stuck = [], []
    stored.lock_meetings(desk.session, mail_ids)
    for mail in stored.lock_held(desk.session, mail_ids):
        written_to = mail.to_address
        if not_to_be_written_to(desk.session, written_to):
            mail.to_address = ""
        if not (mail.to_address or _find_address(desk, mail)):
            mail.to_address = written_to
            stuck.append(mail)
            continue
        mail.state = MailState.QUEUED
        mail.released_at, mail.released_by = desk.moment.now, desk.by.name
        next_version(mail)
        _renew_links(desk, mail, link_days)
        released.append(mail)
    for mail in released:
        record(desk, "mail.released", f"mail {mail.key}", after={"to": mail.to_address})
    return released, stuck


def cancel_mail(desk: Desk, mail_id: int) -> Mail:
    """Keeps a mail from being sent. Raises `InvalidMove` when it is too late."""
    mail = stored.by_id(desk.session, mail_id, lock=True)
    if mail.state is MailState.CANCELLED:
        return mail
    if mail.state is MailState.SENT:
        raise InvalidMove("This mail was sent, so it cannot be cancelled.")
    before = mail.state
    mail.state = MailState.CANCELLED
    next_version(mail)
    _revoke_links(desk, mail)
    record(
        desk, "mail.cancelled", f"mail {mail.key}", before={"state": before}, after={"to": mail.to_address}
    )
    return mail


def hold_again(desk: Desk, mail: Mail) -> None:
    """A mail that was cancelled waits for release again, and its links open what they opened."""
    mail.state, mail.last_error = MailState.HELD, ""
    next_version(mail)
    for link in stored.links(desk.session, mail.key):
        link.revoked_at, link.revoked_by = None, ""
    record(desk, "mail.held", f"mail {mail.key}", after={"to": mail.to_address})


def give_up(desk: Desk, mail: Mail, reason: str, *, again: bool = False) -> None:
    """Keeps a mail that is out of date from being sent, and notes why. What a reminder carried is owed again.

    With `again`, a mail with an action log is held: it is written to the new holder when the secretariat releases it again.
    """
    mail.state, mail.last_error = MailState.CANCELLED, reason
    if again and mail.kind is MailKind.ACTION_LOG:
        mail.state, mail.held_because, mail.last_error = MailState.HELD, reason, ""
    next_version(mail)
    if mail.kind in CHASING:
        # The next pass writes it to whoever answers then.
        for reminder in owed.of_mail(desk.session, mail.key):
            reminder.mail_id = None
    if mail.kind is MailKind.CLOCK:
        for told in clocks.reminders_of_mail(desk.session, mail.key):
            told.mail_id = None
    record(desk, "mail.out_of_date", f"mail {mail.key}", after={"to": mail.to_address, "reason": reason})


def try_mail_again(desk: Desk, mail_id: int) -> Mail:
    """Puts a mail that failed, or that waits after a failure, at the head of the queue, at the address of today.

    Raises `InvalidMove` for any other, `BadInput` where there is no address.
    """
    mail = stored.by_id(desk.session, mail_id, lock=True)
    if mail.state not in {MailState.FAILED, MailState.QUEUED}:
        raise InvalidMove("This mail does not wait for another try. Go back to the list of mail.")
    if mail.post_id and not _find_address(desk, mail):
        raise BadInput(no_address(mail.to_name))
    before = mail.last_error
    mail.state, mail.next_try_at, mail.last_error = MailState.QUEUED, None, ""
    next_version(mail)
    record(
        desk, "mail.tried_again", f"mail {mail.key}", before={"error": before}, after={"to": mail.to_address}
    )
    return mail


def queue_account_mail(
    session: Session,
    moment: Moment,
    drawer: LetterDrawer,
    *,
    to_address: str,
    subject: str,
    body_text: str,
    body_html: str,
) -> Mail:
    """Queues a mail about an account. Its text, which may hold a one-time link, goes to the drawer and not into the table."""
    mail = Mail(
        kind=MailKind.ACCOUNT,
        to_address=to_address,
        subject=" ".join(subject.split()),
        body_text=NOT_KEPT,
        for_day=moment.today,
        message_id=str(uuid.uuid4()),
        queued_at=moment.now,
    )
    drawer.put(mail.message_id, body_text, body_html)
    session.add(mail)
    return mail


def queue_fresh_link(desk: Desk, action: Action, stationery: Stationery) -> Mail | None:
    """A mail with a new link to the present holder of the action's post; None where there is nobody to write to."""
    if action.post_id is None:
        return None
    to = Addressees(desk.session, desk.moment.today).answering(action.post_id)
    if not to.address:
        return None
    meeting = desk.session.get(Meeting, action.due_meeting_id) if action.due_meeting_id else None

    def write(to_name: str, link: str) -> MailText:
        return letters.write_fresh_link(
            stationery,
            to_name=to_name,
            action=action,
            meeting_on=meeting.starts_on if meeting else None,
            mark=link,
            today=desk.moment.today,
            is_hidden=action.key in sensitive(desk.session, [action.key]),
        )

    mail = put_in_queue(desk, MailKind.FRESH_LINK, action, to, stationery, write)
    record(desk, "mail.queued", f"mail {mail.key}", after={"to": to.address, "actions": (action.reference,)})
    return mail


def _find_address(desk: Desk, mail: Mail) -> bool:
    """Takes the address that the post's holder has today, when the mail was written to nobody or to one that failed."""
    if mail.post_id is None:
        return bool(mail.to_address)
    who = Addressees(desk.session, desk.moment.today)
    to = who.of(mail.post_id) if mail.kind in TO_ITS_OWNER else who.answering(mail.post_id)
    if to.address:
        mail.to_name, mail.to_address = to.name or to.post.title, to.address
    return bool(mail.to_address)


def _renew_links(desk: Desk, mail: Mail, days: int) -> None:
    for link in stored.links(desk.session, mail.key):
        link.expires_at = desk.moment.machine + timedelta(days=days)


def _revoke_links(desk: Desk, mail: Mail) -> None:
    for link in stored.links(desk.session, mail.key):
        link.revoked_at = link.revoked_at or desk.moment.machine
        link.revoked_by = link.revoked_by or desk.by.name

"""The mail to each owner of whose actions a date moved with its meeting: one for each post, and the unsent one written anew."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.actions import LIVE
from tracker.domain.letter_words import moved_from, moved_step, nobody_to_write_to
from tracker.domain.mails import MailKind, MailState, can_be_rewritten
from tracker.domain.reminder_words import why_held
from tracker.domain.reminders import is_held
from tracker.models.actions import Action
from tracker.models.mail import Mail, Reminder
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.services.addressees import Addressee, Addressees
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.letterhead import join_thread
from tracker.services.links import marks_for, take_back
from tracker.services.meeting_letters import Moved, due_of, write_moved_mail
from tracker.services.post_office import Stationery
from tracker.services.versions import next_version
from tracker.store import mails as stored
from tracker.store import meetings, reminders
from tracker.store.markings import sensitive

AS_IT_WAS = "Not sent: the meeting is on its old day again, so nothing of this post’s moved."


@dataclass(frozen=True)
class Was:
    """When an action was due, as its owner last knew: `on` which day, for the meeting `at` which."""

    on: date
    at: date


def owe_moved_mails(
    desk: Desk, meeting: Meeting, moved: Mapping[int, Was], stationery: Stationery
) -> list[Mail]:
    """Writes the mails about a meeting that was just moved or cancelled. `moved` goes by the number of the action.

    A post's mail that has not left is written anew: it tells of the whole way from what the owner last knew, and is not
    sent when that leads back to where it began. Returns the mails that wait or are held. Call it with the meeting locked.
    """
    known = stored.of_meeting(desk.session, meeting.key, MailKind.MEETING_MOVED, lock=True)
    unsent = {m.post_id or 0: m for m in known if can_be_rewritten(m, desk.moment.machine)}
    was = {**moved, **_told_before(desk, unsent)}
    by_post: dict[int, list[Moved]] = {post_id: [] for post_id in unsent}
    for action_id in sorted(was):
        action = desk.session.get_one(Action, action_id)
        one = _moved(desk, action, was[action_id])
        if one and action.post_id:
            by_post.setdefault(action.post_id, []).append(one)
    writer = _Writer(desk, meeting, stationery)
    written = []
    for post_id, entries in by_post.items():
        if entries:
            written.append(writer.write(unsent.get(post_id), post_id, entries))
        else:
            _cancel(desk, unsent[post_id])
    return written


def why_moved_is_held(to: Addressee, *, vacant: bool) -> str:
    """Why such a mail waits for the secretariat; empty where it goes by itself."""
    if not to.address:
        return nobody_to_write_to(to.post.title, vacant=vacant)
    if is_held(chief_officer=to.post.chief_officer, escalation=False):
        return why_held(post=to.post.title, chief_officer=True, escalations=[], address=to.address)
    return ""


def _told_before(desk: Desk, unsent: Mapping[int, Mail]) -> dict[int, Was]:
    """What the mails that have not left say of when each action was due."""
    rows = [row for mail in unsent.values() for row in reminders.of_mail(desk.session, mail.key)]
    return {row.action_id: Was(row.due_on, moved_from(row.step)) for row in rows}


def _moved(desk: Desk, action: Action, was: Was) -> Moved | None:
    """How the date of an action moved; None where it did not, or where nobody has to act on it any more."""
    if action.status not in LIVE or action.due_on == was.on:
        return None
    at = meetings.numbered(desk.session, action.due_meeting_id)
    return Moved(action, was.on, was.at, due_of(action), at.starts_on if at else None)


class _Writer:
    """Writes the mails about one meeting."""

    def __init__(self, desk: Desk, meeting: Meeting, stationery: Stationery) -> None:
        self._desk, self._meeting, self._stationery = desk, meeting, stationery
        self._who = Addressees(desk.session, desk.moment.today)
        self._series = desk.session.get_one(MeetingSeries, meeting.series_id)
        self._following = meetings.next_after(desk.session, meeting.series_id, meeting.starts_on)

    def write(self, mail: Mail | None, post_id: int, moved: list[Moved]) -> Mail:
        to = self._who.of(post_id)
        is_new = mail is None
        mail = mail or self._new(to)
        mail.to_name, mail.to_address = to.name or to.post.title, to.address
        self._hold_or_queue(mail, why_moved_is_held(to, vacant=self._who.is_vacant(post_id)))
        ids = [one.action.key for one in moved]
        days = self._stationery.link_days
        letter = write_moved_mail(
            self._stationery,
            to_name=mail.to_name,
            post=to.post,
            series=self._series,
            meeting=self._meeting,
            was_at=min(one.was_at for one in moved),
            following=self._following,
            moved=moved,
            marks=marks_for(self._desk, mail_id=mail.key, post_id=post_id, action_ids=ids, days=days),
            hidden=sensitive(self._desk.session, ids),
        )
        mail.subject, mail.body_text, mail.body_html = letter.subject, letter.body_text, letter.body_html
        mail.queued_at = self._desk.moment.now
        if mail.attempts:
            mail.message_id = str(uuid.uuid4())
        next_version(mail)
        self._owe(mail, moved)
        self._note(mail, moved, is_new=is_new)
        return mail

    def _new(self, to: Addressee) -> Mail:
        mail = Mail(
            kind=MailKind.MEETING_MOVED,
            post_id=to.post.key,
            meeting_id=self._meeting.key,
            for_day=self._desk.moment.today,
            message_id=str(uuid.uuid4()),
            queued_at=self._desk.moment.now,
        )
        self._desk.session.add(mail)
        self._desk.session.flush()
        join_thread(self._desk.session, mail, self._meeting.key)
        return mail

    def _hold_or_queue(self, mail: Mail, reason: str) -> None:
        """One that needs reading is held again, also where an earlier wording was released; one that was refused stays so."""
        mail.held_because = reason
        if reason:
            mail.state = MailState.HELD
        elif mail.state is MailState.HELD:
            mail.state = MailState.QUEUED

    def _owe(self, mail: Mail, moved: list[Moved]) -> None:
        """Keeps with each action when it was due before: the next move begins there while this mail has not left."""
        _forget(self._desk, mail)
        self._desk.session.flush()
        self._desk.session.add_all(
            Reminder(
                action_id=one.action.key,
                post_id=mail.post_id or 0,
                step=moved_step(one.was_at, mail.key),
                due_on=one.was_on,
                owed_on=self._desk.moment.today,
                mail_id=mail.id,
            )
            for one in moved
        )

    def _note(self, mail: Mail, moved: list[Moved], *, is_new: bool) -> None:
        event = "mail.held" if mail.held_because else "mail.queued"
        references = [one.action.reference for one in moved]
        after = {"to": mail.to_address, "post": self._who.post(mail.post_id or 0).code, "actions": references}
        record(self._desk, event if is_new else "mail.rewritten", f"mail {mail.key}", after=after)


def _cancel(desk: Desk, mail: Mail) -> None:
    mail.state, mail.last_error = MailState.CANCELLED, AS_IT_WAS
    next_version(mail)
    _forget(desk, mail)
    for link in stored.links(desk.session, mail.key):
        take_back(desk, mail, link)
    record(desk, "mail.out_of_date", f"mail {mail.key}", after={"reason": AS_IT_WAS})


def _forget(desk: Desk, mail: Mail) -> None:
    for row in reminders.of_mail(desk.session, mail.key):
        desk.session.delete(row)

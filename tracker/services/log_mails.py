"""The mail to each owner of what a meeting gave them, with its action log: written after closing, and anew from the record."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from tracker.domain.letter_words import nobody_to_write_to
from tracker.domain.mails import MailKind, MailState, can_be_rewritten
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.models.reports import ReportVersion
from tracker.services.addressees import Addressee, Addressees
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.links import marks_for, take_back
from tracker.services.meeting_letters import day_of, write_log_mail
from tracker.services.post_office import Stationery
from tracker.services.versions import next_version
from tracker.store import given as stored
from tracker.store import mails
from tracker.store.given import Given
from tracker.store.markings import is_sensitive_report, sensitive

HELD_TO_BE_READ = "The mails of a meeting wait until the secretariat has read them."
NOTHING_LEFT = "Not sent: nothing of what it says was given to this post any more."


def write_log_mails(
    desk: Desk, meeting: Meeting, version: ReportVersion, stationery: Stationery
) -> list[Mail]:
    """Writes every mail that has not left anew from the record, and makes those that are missing; each carries `version`.

    What a post was sent already is not written to it again, unless it was corrected since; a mail that has nothing left
    to say is cancelled. Covering notes stay. Returns the mails that say something else than before, the new ones too.
    Call it with the meeting locked.
    """
    known = mails.of_meeting(desk.session, meeting.key, MailKind.ACTION_LOG, lock=True)
    unsent = {m.post_id: m for m in known if can_be_rewritten(m, desk.moment.machine)}
    owed, told_before = _owed(desk, meeting, known)
    writer = _Writer(desk, meeting, version, stationery, told_before)
    changed = [
        mail for post_id, given in owed.items() if (mail := writer.write(unsent.get(post_id), post_id, given))
    ]
    for post_id, mail in unsent.items():
        if post_id not in owed:
            _cancel(desk, mail)
            changed.append(mail)
    return changed


def _owed(
    desk: Desk, meeting: Meeting, known: Sequence[Mail]
) -> tuple[dict[int, list[Given]], set[tuple[int, int]]]:
    """What each post is still to be told, and what posts were told in mails that have left, by post and action.

    A mail that the secretariat cancelled counts as told: it was decided that it does not go.
    """
    left = {m.key: m.queued_at for m in known if not can_be_rewritten(m, desk.moment.machine)}
    told: dict[tuple[int, int], datetime] = {}
    for mail_id, post_id, action_id in stored.written_of(desk.session, meeting.key):
        if mail_id in left:
            told[post_id, action_id] = max(left[mail_id], told.get((post_id, action_id), left[mail_id]))
    corrected = stored.corrected_at(desk.session, meeting.key)

    def is_owed(one: Given) -> bool:
        when, since = told.get((one.post_id, one.action.key)), corrected.get(one.action.reference)
        return when is None or (since is not None and since > when)

    by_post = sorted(filter(is_owed, stored.given_at(desk.session, meeting.key)), key=lambda one: one.post_id)
    return {post: list(given) for post, given in groupby(by_post, key=lambda one: one.post_id)}, set(told)


class _Writer:
    """Writes the mails of one meeting, from the record as it stands now."""

    def __init__(
        self,
        desk: Desk,
        meeting: Meeting,
        version: ReportVersion,
        stationery: Stationery,
        told_before: set[tuple[int, int]],
    ) -> None:
        self._desk, self._meeting, self._version, self._stationery = desk, meeting, version, stationery
        self._told_before = told_before
        self._who = Addressees(desk.session, desk.moment.today)
        self._is_log_hidden = is_sensitive_report(desk.session, version)
        series = desk.session.get_one(MeetingSeries, meeting.series_id)
        self._day = day_of(meeting, series)

    def write(self, mail: Mail | None, post_id: int, given: Sequence[Given]) -> Mail | None:
        """The mail where it says something else than before; None where it stays as it was."""
        to = self._who.of(post_id)
        is_new = mail is None
        mail = mail or self._new(to)
        before = _said(mail)
        mail.to_name, mail.to_address = to.name or to.post.title, to.address
        if mail.state is MailState.HELD:
            mail.held_because = _why_held(to, vacant=self._who.is_vacant(post_id))
        letter = write_log_mail(
            self._stationery,
            to_name=mail.to_name,
            post=to.post,
            meeting=self._day,
            given=given,
            marks=marks_for(
                self._desk,
                mail_id=mail.key,
                post_id=post_id,
                action_ids=[one.action.key for one in given],
                days=self._stationery.link_days,
            ),
            version=self._version,
            covering_note=mail.covering_note,
            corrected=any((post_id, one.action.key) in self._told_before for one in given),
            hidden=sensitive(self._desk.session, [one.action.key for one in given]),
            is_log_hidden=self._is_log_hidden,
        )
        mail.subject, mail.body_text, mail.body_html = letter.subject, letter.body_text, letter.body_html
        mail.report_version_id = None if self._is_log_hidden else self._version.id
        # The day and the minute of what it says: a later correction of this is told in another mail.
        mail.queued_at = self._desk.moment.now
        if not is_new and _said(mail) == before:
            return None
        if mail.attempts:
            # An earlier try may have reached its reader, whose program would take this one for the same.
            mail.message_id = str(uuid.uuid4())
        next_version(mail)
        self._note("mail.held" if is_new else "mail.rewritten", mail, given)
        return mail

    def _new(self, to: Addressee) -> Mail:
        mail = Mail(
            kind=MailKind.ACTION_LOG,
            state=MailState.HELD,
            post_id=to.post.key,
            meeting_id=self._meeting.key,
            for_day=self._desk.moment.today,
            message_id=str(uuid.uuid4()),
            queued_at=self._desk.moment.now,
        )
        self._desk.session.add(mail)
        self._desk.session.flush()
        return mail

    def _note(self, event: str, mail: Mail, given: Sequence[Given]) -> None:
        references = [one.action.reference for one in given]
        after = {"to": mail.to_address, "post": self._who.post(mail.post_id or 0).code, "actions": references}
        record(self._desk, event, f"mail {mail.key}", after=after)


def _said(mail: Mail) -> tuple[object, ...]:
    """What a reader of the mail would notice."""
    return mail.to_name, mail.to_address, mail.subject, mail.body_text, mail.report_version_id


def _why_held(to: Addressee, *, vacant: bool) -> str:
    return HELD_TO_BE_READ if to.address else nobody_to_write_to(to.post.title, vacant=vacant)


def _cancel(desk: Desk, mail: Mail) -> None:
    mail.state, mail.last_error = MailState.CANCELLED, NOTHING_LEFT
    next_version(mail)
    for link in mails.links(desk.session, mail.key):
        take_back(desk, mail, link)
    record(desk, "mail.out_of_date", f"mail {mail.key}", after={"reason": NOTHING_LEFT})

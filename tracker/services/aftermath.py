"""What a meeting owes after it was closed: its action log, and one mail to each owner of what was asked there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.mails import MailKind, MailState
from tracker.domain.meetings import MeetingStatus, check_step
from tracker.domain.report_kinds import ACTION_LOG
from tracker.domain.subjects import about_meeting
from tracker.domain.version_states import VersionState
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting
from tracker.models.reports import ReportVersion
from tracker.services.approving import approve_report
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.log_mails import write_log_mails
from tracker.services.mails import release_mails
from tracker.services.post_office import Stationery
from tracker.services.reports import cut_report, issue_report
from tracker.services.versions import next_version
from tracker.store import mails as stored
from tracker.store import reports

OVER = frozenset({MeetingStatus.HELD, MeetingStatus.ISSUED})
AFTER_A_MEETING = (MailKind.ACTION_LOG, MailKind.RAISED)
"""The mails of a meeting that the secretariat reads and releases together: to the owners, and to the Chief Constable."""
NOTE_LIMIT = 2_000
"""Characters of a covering note."""


@dataclass
class Released:
    """What became of the mails that someone wanted to let go. Those in `changed` say something else than was read."""

    released: list[Mail] = field(default_factory=list)
    stuck: list[Mail] = field(default_factory=list)
    changed: list[Mail] = field(default_factory=list)


def refresh_aftermath(desk: Desk, meeting: Meeting, stationery: Stationery) -> None:
    """Cuts the draft action log of a closed meeting anew, and writes its held mails anew from the record.

    Call it after every change to the record of a meeting that was closed, in the same transaction, with the meeting locked.
    Covering notes stay; who was given something only now gets a mail, and who has nothing any more loses it. Of a meeting
    that was put on record long after it was held, nobody is written to.
    """
    if meeting.status not in OVER:
        return
    version = cut_report(
        desk, ACTION_LOG, meeting, office_name=stationery.office_name, contact=stationery.contact
    )
    if meeting.closed_at is not None:
        write_log_mails(desk, meeting, version, stationery)


def keep_up(desk: Desk, meeting: Meeting, stationery: Stationery) -> list[Mail]:
    """Writes the mails that have not left anew after the record moved on: a new holder, another date. Returns what changed.

    An issued log says what the meeting asked, and stays; a draft is cut anew with them.
    """
    log = _log_of(desk, meeting)
    changed = write_log_mails(desk, meeting, log, stationery)
    if changed and log.state is not VersionState.ISSUED:
        refresh_aftermath(desk, meeting, stationery)
    return changed


def cover_mails(
    desk: Desk,
    meeting: Meeting,
    note: str,
    *,
    was: str,
    stationery: Stationery,
    mail_id: int | None = None,
) -> None:
    """Puts a covering note above one held mail of the meeting, or above all of them; an empty one takes it away.

    `was` is what `notes_above` said when the form was made: raises `Conflict` when there is another by now. Raises `BadInput`
    for one that is too long, `InvalidMove` where nothing is held.
    """
    note = note.replace("\r\n", "\n").strip()
    if len(note) > NOTE_LIMIT:
        sentence = f"Keep the note to {NOTE_LIMIT:,} characters; it has {len(note):,}."
        raise BadInput(sentence, field="note")
    held = [mail for mail in _held(desk, meeting, MailKind.ACTION_LOG) if mail_id in (None, mail.id)]
    if not held:
        raise InvalidMove("This mail is not held any more, so no note can be put above it.")
    now = notes_above(held)
    if now not in (was.replace("\r\n", "\n").strip(), note):
        sentence = "Someone saved another note meanwhile. Yours is still in the box: save it again to replace theirs."
        raise Conflict(sentence, current={"note": now}, version=held[0].version)
    before = {f"mail {mail.key}": mail.covering_note for mail in held if mail.covering_note != note}
    for mail in held:
        mail.covering_note = note
    write_log_mails(desk, meeting, _log_of(desk, meeting), stationery)
    if before:
        record(desk, "mail.covered", meeting.reference, before=before, after=dict.fromkeys(before, note))


def notes_above(mails: Collection[Mail]) -> str:
    """All the notes that stand above any of these mails, each once."""
    return "\n\n".join(dict.fromkeys(mail.covering_note for mail in mails if mail.covering_note))


def common_note(mails: Collection[Mail]) -> str:
    """The note that stands above all of these mails; empty where they differ."""
    notes = {mail.covering_note for mail in mails}
    return notes.pop() if len(notes) == 1 else ""


def release_log_mails(
    desk: Desk, meeting: Meeting, read: Mapping[int, int], stationery: Stationery
) -> Released:
    """Lets held mails of the meeting go as they were read, and none that says or would say something else by now.

    `read` has the numbers of the mails, each with the version of it that was read. A mail that someone else released or
    cancelled meanwhile is passed over.
    """
    wanted = {mail.key: mail for mail in _held(desk, meeting, *AFTER_A_MEETING) if mail.key in read}
    if not wanted:
        return Released()
    keep_up(desk, meeting, stationery)
    changed = [mail for mail in wanted.values() if mail.version != read[mail.key]]
    as_read = wanted.keys() - {mail.key for mail in changed}
    released, stuck = release_mails(desk, as_read, link_days=stationery.link_days)
    return Released(released, stuck, changed)


def issue_log(
    desk: Desk,
    meeting: Meeting,
    stationery: Stationery,
    *,
    approved_by: str = "",
    correction: str = "",
    without: str = "",
    seen: int | None = None,
) -> ReportVersion:
    """Issues the last version of the action log, and with the first one the record of the meeting.

    A draft is approved in the same step: the rest is as for `approve_report` and `issue_report`. The mails that have not left carry it
    as issued. Raises `InvalidMove` where there is nothing to issue.
    """
    version = _log_of(desk, meeting)
    if version.state is VersionState.ISSUED:
        raise InvalidMove("The action log is issued already, and nothing was corrected since.")
    if meeting.status is not MeetingStatus.ISSUED:
        check_step(meeting.status, MeetingStatus.ISSUED)
    if version.state is VersionState.DRAFT:
        approve_report(desk, version, approved_by=approved_by, correction=correction, seen=seen)
    issue_report(desk, version, without=without)
    if meeting.status is not MeetingStatus.ISSUED:
        meeting.status = MeetingStatus.ISSUED
        next_version(meeting)
        record(desk, "meeting.issued", meeting.reference, after={"version": version.number})
    write_log_mails(desk, meeting, version, stationery)
    return version


def _held(desk: Desk, meeting: Meeting, *kinds: MailKind) -> list[Mail]:
    found = stored.of_meeting(desk.session, meeting.key, *kinds, lock=True)
    return [mail for mail in found if mail.state is MailState.HELD]


def _log_of(desk: Desk, meeting: Meeting) -> ReportVersion:
    version = reports.last_version(desk.session, ACTION_LOG, about_meeting(meeting.reference))
    if version is None:
        raise InvalidMove("There is no action log of this meeting yet. Close the meeting first.")
    return version

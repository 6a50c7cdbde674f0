"""Takes in what comes to the mailbox: each message once, kept whole, told apart, and linked to the mail that it belongs to.

Nothing that comes in changes an action: a sender can be forged, so a person decides (`incoming_decisions.py`).
"""

from dataclasses import dataclass
from hashlib import sha256

from tracker.domain.delivery_reports import outcome_words, outcomes
from tracker.domain.errors import BadInput
from tracker.domain.incoming import (
    IncomingKind,
    IncomingState,
    Match,
    by_thread,
    by_token,
    is_report,
    why_automatic,
)
from tracker.domain.incoming_message import LONGEST_ID, Attached, Came, clean, read_message, unreadable
from tracker.models.chasing import IncomingFile, IncomingMail
from tracker.models.evidence import StoredFile
from tracker.models.mail import Mail
from tracker.services.bad_addresses import note_outcomes
from tracker.services.desk import Desk
from tracker.services.evidence import keep_file
from tracker.services.history import record
from tracker.services.post_office import Letterbox
from tracker.store import incoming as stored

MOST_FILES = 20
MOST_SAID = 5
"""Addresses of a report that the list names. The ledger has all of them."""
NO_MAIL_OF_OURS = "It is about no mail of ours."
UNREADABLE_REPORT = (
    "A mail server wrote this, in a form that could not be read. Look whether an address has to be corrected."
)
WINMAIL = (
    "Outlook packed files in a form that only Outlook opens. Ask for them again as ordinary attachments."
)


@dataclass(frozen=True)
class Belongs:
    """The mail of ours that a message belongs to, and how that is known."""

    mail: Mail | None
    match: Match


def take_in(desk: Desk, raw: bytes, box: Letterbox, *, refused: str = "") -> IncomingMail | None:
    """Keeps a message and what is known of it; None where it was taken in before.

    With `refused`, the reason why the message itself was too large, `raw` is its header lines alone.
    """
    came = read_message(raw)
    message_id = _identification(came.message_id)
    if stored.is_known(desk.session, message_id):
        return None
    belongs = belongs_to(desk, came, box)
    kind, state, reason = _judged(came, belongs, box)
    row = _keep(desk, raw, box, came, kind=kind, state=state, reason=refused or reason, message_id=message_id)
    row.words = "" if refused else _words(came, kind, box)
    if belongs.mail:
        _link(desk, row, belongs.mail)
    desk.session.flush()
    if not refused and kind is not IncomingKind.DELIVERY_REPORT:
        _keep_files(desk, row, came, box)
    _record(desk, row, belongs.match)
    if belongs.mail and kind is IncomingKind.DELIVERY_REPORT:
        note_outcomes(desk, belongs.mail, outcomes(came))
    return row


def take_in_unread(desk: Desk, raw: bytes, box: Letterbox, why: str) -> IncomingMail | None:
    """Keeps a message that could not be taken apart, for a person to look at; None where it was kept before."""
    message_id = f"unread-{sha256(raw).hexdigest()}"
    if stored.is_known(desk.session, message_id):
        return None
    came = unreadable(message_id)
    row = _keep(
        desk,
        raw,
        box,
        came,
        kind=IncomingKind.OTHER,
        state=IncomingState.WAITING,
        reason=why,
        message_id=message_id,
    )
    desk.session.flush()
    _record(desk, row, Match.NONE)
    return row


def belongs_to(desk: Desk, came: Came, box: Letterbox) -> Belongs:
    """By the address that it was sent to, and failing that by what it says it answers."""
    mail_id = by_token(came, box.replies)
    mail = stored.mail_numbered(desk.session, mail_id) if mail_id else None
    if mail:
        return Belongs(mail, Match.TOKEN)
    named = by_thread(came, box.replies.ours.rpartition("@")[2])
    mail = stored.mail_sent_as(desk.session, named) if named else None
    return Belongs(mail, Match.THREAD if mail else Match.NONE)


def _judged(came: Came, belongs: Belongs, box: Letterbox) -> tuple[IncomingKind, IncomingState, str]:
    """What it is, whether somebody has to decide, and why not."""
    if is_report(came):
        if not outcomes(came):
            return IncomingKind.DELIVERY_REPORT, IncomingState.WAITING, UNREADABLE_REPORT
        said = " ".join(outcome_words(outcome) for outcome in outcomes(came)[:MOST_SAID])
        reason = said if belongs.mail else NO_MAIL_OF_OURS
        return IncomingKind.DELIVERY_REPORT, IncomingState.DONE, reason
    automatic = why_automatic(came, box.replies)
    if automatic:
        return IncomingKind.AUTOMATIC, IncomingState.DONE, automatic
    return IncomingKind.REPLY if belongs.mail else IncomingKind.OTHER, IncomingState.WAITING, ""


def _words(came: Came, kind: IncomingKind, box: Letterbox) -> str:
    if kind is IncomingKind.DELIVERY_REPORT:
        return came.text[:2000]
    return box.reader.words(came.text)


def _keep(
    desk: Desk,
    raw: bytes,
    box: Letterbox,
    came: Came,
    *,
    kind: IncomingKind,
    state: IncomingState,
    reason: str,
    message_id: str,
) -> IncomingMail:
    """The row and the whole message behind it. Not by `keep_file`: what came is kept whatever it is."""
    file = StoredFile(
        sha256=box.files.keep(raw),
        name=f"Mail of {desk.moment.today.isoformat()}.eml",
        media_type="message/rfc822",
        size=len(raw),
        added_at=desk.moment.now,
        added_by=desk.by.name,
    )
    desk.session.add(file)
    desk.session.flush()
    row = IncomingMail(
        message_id=message_id,
        kind=kind,
        state=state,
        from_name=came.from_name,
        from_address=came.from_address,
        subject=came.subject[:500],
        received_at=desk.moment.now,
        reason=reason,
        file_id=file.key,
    )
    desk.session.add(row)
    return row


def _link(desk: Desk, row: IncomingMail, mail: Mail) -> None:
    row.mail_id, row.post_id = mail.key, mail.post_id
    about = stored.actions_of(desk.session, mail.key)
    if len(about) == 1:
        row.action_id = about[0].key


def _keep_files(desk: Desk, row: IncomingMail, came: Came, box: Letterbox) -> None:
    """Checks each file as if it were uploaded. What is refused stays in the whole mail, and is said."""
    for number, file in enumerate(came.files):
        refused = ""
        if number >= MOST_FILES:
            refused = (
                f"{len(came.files) - MOST_FILES} more files: at most {MOST_FILES} of one mail are taken."
            )
            desk.session.add(IncomingFile(incoming_id=row.key, file_id=row.file_id, refused=refused))
            return
        try:
            kept = _checked(desk, file, box)
        except BadInput as error:
            name = clean(file.name)[:150] or "A file without a name"
            desk.session.add(
                IncomingFile(incoming_id=row.key, file_id=row.file_id, refused=f"{name}: {error}")
            )
        else:
            desk.session.add(IncomingFile(incoming_id=row.key, file_id=kept.key))


def _checked(desk: Desk, file: Attached, box: Letterbox) -> StoredFile:
    if file.name.lower() == "winmail.dat" or file.media_type == "application/ms-tnef":
        raise BadInput(WINMAIL)
    return keep_file(
        desk, box.files, name=clean(file.name), content=file.content, limit_bytes=box.limit_bytes
    )


def _identification(message_id: str) -> str:
    """As the table keeps it: a longer one, or one with letters that no table holds, by its digest."""
    sound = clean(message_id)
    if sound == message_id and len(message_id) <= LONGEST_ID:
        return message_id
    return f"sha256-{sha256(message_id.encode('utf-8', 'replace')).hexdigest()}"


def _record(desk: Desk, row: IncomingMail, match: Match) -> None:
    kept = {
        "kind": row.kind,
        "from": row.from_address,
        "subject": row.subject,
        "mail": row.mail_id,
        "matched": match,
    }
    record(desk, "incoming.taken_in", f"incoming mail {row.key}", after=kept)

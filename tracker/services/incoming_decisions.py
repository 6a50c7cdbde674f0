"""What the secretariat decides about mail that came in: it becomes an update on the owner's behalf, or is set aside with a reason."""

from collections.abc import Collection

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.incoming import IncomingKind, IncomingState
from tracker.domain.ledger import Entry
from tracker.models.actions import Action, Update
from tracker.models.chasing import IncomingMail
from tracker.models.mail import Mail
from tracker.services.answers import NOWHERE
from tracker.services.desk import Desk
from tracker.services.evidence import attach_file
from tracker.services.history import record
from tracker.services.ledger import note
from tracker.services.updates import Said, give_update
from tracker.services.versions import check_version, next_version
from tracker.store import incoming as stored
from tracker.store.links import lock_action

DECIDED = "This mail was decided on already. Its page says what became of it."


def accept(
    desk: Desk,
    incoming_id: int,
    action: Action,
    said: Said,
    *,
    file_ids: Collection[int] = (),
    stays_open: bool = False,
    seen: int | None = None,
) -> Update:
    """Makes the mail an update of `action` on its owner's behalf, with those of its files whose numbers are in `file_ids`.

    With `stays_open` it goes on waiting, because it answers for further actions too.
    Raises `InvalidMove` where it was decided on or the action is closed, `Conflict` for a page that is out of date, `BadInput` for a
    text that is missing or too long.
    """
    row = _waiting(desk, incoming_id, seen)
    mail = stored.mail_numbered(desk.session, row.mail_id) if row.mail_id else None
    lock_action(desk.session, action)
    update = give_update(
        desk, action, said, by_name=written_by(row, mail), via="mail", received_by=desk.by.name
    )
    desk.session.flush()
    for came, file in stored.files(desk.session, incoming_id):
        if came.key in file_ids and not came.refused:
            attach_file(desk, action, file, where=NOWHERE, update_id=update.key)
    if mail:
        # Once for each update: a mail that asked for three is answered when the third has come.
        note(desk, mail.key, Entry.ANSWERED, said=f"{action.reference}, by mail")
    row.action_id, row.post_id, row.update_id = action.key, action.post_id, update.key
    _settle(desk, row, IncomingState.WAITING if stays_open else IncomingState.ACCEPTED)
    record(
        desk, "incoming.accepted", action.reference, after={"from": row.from_address, "subject": row.subject}
    )
    return update


def set_aside(desk: Desk, incoming_id: int, reason: str, *, seen: int | None = None) -> IncomingMail:
    """Nothing is made of the mail; it is kept. Raises `BadInput` without a reason."""
    words = " ".join(reason.split())
    if not words:
        raise BadInput("Say why nothing is made of this mail.", field="reason")
    row = _waiting(desk, incoming_id, seen)
    row.reason = words[:500]
    _settle(desk, row, IncomingState.SET_ASIDE)
    record(desk, "incoming.set_aside", f"incoming mail {row.key}", after={"reason": row.reason})
    return row


def take_up(desk: Desk, incoming_id: int, *, seen: int | None = None) -> IncomingMail:
    """Has the mail wait again: it was set aside too soon, or a person wrote what was taken for a machine's."""
    row = stored.numbered(desk.session, incoming_id, lock=True)
    if row.state is IncomingState.WAITING:
        return row
    if row.state is IncomingState.ACCEPTED:
        raise InvalidMove("This mail was accepted, and its update stands. Correct the update instead.")
    check_version(row, seen, {"state": row.state})
    if row.kind is IncomingKind.AUTOMATIC:
        row.kind = IncomingKind.REPLY if row.mail_id else IncomingKind.OTHER
    before = row.reason
    row.reason = ""
    _settle(desk, row, IncomingState.WAITING)
    record(desk, "incoming.taken_up", f"incoming mail {row.key}", before={"reason": before})
    return row


def is_from_whom_we_wrote_to(row: IncomingMail, mail: Mail) -> bool:
    """True when the sender's address is one that the mail went to. It can be forged all the same."""
    written_to = (mail.to_address, *mail.copies.splitlines())
    return row.from_address.lower() in {address.strip().lower() for address in written_to}


def written_by(row: IncomingMail, mail: Mail | None) -> str:
    """Whose update it is: the person that we wrote to where the address is theirs, else whoever it says it is from, with the address."""
    if mail and mail.to_name and row.from_address.lower() == mail.to_address.lower():
        return mail.to_name
    if row.from_name and row.from_address:
        return f"{row.from_name} ({row.from_address})"
    return row.from_name or row.from_address or "Someone who wrote without an address"


def _waiting(desk: Desk, incoming_id: int, seen: int | None) -> IncomingMail:
    row = stored.numbered(desk.session, incoming_id, lock=True)
    if row.state is not IncomingState.WAITING:
        raise InvalidMove(DECIDED)
    check_version(row, seen, {"state": row.state})
    return row


def _settle(desk: Desk, row: IncomingMail, state: IncomingState) -> None:
    row.state = state
    decided = state is not IncomingState.WAITING
    row.settled_at, row.settled_by = (desk.moment.now, desk.by.name) if decided else (None, "")
    next_version(row)

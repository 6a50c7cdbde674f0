"""What delivery reports say goes into the ledger; an address that does not exist is not written to until someone has looked."""

import re
from collections.abc import Sequence

from tracker.domain.delivery_reports import Outcome, plain_reason
from tracker.domain.errors import DeliveryFailed, InvalidMove
from tracker.models.chasing import BadAddress
from tracker.models.mail import Mail
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.ledger import note
from tracker.services.versions import check_version, next_version
from tracker.store import bad_addresses as stored

DETAILED = re.compile(r"5\.\d{1,3}\.\d{1,3}")
"""The code by which a server says more than with its three digits (RFC 3463)."""


def note_outcomes(desk: Desk, mail: Mail, reported: Sequence[Outcome]) -> None:
    """A line in the ledger of `mail` for each address of the report; an address that is returned for good is shut."""
    shut = []
    for outcome in reported:
        said = " ".join(filter(None, (plain_reason(outcome.status), f"{outcome.address}: {outcome.said}")))
        note(desk, mail.key, outcome.entry, code=outcome.status, said=said)
        address = _written_to(mail, outcome) if outcome.is_hard else ""
        if address and _is_shut_now(desk, mail, address, f"{outcome.status} {said}"):
            shut.append(address)
    for address in shut:
        record(desk, "address.failed", f"mail {mail.key}", after={"address": address})


def note_no_such_address(desk: Desk, mail: Mail, error: DeliveryFailed) -> None:
    """The server would not take the address as it was handed the mail: it is shut, as by a report that says so later."""
    detailed = DETAILED.match(error.said)
    why = f"{detailed[0] if detailed else error.code} {mail.to_address}: {error.said or error}"
    if _is_shut_now(desk, mail, mail.to_address, why):
        record(desk, "address.failed", f"mail {mail.key}", after={"address": mail.to_address})


def write_to_again(desk: Desk, number: int, *, seen: int | None = None) -> BadAddress:
    """Someone has looked: mail may go to the address again. Raises `Conflict` for a page that is out of date."""
    row = stored.numbered(desk.session, number, lock=True)
    if row.cleared_at is not None:
        raise InvalidMove(f"{row.address} is written to again already, since {row.cleared_by} looked at it.")
    check_version(row, seen, {"address": row.address})
    row.cleared_at, row.cleared_by = desk.moment.now, desk.by.name
    next_version(row)
    record(desk, "address.cleared", f"mail {row.mail_id}", after={"address": row.address})
    return row


def _is_shut_now(desk: Desk, mail: Mail, address: str, why: str) -> bool:
    """Shuts `address`; False where it is shut already."""
    if stored.not_to_be_written_to(desk.session, address):
        return False
    row = BadAddress(address=address.lower(), mail_id=mail.key, since=desk.moment.now, why=why)
    desk.session.add(row)
    desk.session.flush()
    return True


def _written_to(mail: Mail, outcome: Outcome) -> str:
    """The address of ours that the report is about. It may name the one to which ours is forwarded; a stranger's is never shut."""
    ours = {
        address.strip().lower(): address.strip() for address in (mail.to_address, *mail.copies.splitlines())
    }
    for named in (outcome.asked, outcome.address):
        if named.lower() in ours:
            return ours[named.lower()]
    return mail.to_address if len(ours) == 1 or not mail.copies.strip() else ""

"""The ledger of mail: one line for each thing that became of a mail, in the words of whoever told it."""

from collections.abc import Sequence
from datetime import timedelta

from tracker.domain.errors import DeliveryFailed
from tracker.domain.ledger import Entry
from tracker.models.chasing import LedgerRow
from tracker.models.mail import Mail
from tracker.ports import Receipt
from tracker.services.desk import Desk
from tracker.store import ledger as stored

TRIED_FOR = timedelta(hours=72)
"""How long a mail is tried, from the first time that it was handed over."""
MAY_HAVE_LEFT = "An earlier try ended without an answer: this mail may have left before."
ENCLOSED = "With it: "
"""How a line begins that names the files of a mail."""
GIVEN_UP = "Given up after 72 hours of trying."


def note(desk: Desk, mail_id: int, entry: Entry, *, code: str = "", said: str = "") -> None:
    """Adds a line, at the machine's time. `said` holds no link that opens anything."""
    row = LedgerRow(mail_id=mail_id, at=desk.moment.machine, entry=entry, code=code[:20], said=said)
    desk.session.add(row)


def note_handing_over(desk: Desk, mail: Mail, files: Sequence[str] = ()) -> bool:
    """Notes that the mail is given away now, before it is: a crash is seen afterwards. True where it may have left before.

    `mail.attempts` are those before this one; `files` the names of what was made to go with it, and is kept nowhere.
    """
    again = mail.attempts > 0 and stored.may_have_left(desk.session, mail.key)
    said = [MAY_HAVE_LEFT] if again else []
    said += [f"{ENCLOSED}{', '.join(files)}"] if files else []
    note(desk, mail.key, Entry.HANDED_OVER, said=" ".join(said))
    return again


def note_taken(desk: Desk, mail: Mail, receipt: Receipt) -> None:
    """Notes that the server has the mail."""
    note(desk, mail.key, Entry.ACCEPTED, code=receipt.code, said=receipt.said)


def note_failure(desk: Desk, mail: Mail, error: DeliveryFailed) -> bool:
    """Notes why the mail was not taken. True where it is tried no more: a refusal for good, or 72 hours are over."""
    said = error.said or str(error)
    if error.permanent:
        note(desk, mail.key, Entry.REFUSED, code=error.code, said=said)
        return True
    since = stored.tried_since(desk.session, mail.key)
    note(desk, mail.key, Entry.LOST if error.lost else Entry.PUT_OFF, code=error.code, said=said)
    if since is None or desk.moment.machine - since < TRIED_FOR:
        return False
    note(desk, mail.key, Entry.REFUSED, said=GIVEN_UP)
    return True

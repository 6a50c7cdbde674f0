"""What the ledger of a mail says, as entries of a timeline."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tracker.domain.ledger import OURS, Entry
from tracker.domain.moments import Moment
from tracker.domain.wording import moment_words

if TYPE_CHECKING:
    from tracker.models.chasing import LedgerRow

TITLES = {
    Entry.HANDED_OVER: "Given to the mail server, and no answer noted",
    Entry.ACCEPTED: "Taken by the mail server",
    Entry.PUT_OFF: "Not taken just now: it is tried again",
    Entry.REFUSED: "Not taken: it is tried no more",
    Entry.LOST: "The line broke: it may have left, and is sent again",
    Entry.DELIVERED: "Delivered",
    Entry.DELAYED: "Delayed on its way",
    Entry.BOUNCED: "Came back",
    Entry.ANSWERED: "Answered",
    Entry.UNSUBSCRIBED: "Unsubscribed",
}


def timeline_entries(rows: Sequence["LedgerRow"], moment: Moment, zone: str) -> list[dict[str, Any]]:
    """The latest first. The ledger has the machine's time, and a page the record's: `moment` knows both."""
    return [_entry(row, before, moment, zone) for row, before in _told(rows)][::-1]


def _told(rows: Sequence["LedgerRow"]) -> Iterator[tuple["LedgerRow", str]]:
    """Each row that is worth a line, with what was said when the mail was given away. A try that was answered is one line."""
    before = ""
    for row, following in pairwise((*rows, None)):
        if row is None:
            break
        answered = following is not None and following.entry in OURS - {Entry.HANDED_OVER}
        if row.entry is Entry.HANDED_OVER and answered:
            before = row.said
            continue
        yield row, before
        before = ""


def _entry(row: "LedgerRow", before: str, moment: Moment, zone: str) -> dict[str, Any]:
    at = moment.now + (row.at - moment.machine)
    said = " ".join(filter(None, (row.code, row.said))) if row.entry is not Entry.HANDED_OVER else row.said
    return {
        "when": moment_words(at, zone),
        "machine_when": at.isoformat(timespec="seconds"),
        "title": TITLES[row.entry],
        "text": said,
        "facts": [before] if before else [],
    }

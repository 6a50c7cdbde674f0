"""Asks the carrier what became of the mails that it took, and writes the answer into the ledger."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from tracker.ports import Carrier
from tracker.services.bad_addresses import note_outcomes
from tracker.services.desk import Desk
from tracker.store import ledger as stored
from tracker.store import mails

Writing = Callable[[], AbstractContextManager[Desk]]
FOLLOWED_FOR = timedelta(days=7)
"""So long GOV.UK Notify knows what became of a mail."""


def follow_mails(writing: Writing, carrier: Carrier, *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Returns of how many mails the end is known now. Raises `DeliveryFailed` where the carrier cannot be asked."""
    with writing() as desk:
        taken = stored.without_end(desk.session, desk.moment.now - FOLLOWED_FOR)
    known = 0
    for mail_id, carrier_id in taken:
        if stopping():
            break
        outcome = carrier.outcome(carrier_id)
        if outcome is None:
            continue
        with writing() as desk:
            mail = mails.by_id(desk.session, mail_id, lock=True)
            # Another scheduler may have asked meanwhile.
            if not stored.has_end(desk.session, mail_id):
                note_outcomes(desk, mail, (outcome,))
                known += 1
    return known

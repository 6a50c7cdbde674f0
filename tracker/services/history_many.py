"""Writes many rows of the history at once, each chained to the one before: what ten thousand calls of `record` would write."""

import secrets
from collections.abc import Mapping, Sequence

from tracker.domain.history import Entry, Head, canonical, digest_entry, digest_payload
from tracker.services.desk import Desk
from tracker.services.history import HEAD_IN_SESSION
from tracker.store import history as stored

Told = tuple[str, Mapping[str, object], Mapping[str, object]]
"""The subject, what was before, what is after."""


def record_many(desk: Desk, event: str, told: Sequence[Told]) -> None:
    """Adds a row for each of `told`. Take every other lock first: the head of the history is always the last.

    Nobody is told of these rows as of single changes: a log that is taken in raises nothing anew.
    """
    if not told:
        return
    head = stored.lock_head(desk.session)
    source = " ".join(filter(None, (desk.by.source, desk.by.address)))
    at, number, digest = desk.moment.now.isoformat(), head.count, head.digest
    rows, payloads = [], []
    for subject, before, after in told:
        number += 1
        salt, payload = secrets.token_hex(16), canonical({"before": before, "after": after})
        entry = Entry(number, at, desk.by.name, source, event, subject, digest_payload(salt, payload))
        digest = digest_entry(desk.keys.history, digest, entry)
        rows.append({**entry.__dict__, "digest": digest})
        payloads.append({"number": number, "salt": salt, "payload": payload})
    stored.append_many(desk.session, rows, payloads, Head(number, digest))
    desk.session.info[HEAD_IN_SESSION] = Head(number, digest)

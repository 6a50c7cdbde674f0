"""Writes the history: who, when, what, before, after, from where, chained to the row before."""

import secrets
from collections.abc import Mapping

from tracker.domain.history import Entry, Head, canonical, digest_entry, digest_payload
from tracker.services.announcing import announce
from tracker.services.desk import Desk
from tracker.store import history as stored

HEAD_IN_SESSION = "history_head"
"""Where a session carries the new head until it is committed and written outside the database."""


def record(
    desk: Desk,
    event: str,
    subject: str,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Adds one row to the chain. Take every other lock first: the head of the history is always the last."""
    head, listened = stored.lock_head_and_look(desk.session)
    salt = secrets.token_hex(16)
    payload = canonical({"before": before or {}, "after": after or {}})
    entry = Entry(
        number=head.count + 1,
        at=desk.moment.now.isoformat(),
        actor=desk.by.name,
        source=" ".join(filter(None, (desk.by.source, desk.by.address))),
        event=event,
        subject=subject,
        payload_digest=digest_payload(salt, payload),
    )
    digest = digest_entry(desk.keys.history, head.digest, entry)
    stored.append(desk.session, entry, digest, salt=salt, payload=payload)
    desk.session.info[HEAD_IN_SESSION] = Head(entry.number, digest)
    if listened:
        announce(desk, event, subject, before or {}, after or {})


def record_change(
    desk: Desk, event: str, subject: str, before: Mapping[str, object], after: Mapping[str, object]
) -> None:
    """`record`, with only the values that differ. Writes nothing when none does."""
    changed = [name for name in after if before.get(name) != after[name]]
    if changed:
        record(
            desk,
            event,
            subject,
            before={n: before.get(n) for n in changed},
            after={n: after[n] for n in changed},
        )

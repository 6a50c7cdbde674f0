"""The rows of the history: its end, one more, and the whole chain."""

from collections.abc import Generator, Sequence
from typing import Any

from sqlmodel import Session, col, insert, select, update

from tracker.domain.history import Entry, Head
from tracker.models.outside import Webhook
from tracker.models.record import HistoryHead, HistoryPayload, HistoryRow

_ROWS = HistoryRow.__table__  # type: ignore[attr-defined]
_PAYLOADS = HistoryPayload.__table__  # type: ignore[attr-defined]
_HEAD = HistoryHead.__table__  # type: ignore[attr-defined]
_ANY_WEBHOOK = select(Webhook.id).where(Webhook.active).exists()
_LOCK_HEAD = select(_HEAD.c.count, _HEAD.c.digest, _ANY_WEBHOOK).with_for_update(of=_HEAD)
_ADD_ROW, _ADD_PAYLOAD, _MOVE_HEAD = insert(_ROWS), insert(_PAYLOADS), update(_HEAD)


def lock_head(session: Session) -> Head:
    """The end of the chain, locked until the transaction ends. Take every other lock before this one."""
    return lock_head_and_look(session)[0]


def lock_head_and_look(session: Session) -> tuple[Head, bool]:
    """`lock_head`, and whether any other system is told of what happens: asked in the same question, so that it costs nothing."""
    session.flush()
    count, digest, listened = session.connection().execute(_LOCK_HEAD).one()
    return Head(count, digest), bool(listened)


def append(session: Session, entry: Entry, digest: str, *, salt: str, payload: str) -> None:
    """Writes one row, its payload beside it, and the new end of the chain."""
    connection = session.connection()
    connection.execute(_ADD_ROW, {**entry.__dict__, "digest": digest})
    connection.execute(_ADD_PAYLOAD, {"number": entry.number, "salt": salt, "payload": payload})
    connection.execute(_MOVE_HEAD, {"count": entry.number, "digest": digest})


def append_many(
    session: Session, rows: Sequence[dict[str, Any]], payloads: Sequence[dict[str, Any]], end: Head
) -> None:
    """Writes these rows with their payloads, and the new end of the chain."""
    connection = session.connection()
    connection.execute(_ADD_ROW, rows)
    connection.execute(_ADD_PAYLOAD, payloads)
    connection.execute(_MOVE_HEAD, {"count": end.count, "digest": end.digest})


def head(session: Session) -> Head:
    count, digest = session.exec(select(HistoryHead.count, HistoryHead.digest)).one()
    return Head(count, digest)


def chain(session: Session) -> Generator[tuple[Entry, str], None, None]:
    """Every row from the first on, with its digest, a thousand at a time. Close it where the walk may stop before its end."""
    table = HistoryRow.__table__  # type: ignore[attr-defined]
    query = select(table).order_by(table.c.number).execution_options(yield_per=1000)
    with session.execute(query) as rows:
        for *values, digest in rows:
            yield Entry(*values), digest


def payloads(session: Session) -> Generator[tuple[int, str, str, str], None, None]:
    """Number, salt, payload and the digest the chain has for it, of every payload that is still held."""
    query = select(
        HistoryPayload.number, HistoryPayload.salt, HistoryPayload.payload, HistoryRow.payload_digest
    ).join(HistoryRow, col(HistoryRow.number) == HistoryPayload.number)
    ordered = query.order_by(col(HistoryPayload.number)).execution_options(yield_per=1000)
    with session.execute(ordered) as rows:
        yield from (tuple(row) for row in rows)


def of_subject(session: Session, subject: str, limit: int = 200) -> Sequence[tuple[HistoryRow, str | None]]:
    """The rows about `subject`, the latest first, each with its payload or None when that was destroyed."""
    query = (
        select(HistoryRow, HistoryPayload.payload)
        .outerjoin(HistoryPayload, col(HistoryPayload.number) == HistoryRow.number)
        .where(HistoryRow.subject == subject)
        .order_by(col(HistoryRow.number).desc())
        .limit(limit)
    )
    return session.exec(query).all()


def subjects_of(session: Session, event: str) -> frozenset[str]:
    """The subjects of every row with this event."""
    return frozenset(session.exec(select(HistoryRow.subject).where(HistoryRow.event == event)).all())


def page(session: Session, number: int, size: int) -> Sequence[tuple[HistoryRow, str | None]]:
    """Page `number` (from 1) of the whole history, the latest first, each row with its payload or None."""
    query = select(HistoryRow, HistoryPayload.payload).outerjoin(
        HistoryPayload, col(HistoryPayload.number) == HistoryRow.number
    )
    query = query.order_by(col(HistoryRow.number).desc())
    return session.exec(query.limit(size).offset((number - 1) * size)).all()

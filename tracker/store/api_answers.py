"""What was answered to requests with an Idempotency-Key, and the statements that reserve a key so that no two work on it."""

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select, update

from tracker.models.outside import ApiAnswer


def reserve(session: Session, *, token_id: int, key: str, asked: str, at: datetime) -> bool:
    """Takes the key for a request, in one statement. False where it is taken."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = insert(ApiAnswer).values(
        token_id=token_id, request_key=key, asked=asked, status=0, headers="", body="", answered_at=at
    )
    taken = row.on_conflict_do_nothing(index_elements=["token_id", "request_key"])
    return session.execute(taken.returning(col(ApiAnswer.id))).first() is not None


def of_key(session: Session, token_id: int, key: str) -> ApiAnswer | None:
    query = select(ApiAnswer).where(ApiAnswer.token_id == token_id, ApiAnswer.request_key == key)
    return session.exec(query).one_or_none()


def change_reserved(
    session: Session, *, token_id: int, key: str, reserved_at: datetime, values: dict[str, object]
) -> bool:
    """Changes a reservation, if it is still the one that was made at `reserved_at` and has no answer. False where it is not."""
    changed = session.execute(
        update(ApiAnswer)
        .where(
            col(ApiAnswer.token_id) == token_id,
            col(ApiAnswer.request_key) == key,
            col(ApiAnswer.status) == 0,
            col(ApiAnswer.answered_at) == reserved_at,
        )
        .values(**values)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def drop_reserved(session: Session, *, token_id: int, key: str, reserved_at: datetime) -> None:
    """Lets go of a reservation that has no answer."""
    session.execute(
        delete(ApiAnswer).where(
            col(ApiAnswer.token_id) == token_id,
            col(ApiAnswer.request_key) == key,
            col(ApiAnswer.status) == 0,
            col(ApiAnswer.answered_at) == reserved_at,
        )
    )


def forget_before(session: Session, moment: datetime) -> None:
    """Drops what was answered, or reserved, before `moment`."""
    session.execute(delete(ApiAnswer).where(col(ApiAnswer.answered_at) < moment))

"""Answers a repeated request as it was answered the first time.

A key is reserved in a transaction of its own, so that whoever comes meanwhile sees it. The answer is kept in the transaction of the work, so
that a crash leaves both or neither. Times are the machine's.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from tracker.domain.errors import InvalidMove
from tracker.store import api_answers as stored

KEPT = timedelta(hours=24)
AT_WORK = timedelta(seconds=120)
"""For so long a reservation without an answer is believed to be worked on. No request takes longer; its process must have died."""


class UsedForAnother(InvalidMove):
    """The key was used for another request."""


class StillAtWork(InvalidMove):
    """The first request with this key is being worked on."""


@dataclass(frozen=True)
class Reservation:
    """A key that is taken for this request."""

    token_id: int
    key: str
    at: datetime


@dataclass(frozen=True)
class Kept:
    """What was answered the first time. `headers` is the JSON of an object."""

    status: int
    headers: str
    body: str


def reserve(
    session: Session, *, token_id: int, key: str, asked: str, machine: datetime
) -> Reservation | Kept:
    """Takes `key` for the request whose digest is `asked`; or what was answered to it before.

    Raises `UsedForAnother`, and `StillAtWork` while the first one is worked on.
    """
    stored.forget_before(session, machine - KEPT)
    reservation = Reservation(token_id, key, machine)
    if stored.reserve(session, token_id=token_id, key=key, asked=asked, at=machine):
        return reservation
    known = stored.of_key(session, token_id, key)
    if known is None:
        raise StillAtWork("The same request was just refused. Send it again.")
    if known.asked != asked:
        raise UsedForAnother(
            "This Idempotency-Key was sent with another request. Make a new one for each request."
        )
    if known.status:
        return Kept(known.status, known.headers, known.body)
    if machine - known.answered_at < AT_WORK or not stored.change_reserved(
        session, token_id=token_id, key=key, reserved_at=known.answered_at, values={"answered_at": machine}
    ):
        raise StillAtWork(
            "The first request with this Idempotency-Key is still worked on. Send it again later."
        )
    return reservation


def keep(session: Session, reservation: Reservation, *, status: int, headers: str, body: str) -> None:
    """Keeps the answer with the work. Raises `StillAtWork` where another has taken the key over: the work must not be committed then."""
    values: dict[str, object] = {"status": status, "headers": headers, "body": body}
    kept = stored.change_reserved(
        session,
        token_id=reservation.token_id,
        key=reservation.key,
        reserved_at=reservation.at,
        values=values,
    )
    if not kept:
        raise StillAtWork(
            "This took so long that another request with the same Idempotency-Key took it over."
        )


def let_go(session: Session, reservation: Reservation) -> None:
    """After a refusal, which changed nothing: the key may be used again."""
    stored.drop_reserved(
        session, token_id=reservation.token_id, key=reservation.key, reserved_at=reservation.at
    )


def forget_old(session: Session, machine: datetime) -> None:
    """Drops what was answered more than a day ago."""
    stored.forget_before(session, machine - KEPT)

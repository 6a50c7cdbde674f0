"""Leases: who may do what only one process should, until when."""

from datetime import date, datetime

from sqlalchemy import or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from tracker.models.mail import Lease, Pass


def take(session: Session, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Takes or renews a lease in one statement. False while another holds it."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    mine = insert(Lease).values(name=name, holder=holder, expires_at=until)
    # One that would end later than ours was taken by a clock that was put back since: it would be held for as long as it was wrong.
    over = or_(col(Lease.expires_at) <= now, col(Lease.expires_at) > until + (until - now))
    free = or_(col(Lease.holder) == holder, over)
    taken = mine.on_conflict_do_update(
        index_elements=["name"], set_={"holder": holder, "expires_at": until}, where=free
    )
    return session.execute(taken.returning(col(Lease.name))).first() is not None


def give_back(session: Session, name: str, holder: str, now: datetime) -> None:
    """Lets the next one take it at once."""
    mine = update(Lease).where(col(Lease.name) == name, col(Lease.holder) == holder)
    session.execute(mine.values(expires_at=now))


def pass_ran(session: Session, name: str, day: date) -> bool:
    return session.get(Pass, (name, day)) is not None


def note_pass(session: Session, name: str, day: date, now: datetime) -> None:
    """Notes that a pass ran for a day; a second note changes nothing."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    once = insert(Pass).values(name=name, day=day, ran_at=now)
    session.execute(once.on_conflict_do_nothing(index_elements=["name", "day"]))

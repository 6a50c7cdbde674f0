"""The few facts of this installation."""

from datetime import date

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tracker.models.record import Fact

LOADED_ON, DEMO_DATE = "demonstration loaded on", "demonstration date"


def get(session: Session, name: str) -> str | None:
    fact = session.get(Fact, name)
    return fact.value if fact else None


def demonstration_days(session: Session) -> tuple[date | None, date | None]:
    """The machine's day on which the demonstration was loaded, and the day it was there. None without one.

    A database without tables has no demonstration.
    """
    try:
        loaded, there = get(session, LOADED_ON), get(session, DEMO_DATE)
    except DBAPIError:
        return None, None
    return (date.fromisoformat(loaded) if loaded else None, date.fromisoformat(there) if there else None)


def put(session: Session, name: str, value: str) -> None:
    """Sets a fact, whether or not it is there."""
    session.merge(Fact(name=name, value=value))
    session.flush()

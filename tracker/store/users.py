"""Reads of accounts and roles."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, func, select

from tracker.domain.errors import NotFound
from tracker.domain.viewers import Role
from tracker.models.people import Person
from tracker.models.users import User, UserRole

_SIGNED_IN = (
    select(User).options(joinedload(User.roles)).where(User.fs_uniquifier == bindparam("uniquifier"))  # type: ignore[arg-type]
)


def signed_in(session: Session, uniquifier: str) -> User | None:
    """The account of a session, with its roles, in one query. It belongs to no session afterwards: read it, no more."""
    user = session.execute(_SIGNED_IN, {"uniquifier": uniquifier}).unique().scalar_one_or_none()
    if user is not None:
        for kept in (user, *user.roles):
            session.expunge(kept)
    return user


def role_named(session: Session, name: str) -> UserRole:
    role = session.exec(select(UserRole).where(UserRole.name == name)).one_or_none()
    if role is None:
        raise NotFound(f"There is no role {name}.")
    return role


def by_email(session: Session, email: str) -> User | None:
    return session.exec(select(User).where(User.email == email.strip().lower())).one_or_none()


def by_number(session: Session, number: int) -> User:
    """Raises `NotFound`."""
    user = session.get(User, number)
    if user is None:
        raise NotFound("There is no such account. Choose one from the list.")
    return user


def lock_administrators(session: Session) -> Sequence[User]:
    """The accounts that can administer now, locked in one order: two of them cannot close each other at once."""
    administers = col(User.roles).any(col(UserRole.name) == Role.ADMINISTRATOR.value)
    query = select(User).where(col(User.active), administers).order_by(col(User.id))
    return session.exec(query.with_for_update()).all()


def person_with_address(session: Session, email: str) -> Person | None:
    """The person with this address, where exactly one has it."""
    found = session.exec(select(Person).where(func.lower(Person.email) == email.lower()).limit(2)).all()
    return found[0] if len(found) == 1 else None


def listed(session: Session) -> Sequence[User]:
    return session.exec(select(User).order_by(func.lower(User.name), col(User.email))).all()

"""Reads of who is written to besides the holder of a post: who stands in, who gets a copy, who asked for one mail a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.models.chasing import Absence
from tracker.models.people import Person, Post


@dataclass(frozen=True)
class StandsIn:
    """Who stands in for the holder of a post while they are away."""

    person_id: int
    name: str
    email: str


def standing_in(session: Session, day: date) -> dict[int, StandsIn]:
    """The delegate of each post whose holder is away on `day`, by post. Of two absences the one that began last counts."""
    query = (
        select(Absence.post_id, Person.id, Person.name, Person.email)
        .join(Person, col(Person.id) == Absence.delegate_id)
        .where(col(Absence.starts_on) <= day, col(Absence.ends_on) >= day)
        .order_by(col(Absence.starts_on), col(Absence.id))
    )
    rows = session.execute(query)
    return {post_id: StandsIn(person_id, name, email) for post_id, person_id, name, email in rows}


def staff_officers(session: Session) -> dict[int, str]:
    """The address of the staff officer of each post that has one, by post."""
    query = (
        select(Post.id, Person.email)
        .join(Person, col(Person.id) == Post.staff_officer_id)
        .where(col(Person.email) != "")
    )
    return {post_id: email for post_id, email in session.execute(query)}  # noqa: C416  # of rows, typed as a mapping


def weekly_only(session: Session) -> frozenset[int]:
    """The persons who asked for one mail a week."""
    return frozenset(person.key for person in session.exec(select(Person).where(col(Person.weekly_only))))


def absences(session: Session, since: date, post_id: int | None = None) -> Sequence[Absence]:
    """Those that end on `since` or later, of one post or of all, the first one first."""
    query = select(Absence).where(col(Absence.ends_on) >= since)
    if post_id is not None:
        query = query.where(Absence.post_id == post_id)
    return session.exec(query.order_by(col(Absence.starts_on), col(Absence.id))).all()

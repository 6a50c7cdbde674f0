"""The story of an action: its updates, reviews and moved dates, for one action or for many at once."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from tracker.models.actions import Action, DueChange, Review, Update
from tracker.models.evidence import Evidence
from tracker.models.meetings import Meeting

Row = TypeVar("Row")


def update_by_client_id(session: Session, client_id: str) -> Update | None:
    return session.exec(select(Update).where(Update.client_id == client_id)).one_or_none()


_UPDATES = (
    select(Update)
    .where(Update.action_id == bindparam("action_id"))
    .order_by(col(Update.given_on).desc(), col(Update.id).desc())
)
_REVIEWS = (
    select(Review, Meeting)
    .outerjoin(Meeting, col(Meeting.id) == Review.meeting_id)
    .where(Review.action_id == bindparam("action_id"))
    .order_by(col(Review.decided_on).desc(), col(Review.id).desc())
)
_DUE_CHANGES = (
    select(DueChange).where(DueChange.action_id == bindparam("action_id")).order_by(col(DueChange.id))
)


def updates(session: Session, action_id: int) -> Sequence[Update]:
    """The latest first."""
    return session.exec(_UPDATES, params={"action_id": action_id}).all()


def reviews(session: Session, action_id: int) -> Sequence[tuple[Review, Meeting | None]]:
    """The latest first, each with its meeting, or None between two."""
    return session.exec(_REVIEWS, params={"action_id": action_id}).all()


def last_review(session: Session, action_id: int) -> Review | None:
    """The decision on an action that was recorded last."""
    query = select(Review).where(Review.action_id == action_id).order_by(col(Review.id).desc())
    return session.exec(query.limit(1)).first()


def last_review_at(session: Session, action_id: int, meeting_id: int) -> Review | None:
    """The last that this meeting decided about an action, whatever was decided between meetings since."""
    query = select(Review).where(Review.action_id == action_id, Review.meeting_id == meeting_id)
    return session.exec(query.order_by(col(Review.id).desc()).limit(1)).first()


def last_due_change(session: Session, action_id: int) -> DueChange | None:
    """The move of its date that was made last."""
    query = select(DueChange).where(DueChange.action_id == action_id).order_by(col(DueChange.id).desc())
    return session.exec(query.limit(1)).first()


def due_changes(session: Session, action_id: int) -> Sequence[DueChange]:
    """The first move first."""
    return session.exec(_DUE_CHANGES, params={"action_id": action_id}).all()


def children(session: Session, action_id: int) -> Sequence[Action]:
    """The actions that this one's answer raised."""
    return session.exec(
        select(Action).where(Action.parent_id == action_id).order_by(col(Action.number))
    ).all()


def last_updates(session: Session, action_ids: Iterable[int]) -> dict[int, Update]:
    """The latest update of each action, by action; an action without one is not there."""
    newest = (
        select(func.max(Update.id))
        .where(col(Update.action_id).in_(list(action_ids)))
        .group_by(col(Update.action_id))
        .scalar_subquery()
    )
    return {
        row.action_id: row for row in session.exec(select(Update).where(col(Update.id).in_(newest))).all()
    }


def last_reviews(session: Session, action_ids: Iterable[int]) -> dict[int, Review]:
    """The latest decision on each action, by action."""
    newest = (
        select(func.max(Review.id))
        .where(col(Review.action_id).in_(list(action_ids)))
        .group_by(col(Review.action_id))
        .scalar_subquery()
    )
    return {
        row.action_id: row for row in session.exec(select(Review).where(col(Review.id).in_(newest))).all()
    }


def all_updates(session: Session, action_ids: Iterable[int]) -> dict[int, list[Update]]:
    """Every update of each action, the first one first."""
    query = select(Update).where(col(Update.action_id).in_(list(action_ids)))
    return _grouped(session.exec(query.order_by(col(Update.given_on), col(Update.id))).all())


def all_reviews(session: Session, action_ids: Iterable[int]) -> dict[int, list[Review]]:
    """Every decision on each action, the first one first."""
    query = select(Review).where(col(Review.action_id).in_(list(action_ids)))
    return _grouped(session.exec(query.order_by(col(Review.decided_on), col(Review.id))).all())


def all_due_changes(session: Session, action_ids: Iterable[int]) -> dict[int, list[DueChange]]:
    """Every move of the date of each action, the first one first."""
    query = select(DueChange).where(col(DueChange.action_id).in_(list(action_ids)))
    return _grouped(session.exec(query.order_by(col(DueChange.id))).all())


def all_evidence(session: Session, action_ids: Iterable[int]) -> dict[int, list[Evidence]]:
    """All that each action rests on, in the order in which it was attached; what was removed is not there."""
    query = select(Evidence).where(
        col(Evidence.action_id).in_(list(action_ids)), col(Evidence.removed_on).is_(None)
    )
    return _grouped(session.exec(query.order_by(col(Evidence.id))).all())


def _grouped(rows: Sequence[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.action_id, []).append(row)  # type: ignore[attr-defined]
    return found

"""Reads of the chases that were made by telephone."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import Session, and_, col, func, or_, select

from tracker.models.actions import Action
from tracker.models.chasing import Call


def of_action(session: Session, action: Action) -> Sequence[Call]:
    """The calls about an action, and those about all that its post owed since it was raised; the first one first."""
    about_all = and_(
        col(Call.post_id) == action.post_id,
        col(Call.action_id).is_(None),
        col(Call.made_on) >= (action.raised_on or date.min),
    )
    query = select(Call).where(or_(col(Call.action_id) == action.key, about_all))
    return session.exec(query.order_by(col(Call.made_on), col(Call.id))).all()


def of_post(session: Session, post_id: int, since: date) -> Sequence[tuple[Call, str | None]]:
    """The calls to a post from `since` on, the latest first, each with the reference of its action if it has one."""
    query = select(Call, Action.reference).outerjoin(Action, col(Action.id) == Call.action_id)
    query = query.where(Call.post_id == post_id, col(Call.made_on) >= since)
    return session.exec(query.order_by(col(Call.made_on).desc(), col(Call.id).desc())).all()


def last_of_posts(session: Session, post_ids: Collection[int], since: date) -> dict[int, date]:
    """The day of the last call to each of these posts from `since` on, by post; one without a call is not there."""
    query = select(Call.post_id, func.max(Call.made_on)).where(col(Call.post_id).in_(list(post_ids)))
    query = query.where(col(Call.made_on) >= since).group_by(col(Call.post_id))
    return {post_id: day for post_id, day in session.exec(query)}  # noqa: C416  # of rows, typed as a mapping

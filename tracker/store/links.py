"""Reads of owners' links."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from tracker.models.actions import Action
from tracker.models.mail import UpdateLink


def live(
    session: Session, now: datetime, *, action_id: int | None = None, post_id: int | None = None
) -> Sequence[UpdateLink]:
    """The links of an action, of a post, or of both together that still open at `now` (the machine's time)."""
    query = select(UpdateLink).where(col(UpdateLink.revoked_at).is_(None), col(UpdateLink.expires_at) > now)
    if action_id is not None:
        query = query.where(UpdateLink.action_id == action_id)
    if post_id is not None:
        query = query.where(UpdateLink.post_id == post_id)
    return session.exec(query.order_by(col(UpdateLink.id))).all()


def lock_action(session: Session, action: Action) -> None:
    """Locks the action until the transaction ends, and reads it afresh."""
    session.refresh(action, with_for_update={"key_share": True})

"""Reads of what was frozen when a meeting closed."""

from sqlmodel import Session, col, select

from tracker.domain.frozen import MEETING
from tracker.models.reports import RecordSnapshot


def of_meeting(session: Session, meeting_id: int) -> RecordSnapshot | None:
    """The record of a meeting as it was first frozen; None where nothing was, because it was loaded from its documents."""
    query = select(RecordSnapshot).where(
        RecordSnapshot.kind == MEETING, RecordSnapshot.meeting_id == meeting_id
    )
    return session.exec(query.order_by(col(RecordSnapshot.id)).limit(1)).first()

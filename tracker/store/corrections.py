"""Reads of the corrections that were made to the record of a meeting after it was closed."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from tracker.domain.errors import NotFound
from tracker.domain.version_states import VersionState
from tracker.models.actions import Action, Review
from tracker.models.meetings import AgendaItem, Meeting
from tracker.models.reports import ReportVersion
from tracker.models.sitting import MeetingCorrection
from tracker.store import matters


def of_meeting(session: Session, meeting_id: int) -> Sequence[MeetingCorrection]:
    """The latest first."""
    query = select(MeetingCorrection).where(MeetingCorrection.meeting_id == meeting_id)
    return session.exec(query.order_by(col(MeetingCorrection.id).desc())).all()


def count(session: Session, meeting_id: int, subject: str) -> int:
    """How often `subject` was corrected: the version of what has none of its own."""
    query = select(func.count()).select_from(MeetingCorrection)
    query = query.where(MeetingCorrection.meeting_id == meeting_id, MeetingCorrection.subject == subject)
    return session.exec(query).one()


def how_many(session: Session, meeting_id: int) -> int:
    """How often the record of a meeting was corrected."""
    query = select(func.count()).select_from(MeetingCorrection)
    return session.exec(query.where(MeetingCorrection.meeting_id == meeting_id)).one()


def last_made(session: Session, meeting_id: int) -> datetime | None:
    """When the record was last corrected."""
    query = select(func.max(MeetingCorrection.made_at)).where(MeetingCorrection.meeting_id == meeting_id)
    return session.exec(query).one()


def last_issued(session: Session, meeting_id: int, kind: str) -> ReportVersion | None:
    """The version of a report that was issued last."""
    query = select(ReportVersion).where(
        ReportVersion.meeting_id == meeting_id,
        ReportVersion.kind == kind,
        ReportVersion.state == VersionState.ISSUED,
    )
    return session.exec(query.order_by(col(ReportVersion.number).desc())).first()


def raised(session: Session, meeting: Meeting, reference: str, *, lock: bool = False) -> Action:
    """An action that `meeting` raised. Raises `NotFound` for any other."""
    query = select(Action).where(
        Action.reference == reference.upper(), Action.raised_meeting_id == meeting.key
    )
    action = session.exec(query.with_for_update() if lock else query).one_or_none()
    if action is None:
        raise NotFound("There is no such action at this meeting.")
    return action


def decision(
    session: Session, meeting: Meeting, reference: str, *, lock: bool = False
) -> tuple[Action, Review]:
    """What `meeting` decided last about an action. Raises `NotFound` where it decided nothing."""
    query = select(Action).where(Action.reference == reference.upper())
    action = session.exec(query.with_for_update() if lock else query).one_or_none()
    review = matters.decided(session, meeting.key).get(action.key) if action else None
    if action is None or review is None:
        raise NotFound("This meeting decided nothing about that action.")
    return action, review


def item(session: Session, meeting: Meeting, number: int, *, lock: bool = False) -> AgendaItem:
    """A heading of the meeting's agenda. Raises `NotFound`."""
    query = select(AgendaItem).where(AgendaItem.id == number, AgendaItem.meeting_id == meeting.key)
    found = session.exec(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise NotFound("There is no such heading on this agenda.")
    return found

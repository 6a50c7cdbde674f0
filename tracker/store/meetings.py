"""Reads of meetings, their series and agenda."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, func, select

from tracker.domain.errors import NotFound
from tracker.domain.meetings import UNDER_WAY, MeetingStatus
from tracker.models.actions import Action
from tracker.models.meetings import (
    AgendaItem,
    Meeting,
    MeetingSeries,
    NationalMeasure,
    NumberGap,
    Priority,
    PrioritySet,
)


def by_reference(session: Session, reference: str, *, lock: bool = False) -> Meeting:
    """The meeting `PPM-2023-10-04`, in either case. Raises `NotFound`.

    Locked, it lets others point to it: an action logged elsewhere may be due at it.
    """
    query = select(Meeting).where(Meeting.reference == reference.upper())
    meeting = session.exec(query.with_for_update(key_share=True) if lock else query).one_or_none()
    if meeting is None:
        raise NotFound("There is no such meeting. Choose one from the list of meetings.")
    return meeting


def find(session: Session, reference: str) -> Meeting | None:
    return session.exec(select(Meeting).where(Meeting.reference == reference)).one_or_none()


def numbered(session: Session, meeting_id: int | None) -> Meeting | None:
    return session.get(Meeting, meeting_id) if meeting_id is not None else None


def listed(session: Session) -> Sequence[Meeting]:
    """Every meeting, the latest first."""
    return session.exec(select(Meeting).order_by(col(Meeting.starts_on).desc())).all()


def next_after(session: Session, series_id: int, day: date) -> Meeting | None:
    """The first meeting of the series after `day` that is still to come."""
    query = (
        select(Meeting)
        .where(
            Meeting.series_id == series_id, Meeting.starts_on > day, Meeting.status == MeetingStatus.SCHEDULED
        )
        .order_by(col(Meeting.starts_on))
        .limit(1)
    )
    return session.exec(query).first()


def coming(session: Session, today: date, *, series_id: int | None = None) -> Meeting | None:
    """The meeting in session, or the next one from `today` on."""
    query = select(Meeting).where(col(Meeting.status).in_(UNDER_WAY), Meeting.starts_on >= today)
    if series_id is not None:
        query = query.where(Meeting.series_id == series_id)
    return session.exec(query.order_by(col(Meeting.starts_on)).limit(1)).first()


def last_before(session: Session, meeting: Meeting) -> Meeting | None:
    """The sitting of the same series before this one."""
    query = (
        select(Meeting)
        .where(Meeting.series_id == meeting.series_id, Meeting.starts_on < meeting.starts_on)
        .where(Meeting.status != MeetingStatus.CANCELLED)
        .order_by(col(Meeting.starts_on).desc())
        .limit(1)
    )
    return session.exec(query).first()


def last_agenda_before(session: Session, meeting: Meeting) -> Meeting | None:
    """The last sitting of the same series before this one that has an agenda."""
    query = (
        select(Meeting)
        .where(Meeting.series_id == meeting.series_id, Meeting.starts_on < meeting.starts_on)
        .where(col(Meeting.id).in_(select(AgendaItem.meeting_id)))
        .order_by(col(Meeting.starts_on).desc())
        .limit(1)
    )
    return session.exec(query).first()


def agenda(session: Session, meeting_id: int) -> Sequence[AgendaItem]:
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return session.exec(query.order_by(col(AgendaItem.position), col(AgendaItem.id))).all()


def agenda_item(session: Session, meeting_id: int, number: str) -> AgendaItem:
    """The item with this number on this meeting's agenda. Raises `NotFound`."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.number == number)
    item = session.exec(query).first()
    if item is None:
        raise NotFound(f"There is no item {number} on this agenda.")
    return item


def counts_by_meeting(session: Session) -> dict[int, int]:
    """How many actions each meeting raised, by meeting number."""
    query = select(Action.raised_meeting_id, func.count()).group_by(col(Action.raised_meeting_id))
    return {key: count for key, count in session.exec(query).all() if key is not None}


def series_by_code(session: Session, code: str) -> MeetingSeries:
    series = session.exec(select(MeetingSeries).where(MeetingSeries.code == code.upper())).one_or_none()
    if series is None:
        raise NotFound(f"There is no meeting series {code.upper()}.")
    return series


def series_numbered(session: Session, series_id: int) -> MeetingSeries:
    return session.get_one(MeetingSeries, series_id)


def series_listed(session: Session) -> Sequence[MeetingSeries]:
    return session.exec(select(MeetingSeries).order_by(col(MeetingSeries.code))).all()


def gaps(session: Session, series_id: int) -> Sequence[NumberGap]:
    return session.exec(
        select(NumberGap).where(NumberGap.series_id == series_id).order_by(col(NumberGap.number))
    ).all()


def priorities(session: Session, day: date | None = None) -> Sequence[Priority]:
    """The priorities of the Plan whose years cover `day`; of every Plan when no day is given."""
    query = (
        select(Priority).join(PrioritySet).order_by(col(PrioritySet.starts_on).desc(), col(Priority.position))
    )
    if day is not None:
        query = query.where(PrioritySet.starts_on <= day, PrioritySet.ends_on >= day)
    return session.exec(query).all()


def priority_sets(session: Session) -> Sequence[PrioritySet]:
    return session.exec(select(PrioritySet).order_by(col(PrioritySet.starts_on).desc())).all()


def national_measures(session: Session) -> Sequence[NationalMeasure]:
    return session.exec(select(NationalMeasure).order_by(col(NationalMeasure.position))).all()

"""Reads of meetings, their series and agenda."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from tracker.domain.errors import NotFound
from tracker.domain.meetings import UNDER_WAY, MeetingStatus
from tracker.domain.panel_asks import SeriesKind
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

_BY_REFERENCE = select(Meeting).where(Meeting.reference == bindparam("reference"))
_BY_REFERENCE_LOCKED = _BY_REFERENCE.with_for_update(key_share=True)


def by_reference(session: Session, reference: str, *, lock: bool = False) -> Meeting:
    """The meeting `PPM-2023-10-04`, in either case. Raises `NotFound`.

    Locked, it lets others point to it: an action logged elsewhere may be due at it.
    """
    query = _BY_REFERENCE_LOCKED if lock else _BY_REFERENCE
    meeting = session.exec(query, params={"reference": reference.upper()}).one_or_none()
    if meeting is None:
        raise NotFound("There is no such meeting. Choose one from the list of meetings.")
    return meeting


def find(session: Session, reference: str) -> Meeting | None:
    return session.exec(select(Meeting).where(Meeting.reference == reference)).one_or_none()


def numbered(session: Session, meeting_id: int | None) -> Meeting | None:
    return session.get(Meeting, meeting_id) if meeting_id is not None else None


_LISTED = select(Meeting).order_by(col(Meeting.starts_on).desc())


def listed(session: Session) -> Sequence[Meeting]:
    """Every meeting, the latest first."""
    return session.exec(_LISTED).all()


_NEXT_AFTER = (
    select(Meeting)
    .where(Meeting.series_id == bindparam("series_id"), Meeting.starts_on > bindparam("day"))
    .where(Meeting.status == MeetingStatus.SCHEDULED)
    .order_by(col(Meeting.starts_on))
    .limit(1)
)


def next_after(session: Session, series_id: int, day: date) -> Meeting | None:
    """The first meeting of the series after `day` that is still to come."""
    return session.exec(_NEXT_AFTER, params={"series_id": series_id, "day": day}).first()


_COMING = (
    select(Meeting)
    .where(col(Meeting.status).in_(UNDER_WAY), Meeting.starts_on >= bindparam("today"))
    .order_by(col(Meeting.starts_on))
    .limit(1)
)
_COMING_IN_SERIES = _COMING.where(Meeting.series_id == bindparam("series_id"))


def coming(session: Session, today: date, *, series_id: int | None = None) -> Meeting | None:
    """The meeting in session, or the next one from `today` on."""
    if series_id is None:
        return session.exec(_COMING, params={"today": today}).first()
    return session.exec(_COMING_IN_SERIES, params={"today": today, "series_id": series_id}).first()


_LAST_HELD = (
    select(Meeting)
    .where(col(Meeting.status).in_((MeetingStatus.HELD, MeetingStatus.ISSUED)))
    .order_by(col(Meeting.starts_on).desc())
    .limit(1)
)


def last_held(session: Session) -> Meeting | None:
    """The meeting that was held last, of any series."""
    return session.exec(_LAST_HELD).first()


def days_of_series(session: Session, series_id: int) -> list[tuple[date, bool]]:
    """The days on which the series met or was to meet, in order, each with whether that meeting was cancelled."""
    query = select(Meeting).where(Meeting.series_id == series_id).order_by(col(Meeting.starts_on))
    return [(one.starts_on, one.status is MeetingStatus.CANCELLED) for one in session.exec(query).all()]


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


_AGENDA = (
    select(AgendaItem)
    .where(AgendaItem.meeting_id == bindparam("meeting_id"))
    .order_by(col(AgendaItem.position), col(AgendaItem.id))
)


def agenda(session: Session, meeting_id: int) -> Sequence[AgendaItem]:
    return session.exec(_AGENDA, params={"meeting_id": meeting_id}).all()


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


def series_that_meet(session: Session) -> Sequence[MeetingSeries]:
    """The series that have meetings: what inspections ask for is numbered in one that has none."""
    return [one for one in series_listed(session) if one.kind is not SeriesKind.INSPECTION]


def gaps(session: Session, series_id: int) -> Sequence[NumberGap]:
    return session.exec(
        select(NumberGap).where(NumberGap.series_id == series_id).order_by(col(NumberGap.number))
    ).all()


_PRIORITIES = (
    select(Priority).join(PrioritySet).order_by(col(PrioritySet.starts_on).desc(), col(Priority.position))
)
_PRIORITIES_ON = _PRIORITIES.where(
    PrioritySet.starts_on <= bindparam("day"), PrioritySet.ends_on >= bindparam("day")
)


def priorities(session: Session, day: date | None = None) -> Sequence[Priority]:
    """The priorities of the Plan whose years cover `day`; of every Plan when no day is given."""
    if day is None:
        return session.exec(_PRIORITIES).all()
    return session.exec(_PRIORITIES_ON, params={"day": day}).all()


def priority_sets(session: Session) -> Sequence[PrioritySet]:
    return session.exec(select(PrioritySet).order_by(col(PrioritySet.starts_on).desc())).all()


def national_measures(session: Session) -> Sequence[NationalMeasure]:
    return session.exec(select(NationalMeasure).order_by(col(NationalMeasure.position))).all()

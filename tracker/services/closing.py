"""Closes a meeting and prepares what it owes, in one transaction; and proposes when the next one might be."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from tracker.domain.mails import MailKind
from tracker.domain.next_meeting import proposed_day
from tracker.domain.wording import LONDON
from tracker.domain.workdays import IsWorkingDay
from tracker.models.actions import Action
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting
from tracker.services.aftermath import refresh_aftermath
from tracker.services.desk import Desk
from tracker.services.meetings import Sitting, close_meeting
from tracker.services.post_office import Stationery
from tracker.store import mails
from tracker.store import meetings as stored


@dataclass(frozen=True)
class Closed:
    """What closing did: what was carried forward, the next meeting where there is one, and the mails that are held."""

    carried: list[Action]
    following: Meeting | None
    mails: list[Mail]


def end_meeting(
    desk: Desk, meeting: Meeting, stationery: Stationery, *, following: Sitting | None = None
) -> Closed:
    """Closes the meeting, cuts the draft of its action log, and writes the mail to each owner, which is held.

    `following` is when and where the next meeting sits, where none is scheduled; None while that is not known.
    Raises `InvalidMove` for a meeting that is not in session, as when someone else closed it first.
    """
    carried = close_meeting(desk, meeting, following=following)
    refresh_aftermath(desk, meeting, stationery)
    return Closed(
        carried=carried,
        following=stored.next_after(desk.session, meeting.series_id, meeting.starts_on),
        mails=list(mails.of_meeting(desk.session, meeting.key, MailKind.ACTION_LOG)),
    )


def proposed_sitting(
    session: Session, meeting: Meeting, today: date, is_working_day: IsWorkingDay, *, zone: str = LONDON
) -> Sitting | None:
    """When and where the next meeting might sit: at the hour and place of this one. None where the series tells no habit."""
    known = stored.days_of_series(session, meeting.series_id)
    sat = [day for day, cancelled in known if not cancelled and day <= meeting.starts_on]
    taken = {day for day, _ in known}
    day = proposed_day(sat, today=today, taken=taken, is_working_day=is_working_day)
    if day is None:
        return None
    hour = meeting.starts_at.astimezone(ZoneInfo(zone)).timetz() if meeting.starts_at else None
    starts_at = datetime.combine(day, hour).astimezone(UTC) if hour else None
    return Sitting(starts_on=day, starts_at=starts_at, venue=meeting.venue)

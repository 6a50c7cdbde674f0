"""What the page of a meeting says at its top: the answer to "where does this meeting stand?"."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from tracker.domain.matters_arising import actions_words
from tracker.domain.meetings import MeetingStatus
from tracker.domain.moments import Moment
from tracker.domain.wording import clock_time, count_words, date_words, moment_words, weekday_date
from tracker.domain.workdays import IsWorkingDay, working_days_between

STATUS_LABELS: Mapping[MeetingStatus, str] = {
    MeetingStatus.SCHEDULED: "Scheduled",
    MeetingStatus.IN_SESSION: "In session",
    MeetingStatus.HELD: "Held",
    MeetingStatus.ISSUED: "Record issued",
    MeetingStatus.CANCELLED: "Cancelled",
}


class Sat(Protocol):
    """A meeting, as far as its words are concerned. `date_words` stand for a day that is not known."""

    @property
    def status(self) -> MeetingStatus: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def starts_at(self) -> datetime | None: ...
    @property
    def papers_due(self) -> date: ...
    @property
    def started_at(self) -> datetime | None: ...
    @property
    def date_words(self) -> str: ...


def day_words(sat: Sat) -> str:
    """ "4 October 2023", or "February 2020" where the day is not known."""
    return sat.date_words or date_words(sat.starts_on)


def when_words(sat: Sat) -> str:
    """ "Wednesday 4 October 2023 at 14:30" """
    if sat.date_words:
        return sat.date_words
    at = f" at {clock_time(sat.starts_at)}" if sat.starts_at else ""
    return f"{weekday_date(sat.starts_on)}{at}"


def heading(sat: Sat, moment: Moment, is_working_day: IsWorkingDay, *, raised: int | None) -> str:
    """The heading of a meeting's page. `raised` is how many actions it raised, or None for who may not know."""
    if sat.status is MeetingStatus.CANCELLED:
        return f"The meeting of {day_words(sat)} was cancelled"
    if sat.status is MeetingStatus.IN_SESSION:
        return _in_session(sat, moment.today)
    if sat.status is MeetingStatus.SCHEDULED:
        return _to_come(sat, moment.today, is_working_day)
    held = f"Held in {sat.date_words}" if sat.date_words else f"Held on {date_words(sat.starts_on)}"
    return held if raised is None else f"{held}: {actions_words(raised)}"


def room_heading(sat: Sat, today: date) -> str:
    """The heading of the meeting room: "4 October 2023, in session since 14:30"."""
    if sat.status is MeetingStatus.IN_SESSION:
        words = _in_session(sat, today)
        return f"{day_words(sat)}, {words[0].lower()}{words[1:]}"
    words = "not started yet" if sat.status is MeetingStatus.SCHEDULED else STATUS_LABELS[sat.status].lower()
    return f"{day_words(sat)}, {words}"


def _in_session(sat: Sat, today: date) -> str:
    if sat.started_at is None:
        return "In session"
    if date_words(sat.started_at) == date_words(today):
        return f"In session since {clock_time(sat.started_at)}"
    return f"In session since {moment_words(sat.started_at)}"


def _to_come(sat: Sat, today: date, is_working_day: IsWorkingDay) -> str:
    if today == sat.starts_on:
        return f"The meeting is today{f' at {clock_time(sat.starts_at)}' if sat.starts_at else ''}"
    if today > sat.starts_on:
        return f"This meeting was to be on {day_words(sat)} and was never started"
    if today > sat.papers_due:
        return f"The meeting is {_in_days(today, sat.starts_on, is_working_day)}"
    return papers_words(sat.papers_due, today, is_working_day)


def papers_words(papers_due: date, today: date, is_working_day: IsWorkingDay) -> str:
    """ "Papers are due in 5 working days", "Papers are due today", "Papers were due on 27 September 2023" """
    if today == papers_due:
        return "Papers are due today"
    if today > papers_due:
        return f"Papers were due on {date_words(papers_due)}"
    return f"Papers are due {_in_days(today, papers_due, is_working_day)}"


def _in_days(today: date, day: date, is_working_day: IsWorkingDay) -> str:
    """ "tomorrow", "in 5 working days"; a day before the next working day is named."""
    if (day - today).days == 1:
        return "tomorrow"
    days = working_days_between(today, day, is_working_day)
    return f"in {count_words(days, 'working day')}" if days > 0 else f"on {weekday_date(day)}"

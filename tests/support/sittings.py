"""A meeting that was started and closed, at its hours, and what its mails are written with."""

from datetime import datetime

from tests.support.builders import SECRETARIAT, moment
from tracker.models.meetings import Meeting
from tracker.ports import MailText
from tracker.services.desk import Desk
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.post_office import Stationery

DAY = "2023-10-04"


def at(clock: str, day: str = DAY) -> datetime:
    """A moment of the day of the meeting, in London."""
    return moment(day, clock).now


def desk_at(desk: Desk, clock: str, day: str = DAY) -> Desk:
    """The secretariat's desk at that moment."""
    return Desk(desk.session, SECRETARIAT, moment(day, clock), desk.calendar, desk.keys)


def start(desk: Desk, meeting: Meeting) -> None:
    """At 14:30 on its day."""
    start_meeting(desk_at(desk, "14:30", meeting.starts_on.isoformat()), meeting)


def close(desk: Desk, meeting: Meeting) -> None:
    """At 16:00 on its day."""
    close_meeting(desk_at(desk, "16:00", meeting.starts_on.isoformat()), meeting)


class PlainPaper:
    """A renderer of mails that says only which mail it is."""

    def render(self, name: str, **context: object) -> MailText:
        return MailText(name, name, name)


def stationery() -> Stationery:
    """What mail is written with, without its templates."""
    return Stationery(PlainPaper(), "The office", "office@example.org", "#12344d", 30)

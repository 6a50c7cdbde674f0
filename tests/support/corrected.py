"""A meeting that is closed, and what its record is corrected with."""

from sqlmodel import select

from tests.support.builders import SECRETARIAT, Record, acting_as, due
from tests.support.sittings import DAY, close, desk_at, stationery
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.models.sitting import MeetingCorrection
from tracker.services.actions import Wanted, raise_action
from tracker.services.correcting import Correcting
from tracker.services.desk import Desk
from tracker.services.meetings import start_meeting
from tracker.store import corrections as stored


def closed_meeting(record: Record) -> Meeting:
    """A meeting of 4 October that raised PPM-001, due 18 October, and was closed at 16:00."""
    meeting = record.meeting(DAY)
    start_meeting(desk_at(record.desk, "14:30"), meeting)
    wanted = Wanted(
        title="Bring the figures", post_id=record.post("head-of-contact").key, due=due("2023-10-18")
    )
    raise_action(desk_at(record.desk, "15:00"), meeting=meeting, wanted=wanted)
    close(record.desk, meeting)
    return meeting


def desk_later(record: Record) -> Desk:
    """The secretariat's desk five days after the meeting."""
    return acting_as(record.desk, SECRETARIAT, "2023-10-09")


def the_action(record: Record) -> Action:
    return record.desk.session.exec(select(Action).where(Action.reference == "PPM-001")).one()


def making(meeting: Meeting, reason: str = "Misheard in the room") -> Correcting:
    return Correcting(meeting, reason, stationery())


def rows(record: Record) -> list[MeetingCorrection]:
    """The corrections of the meeting, the latest first."""
    return list(stored.of_meeting(record.desk.session, record.meeting(DAY).key))

"""A meeting that was held, and closed, as tests of closing and of what comes after it have it."""

from datetime import date

import pytest

from tests.integration.mails.conftest import stationery
from tests.support.builders import Record, acting_as
from tracker.models.meetings import Meeting
from tracker.services.closing import end_meeting
from tracker.services.desk import Desk
from tracker.services.meetings import Sitting, start_meeting

DECEMBER = date(2023, 12, 6)


@pytest.fixture
def desk_then(record: Record) -> Desk:
    return acting_as(record.desk, record.desk.by, "2023-10-04")


@pytest.fixture
def october(record: Record, desk_then: Desk) -> Meeting:
    """In session, with an action for one head and one for another; two are open from before."""
    meeting = record.meeting("2023-10-04")
    record.action("From before", due="next meeting")
    record.action("From before, dated", due="2023-11-30")
    start_meeting(desk_then, meeting)
    record.action("Bring the figures", due="next meeting", post=record.post(), meeting=meeting)
    estates = record.post("head-of-estates", holder="Bea Best")
    record.action("Name a site", post=estates, meeting=meeting)
    record.desk.session.commit()
    return meeting


@pytest.fixture
def closed(desk_then: Desk, october: Meeting) -> Meeting:
    end_meeting(desk_then, october, stationery(), following=Sitting(DECEMBER))
    return october

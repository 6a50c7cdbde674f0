"""Three meetings that were held, what they asked for, and what came of it: for the pages before the fourth."""

from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tracker.domain.actions import Move, Rating
from tracker.domain.evidence import Locator
from tracker.models.actions import Action
from tracker.services.evidence import attach_web
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update

OCTOBER = "/meetings/ppm-2023-10-04"
MATTERS = f"{OCTOBER}/matters-arising"


def sit(record: Record, day: str) -> None:
    """The meeting of that day is held."""
    desk, meeting = acting_as(record.desk, record.desk.by, day), record.meeting(day)
    start_meeting(desk, meeting)
    close_meeting(desk, meeting)


def answer(
    record: Record, action: Action, day: str, text: str = "Half of it is done", **said: object
) -> None:
    give_update(
        acting_as(record.desk, OWNER, day), action, Said(text, **said), by_name="Ann Able", via="link"
    )  # type: ignore[arg-type]


def told_before_october(record: Record) -> Record:
    """An action of February that was carried forward in May and again in July with a new date, answered since, with evidence;
    one of May that waits for its owner; one that nobody owns."""
    for day in ("2023-02-01", "2023-05-17", "2023-07-12", "2023-10-04"):
        record.meeting(day)
    contact, roads = record.post("head-of-contact"), record.post("head-of-roads", holder="Rae Roads")
    first = record.action(
        "Bring the waiting times back",
        due="2023-06-30",
        post=contact,
        meeting=record.meeting("2023-02-01"),
        on="2023-02-01",
    )
    sit(record, "2023-02-01")
    record.action("Count the cameras", due="2023-08-31", post=roads, on="2023-05-17")
    record.action("Show attendance", due="standing: until it rises", on="2023-05-17")
    sit(record, "2023-05-17")
    july = acting_as(record.desk, COMMISSIONER, "2023-07-12")
    start_meeting(acting_as(record.desk, record.desk.by, "2023-07-12"), record.meeting("2023-07-12"))
    later = Decision(
        Move.REVISED_DATE, reason="The system changed", revised_to=record.meeting("2023-10-04").papers_due
    )
    record_review(july, first, later, meeting=record.meeting("2023-07-12"), version=None)
    close_meeting(acting_as(record.desk, record.desk.by, "2023-07-12"), record.meeting("2023-07-12"))
    answer(
        record,
        first,
        "2023-09-12",
        "The new system counts. " + "It has many words. " * 20,
        rating=Rating.AMBER,
    )
    attach_web(record.desk, first, "https://example.org/pack", label="October pack", where=Locator(8))
    record.desk.session.commit()
    return record

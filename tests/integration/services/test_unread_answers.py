"""An answer that the office has not accepted is in no version for the public, nor what came with it. On both databases."""

from datetime import date

import pytest

from tests.support.builders import OWNER, Record, acting_as
from tests.support.cutting import as_read
from tracker.domain.actions import Rating
from tracker.domain.audiences import Audience
from tracker.domain.evidence import EvidenceKind
from tracker.domain.reading import Reading
from tracker.domain.report_kinds import ACTION_STATUS
from tracker.domain.report_record import record_text
from tracker.domain.report_unread import NOT_YET
from tracker.models.actions import Update
from tracker.models.evidence import Evidence
from tracker.services.reports import cut_report
from tracker.services.updates import Said, give_update

LAST = Said("CANARY-LAST", rating=Rating.GREEN, recommends_closure=True)


def answered(record: Record, reading: Reading) -> None:
    """Two answers, and a web page that came with the second."""
    action = record.action("Bring the figures", due="2023-09-01", on="2023-06-01")
    last: Update | None = None
    for day, said in (("2023-07-01", Said("CANARY-FIRST")), ("2023-08-01", LAST)):
        last = give_update(
            acting_as(record.desk, OWNER, day), action, said, by_name="Ann Able", via="account"
        )
        last.reading = reading
    assert last is not None
    record.desk.session.add(
        Evidence(
            action_id=action.key,
            update_id=last.key,
            kind=EvidenceKind.WEB,
            label="CANARY-LABEL",
            url="https://canary.example",
            added_on=date(2023, 8, 1),
        )
    )
    record.desk.session.flush()


def told(record: Record, audience: Audience) -> str:
    meeting = record.meeting("2023-10-04")
    version = cut_report(
        record.desk, ACTION_STATUS, meeting, office_name="The office", contact="", audience=audience
    )
    return record_text(as_read(record.desk, version))


@pytest.mark.parametrize("reading", [Reading.NEW, Reading.ASKED_AGAIN])
def test_the_public_is_told_that_there_is_an_answer_and_none_of_its_words(
    record: Record, reading: Reading
) -> None:
    answered(record, reading)
    public = told(record, Audience.PUBLIC)
    assert "canary" not in public.casefold()
    assert public.count(NOT_YET) == 2
    assert '"recommends_closure":true' not in public.replace(" ", "")
    meeting = told(record, Audience.MEETING)
    for word in ("CANARY-FIRST", "CANARY-LAST", "CANARY-LABEL"):
        assert word in meeting


@pytest.mark.parametrize("reading", [Reading.ACCEPTED, Reading.FOR_MEETING])
def test_what_the_office_took_up_is_told(record: Record, reading: Reading) -> None:
    answered(record, reading)
    public = told(record, Audience.PUBLIC)
    for word in ("CANARY-FIRST", "CANARY-LAST", "CANARY-LABEL"):
        assert word in public
    assert NOT_YET not in public

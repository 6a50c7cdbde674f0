"""The heading of a meeting's page answers where it stands."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from tracker.domain.actions import Assurance
from tracker.domain.matters_arising import Heading, is_matters_arising, memory, same_subject
from tracker.domain.meeting_words import heading, room_heading, when_words
from tracker.domain.meetings import MeetingStatus
from tracker.domain.moments import Moment


@dataclass(frozen=True)
class Sat:
    status: MeetingStatus = MeetingStatus.SCHEDULED
    starts_on: date = date(2023, 10, 4)
    starts_at: datetime | None = datetime(2023, 10, 4, 13, 30, tzinfo=UTC)
    papers_due: date = date(2023, 9, 27)
    started_at: datetime | None = None
    date_words: str = ""


def said(sat: Sat, day: str, *, raised: int | None = 12) -> str:
    moment = Moment.at(datetime.fromisoformat(f"{day}T10:00:00+00:00"))
    return heading(sat, moment, lambda on: on.weekday() < 5, raised=raised)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2023-09-20", "Papers are due in 5 working days"),
        ("2023-09-26", "Papers are due tomorrow"),
        ("2023-09-27", "Papers are due today"),
        ("2023-09-28", "The meeting is in 4 working days"),
        ("2023-10-03", "The meeting is tomorrow"),
        ("2023-10-04", "The meeting is today at 14:30"),
        ("2023-10-05", "This meeting was to be on 4 October 2023 and was never started"),
    ],
)
def test_before_a_meeting_it_says_what_comes_next(day: str, words: str) -> None:
    assert said(Sat(), day) == words


def test_on_a_saturday_a_meeting_on_sunday_week_is_counted_in_working_days_and_one_tomorrow_is_tomorrow() -> (
    None
):
    sunday = Sat(starts_on=date(2023, 10, 1), papers_due=date(2023, 9, 22))
    assert said(sunday, "2023-09-30") == "The meeting is tomorrow"
    assert said(sunday, "2023-09-29") == "The meeting is on Sunday 1 October 2023"


def test_while_it_sits_it_says_since_when() -> None:
    sat = Sat(MeetingStatus.IN_SESSION, started_at=datetime(2023, 10, 4, 13, 31, tzinfo=UTC))
    assert said(sat, "2023-10-04") == "In session since 14:31"
    assert said(sat, "2023-10-05") == "In session since 4 October 2023 at 14:31"
    assert room_heading(sat, date(2023, 10, 4)) == "4 October 2023, in session since 14:31"


def test_afterwards_it_says_what_came_of_it_to_those_who_may_know() -> None:
    assert said(Sat(MeetingStatus.HELD), "2023-10-05") == "Held on 4 October 2023: 12 actions raised"
    assert (
        said(Sat(MeetingStatus.HELD), "2023-10-05", raised=0) == "Held on 4 October 2023: no actions raised"
    )
    assert said(Sat(MeetingStatus.ISSUED), "2023-10-05", raised=None) == "Held on 4 October 2023"


def test_a_day_that_is_not_known_is_not_made_up() -> None:
    sat = Sat(MeetingStatus.HELD, starts_on=date(2020, 2, 1), date_words="February 2020")
    assert said(sat, "2023-10-05", raised=1) == "Held in February 2020: 1 action raised"
    assert when_words(sat) == "February 2020"


def test_a_cancelled_meeting_says_so() -> None:
    assert said(Sat(MeetingStatus.CANCELLED), "2023-10-05") == "The meeting of 4 October 2023 was cancelled"


def test_the_list_remembers_what_slipped_and_says_nothing_where_nothing_did() -> None:
    assert memory(times_carried=4, times_moved=3, original=date(2021, 2, 16)) == (
        "carried forward 4 times · date moved 3 times · original target 16 February 2021"
    )
    assert memory(times_carried=1, times_moved=0, original=date(2021, 2, 16)) == "carried forward once"
    assert memory(times_carried=0, times_moved=0, original=None) == ""


def test_carrying_forward_is_no_slippage_but_the_original_target_is_remembered() -> None:
    first, now = date(2021, 2, 16), date(2023, 9, 27)
    assert memory(times_carried=4, times_moved=0, original=first, due_on=now) == (
        "carried forward 4 times · original target 16 February 2021"
    )
    assert memory(times_carried=1, times_moved=0, original=first, due_on=first) == "carried forward once"


def test_the_assurance_is_remembered_whatever_else_there_is() -> None:
    assert memory(times_carried=0, times_moved=0, original=None, assurance=Assurance.FURTHER) == (
        "further assurance needed"
    )
    assert memory(times_carried=2, times_moved=0, original=None, assurance=Assurance.NOT_ASSURED) == (
        "carried forward twice · not assured"
    )


def test_an_action_belongs_under_the_same_title_or_the_same_number_of_the_same_priority() -> None:
    contact = Heading("3.1", "Contact and response", 1)
    assert same_subject(Heading("7", "contact  and response", None), contact)
    assert same_subject(Heading("3.1", "Contact: emergencies", 1), contact)
    assert not same_subject(Heading("3.1", "Stop and search", 2), contact)
    assert not same_subject(Heading("3.1", "Stop and search", None), Heading("3.1", "Roads", None))
    assert is_matters_arising("Matters  arising")

"""By when a request for what is held has to be answered, and what may be searched for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.adapters.england import EnglandCalendar
from tracker.domain.disclosures import DisclosureKind, answer_by, next_reference, terms_of
from tracker.domain.errors import BadInput

FOI, SAR = DisclosureKind.FREEDOM_OF_INFORMATION, DisclosureKind.SUBJECT_ACCESS
ENGLAND = EnglandCalendar()


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2023-09-20", "2023-10-18"),
        ("2023-12-01", "2024-01-03"),  # Christmas Day, Boxing Day and New Year's Day are no working days
        ("2023-09-23", "2023-10-20"),  # a Saturday: the Monday is the first day that counts
        ("2024-03-25", "2024-04-24"),  # Good Friday and Easter Monday
    ],
)
def test_freedom_of_information_has_twenty_working_days_after_the_day_of_receipt(
    received: str, due: str
) -> None:
    assert answer_by(FOI, date.fromisoformat(received), ENGLAND.is_working_day) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2023-09-20", "2023-10-20"),
        ("2023-01-31", "2023-02-28"),  # no such day: the last of the month
        ("2023-12-15", "2024-01-15"),  # over the end of a year
        ("2023-10-25", "2023-11-27"),  # 25 November is a Saturday
        ("2023-11-25", "2023-12-27"),  # Christmas Day and Boxing Day
    ],
)
def test_subject_access_has_a_month_to_the_next_working_day(received: str, due: str) -> None:
    assert answer_by(SAR, date.fromisoformat(received), ENGLAND.is_working_day) == date.fromisoformat(due)


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.sampled_from(DisclosureKind))
def test_the_last_day_is_a_working_day_within_seven_weeks(received: date, kind: DisclosureKind) -> None:
    due = answer_by(kind, received, ENGLAND.is_working_day)
    assert ENGLAND.is_working_day(due)
    assert received + timedelta(days=26) <= due <= received + timedelta(days=49)


def test_each_line_is_searched_for_once() -> None:
    assert terms_of(" Jane   Smith \n\nPPM-006\nJane Smith\n") == ("Jane Smith", "PPM-006")


@pytest.mark.parametrize(
    "typed", ["", " \n ", "a", "of", "--", "x" * 201, "\n".join(f"word{n}" for n in range(21))]
)
def test_what_is_found_nearly_everywhere_or_is_too_much_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        terms_of(typed)
    assert refused.value.field == "terms"


def test_references_count_for_each_kind() -> None:
    assert (next_reference(FOI, 0), next_reference(SAR, 41)) == ("FOI-001", "SAR-042")

"""References of actions and meetings, in addresses and as people type them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.errors import BadInput, NotFound
from tracker.domain.references import (
    action_reference,
    check_series,
    meeting_address,
    meeting_reference,
    parse_action,
    parse_meeting,
    read_action,
    read_meeting,
    spoken,
)

codes = st.from_regex(r"[A-Z][A-Z0-9]{1,11}", fullmatch=True)


@pytest.mark.parametrize(("number", "reference"), [(6, "PPM-006"), (999, "PPM-999"), (1234, "PPM-1234")])
def test_a_number_has_three_figures_at_least(number: int, reference: str) -> None:
    assert action_reference("ppm", number) == reference
    assert read_action(reference) == ("PPM", number)


def test_a_reference_is_spoken_by_its_number_alone() -> None:
    assert spoken("PPM-006") == "Action 006"


@pytest.mark.parametrize(
    "typed", ["PPM-006", "ppm-006", " ppm 6 ", "PPM–006", "PPM - 6", "Ppm-06", "action PPM-006"]
)
def test_what_people_type_for_an_action_is_understood(typed: str) -> None:
    assert parse_action(typed) == ("PPM", 6)


@pytest.mark.parametrize("typed", ["Action 006", "action no. 6", "Action number 6", "6", "006", "ppm-6"])
def test_inside_a_series_the_number_is_enough(typed: str) -> None:
    assert parse_action(typed, series="ppm") == ("PPM", 6)


@pytest.mark.parametrize(
    "typed",
    ["", "PPM", "Action 006", "6", "PPM-", "PPM-000", "PPM-six", "PPM-2023-10-04", "P-1", "PPM-" + "9" * 10],
)
def test_what_is_no_reference_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput, match="such as PPM-006"):
        parse_action(typed)


@pytest.mark.parametrize("address", ["", "PPM-6", "PPM-000", "ppm_006", "PPM-006/..", "PPM-٠٠٦", "x" * 5000])
def test_an_address_that_is_no_reference_leads_nowhere(address: str) -> None:
    with pytest.raises(NotFound, match="looks like PPM-006") as refused:
        read_action(address)
    assert len(str(refused.value)) < 120


def test_a_meeting_is_known_by_its_series_and_day_and_its_address_is_in_lower_case() -> None:
    reference = meeting_reference("PPM", date(2023, 10, 4))
    assert reference == "PPM-2023-10-04"
    assert meeting_address(reference) == "ppm-2023-10-04"
    assert read_meeting("ppm-2023-10-04") == ("PPM", date(2023, 10, 4))


@pytest.mark.parametrize("typed", ["PPM-2023-10-04", "ppm 2023-10-04", " Ppm – 2023-10-04"])
def test_what_people_type_for_a_meeting_is_understood(typed: str) -> None:
    assert parse_meeting(typed) == ("PPM", date(2023, 10, 4))


@pytest.mark.parametrize(
    "typed", ["", "PPM", "2023-10-04", "PPM-2023-02-31", "PPM-006", "PPM-4 October 2023"]
)
def test_what_is_no_meeting_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput, match="such as PPM-2023-10-04"):
        parse_meeting(typed)
    with pytest.raises(NotFound, match="looks like PPM-2023-10-04"):
        read_meeting(typed)


@pytest.mark.parametrize("code", ["", "P", "1PM", "PPM-1", "P PM", "É1", "P" * 13])
def test_a_short_code_that_would_spoil_references_is_refused(code: str) -> None:
    with pytest.raises(BadInput, match="2 to 12 letters and figures"):
        check_series(code)


@settings(deadline=None)
@given(code=codes, number=st.integers(1, 10**9 - 1), day=st.dates())
def test_every_reference_is_read_back_as_it_was_written(code: str, number: int, day: date) -> None:
    assert check_series(code.lower()) == code
    reference = action_reference(code, number)
    assert read_action(reference.lower()) == parse_action(reference.lower()) == (code, number)
    meeting = meeting_reference(code, day)
    assert read_meeting(meeting_address(meeting)) == parse_meeting(meeting) == (code, day)


@settings(deadline=None)
@given(text=st.text(max_size=30))
def test_any_other_text_is_refused_in_words_and_never_with_another_error(text: str) -> None:
    for parse in (parse_action, parse_meeting, read_action, read_meeting, check_series):
        with suppress(BadInput, NotFound):
            parse(text)

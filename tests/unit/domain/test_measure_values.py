"""Values of measures, read and printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.measure_values import read_value, size_words, value_words
from tracker.domain.measures import Unit


@pytest.mark.parametrize(
    ("text", "unit", "value", "printed"),
    [
        ("83,427", Unit.COUNT, 83427.0, "83,427"),
        ("8.50", Unit.COUNT, 8.5, "8.5"),
        ("0", Unit.COUNT, 0.0, "0"),
        ("1000000", Unit.COUNT, 1e6, "1,000,000"),
        ("8.6%", Unit.PERCENT, 8.6, "8.6%"),
        ("12.7 per cent", Unit.PERCENT, 12.7, "12.7%"),
        ("12", Unit.PERCENT, 12.0, "12%"),
        ("-17 %", Unit.PERCENT, -17.0, "−17%"),
        ("–17%", Unit.PERCENT, -17.0, "−17%"),
        ("2.4 per 1,000", Unit.RATE, 2.4, "2.4 per 1,000"),
        ("0.7 per 1,000 residents", Unit.RATE, 0.7, "0.7 per 1,000"),
        ("19 min 45 s", Unit.DURATION, 1185.0, "19 min 45 s"),
        ("3:29", Unit.DURATION, 209.0, "3 min 29 s"),
        ("2 hours 16 minutes", Unit.DURATION, 8160.0, "2 h 16 min"),
        ("96 days", Unit.DURATION, 8294400.0, "96 days"),
        ("8 seconds", Unit.DURATION, 8.0, "8 s"),
    ],
)
def test_a_value_is_read_and_printed_as_people_write_it(
    text: str, unit: Unit, value: float, printed: str
) -> None:
    assert read_value(text, unit) == value
    assert value_words(value, unit) == printed


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", Unit.COUNT),
        ("n/a", Unit.COUNT),
        ("8.6%", Unit.COUNT),
        ("83,42", Unit.COUNT),
        ("1e5", Unit.COUNT),
        ("nan", Unit.PERCENT),
        ("12 to 13", Unit.PERCENT),
        ("9999999999999999", Unit.COUNT),
        ("45", Unit.DURATION),
        ("soon", Unit.DURATION),
    ],
)
def test_what_is_no_value_of_the_unit_is_refused_for_its_field(text: str, unit: Unit) -> None:
    with pytest.raises(BadInput) as refused:
        read_value(text, unit, field="value")
    assert refused.value.field == "value"


def test_a_difference_of_percentages_is_in_percentage_points() -> None:
    assert size_words(Decimal("4.1"), Unit.PERCENT) == "4.1 percentage points"
    assert size_words(Decimal(-1), Unit.PERCENT) == "1 percentage point"


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from([Unit.COUNT, Unit.PERCENT, Unit.RATE]))
def test_what_is_printed_is_read_back_as_the_same_value(value: Decimal, unit: Unit) -> None:
    assert read_value(value_words(float(value), unit), unit) == float(value)


@given(st.integers(0, 400 * 86400))
def test_a_printed_duration_is_read_back_to_the_second(seconds: int) -> None:
    assert read_value(value_words(float(seconds), Unit.DURATION), Unit.DURATION) == seconds

"""How the figures of measures are written."""

import pytest

from tracker.domain.figures import figure_words, number_of
from tracker.domain.measures import Unit


@pytest.mark.parametrize(
    ("value", "unit", "words", "short"),
    [
        (8.6, Unit.PERCENT, "8.6%", "8.6%"),
        (12.70, Unit.PERCENT, "12.7%", "12.7%"),
        (-17, Unit.PERCENT, "−17%", "−17%"),
        (1234, Unit.COUNT, "1,234", "1,234"),
        (0, Unit.COUNT, "0", "0"),
        (-0.0, Unit.COUNT, "0", "0"),
        (12.344, Unit.RATE, "12.34 per 1,000", "12.34"),
        (0.0012, Unit.RATE, "0.0012 per 1,000", "0.0012"),
        (1185, Unit.DURATION, "19 minutes 45 seconds", "19 min 45 s"),
    ],
)
def test_a_figure_is_written_in_its_unit(value, unit, words, short):
    assert figure_words(value, unit) == words
    assert figure_words(value, unit, short=True) == short


def test_the_places_that_are_asked_for_are_kept():
    assert (number_of(5, 1), number_of(5.25, 1), number_of(1234.5, 0)) == ("5.0", "5.2", "1,234")

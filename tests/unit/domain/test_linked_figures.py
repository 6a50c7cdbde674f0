"""Figures that stay linked to their readings: what is typed, what is found, and what is said where it is not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.linked_figures import (
    FigureAsked,
    KeptMeasure,
    KeptReading,
    LinkedFigure,
    Print,
    looked_up,
    read_figure,
    since,
    typed_for,
)
from tracker.domain.measures import Unit
from tracker.domain.periods import read_period
from tracker.domain.readings import Held

AUGUST = read_period("August 2023")


def held(number: int, value: float, period: str = "August 2023", **others: object) -> Held:
    read = read_period(period)
    return Held(number, read.basis, read.starts_on, read.ends_on, period, value, **others)  # type: ignore[arg-type]


def measure(*readings: KeptReading, unit: Unit = Unit.PERCENT) -> dict[str, KeptMeasure]:
    return {"101-abandonment": KeptMeasure("101-abandonment", "101 abandonment rate", unit, readings)}


def reading(number: int, value: float, period: str = "August 2023", **others: object) -> KeptReading:
    about = {name: others.pop(name) for name in ("area", "area_title", "force", "source") if name in others}
    return KeptReading(held(number, value, period, **others), **about)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("101-abandonment 2023-08", FigureAsked("101-abandonment", read_period("2023-08"))),
        ("101-Abandonment, August 2023", FigureAsked("101-abandonment", AUGUST)),
        ("grade-1 August 2023, north", FigureAsked("grade-1", AUGUST, "north")),
        ("grade-1 August 2023, in full, north", FigureAsked("grade-1", AUGUST, "north", Print.IN_FULL)),
        ("grade-1 August 2023, 1 Decimal", FigureAsked("grade-1", AUGUST, "", Print.ONE)),
    ],
)
def test_what_is_typed_is_read(typed: str, asked: FigureAsked) -> None:
    assert read_figure(typed) == asked


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("note", "names no period"),
        ("101-abandonment last spring", "is not a period that can be read"),
        ("101-abandonment August 2023, north, south", "names two areas, “north” and “south”"),
    ],
)
def test_what_cannot_be_read_is_said(typed: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_figure(typed)
    assert sentence in looked_up(typed, measure()).problem


@given(st.sampled_from(list(Print)), st.sampled_from(["", "north"]))
def test_what_the_picker_types_is_read_as_it_was_meant(printed: Print, area: str) -> None:
    typed = typed_for("101-abandonment", "August 2023", area, printed)
    assert read_figure(typed[1:-1]) == FigureAsked("101-abandonment", AUGUST, area, printed)


@given(st.text(max_size=60))
def test_no_typing_whatever_is_guessed_at(typed: str) -> None:
    figure = looked_up(typed, measure(reading(1, 12.7)))
    assert bool(figure.words) != bool(figure.problem)


@pytest.mark.parametrize(
    ("printed", "words"),
    [("", "12.66%"), (", whole", "13%"), (", 1 decimal", "12.7%"), (", 2 decimals", "12.66%")],
)
def test_it_prints_as_it_was_asked_to(printed: str, words: str) -> None:
    assert looked_up(f"101-abandonment August 2023{printed}", measure(reading(1, 12.66))).words == words


def test_a_length_of_time_is_short_or_in_full() -> None:
    known = measure(reading(1, 1185), unit=Unit.DURATION)
    assert looked_up("101-abandonment August 2023", known).words == "19 min 45 s"
    assert looked_up("101-abandonment August 2023, in full", known).words == "19 minutes 45 seconds"


def test_without_an_area_it_is_the_force_s() -> None:
    north = reading(2, 9.0, area="north", area_title="North hub", force=False)
    known = measure(reading(1, 12.7), north)
    assert looked_up("101-abandonment August 2023", known).reading == 1
    assert looked_up("101-abandonment August 2023, North Hub", known).reading == 2
    assert "no readings for an area “east”" in looked_up("101-abandonment August 2023, east", known).problem


def test_of_two_readings_that_disagree_none_is_chosen() -> None:
    problem = looked_up("101-abandonment August 2023", measure(reading(1, 20.0), reading(2, -17.0))).problem
    assert problem.startswith("There are 2 readings of 101 abandonment rate for August 2023: 20% and −17%.")


def test_a_revision_takes_the_place_of_what_it_revises() -> None:
    figure = looked_up("101-abandonment August 2023", measure(reading(1, 12.7), reading(2, 12.9, replaces=1)))
    assert (figure.reading, figure.words) == (2, "12.9%")


def test_another_period_or_basis_is_not_taken_for_it() -> None:
    known = measure(reading(1, 12.7, "12 months to August 2023"), reading(2, 9.0, "July 2023"))
    figure = looked_up("101-abandonment August 2023", known)
    assert figure.problem == (
        "There is no reading of 101 abandonment rate for August 2023. The latest is for 12 months to August 2023."
    )
    assert looked_up("x August 2023", known).problem == "There is no measure with the code “x”."


def test_an_invented_figure_says_so_wherever_it_is_printed() -> None:
    assert (
        looked_up("101-abandonment August 2023", measure(reading(1, 9.7, invented=True))).words
        == "9.7% (invented)"
    )


def test_a_figure_is_noted_only_where_it_prints_otherwise() -> None:
    before = LinkedFigure("a", "12.7%", 1)
    now = LinkedFigure("a", "12.9%", 2)
    (noted,) = since([before], [now], {2: date(2023, 10, 3)})
    assert noted.notes == ("12.7% is 12.9% now: revised on 3 October 2023.",)
    assert since([before], [replace(before, reading=2)], {}) == (replace(before, reading=2),)
    (gone,) = since([before], [LinkedFigure("a", problem="It was withdrawn.")], {})
    assert gone.notes == ("It was 12.7% when this was written.",)
    assert since([], [now], {}) == (now,)

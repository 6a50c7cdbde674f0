"""Measures, areas, definitions, targets and rebases, each with its history. On both databases."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.measured import Measured, wanted_measure
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.measures import AgainstKind, Unit
from tracker.services.areas import AreaWanted, add_area, change_area
from tracker.services.desk import Desk
from tracker.services.measures import change_measure, define_measure, discontinue_measure, take_up_again
from tracker.services.measures_beside import (
    AgainstWanted,
    RebaseWanted,
    add_definition,
    change_beside,
    rebase,
    set_beside,
    take_back_rebase,
)
from tracker.store import history
from tracker.store import measures as stored


@pytest.fixture
def measured(desk: Desk) -> Measured:
    return Measured(desk)


def events(desk: Desk) -> list[str]:
    return [row.event for row, _ in reversed(history.of_subject(desk.session, "measure 101-abandonment"))]


def test_a_measure_is_defined_with_its_first_definition(desk: Desk) -> None:
    measure = define_measure(desk, wanted_measure(" 101 Abandonment "))
    assert measure.code == "101-abandonment"
    assert [one.words for one in stored.definitions(desk.session, measure.key)] == [measure.counts]
    assert events(desk) == ["measure.defined"]


@pytest.mark.parametrize(
    ("field", "others"),
    [
        ("title", {"title": " "}),
        ("counts", {"counts": ""}),
        ("fix_after", {"fix_after": 11}),
        ("priority", {"priority_id": 99}),
        ("national_measure", {"national_measure_id": 99}),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(desk: Desk, field: str, others: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        define_measure(desk, wanted_measure(**others))
    assert refused.value.field == field


@pytest.mark.parametrize("code", ["", "new", "a/b", "-", "x" * 61])
def test_a_code_is_one_that_an_address_can_hold(desk: Desk, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        define_measure(desk, wanted_measure(code))
    assert refused.value.field == "code"


def test_a_code_is_given_once(measured: Measured) -> None:
    with pytest.raises(BadInput, match="already"):
        define_measure(measured.desk, wanted_measure())


def test_a_unit_stays_once_there_are_readings(measured: Measured) -> None:
    other = wanted_measure(unit=Unit.COUNT)
    change_measure(measured.desk, measured.measure, other, version=1)
    measured.reading("April 2023", "8")
    with pytest.raises(BadInput) as refused:
        change_measure(measured.desk, measured.measure, wanted_measure(), version=2)
    assert refused.value.field == "unit"


def test_who_saves_second_is_told(measured: Measured) -> None:
    change_measure(measured.desk, measured.measure, wanted_measure(title="Abandoned calls"), version=1)
    with pytest.raises(Conflict) as refused:
        change_measure(measured.desk, measured.measure, wanted_measure(), version=1)
    assert refused.value.current["title"] == "Abandoned calls"


def test_a_discontinued_measure_keeps_its_readings_and_takes_no_later_one(measured: Measured) -> None:
    desk, measure = measured.desk, measured.measure
    measured.reading("April 2022", "8")
    with pytest.raises(BadInput, match="April 2022"):
        discontinue_measure(desk, measure, ends_on=date(2022, 3, 31), note="Gone", version=None)
    with pytest.raises(BadInput) as refused:
        discontinue_measure(desk, measure, ends_on=date(2022, 6, 30), note=" ", version=None)
    assert refused.value.field == "ended_note"
    discontinue_measure(desk, measure, ends_on=date(2022, 6, 30), note="Grade 3 discontinued", version=None)
    with pytest.raises(BadInput, match="discontinued on 30 June 2022"):
        measured.reading("July 2022", "8")
    take_up_again(desk, measure, version=None)
    measured.reading("July 2022", "8")
    assert events(desk)[-2:] == ["measure.taken_up", "reading.added"]
    with pytest.raises(InvalidMove):
        take_up_again(desk, measure, version=None)


def test_an_area_has_days_outside_which_it_has_no_reading(measured: Measured) -> None:
    desk = measured.desk
    wanted = AreaWanted(code="north", title="North hub", ends_on=date(2022, 6, 26))
    north = add_area(desk, wanted)
    measured.reading("May 2022", "8", area=north)
    with pytest.raises(BadInput, match="until 26 June 2022"):
        measured.reading("July 2022", "8", area=north)
    change_area(desk, north, replace(wanted, starts_on=date(2022, 5, 1)), version=1)
    with pytest.raises(BadInput, match="from 1 May 2022"):
        measured.reading("April 2022", "8", area=north)
    with pytest.raises(BadInput) as refused:
        change_area(desk, north, replace(wanted, starts_on=date(2023, 1, 1)), version=None)
    assert refused.value.field == "ends_on"
    with pytest.raises(BadInput, match="already"):
        add_area(desk, wanted)


def test_a_definition_has_its_day_and_says_whether_it_breaks(measured: Measured) -> None:
    desk, measure = measured.desk, measured.measure
    add_definition(
        desk, measure, from_on=date(2022, 6, 27), words="Appointments are counted too", breaks=True
    )
    assert [(one.from_on, one.breaks) for one in stored.definitions(desk.session, measure.key)] == [
        (None, False),
        (date(2022, 6, 27), True),
    ]
    with pytest.raises(BadInput, match="27 June 2022"):
        add_definition(desk, measure, from_on=date(2022, 6, 27), words="Again", breaks=False)


def test_a_target_has_days_and_a_rank_has_no_value(measured: Measured) -> None:
    desk, measure = measured.desk, measured.measure
    target = AgainstWanted(AgainstKind.TARGET, value=5.0, from_on=date(2022, 4, 1))
    row = set_beside(desk, measure, target)
    change_beside(desk, measure, row, replace(target, to_on=date(2023, 3, 31)), version=1)
    rank = set_beside(desk, measure, AgainstWanted(AgainstKind.RANK, value=3.0, rank=6, rank_of=43))
    assert (rank.value, rank.rank, rank.rank_of) == (None, 6, 43)
    assert [one.kind for one in stored.set_beside(desk.session, measure.key)] == ["rank", "target"]
    for field, bad in (
        ("value", AgainstWanted(AgainstKind.NATIONAL)),
        ("rank", AgainstWanted(AgainstKind.RANK)),
        ("rank_of", AgainstWanted(AgainstKind.RANK, rank=44, rank_of=43)),
        ("to_on", replace(target, to_on=date(2021, 1, 1))),
        ("area", replace(target, area_id=99)),
    ):
        with pytest.raises(BadInput) as refused:
            set_beside(desk, measure, bad)
        assert refused.value.field == field


def test_a_rebase_is_a_dated_decision_with_a_reason_and_a_name(measured: Measured) -> None:
    desk, measure = measured.desk, measured.measure
    good = RebaseWanted(
        from_on=date(2022, 7, 1),
        title="New operating model",
        reason="Ten hubs instead of three",
        decided_on=date(2023, 5, 17),
        decided_by="The Commissioner",
    )
    row = rebase(desk, measure, good)
    assert [one.title for one in stored.rebases(desk.session, measure.key)] == ["New operating model"]
    for field, bad in (
        ("reason", replace(good, reason=" ", from_on=date(2023, 1, 1))),
        ("decided_by", replace(good, decided_by="", from_on=date(2023, 1, 1))),
        ("title", replace(good, title="", from_on=date(2023, 1, 1))),
        ("decided_on", replace(good, decided_on=date(2024, 1, 1))),
        ("from_on", good),
        ("from_on", replace(good, from_on=None)),
    ):
        with pytest.raises(BadInput) as refused:
            rebase(desk, measure, bad)
        assert refused.value.field == field
    take_back_rebase(desk, measure, row, reason="The model went live later")
    assert not stored.rebases(desk.session, measure.key)
    assert events(desk)[-2:] == ["measure.rebased", "measure.rebase_taken_back"]


def test_a_rebase_of_one_area_holds_for_it_alone(measured: Measured) -> None:
    desk, measure = measured.desk, measured.measure
    north = add_area(desk, AreaWanted(code="north", title="North hub"))
    common = RebaseWanted(date(2022, 7, 1), "Model", "Hubs", date(2023, 5, 17), "The Commissioner")
    rebase(desk, measure, common)
    rebase(desk, measure, replace(common, from_on=date(2023, 1, 1), area_id=north.key))
    assert len(stored.rebases(desk.session, measure.key, north.key)) == 2
    assert len(stored.rebases(desk.session, measure.key, measured.force.key)) == 1

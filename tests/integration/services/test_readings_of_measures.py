"""Readings of measures: added, revised, queried, removed; nothing is lost. On both databases."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.measured import Measured
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.measures import Basis, ReadingStatus
from tracker.services.desk import Desk
from tracker.services.readings_of_measures import (
    add_reading,
    answer_query,
    query_reading,
    remove_reading,
    revise_reading,
)
from tracker.store import history
from tracker.store import measures as stored


@pytest.fixture
def measured(desk: Desk) -> Measured:
    return Measured(desk)


def values(measured: Measured, basis: Basis = Basis.MONTH) -> list[float]:
    found = stored.series(measured.desk.session, measured.measure.key, measured.force.key, basis)
    return [one.value for one in found]


def test_a_series_holds_months_in_order_and_no_rolling_period(measured: Measured) -> None:
    measured.reading("May 2023", "9%")
    measured.reading("April 2023", "8%")
    measured.reading("12 months to May 2023", "8.5%")
    measured.reading("Q1 2022/23", "7%")
    points = stored.series(measured.desk.session, measured.measure.key, measured.force.key, Basis.MONTH)
    assert points == [
        (date(2023, 4, 1), "April 2023", 8.0, False),
        (date(2023, 5, 1), "May 2023", 9.0, False),
    ]
    assert values(measured, Basis.QUARTER) == [7.0]
    assert values(measured, Basis.ROLLING) == []


def test_a_period_has_one_reading_in_force(measured: Measured) -> None:
    measured.reading("April 2023", "8%")
    with pytest.raises(BadInput, match="has a reading already: 8%") as refused:
        measured.reading("2023-04", "9%")
    assert refused.value.field == "period"


def test_two_values_for_one_period_stay_both_queried_with_the_force(measured: Measured) -> None:
    first = measured.reading("2020", "-20%")
    second = measured.reading("2020", "-17%", question="Which of the two is right?")
    assert first.query == second.query == "Which of the two is right?"
    assert first.queried_on == date(2023, 9, 20)


def test_a_revision_keeps_both_and_the_series_has_the_later(measured: Measured) -> None:
    first = measured.reading("April 2023", "8%", status=ReadingStatus.PROVISIONAL)
    second = revise_reading(
        measured.desk, measured.measure, first, measured.wanted("April 2023", "8.2%"), version=1
    )
    assert (second.status, second.replaces_id) == (ReadingStatus.REVISED, first.id)
    assert first.status is ReadingStatus.PROVISIONAL
    assert values(measured) == [8.2]
    assert len(stored.readings(measured.desk.session, measured.measure.key)) == 2
    with pytest.raises(InvalidMove, match="revised since"):
        revise_reading(
            measured.desk, measured.measure, first, measured.wanted("April 2023", "8.3%"), version=None
        )
    remove_reading(measured.desk, measured.measure, second, reason="Typed for May", version=None)
    assert values(measured) == [8.0]


def test_a_revision_is_for_the_same_period(measured: Measured) -> None:
    first = measured.reading("April 2023", "8%")
    with pytest.raises(BadInput, match="same period"):
        revise_reading(
            measured.desk, measured.measure, first, measured.wanted("May 2023", "8%"), version=None
        )


def test_a_query_has_its_question_and_then_its_answer(measured: Measured) -> None:
    desk, measure = measured.desk, measured.measure
    row = measured.reading("April 2023", "8%")
    with pytest.raises(InvalidMove):
        answer_query(desk, measure, row, answer="Yes", version=None)
    with pytest.raises(BadInput, match="Write what the force is asked"):
        query_reading(desk, measure, row, question="  ", version=1)
    query_reading(desk, measure, row, question="Is this of all calls?", version=1)
    assert stored.held([row])[0].queried
    with pytest.raises(Conflict):
        query_reading(desk, measure, row, question="Other", version=1)
    answer_query(desk, measure, row, answer="Of those that waited.", version=2)
    assert not stored.held([row])[0].queried
    assert values(measured) == [8.0]
    events = [row.event for row, _ in history.of_subject(desk.session, "measure 101-abandonment", 2)]
    assert events == ["reading.answered", "reading.queried"]


def test_a_removed_reading_stays_on_record_with_its_reason(measured: Measured) -> None:
    desk, measure = measured.desk, measured.measure
    row = measured.reading("April 2023", "8%")
    with pytest.raises(BadInput) as refused:
        remove_reading(desk, measure, row, reason="", version=1)
    assert refused.value.field == "reason"
    remove_reading(desk, measure, row, reason="Typed twice", version=1)
    assert (row.removed_on, row.removed_reason) == (date(2023, 9, 20), "Typed twice")
    assert values(measured) == []
    measured.reading("April 2023", "8.1%")
    with pytest.raises(InvalidMove, match="removed"):
        query_reading(desk, measure, row, question="Why?", version=None)


@pytest.mark.parametrize(
    ("others", "field"),
    [
        ({"numerator": 127.0, "denominator": 1000.0}, ""),
        ({"numerator": 127.4, "denominator": 1000.0}, ""),
        ({"numerator": 130.0, "denominator": 1000.0}, "numerator"),
        ({"numerator": 1.0, "denominator": 0.0}, "denominator"),
        ({"document_id": 99}, "document"),
        ({"page": 4}, "page"),
        ({"status": ReadingStatus.REVISED}, "status"),
        ({"area_id": 99}, "area"),
    ],
)
def test_a_reading_that_contradicts_itself_is_refused(
    measured: Measured, others: dict[str, object], field: str
) -> None:
    wanted = replace(measured.wanted("April 2023", "12.7%"), **others)  # type: ignore[arg-type]
    if not field:
        assert add_reading(measured.desk, measured.measure, wanted).value == 12.7
        return
    with pytest.raises(BadInput) as refused:
        add_reading(measured.desk, measured.measure, wanted)
    assert refused.value.field == field


def test_a_period_that_is_not_over_has_no_reading(measured: Measured) -> None:
    with pytest.raises(BadInput, match="is not over yet: it ends on 30 September 2023"):
        measured.reading("September 2023", "8%")


def test_invented_figures_are_told_as_such(measured: Measured) -> None:
    measured.reading("April 2023", "8%", invented=True)
    measured.reading("May 2023", "9%")
    points = stored.series(measured.desk.session, measured.measure.key, measured.force.key, Basis.MONTH)
    assert [(one.value, one.invented) for one in points] == [(8.0, True)]

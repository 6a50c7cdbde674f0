"""What would become of each line of a table, and what becomes of it. On both databases."""

from datetime import date

import pytest

from tests.support.measured import Measured
from tracker.domain.errors import BadInput
from tracker.domain.measures import Basis, ReadingStatus
from tracker.services.areas import AreaWanted, add_area
from tracker.services.desk import Desk
from tracker.services.reading_tables import Common, Fate, FateKind, enter, foresee
from tracker.store import measures as stored

TABLE = """Period\tHub\tValue\tStatus
April 2023\t\t8.6%\t
May 2023\t\t9.1%\tprovisional
June 2023\t\tnot yet\t
July 2023\tNorth\t10%\t
July 2023\tWest\t10%\t
2023-04\t\t8.6%\t
September 2023\t\t8%\t"""


@pytest.fixture
def measured(desk: Desk) -> Measured:
    measured = Measured(desk)
    add_area(desk, AreaWanted(code="north", title="North hub"))
    return measured


def fates(measured: Measured, text: str = TABLE, **common: object) -> list[Fate]:
    given = Common(area_id=measured.force.key, **common)  # type: ignore[arg-type]
    return foresee(measured.desk, measured.measure, text, given)


def series(measured: Measured) -> list[float]:
    found = stored.series(measured.desk.session, measured.measure.key, measured.force.key, Basis.MONTH)
    return [one.value for one in found]


def test_the_fate_of_each_line_is_told_and_nothing_is_written(measured: Measured) -> None:
    measured.reading("April 2023", "8.6%")
    measured.reading("May 2023", "9%")
    told = [(one.line.number, one.kind, one.words) for one in fates(measured)]
    assert told == [
        (2, FateKind.SAME, "Kept already, with the same value"),
        (3, FateKind.REVISES, "Revises 9%; both are kept"),
        (4, FateKind.UNREADABLE, "“not yet” cannot be read. Write a percentage, such as 8.6% or 8.6."),
        (5, FateKind.NEW, "New"),
        (6, FateKind.UNREADABLE, "“West” is not an area. Choose one of: North hub, The force."),
        (7, FateKind.UNREADABLE, "Line 2 is for the same period and area. Leave one of the two."),
        (8, FateKind.UNREADABLE, "September 2023 is not over yet: it ends on 30 September 2023."),
    ]
    assert series(measured) == [8.6, 9.0]


def test_what_is_new_or_revises_is_entered_and_nothing_else(measured: Measured) -> None:
    measured.reading("May 2023", "9%")
    assert enter(measured.desk, measured.measure, fates(measured)) == 3
    assert series(measured) == [8.6, 9.1]
    rows = stored.readings(measured.desk.session, measured.measure.key)
    assert [(one.period, one.value, one.status) for one in rows] == [
        ("April 2023", 8.6, ReadingStatus.FINAL),
        ("May 2023", 9.0, ReadingStatus.FINAL),
        ("May 2023", 9.1, ReadingStatus.REVISED),
        ("July 2023", 10.0, ReadingStatus.FINAL),
    ]
    assert {one.kind for one in fates(measured)} == {FateKind.SAME, FateKind.UNREADABLE}
    with pytest.raises(BadInput, match="nothing to save"):
        enter(measured.desk, measured.measure, fates(measured))


def test_source_and_end_hold_for_every_line_that_does_not_say_otherwise(measured: Measured) -> None:
    text = "Period,Value,Source\nlast 13 months,8%,\nMay 2023,9%,Table 4"
    found = fates(measured, text, source="Pack of June 2023", until=date(2023, 6, 30))
    assert [(one.wanted.source, one.wanted.period.starts_on) for one in found if one.wanted] == [
        ("Pack of June 2023", date(2022, 6, 1)),
        ("Table 4", date(2023, 5, 1)),
    ]


def test_a_line_for_two_values_that_are_queried_is_left_to_a_person(measured: Measured) -> None:
    measured.reading("May 2023", "9%")
    measured.reading("May 2023", "8%", question="Which?")
    assert fates(measured, "May 2023,8%")[0].kind is FateKind.SAME
    assert "2 readings" in fates(measured, "May 2023,7%")[0].words

"""A report as sheets of typed cells: what is in them, and under which names."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.report_sample import report
from tests.support.report_sample_overdue import OVERDUE
from tests.support.sitting_sample import action_log, chairs_list, minutes
from tracker.domain.report_kinds import KINDS, Form, kind_of
from tracker.domain.report_sheets import Holds, Sheet, day_in
from tracker.domain.report_tables import TABLES, Workbook, workbook
from tracker.domain.report_withheld import Withheld
from tracker.domain.reports import Report, ReportChange

REPORTS = [report(), action_log(), minutes(), chairs_list()]


def of(one: Report) -> Workbook:
    return workbook(kind_of(one).paper(one))


def found(book: Workbook, title: str) -> Sheet:
    return next(sheet for sheet in book.sheets if sheet.title == title)


def told(sheet: Sheet, row: int) -> dict[str, object]:
    return {column.key: value for column, value in zip(sheet.columns, sheet.rows[row], strict=True)}


def test_every_kind_that_can_be_a_workbook_has_its_sheets() -> None:
    wanted = {kind.record for kind in KINDS.values() if {Form.EXCEL, Form.CSV} & set(kind.forms)}
    assert wanted <= set(TABLES)


@pytest.mark.parametrize("one", REPORTS, ids=lambda one: kind_of(one).name)
def test_cells_hold_what_their_column_says(one: Report) -> None:
    holds = {Holds.TEXT: str, Holds.DATE: date, Holds.NUMBER: int}
    for sheet in (*of(one).sheets, of(one).lines):
        assert len({column.title for column in sheet.columns}) == len(sheet.columns)
        assert len({column.key for column in sheet.columns}) == len(sheet.columns)
        for row in sheet.rows:
            for column, value in zip(sheet.columns, row, strict=True):
                assert value is None or isinstance(value, holds[column.holds])


def test_an_action_of_the_status_report_is_a_row_with_real_days_and_numbers() -> None:
    row = told(found(of(report(actions=OVERDUE)), "Actions"), 0)
    assert (row["reference"], row["due_on"], row["original_due_on"]) == (
        "PPM-016",
        date(2023, 7, 10),
        date(2019, 9, 30),
    )
    assert (row["times_moved"], row["days_moved"], row["working_days_overdue"]) == (3, 1379, 56)
    assert (row["rating"], row["last_update_on"]) == ("Red, off track", date(2021, 2, 16))
    assert row["assurance"] == "Not assured"


def test_the_summary_adds_up() -> None:
    summary = found(of(report()), "Summary")
    *rows, total = summary.rows
    assert total[1:] == tuple(sum(row[place] for row in rows) for place in range(1, 6))  # type: ignore[misc]


def test_a_log_has_a_sheet_for_what_was_raised_decided_and_carried_forward() -> None:
    book = of(action_log())
    assert [sheet.title for sheet in book.sheets] == [
        "About",
        "Actions raised",
        "Decisions",
        "Carried forward",
        "Attendance",
    ]
    assert told(found(book, "Actions raised"), 1)["due_on"] == date(2023, 11, 30)
    assert told(found(book, "Decisions"), 0)["revised_to"] == date(2023, 11, 30)


def test_its_lines_are_all_of_them_under_the_same_columns_whatever_there_is() -> None:
    lines = of(action_log()).lines
    assert [row[0] for row in lines.rows] == ["Actions raised"] * 4 + ["Decisions"] * 2 + ["Carried forward"]
    empty = of(action_log(raised=(), decisions=(), carried=())).lines
    assert [column.key for column in empty.columns] == [column.key for column in lines.columns]
    assert empty.rows == ()


def test_what_changed_and_what_is_withheld_have_their_sheets() -> None:
    one = replace(
        action_log(),
        changes=(ReportChange("Action 044", ("Its owner changed.", "Its date moved."), ("A slip.",)),),
        withheld=(Withheld("section 40", "personal information", 3),),
    )
    book = of(one)
    assert found(book, "Changes").rows == (
        ("Action 044", "Its owner changed.", "A slip."),
        ("Action 044", "Its date moved.", "A slip."),
    )
    assert found(book, "Withheld").rows == (("section 40", "personal information", 3),)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("4 October 2023", date(2023, 10, 4)),
        (" 30 November 2023 ", date(2023, 11, 30)),
        ("31 February 2023", None),
        ("Meeting of 6 December 2023, papers by 29 November 2023", None),
        ("next meeting", None),
        ("4 Octember 2023", None),
        ("", None),
    ],
)
def test_words_that_are_a_day_and_nothing_else_are_a_day(words: str, day: date | None) -> None:
    assert day_in(words) == day

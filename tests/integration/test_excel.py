"""Workbooks and CSV files of reports, opened and read again."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from tests.integration.test_pdf_kinds import HOSTILE, hostile
from tests.support.inspection_sample import register
from tests.support.report_sample import report
from tests.support.report_sample_overdue import OVERDUE
from tests.support.sitting_sample import CARRIED, action_log, chairs_list, minutes
from tracker.adapters.csv_lines import CsvLines
from tracker.adapters.excel import OpenpyxlWorkbooks
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import to_record
from tracker.domain.report_tables import workbook
from tracker.domain.report_words import fit
from tracker.domain.reports import Report

REPORTS: dict[str, Report] = {
    "inspection-register": register(),
    "action-log": action_log(),
    "minutes": minutes(),
    "chairs-list": chairs_list(),
    "action-status": report(),
}
every_kind = pytest.mark.parametrize("name", REPORTS)
FORMULAS = (
    '=HYPERLINK("http://x.example")',
    "+44 1785 000000",
    "-17 % in a year",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
)


def opened(one: Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(OpenpyxlWorkbooks().make(to_record(one))))


def lines(one: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(CsvLines().make(to_record(one)).decode("utf-8-sig"), newline="")))


@every_kind
def test_all_that_its_sheets_say_comes_back(name: str) -> None:
    one = REPORTS[name]
    told = workbook(kind_of(one).paper(one)).sheets
    book = opened(one)
    assert book.sheetnames == [sheet.title for sheet in told]
    for sheet in told:
        head, *rows = book[sheet.title].iter_rows(values_only=True)
        assert list(head) == [column.title for column in sheet.columns]
        wanted = [tuple(None if value == "" else value for value in row) for row in sheet.rows]
        assert [tuple(_plain(value) for value in row) for row in rows] == wanted


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


@every_kind
def test_sheets_are_set_to_be_read_sorted_and_printed(name: str) -> None:
    for page in opened(REPORTS[name]).worksheets:
        assert page.freeze_panes in ("A2", "B2")
        assert page.print_title_rows == "$1:$1"
        assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (
            "landscape",
            1,
            0,
        )
        assert page.oddHeader.left.text == "OFFICIAL"
        assert page.cell(1, 1).font.bold
        assert page.cell(2, 1).alignment.wrap_text
        if page.max_row > 1:
            (table,) = page.tables.values()
            assert table.ref == page.dimensions
            assert table.autoFilter.ref == table.ref


def test_days_are_days_and_numbers_are_numbers() -> None:
    page = opened(report(actions=OVERDUE))["Actions"]
    head = [cell.value for cell in page[1]]
    row = dict(zip(head, page[2], strict=True))
    assert row["Due on"].is_date
    assert row["Due on"].number_format == "d mmmm yyyy"
    assert (row["Times moved"].data_type, row["Times moved"].value) == ("n", 3)


@every_kind
def test_its_properties_are_those_of_the_record(name: str) -> None:
    told = opened(REPORTS[name]).properties
    assert told.title == kind_of(REPORTS[name]).paper(REPORTS[name]).document_title
    assert (told.language, told.creator) == ("en-GB", "Governance Officer")
    assert told.modified == told.created == datetime.combine(REPORTS[name].as_at, datetime.min.time())


@every_kind
def test_the_same_record_gives_the_same_bytes(name: str) -> None:
    for maker in (OpenpyxlWorkbooks(), CsvLines()):
        assert maker.make(to_record(REPORTS[name])) == maker.make(to_record(REPORTS[name]))


def test_there_is_no_formula_and_no_macro_in_it_whatever_was_typed() -> None:
    for typed in FORMULAS:
        content = OpenpyxlWorkbooks().make(to_record(action_log(carried=(replace(CARRIED[0], title=typed),))))
        cell = openpyxl.load_workbook(io.BytesIO(content))["Carried forward"]["B2"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (typed, "s", True)
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert not [
                name for name in package.namelist() if "vba" in name.lower() or "external" in name.lower()
            ]
            assert not any(b"<f>" in package.read(name) for name in package.namelist())


def test_a_line_of_csv_is_text_whatever_was_typed() -> None:
    for typed in FORMULAS:
        (line,) = [
            one
            for one in lines(action_log(carried=(replace(CARRIED[0], title=typed),)))
            if one["list"] == "Carried forward"
        ]
        assert line["title"] == f"'{typed}"


@every_kind
def test_whatever_was_typed_both_open_and_have_it(name: str) -> None:
    one = hostile(REPORTS[name])
    values = [
        value for page in opened(one).worksheets for row in page.iter_rows(values_only=True) for value in row
    ]
    assert any(fit(HOSTILE) in str(value) for value in values)
    assert any("<script>alert(1)</script>" in str(value) for line in lines(one) for value in line.values())


def test_a_csv_has_a_line_for_each_action_and_days_as_numbers() -> None:
    content = CsvLines().make(to_record(report()))
    assert content.startswith(b"\xef\xbb\xbfreference,title,asked,kind,status,")
    found = lines(report())
    assert len(found) == len(report().actions)
    assert {line["reference"] for line in found} == {action.reference for action in report().actions}
    assert "2023-07-10" in {line["due_on"] for line in found}

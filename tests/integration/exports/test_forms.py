"""The three forms of an export, written to files and read again as any log is: by a process of its own, through cells."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.exported_rows import exported_rows
from tracker.adapters.export_csv import CsvExport
from tracker.adapters.export_json import JsonExport
from tracker.adapters.export_xlsx import XlsxExport
from tracker.adapters.log_files import LogFiles
from tracker.domain.errors import Unreadable
from tracker.domain.import_rows import LogRow, LogUpdate, More
from tracker.domain.log_export_document import Beside, ExportForm, ExportMaker, Outgoing
from tracker.domain.log_reading import rows, understand

MAKERS: dict[ExportForm, ExportMaker] = {
    ExportForm.XLSX: XlsxExport(),
    ExportForm.CSV: CsvExport(),
    ExportForm.JSON: JsonExport(),
}
SEVERAL = st.lists(exported_rows(), min_size=1, max_size=12).map(
    lambda found: [replace(row, reference=f"PPM-{number:03}") for number, row in enumerate(found, start=1)]
)


def outgoing(found: Sequence[LogRow], *, sensitive: int = 0, beside: Sequence[Beside] = ()) -> Outgoing:
    made_at = datetime(2023, 9, 20, 9, tzinfo=UTC)
    return Outgoing("The office", made_at, "Sam", len(found), sensitive, lambda: iter(found), beside)


def written(form: ExportForm, told: Outgoing) -> bytes:
    file = io.BytesIO()
    MAKERS[form].write(told, file)
    return file.getvalue()


def read(form: ExportForm, content: bytes) -> list[LogRow]:
    with LogFiles().open(io.BytesIO(content), f"log.{form}") as book:
        understood = understand(book)
        assert understood.ours
        return [replace(row, row=0, sheet="") for row in rows(book, understood)]


@pytest.mark.parametrize("form", ExportForm)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(found=SEVERAL)
def test_nothing_is_lost_on_the_way_out_and_in(form: ExportForm, found: list[LogRow]) -> None:
    assert read(form, written(form, outgoing(found))) == found


def test_no_cell_of_a_workbook_is_calculated_and_days_are_days() -> None:
    row = LogRow(0, "=1+1", reference="PPM-001", due=date(2023, 10, 4), more=More(origin="@sum"))
    book = openpyxl.load_workbook(io.BytesIO(written(ExportForm.XLSX, outgoing([row]))))
    cells = {head.value: cell for head, cell in zip(*book["Actions"].iter_rows(), strict=True)}
    assert (cells["Action"].value, cells["Action"].data_type, cells["Action"].quotePrefix) == (
        "=1+1",
        "s",
        True,
    )
    assert cells["Due"].value.date() == date(2023, 10, 4)
    assert cells["Due"].number_format == "d mmmm yyyy"
    assert {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line} <= {
        "s",
        "n",
        "d",
    }


def test_a_workbook_can_be_read_at_once() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(written(ExportForm.XLSX, outgoing([LogRow(0, "Bring it", reference="PPM-001")])))
    )
    sheet = book["Actions"]
    assert book.active == sheet
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("C2", "A1:AJ1", "$1:$1")
    assert sheet.column_dimensions["B"].width == 50
    assert book.sheetnames == [
        "Actions",
        "Updates",
        "Decisions",
        "Date changes",
        "Evidence",
        "About this file",
    ]


def test_a_form_says_what_is_sensitive_in_it() -> None:
    told = outgoing(
        [LogRow(0, "Bring it", reference="PPM-001", more=More(marking="OFFICIAL-SENSITIVE"))], sensitive=1
    )
    book = openpyxl.load_workbook(io.BytesIO(written(ExportForm.XLSX, told)))
    about = [cell.value for (cell,) in book["About this file"].iter_rows()]
    assert about[0] == "OFFICIAL-SENSITIVE"
    assert about[2].startswith("1 action is marked OFFICIAL-SENSITIVE. Keep this file")
    assert book["Actions"].oddHeader.left.text == "OFFICIAL-SENSITIVE"
    assert json.loads(written(ExportForm.JSON, told))["marking"] == "OFFICIAL-SENSITIVE"


def test_csv_begins_with_the_mark_that_excel_asks_for_and_has_a_line_for_each_action() -> None:
    row = LogRow(
        0,
        "Bring it",
        reference="PPM-001",
        updates=(LogUpdate("Done – all of it", date(2023, 9, 20), by="Ann"),),
    )
    content = written(ExportForm.CSV, outgoing([row]))
    assert content.startswith(b"\xef\xbb\xbfReference,Action,Details,Owner,Due,")
    assert content.count(b"\r\n") == 2
    assert "20 September 2023, Ann: Done – all of it" in content.decode()


def test_what_stands_beside_the_actions_is_in_json_and_what_people_look_for_in_a_workbook() -> None:
    lines = [{"code": "head", "active": True, "since": date(2023, 1, 1)}]
    shown = Beside("posts", "Posts", ("code", "active", "since"), True, lambda: iter(lines))
    unseen = Beside("clocks", "Dates owed", ("code", "active", "since"), False, lambda: iter(lines))
    told = outgoing([], beside=[shown, unseen])
    document = json.loads(written(ExportForm.JSON, told))
    assert document["actions"] == []
    assert (
        document["posts"] == document["clocks"] == [{"code": "head", "active": True, "since": "2023-01-01"}]
    )
    book = openpyxl.load_workbook(io.BytesIO(written(ExportForm.XLSX, told)))
    heads, line = book["Posts"].iter_rows()
    assert [cell.value for cell in heads] == ["Code", "Active", "Since"]
    assert [cell.value for cell in line[:2]] == ["head", "yes"]
    assert line[2].value.date() == date(2023, 1, 1)
    assert "Dates owed" not in book.sheetnames


def _without(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda document: document.pop(name)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_without("schema"), "no whole export of this product"),
        (_without("actions"), "no whole export of this product"),
        (lambda document: document.update(version=2), "a later version"),
        (lambda document: document["actions"][0].update(wish="x"), "no whole export of this product"),
        (lambda document: document["actions"][0].update(due="soon"), "no whole export of this product"),
    ],
)
def test_json_that_is_no_export_of_ours_is_refused_in_words(
    change: Callable[[dict[str, Any]], object], sentence: str
) -> None:
    document = json.loads(written(ExportForm.JSON, outgoing([LogRow(0, "Bring it", reference="PPM-001")])))
    change(document)
    with pytest.raises(Unreadable, match=sentence):
        read(ExportForm.JSON, json.dumps(document).encode())


@pytest.mark.parametrize("content", [b"[" * 100_000, b"{", b"\xff\xfe", b"[]"])
def test_json_that_is_broken_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Unreadable, match="no whole export of this product"):
        read(ExportForm.JSON, content)

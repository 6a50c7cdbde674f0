"""Files that are no log, or are made to do harm: each is refused in a sentence that says what to do, within limits of memory and time."""

import io
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.files_to_read import excel, pdf, repacked
from tests.support.logs import workbook
from tracker.adapters.log_files import LogFiles
from tracker.domain.document_reading import Stopped
from tracker.domain.errors import Unreadable
from tracker.domain.log_reading import rows, understand

GOOD = "Ref | Action | Owner | Due | Status\n1 | Report | CC | 31/03/23 | Open"
LOG = workbook([{"rows": GOOD}])
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"


def _sheet(rows: str) -> bytes:
    return repacked(LOG, **{SHEET: (HEAD + rows + TAIL).encode()})


def _without(package: bytes, name: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
    return written.getvalue()


def _bomb() -> bytes:
    return _sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>' + " " * 320_000_000 + "</t></is></c></row>")


def _with_entities() -> bytes:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    return repacked(LOG, **{SHEET: (HEAD.replace("?>", f"?>{entities}", 1) + cell + TAIL).encode()})


def _a_million_empty_rows() -> bytes:
    return _sheet("".join(f'<row r="{number}"/>' for number in range(1, 1_000_001)))


def _ten_thousand_columns() -> bytes:
    return _sheet(f'<row r="1">{"<c><v>1</v></c>" * 10_000}</row>')


def _many_rows() -> bytes:
    return _sheet("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 70_000)))


def _compound(words: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + words.encode("utf-16-le") + b"\0" * 4_000


def _one_long_quote() -> bytes:
    return b'Ref,Action,Owner\r\n1,"Report,CC\r\n' + b"more and more words without an end\r\n" * 10_000


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "bomb": ("log.xlsx", _bomb, "far larger inside than outside"),
    "entities": ("log.xlsx", _with_entities, "declarations"),
    "a million empty rows": ("log.xlsx", _a_million_empty_rows, "empty rows"),
    "ten thousand columns": ("log.xlsx", _ten_thousand_columns, "columns"),
    "too many rows": ("log.xlsx", _many_rows, "rows"),
    "macros": ("log.xlsx", lambda: repacked(LOG, **{"xl/vbaProject.bin": b"x"}), "macros"),
    "macros by its name": ("log.xlsm", lambda: LOG, "macros"),
    "external links": (
        "log.xlsx",
        lambda: repacked(LOG, **{"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
        "Break link",
    ),
    "locked": ("log.xlsx", lambda: _compound("EncryptedPackage"), "password"),
    "old Excel by its name": ("log.xls", lambda: _compound("Workbook"), "(.xls)"),
    "old Excel under a new name": ("log.xlsx", lambda: _compound("Workbook"), "(.xls)"),
    "cut short": ("log.xlsx", lambda: LOG[: len(LOG) // 2], "damaged"),
    "a part cut short": (
        "log.xlsx",
        lambda: repacked(LOG, **{SHEET: (HEAD + "<row><c>").encode()}),
        "damaged",
    ),
    "a part missing": ("log.xlsx", lambda: _without(LOG, SHEET), "damaged"),
    "a PDF called Excel": ("log.xlsx", pdf, "not an Excel workbook"),
    "a PDF called CSV": ("log.csv", pdf, "not a CSV file"),
    "CSV called Excel": ("log.xlsx", lambda: b"Ref,Action,Owner\n1,a,b\n", "not an Excel workbook"),
    "Excel called CSV": ("log.csv", lambda: LOG, ".xlsx"),
    "a Word file": ("log.docx", lambda: LOG, "(.xlsx) or a CSV file"),
    "OpenDocument": ("log.ods", lambda: LOG, "OpenDocument"),
    "binary Excel": ("log.xlsb", lambda: LOG, ".xlsb"),
    "nothing": ("log.csv", lambda: b"", "holds nothing"),
    "no bytes of Excel": ("log.xlsx", lambda: b"", "holds nothing"),
    "noughts": ("log.csv", lambda: b"Ref\0Action\0\0\1" * 90, "no text"),
    "a quotation mark without an end": ("log.csv", _one_long_quote, "quotation mark"),
    "no table": (
        "log.csv",
        lambda: b"Minutes of the meeting\nWe met and we talked.\n",
        "No table of actions",
    ),
    "figures": ("log.xlsx", lambda: excel(Data=[["Month", "Value"], ["April", 3], ["May", 4]]), "No table"),
    "empty": ("log.xlsx", lambda: excel(Data=[]), "No table of actions"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_no_log_is_refused_in_words(what: str) -> None:
    name, content, words = REFUSED[what]
    with pytest.raises(Unreadable) as refused, LogFiles().open(io.BytesIO(content()), name) as book:
        list(rows(book, understand(book)))
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


def test_formulas_are_never_worked_out() -> None:
    sheet = GOOD + '\n2 | =WEBSERVICE("http://example.org") -> 7 | =1+1 | 31/03/23 | Open'
    with LogFiles().open(io.BytesIO(workbook([{"rows": sheet}])), "log.xlsx") as book:
        found = list(rows(book, understand(book)))
    assert (found[1].title, found[1].owner) == ("7", "")
    assert any("formula whose value was not saved" in problem for problem in found[1].problems)


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is() -> None:
    with zipfile.ZipFile(io.BytesIO(LOG)) as package:
        sheet = package.read(SHEET)
    start = sheet.index(b"<sheetData")
    lying = sheet[:start].replace(b'ref="A1:E2"', b'ref="A1:XFD1048576"') + sheet[start:]
    assert lying != sheet
    with LogFiles().open(io.BytesIO(repacked(LOG, **{SHEET: lying})), "log.xlsx") as book:
        assert [row.reference for row in rows(book, understand(book))] == ["1"]


def test_a_cell_merged_over_the_whole_sheet_costs_nothing() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook([{"rows": GOOD, "merged": ["F1:G2"]}]))) as package:
        sheet = package.read(SHEET).replace(b"F1:G2", b"F1:XFD1048576")
    with LogFiles().open(io.BytesIO(repacked(LOG, **{SHEET: sheet})), "log.xlsx") as book:
        assert [row.reference for row in rows(book, understand(book))] == ["1"]


def test_what_needs_too_much_memory_is_refused() -> None:
    text = b"Ref,Action,Owner\r\n" + b"".join(
        b"%d,%s,CC\r\n" % (number, b"word " * 800) for number in range(20_000)
    )
    small = LogFiles(megabytes=120)
    with pytest.raises(Unreadable, match=r"memory|broke off"), small.open(io.BytesIO(text), "log.csv"):
        pass


def test_reading_stops_when_it_is_told_to() -> None:
    with pytest.raises(Stopped), LogFiles().open(io.BytesIO(LOG), "log.xlsx", stopping=lambda: True):
        pass


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with LogFiles().open(io.BytesIO(LOG), "log.xlsx") as book:
        assert list(tmp_path.iterdir())
        assert book.sheets
    assert not list(tmp_path.iterdir())


def test_bytes_that_were_changed_at_random_never_do_more_than_a_sentence() -> None:
    for place in range(40, len(LOG), 331):
        broken = bytearray(LOG)
        broken[place : place + 4] = struct.pack("<I", place * 2_654_435_761 % 2**32)
        # Whatever else were raised would fail here.
        with (
            suppress(Unreadable),
            LogFiles().open(io.BytesIO(bytes(broken)), "log.xlsx") as book,
        ):
            list(rows(book, understand(book)))

"""Logs as files, made of tables that can be read: `tests/integration/logs/*.toml`.

A sheet is written as lines of cells between bars. `@2023-03-31` is a real date, `#6` a number, `#6:000` a number shown as 006, `=A1` a formula
(with `=A1 -> 5` its saved value), `[92D050] words` a coloured cell, `!REF` an error, `/` a line break in a cell. An empty line is an empty row.
"""

import io
import re
import tomllib
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

CASES = Path(__file__).parents[1] / "integration" / "logs"
FILLED = re.compile(r"\[([0-9A-F]{6})\]\s*(.*)")


@dataclass(frozen=True)
class Case:
    """`name` of the file, what it holds, and the actions that must come of it: of each, the fields that are given."""

    name: str
    what: str
    file_name: str
    content: bytes
    actions: list[dict[str, Any]]
    notes: list[str]


def cases() -> list[Case]:
    return [_case(path) for path in sorted(CASES.glob("*.toml"))]


def _case(path: Path) -> Case:
    said = tomllib.loads(path.read_text("utf-8"))
    if "csv" in said:
        text = said["csv"].replace("\n", said.get("line_end", "\r\n"))
        content, ending = (
            said.get("mark", "").encode("latin-1") + text.encode(said.get("encoding", "utf-8")),
            ".csv",
        )
    else:
        content, ending = workbook(said["sheet"], from_1904=said.get("from_1904", False)), ".xlsx"
    return Case(
        path.stem, said["what"], path.stem + ending, content, said.get("action", []), said.get("notes", [])
    )


def workbook(sheets: list[dict[str, Any]], *, from_1904: bool = False) -> bytes:
    """An Excel workbook of sheets as the cases write them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if from_1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    saved: dict[str, str] = {}
    for number, said in enumerate(sheets, start=1):
        sheet = book.create_sheet(said.get("name", "Sheet1"))
        sheet.sheet_state = "hidden" if said.get("hidden") else "visible"
        for row, line in enumerate(said["rows"].strip("\n").split("\n"), start=1):
            for column, words in enumerate(line.split("|"), start=1) if line.strip() else ():
                value = _put(sheet.cell(row, column), words.strip())
                if value:
                    saved[f"xl/worksheets/sheet{number}.xml {sheet.cell(row, column).coordinate}"] = value
        for place in said.get("merged", []):
            sheet.merge_cells(place)
        for row in said.get("hidden_rows", []):
            sheet.row_dimensions[row].hidden = True
        for column in said.get("hidden_columns", []):
            sheet.column_dimensions[column].hidden = True
    written = io.BytesIO()
    book.save(written)
    return _with_values(written.getvalue(), saved) if saved else written.getvalue()


def _put(cell: Any, words: str) -> str:
    """Writes one cell; answers the saved value of a formula, if one is given."""
    if found := FILLED.fullmatch(words):
        cell.fill = PatternFill("solid", fgColor=f"FF{found[1]}")
        words = found[2]
    if words.startswith("@"):
        cell.value, cell.number_format = date.fromisoformat(words[1:]), "dd/mm/yyyy"
    elif words.startswith("#"):
        number, _, shown = words[1:].partition(":")
        cell.value = float(number) if "." in number else int(number)
        cell.number_format = shown or "General"
    elif words.startswith("!"):
        cell.value = f"#{words[1:]}!"
    elif words.startswith("="):
        formula, _, value = words.partition(" -> ")
        cell.value = formula
        return value
    elif words:
        cell.value = words.replace("\\n", "\n")
    return ""


def _with_values(content: bytes, saved: dict[str, str]) -> bytes:
    """The workbook with the values that Excel would have saved beside its formulas."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = old.read(entry)
            for place, value in saved.items():
                name, _, cell = place.partition(" ")
                if name == entry.filename:
                    part = re.sub(
                        rf'(<c r="{cell}"[^>]*>)(<f>[^<]*</f>)(?:<v ?/>|<v></v>)'.encode(),
                        rf"\1\2<v>{value}</v>".encode(),
                        part,
                    )
            new.writestr(entry.filename, part)
    return written.getvalue()

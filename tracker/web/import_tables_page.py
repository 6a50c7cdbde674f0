"""What was understood of a log, as its page shows it and as it comes back corrected. Tables with the same headings are shown once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import BadInput
from tracker.domain.import_rows import LogStatus
from tracker.domain.log_understood import (
    FIELD_NAMES,
    SEVERAL,
    ColumnCorrection,
    Corrections,
    LogField,
    TableCorrection,
    TableFound,
)
from tracker.services.import_preparing import corrections_of, understood_of
from tracker.web.import_rows_page import STATUSES

if TYPE_CHECKING:
    from tracker.models.imports import Import

FIELDS = [{"value": field.value, "label": name} for field, name in FIELD_NAMES.items()]
STATUS_OPTIONS = [{"value": one.value, "label": words} for one, words in STATUSES.items()]


def tables_page(one: "Import", typed: Mapping[str, str]) -> dict[str, Any]:
    """The context of imports/understood.html; `typed` is what was sent and refused."""
    found = understood_of(one)
    tables = found.tables if found else ()
    groups = [
        {
            "id": f"g{at}",
            "columns": [
                {
                    "letter": column.letter,
                    "heading": column.heading or "(no heading)",
                    "samples": column.samples,
                    "name": f"g{at}-{column.letter}",
                    "field": typed.get(f"g{at}-{column.letter}", column.field.value),
                }
                for column in some[0].columns
            ],
            "tables": [_table(table, tables.index(table), typed) for table in some],
        }
        for at, some in enumerate(_groups(tables))
    ]
    return {
        "groups": groups,
        "count": sum(not table.left_out for table in tables),
        "about": sum(table.rows for table in tables if not table.left_out),
        "fields": FIELDS,
        "statuses": STATUS_OPTIONS,
        "key": found.key if found else (),
        "left": found.left[:40] if found else (),
        "left_more": max(0, len(found.left) - 40) if found else 0,
        "notes": found.notes if found else (),
        "remembered": bool(one.corrections),
    }


def typed_corrections(one: "Import", form: Mapping[str, str]) -> Corrections:
    """What the form says of the tables, beside what was corrected before. Raises `BadInput`."""
    found = understood_of(one)
    tables = found.tables if found else ()
    before = {(table.sheet, table.number): table for table in corrections_of(one).tables}
    said = []
    for at, some in enumerate(_groups(tables)):
        columns = _columns(some[0], f"g{at}", form)
        for table in some:
            correction = _correction(table, tables.index(table), columns, form)
            known = before.pop((table.sheet, table.number), None)
            if correction or known:
                said.append(correction or known)
    return Corrections(tuple(one for one in (*said, *before.values()) if one))


def _groups(tables: tuple[TableFound, ...]) -> list[list[TableFound]]:
    """The tables by their headings, in the order of the file."""
    found: dict[tuple[str, tuple[str, ...]], list[TableFound]] = {}
    for table in tables:
        same = tuple(f"{column.letter} {column.heading} {column.field}" for column in table.columns)
        found.setdefault((table.layout, same), []).append(table)
    return list(found.values())


def _table(table: TableFound, at: int, typed: Mapping[str, str]) -> dict[str, Any]:
    rows = " and ".join(map(str, table.headings))
    return {
        "id": f"t{at}",
        "sheet": table.sheet or "The file",
        "title": " – ".join(filter(None, (table.sheet, f"table {table.number}" if table.number > 1 else "")))
        or "The file",
        "headings": typed.get(f"t{at}-headings", rows.replace(" and ", ", ")),
        "headings_words": f"row {rows}" if len(table.headings) == 1 else f"rows {rows}",
        "first": table.first,
        "last": table.last,
        "rows": table.rows,
        "above": table.above,
        "status": typed.get(f"t{at}-status", table.status.value if table.status else ""),
        "meeting": typed.get(f"t{at}-meeting", table.meeting),
        "out": bool(typed.get(f"t{at}-out")) if typed else table.left_out,
    }


def _columns(table: TableFound, name: str, form: Mapping[str, str]) -> tuple[ColumnCorrection, ...]:
    """The columns as the form has them; () where nothing is different. Raises `BadInput` where two are the same thing."""
    chosen = {}
    for column in table.columns:
        value = form.get(f"{name}-{column.letter}", column.field.value)
        if value not in list(LogField):
            raise BadInput("Choose what the column is from the list.", field=f"{name}-{column.letter}")
        chosen[column.letter] = LogField(value)
    for letter, field in chosen.items():
        twice = [other for other, same in chosen.items() if same is field]
        if field not in SEVERAL and len(twice) > 1 and letter == twice[-1]:
            raise BadInput(
                f"Columns {twice[0]} and {letter} cannot both be “{FIELD_NAMES[field]}”. Choose another for one of them.",
                field=f"{name}-{letter}",
            )
    if all(chosen[column.letter] is column.field for column in table.columns):
        return ()
    return tuple(ColumnCorrection(letter, field) for letter, field in chosen.items())


def _correction(
    table: TableFound, at: int, columns: tuple[ColumnCorrection, ...], form: Mapping[str, str]
) -> TableCorrection | None:
    """What the form says of one table; None where nothing is different."""
    headings = _numbers(form.get(f"t{at}-headings", ""), f"t{at}-headings", table.headings)
    status, meeting = form.get(f"t{at}-status", ""), " ".join(form.get(f"t{at}-meeting", "").split())
    out = bool(form.get(f"t{at}-out"))
    was = (table.headings, table.status.value if table.status else "", table.meeting, table.left_out)
    if not columns and was == (headings, status, meeting, out):
        return None
    return TableCorrection(
        sheet=table.sheet,
        number=table.number,
        layout=table.layout,
        headings=headings if headings != table.headings else (),
        columns=columns or tuple(ColumnCorrection(column.letter, column.field) for column in table.columns),
        left_out=out,
        status=LogStatus(status) if status in list(LogStatus) else None,
        meeting=meeting,
    )


def _numbers(typed: str, field: str, before: tuple[int, ...]) -> tuple[int, ...]:
    words = typed.replace(",", " ").replace("and", " ").split()
    if not words:
        return before
    if (
        any(not word.isascii() or not word.isdigit() or int(word[:7]) == 0 for word in words)
        or len(words) > 4
    ):
        raise BadInput("Give the numbers of the rows of headings, such as 3, or 3 and 4.", field=field)
    return tuple(int(word[:7]) for word in words)

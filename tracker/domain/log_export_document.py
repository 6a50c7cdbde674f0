"""Everything that goes out in one export, before it has a form; and the form that is JSON, both ways."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, BinaryIO, Protocol

from tracker.domain.canonical import made, plain
from tracker.domain.import_rows import LogRow
from tracker.domain.log_export import CSV_ORDER, cells_of, lists_in_csv
from tracker.domain.log_export_cells import in_line
from tracker.domain.log_refusals import LogRefusal, LogRefused
from tracker.domain.marking import Marking
from tracker.domain.wording import count_words, moment_words

SCHEMA = "matters-arising/export"
VERSION = 1
PLACE = frozenset({"row", "sheet", "problems", "notes"})
"""Fields of a `LogRow` that say where and how it was read: nothing that goes out."""


class ExportForm(StrEnum):
    """What an export can be. The archive is of files; the others are of the record."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True)
class Beside:
    """A list that goes out beside the actions: meetings, posts, … `in_workbook`: it has a sheet of its own there."""

    name: str
    title: str
    fields: Sequence[str]
    in_workbook: bool
    rows: Callable[[], Iterator[Mapping[str, Any]]]


@dataclass(frozen=True)
class Outgoing:
    """One export: when and by whom it was made, how many actions it holds, how many of them are OFFICIAL-SENSITIVE."""

    office: str
    made_at: datetime
    made_by: str
    actions: int
    sensitive: int
    rows: Callable[[], Iterator[LogRow]]
    beside: Sequence[Beside] = ()

    @property
    def marking(self) -> str:
        return (Marking.SENSITIVE if self.sensitive else Marking.OFFICIAL).value

    @property
    def warning(self) -> str:
        """What whoever opens the file must know; "" where there is nothing."""
        if not self.sensitive:
            return ""
        many = "1 action is" if self.sensitive == 1 else f"{self.sensitive:,} actions are"
        return f"{many} marked OFFICIAL-SENSITIVE. Keep this file as you would keep them, and send it only where they may go."

    @property
    def told(self) -> str:
        """ "32 actions of the Staffordshire Commissioner’s Office, exported on 20 September 2023 at 10:00 by Sam Secretary" """
        return f"{count_words(self.actions, 'action')} of {self.office}, exported {moment_words(self.made_at)} by {self.made_by}"


class ExportMaker(Protocol):
    """Writes an export in one form, row by row."""

    def write(self, outgoing: Outgoing, file: BinaryIO) -> None: ...


def json_pieces(outgoing: Outgoing) -> Iterator[str]:
    """The JSON document piece by piece, a line for each row, so that nobody holds all of it."""
    head = {
        "schema": SCHEMA,
        "version": VERSION,
        "office": outgoing.office,
        "made_at": outgoing.made_at.isoformat(),
        "made_by": outgoing.made_by,
        "marking": outgoing.marking,
    }
    yield "{\n" + "".join(f"{_json(name)}: {_json(value)},\n" for name, value in head.items())
    yield from _list("actions", (_without_place(row) for row in outgoing.rows()))
    for beside in outgoing.beside:
        yield ",\n"
        yield from _list(beside.name, beside.rows())
    yield "\n}\n"


def _list(name: str, rows: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    yield f"{_json(name)}: ["
    between = "\n"
    for row in rows:
        yield between + _json(row)
        between = ",\n"
    yield "\n]"


def _without_place(row: LogRow) -> dict[str, Any]:
    """All of a row but where it stood: an export is no place."""
    return {name: value for name, value in plain(row).items() if name not in PLACE}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_said)


def _said(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def rows_in_json(text: str) -> Iterator[LogRow]:
    """The actions of such a document; `row` counts them from 1. Raises `LogRefused` where it is none, or of a later version."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LogRefused(LogRefusal.OTHER_JSON) from error
    if (
        not isinstance(document, dict)
        or document.get("schema") != SCHEMA
        or not isinstance(document.get("actions"), list)
    ):
        raise LogRefused(LogRefusal.OTHER_JSON)
    if document.get("version") != VERSION:
        raise LogRefused(LogRefusal.LATER_EXPORT)
    for place, said in enumerate(document["actions"], start=1):
        try:
            yield made(LogRow, {**said, "row": place})
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise LogRefused(LogRefusal.OTHER_JSON) from error


def line_of(row: LogRow) -> list[str]:
    """An action as a line of CSV, in the order of `CSV_ORDER`: harmless in every program, and read again as it was."""
    values = {**cells_of(row), **lists_in_csv(row)}
    return [_in_line(values[heading]) for heading in CSV_ORDER]


def _in_line(value: object) -> str:
    if isinstance(value, str):
        return in_line(value)
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)

"""Our own export of actions as rows of sheets or lines of CSV, and the way back: what it wrote comes back as the same `LogRow`s.

Whether a file is ours, and its actions, `log_export_book` answers; here are one action's cells, both ways.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from tracker.domain.actions import Closure, Rating, Status
from tracker.domain.canonical import made, plain
from tracker.domain.due import DueKind
from tracker.domain.import_rows import LogDue, LogRow, LogStatus, More
from tracker.domain.labels import RATING
from tracker.domain.log_export_cells import Cell, text_from
from tracker.domain.log_export_columns import (
    LATEST,
    MORE,
    ORDER,
    OTHER,
    PARTS,
    ROW,
    STATUS,
    STATUS_WORDS,
    Column,
    Part,
    blank,
)
from tracker.domain.log_export_long_texts import LongTexts
from tracker.domain.wording import date_words

ACTIONS = "Actions"
SIGNS = frozenset({"Reference", "Action", "Owner code", "Due kind", "Original target date", STATUS})
"""Headings that our sheet of actions has and no other log: the rest may have been taken out."""
CSV_ORDER: Sequence[str] = (*ORDER, *(part.in_csv for part in PARTS))
_BY_HEADING: Mapping[str, Column] = {column.heading: column for column in (*ROW, *MORE)}


@dataclass
class Gathered:
    """What a workbook says of its actions besides their own rows: lists by the name of their field and reference, and long texts."""

    lists: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    long_texts: LongTexts = field(default_factory=LongTexts)
    problems: dict[str, list[str]] = field(default_factory=dict)


def plain_heading(heading: Cell) -> str:
    """A heading without what typing and printing change: case, spaces at its ends and in a row."""
    return " ".join(text_from(heading).split()).casefold()


_PLAIN = {plain_heading(heading): heading for heading in CSV_ORDER}


def recognises(headings: Sequence[Cell]) -> bool:
    """Whether a table with these headings is the actions of our own export, in a workbook or in CSV."""
    return {plain_heading(sign) for sign in SIGNS} <= {plain_heading(heading) for heading in headings}


def part_of(headings: Sequence[Cell]) -> Part | None:
    """The list of an action that a sheet with these headings holds; None where it is another sheet."""
    found = {plain_heading(heading) for heading in headings}
    return next((part for part in PARTS if {plain_heading(h) for h in part.headings} <= found), None)


def row_from(
    headings: Sequence[Cell],
    cells: Sequence[Cell],
    gathered: Gathered | None = None,
    *,
    row: int = 0,
    sheet: str = "",
) -> LogRow:
    """The action of one row. `gathered` are the lists of a workbook; a line of CSV has its own.

    What cannot be read is left out and named in `problems`.
    """
    lists = gathered or Gathered()
    named = {plain_heading(h): lists.long_texts.whole(cell) for h, cell in zip(headings, cells, strict=False)}
    known = {_PLAIN[name]: cell for name, cell in named.items() if name in _PLAIN}
    problems: list[str] = []
    values = read(LogRow, ROW, known, problems)
    more = read(More, MORE, known, problems)
    status, closure = _status_in(text_from(known.get(STATUS)), problems)
    reference = values.get("reference", "")
    found = {part.name: _list_of(part, known, lists, reference, problems) for part in PARTS}
    updates = found.pop("updates")
    try:
        values["unread"] = made(tuple[tuple[str, str], ...], json.loads(text_from(known.get(OTHER)) or "[]"))
    except (ValueError, TypeError):
        problems.append(_sentence(OTHER, known.get(OTHER)))
    if due_kind := more.get("due_kind"):
        values["due_kind"] = due_in_log(due_kind, values.get("due_text", ""))
    return LogRow(
        **{"title": "", **values},
        row=row,
        sheet=sheet,
        status=status_in_log(status, closure),
        updates=updates,
        problems=(*problems, *lists.problems.get(reference, ())),
        more=More(**{**more, **found, "status": status, "closure": closure}),
    )


def cells_of(row: LogRow) -> dict[str, Any]:
    """The values of an action's row by heading: texts as they are, days as days."""
    more = row.more or More()
    found = {column.heading: column.shown(row) for column in ROW}
    found |= {column.heading: column.shown(more) for column in MORE}
    found[STATUS] = STATUS_WORDS.get((more.status, more.closure), more.status)
    found[LATEST] = latest(row)
    found[OTHER] = _as_json(row.unread)
    return found


def lists_in_csv(row: LogRow) -> dict[str, str]:
    """The lists of an action as JSON, by heading: fields that say nothing are left out; "" for an empty list."""
    return {part.in_csv: _as_json([_said(thing) for thing in part.of_row(row)]) for part in PARTS}


def latest(row: LogRow) -> str:
    """ "20 September 2023, Ann Able (Green, on track): The figures are out." """
    if not row.updates:
        return ""
    last = row.updates[-1]
    when = last.given_words or (date_words(last.given_on) if last.given_on else "")
    rating = f" ({RATING[Rating(last.rating)]})" if last.rating else ""
    told = ", ".join(filter(None, (when, last.by)))
    words = last.body if len(last.body) <= LongTexts.SHOWN else f"{last.body[: LongTexts.SHOWN]}…"
    return f"{told}{rating}: {words}" if told or rating else words


def status_in_log(status: str, closure: str) -> LogStatus:
    """Where an action stands in the words of a log."""
    if status != Status.CLOSED:
        return LogStatus.OPEN
    words = {Closure.COMPLETE: LogStatus.COMPLETE, Closure.VOID: LogStatus.WITHDRAWN}
    return words[Closure(closure)] if closure in words else LogStatus.CLOSED


def due_in_log(kind: str, words: str) -> LogDue:
    """What the due date is in the words of a log: a meeting on record is a date, words alone are unread."""
    if kind == DueKind.NONE:
        return LogDue.UNREAD if words else LogDue.NONE
    return LogDue.DATE if kind == DueKind.MEETING else LogDue(kind)


def _status_in(words: str, problems: list[str]) -> tuple[str, str]:
    typed = words.strip().casefold()
    for (status, closure), said in STATUS_WORDS.items():
        if said.casefold() == typed:
            return str(status), str(closure)
    if typed:
        problems.append(_sentence(STATUS, words))
    return Status.OPEN.value, ""


def read(
    of: type, columns: Sequence[Column], known: Mapping[str, Cell], problems: list[str]
) -> dict[str, Any]:
    """The fields of `of` that the cells say, by name; an empty cell is left to its default."""
    found: dict[str, Any] = {}
    for column in columns:
        cell = known.get(column.heading)
        if cell is None or cell == "":
            continue
        try:
            found[column.name] = column.read(of, cell)
        except ValueError:
            problems.append(_sentence(column.heading, cell))
    return found


def add(things: list[Any], part: Part, values: dict[str, Any], problems: list[str]) -> None:
    """Adds one of `part` made of `values` to `things`; where its day is missing, a sentence to `problems`."""
    needed = {each.name: blank(part.of, each.name) for each in fields(part.of) if each.default is MISSING}
    whole = {**needed, **values}
    if MISSING in whole.values():
        problems.append(f"A line of the sheet “{part.title}” has no day, and was left out. Give it one.")
    else:
        things.append(part.of(**whole))


def _list_of(
    part: Part, known: Mapping[str, Cell], lists: Gathered, reference: str, problems: list[str]
) -> tuple[Any, ...]:
    words = text_from(known.get(part.in_csv))
    if not words:
        return tuple(lists.lists.get(part.name, {}).get(reference, ()))
    try:
        return tuple(made(part.of, thing) for thing in json.loads(words))
    except (ValueError, TypeError, KeyError, AttributeError):
        problems.append(_sentence(part.in_csv, words))
        return ()


def _said(thing: Any) -> dict[str, Any]:
    """The fields of `thing` that say something."""
    return {
        each.name: plain(getattr(thing, each.name))
        for each in fields(thing)
        if getattr(thing, each.name) != each.default
    }


def _as_json(values: Sequence[Any]) -> str:
    return json.dumps(plain(tuple(values)), ensure_ascii=False) if values else ""


def _sentence(heading: str, cell: Cell) -> str:
    words = text_from(cell)
    shown = words if len(words) <= 60 else f"{words[:60]}…"
    return f"“{heading}” says “{shown}”, which cannot be read. Correct it in the file, or clear the cell."

"""Sheets of cells with values of a kind, for the forms of a report that are sorted and counted (Excel, CSV)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.domain.wording import date_words

Value = str | int | date | None
DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})")
MONTHS = tuple(date_words(date(2000, month, 1)).split()[1] for month in range(1, 13))


class Holds(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True)
class SheetColumn:
    """`key` is its name in a CSV, which never changes; `width` is in characters."""

    title: str
    key: str
    holds: Holds = Holds.TEXT
    width: int = 18


@dataclass(frozen=True)
class Sheet:
    """A table under its columns; `about` says in a sentence what is in it."""

    title: str
    about: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Told:
    """A column, and how its value is had of a line of the record."""

    column: SheetColumn
    value: Callable[[Any], Value]


def text(title: str, key: str, value: Callable[[Any], Value], width: int = 18) -> Told:
    return Told(SheetColumn(title, key, width=width), value)


def day(title: str, key: str, value: Callable[[Any], Value]) -> Told:
    return Told(SheetColumn(title, key, Holds.DATE, 14), value)


def number(title: str, key: str, value: Callable[[Any], Value]) -> Told:
    return Told(SheetColumn(title, key, Holds.NUMBER, 11), value)


def sheet(title: str, about: str, told: tuple[Told, ...], lines: Iterable[Any]) -> Sheet:
    rows = tuple(tuple(one.value(line) for one in told) for line in lines)
    return Sheet(title, about, tuple(one.column for one in told), rows)


def day_in(words: str) -> date | None:
    """The day that `words` are ("4 October 2023"); None where they say anything else, or more."""
    found = DAY.fullmatch(words.strip())
    if not found or found[2] not in MONTHS:
        return None
    try:
        return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None

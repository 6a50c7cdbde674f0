"""A file of `period,value` as people save it from a spreadsheet, read into a series for a control chart."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tracker.domain.durations import Colon, read_duration
from tracker.domain.errors import BadInput
from tracker.domain.measures import Basis, Unit
from tracker.domain.periods import Period
from tracker.domain.series_periods import read_series_period

LARGEST = 5_000_000
"""Bytes: some 200,000 lines."""

_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+|(?=\.\d))(?:\.\d*)?(?:e[+-]?\d{1,2})?", re.ASCII | re.I)
_PERCENT = re.compile(r" ?(?:%|per cent|percent)$", re.I)
_NOUNS = {
    Basis.MONTH: "month",
    Basis.QUARTER: "quarter",
    Basis.YEAR: "year",
    Basis.FINANCIAL_YEAR: "year",
}


@dataclass(frozen=True)
class Line:
    """One figure of the file, with the number of its line."""

    number: int
    period: Period
    value: Decimal
    unit: Unit


@dataclass(frozen=True)
class Series:
    """The lines in the order of their periods."""

    lines: tuple[Line, ...]

    @property
    def unit(self) -> Unit:
        units = {line.unit for line in self.lines}
        return next((unit for unit in (Unit.DURATION, Unit.PERCENT) if unit in units), Unit.COUNT)

    @property
    def places(self) -> int:
        """The decimals of the figure that has the most."""
        return max(max(0, -int(line.value.as_tuple().exponent)) for line in self.lines)

    @property
    def noun(self) -> str:
        """What one line stands for: "month", "quarter", "year" or "period"."""
        bases = {line.period.basis for line in self.lines}
        days = [line.period.starts_on.day for line in self.lines]
        if bases == {Basis.OTHER} and set(days) == {1}:
            return "month"
        return _NOUNS.get(bases.pop(), "period") if len(bases) == 1 else "period"


def read_series(content: bytes, *, colon: Colon = Colon.MINUTES) -> Series:
    """The figures of a CSV file with the columns period and value, in any order of lines and columns.

    Takes UTF-8 with or without a mark, UTF-16 and Windows-1252; commas, semicolons or tabs. Raises `BadInput` with the line's number.
    """
    rows = _rows(_decoded(content))
    head = next(rows, None)
    if head is None:
        raise BadInput("The file is empty. It needs a first line “period,value” and a line for each figure.")
    at = _columns(head[1])
    lines = [
        _line(number, row, at, len(head[1]), colon)
        for number, row in rows
        if any(cell.strip() for cell in row)
    ]
    if not lines:
        raise BadInput("The file holds no figures: nothing follows its first line.")
    lines.sort(key=lambda line: line.period.starts_on)
    _refuse_doubles(lines)
    _refuse_mixed(lines)
    return Series(tuple(lines))


def read_value(typed: str, *, colon: Colon = Colon.MINUTES) -> tuple[Decimal, Unit]:
    """ "8.6", "8.6%", "1,234" or a length of time in seconds. Raises `BadInput`."""
    text = typed.strip().replace("\N{NO-BREAK SPACE}", " ")
    text = re.sub("^[\N{MINUS SIGN}\N{EN DASH}]", "-", text)
    bare = _PERCENT.sub("", text)
    if _NUMBER.fullmatch(bare):
        return Decimal(bare.replace(",", "")), Unit.PERCENT if bare != text else Unit.COUNT
    if any(sign.isdigit() for sign in text) and (":" in text or re.search(r"[a-z′'\"]", text, re.I)):
        with suppress(BadInput):
            return read_duration(text, colon=colon), Unit.DURATION
    raise BadInput(
        f"“{text[:40]}” is not a number or a length of time. Write one such as 8.6, 8.6% or 19 min 45 s.",
        field="value",
    )


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise BadInput(
            "The file is larger than 5 MB. A series for a control chart has a line for each period."
        )
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadInput("This is not a text file. Save the sheet as CSV with the columns period and value.")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not empty, with its number."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        raise BadInput(f"Line {reader.line_num}: the line cannot be read as CSV.") from error


def _columns(head: Sequence[str]) -> tuple[int, int]:
    """Where period and value stand."""
    names = [cell.strip().casefold() for cell in head]
    for name in ("period", "value"):
        if names.count(name) != 1:
            problem = "stands there twice" if name in names else "is missing"
            raise BadInput(f"The first line must name the columns “period” and “value”; “{name}” {problem}.")
    return names.index("period"), names.index("value")


def _line(number: int, row: Sequence[str], at: tuple[int, int], width: int, colon: Colon) -> Line:
    extra = [cell for cell in row[width:] if cell.strip()]
    if extra:
        raise BadInput(
            f"Line {number}: there are {len(row)} cells where the first line has {width}. A number with commas needs quotes, as “1,234”."
        )
    period, value = (row[place].strip() if place < len(row) else "" for place in at)
    if not period:
        raise BadInput(f"Line {number}: the period is missing.")
    if not value:
        raise BadInput(f"Line {number}: there is no value for {period[:40]}. Give one, or take the line out.")
    try:
        return Line(number, read_series_period(period), *read_value(value, colon=colon))
    except BadInput as error:
        raise BadInput(f"Line {number}: {error}", field=error.field) from error


def _refuse_doubles(lines: Sequence[Line]) -> None:
    """Raises `BadInput` where a period stands twice, or two overlap."""
    for before, after in pairwise(lines):
        if after.period.starts_on > before.period.ends_on:
            continue
        first, second = sorted((before, after), key=lambda line: line.number)
        same = before.period.starts_on == after.period.starts_on
        how = "is the same as" if same else "overlaps"
        raise BadInput(
            f"Line {second.number}: the period {second.period.words} {how} {first.period.words} on line {first.number}. Leave one."
        )


def _refuse_mixed(lines: Sequence[Line]) -> None:
    durations = [line for line in lines if line.unit is Unit.DURATION]
    others = sorted((line for line in lines if line.unit is not Unit.DURATION), key=lambda line: line.number)
    if durations and others:
        raise BadInput(
            f"Line {others[0].number}: this is a plain number, and other lines give a length of time. Write all of them in the same way."
        )

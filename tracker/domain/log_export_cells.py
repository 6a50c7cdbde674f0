"""Values as cells of a sheet or of a line of CSV, and back, so that nothing is lost on the way.

What a sheet cannot hold is written as Excel itself writes it: `_x000D_` for the sign of that number, `_x005F_` for an underscore that
would be taken for the beginning of one. Excel shows the sign; a program that trims cells leaves it alone.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from tracker.domain.harmless import is_dangerous

Cell = str | int | float | bool | date | None
"""What stands in a cell, as it was read."""

LONGEST = 32_000
"""Units of UTF-16 that go into one cell of a sheet: Excel takes 32,767."""
PIECE = 4_000
"""Characters of a text that is longer, in one cell of the sheet of long texts: each may become seven."""

_ODD = re.compile(
    r"_(?=x[0-9A-Fa-f]{4}_)|[^\S\n\t ]|[ \t](?=\n)|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)
"""What a sheet or XML cannot hold, white space that reading makes a plain space of, and what stands at the end of a line unseen."""
_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a day too many before it."""


def held(text: str) -> str:
    """`text` with every sign written out that a sheet cannot hold, or that a program would trim."""
    words = _ODD.sub(_numbered, text)
    if words[:1].isspace():
        words = _number(words[0]) + words[1:]
    return words[:-1] + _number(words[-1]) if words[-1:].isspace() else words


def meant(words: str) -> str:
    """The text behind `held(text)`."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), words)


def _numbered(found: re.Match[str]) -> str:
    return _number(found[0])


def _number(sign: str) -> str:
    return f"_x{ord(sign):04X}_"


def in_sheet(text: str) -> str:
    """A text for a cell of a workbook. An apostrophe in front is what a spreadsheet takes away, so it is written out."""
    words = held(text)
    return f"{_number(words[0])}{words[1:]}" if words.startswith("'") else words


def in_line(text: str) -> str:
    """A text for a line of CSV: harmless, with an apostrophe in front of what a program would calculate, and of an apostrophe."""
    words = held(text)
    return f"'{words}" if words and (words.startswith("'") or is_dangerous(words)) else words


def units(words: str) -> int:
    """How long Excel says that a text is: signs beyond the first 65,536 count twice."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def text_from(cell: Cell) -> str:
    """The text that `in_sheet` or `in_line` wrote. A number or a day that a spreadsheet made of it becomes a text again."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return meant(cell.removeprefix("'"))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _day(cell).isoformat() if isinstance(cell, date) else str(cell)


def day_in_sheet(day: date | None) -> Cell:
    """A day; as a text where Excel would show another one."""
    return day if day is None or day >= _FIRST_DAY else day.isoformat()


def day_from(cell: Cell) -> date | None:
    """The day; None for an empty cell. A line of CSV that Excel has saved says 04/10/2023. Raises ValueError."""
    if isinstance(cell, date):
        return _day(cell)
    words = text_from(cell).strip()
    if not words:
        return None
    if british := _BRITISH.fullmatch(words):
        return date(int(british[3]), int(british[2]), int(british[1]))
    return date.fromisoformat(words[:10] if words[10:] in ("", " 00:00:00", "T00:00:00") else words)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def number_from(cell: Cell) -> int | None:
    """A whole number; None for an empty cell. Raises ValueError."""
    words = text_from(cell).strip().removesuffix(".0")
    return int(words) if words else None


def yes(value: bool) -> str:
    return "yes" if value else "no"


def yes_from(cell: Cell) -> bool:
    """Raises ValueError for what is neither yes nor no."""
    words = text_from(cell).strip().casefold()
    if words not in ("yes", "no", "true", "false", ""):
        raise ValueError(words)
    return words in ("yes", "true")


def word_from(cell: Cell, words: Mapping[Any, str], choice: type[StrEnum] | None) -> str:
    """The value that the cell says in our words for it, or as it is; "" for an empty cell. Raises ValueError where `choice` has none such."""
    typed = text_from(cell)
    plain = typed.strip().casefold()
    for value, said in words.items():
        if plain == said.casefold():
            return str(value)
    if not plain or choice is None:
        return typed
    return choice(plain.replace(" ", "_")).value

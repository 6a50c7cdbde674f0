"""Findings as rows of a spreadsheet, pasted with tabs between their cells; the first row may say what each column is."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from tracker.domain.inspection_deadlines import day_alone
from tracker.domain.inspections import FindingKind

Row = tuple[FindingKind, str, str, str, date | None, int | None]
"""Kind, number, wording, the words for its deadline, its day, and the place of the cause of concern above it (never known here)."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kind": ("type", "kind", "category", "finding type"),
    "number": ("number", "no", "no.", "ref", "reference", "id", "#"),
    "wording": ("wording", "text", "recommendation", "finding", "description", "detail", "details", "action"),
    "due": ("due", "due date", "deadline", "by", "target date", "date due", "completion date"),
}
KINDS = re.compile(
    r"(?P<kind>cause\s+of\s+concern|coc|area\s+for\s+improvement|afi|recommendation|rec)s?\b\s*(?:no\.?\s*)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*[a-z]?)?\s*[:.]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[A-Za-z]{0,6}[-/ ]?\d{1,4}(?:[./-]\d{1,4})*[a-z]?")


def read_rows(lines: Sequence[str]) -> tuple[list[Row], list[str]]:
    """The findings, and the lines of which none came. A row whose kind is not said is taken as a recommendation."""
    named: dict[str, int] = {}
    found: list[Row] = []
    left: list[str] = []
    for line in (one for one in lines if one):
        cells = [cell.strip().strip('"').strip() for cell in line.split("\t")]
        heads = _heads(cells)
        if not found and len(heads) >= 2:
            named = heads
            continue
        row = row_of(cells, named)
        if row is None:
            left.append(" ".join(filter(None, cells)))
        else:
            found.append(row)
    return found, left


def _heads(cells: Sequence[str]) -> dict[str, int]:
    """Which column is what, where these cells are the names of columns; of two that could be the same the first."""
    heads: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for name, words in COLUMNS.items():
            if cell.lower() in words:
                heads.setdefault(name, place)
    return heads


def row_of(cells: Sequence[str], named: Mapping[str, int]) -> Row | None:
    """What one row says, its columns being `named` or not; None where it has no wording."""
    wording = _cell(cells, named, "wording") or max(cells, key=len)
    if len(wording.split()) < 3:
        return None
    kinds = [match for cell in cells if cell != wording and (match := KINDS.fullmatch(cell))]
    kind = _kind(kinds[0]["kind"]) if kinds else FindingKind.RECOMMENDATION
    number = (kinds[0]["number"] or "") if kinds else ""
    number = number or _cell(cells, named, "number") or _loose_number(cells, wording)
    due = _cell(cells, named, "due") or next((one for one in cells if one != wording and day_alone(one)), "")
    return kind, number[:40], wording, due, day_alone(due), None


def _cell(cells: Sequence[str], named: Mapping[str, int], name: str) -> str:
    return cells[named[name]] if name in named and named[name] < len(cells) else ""


def _loose_number(cells: Sequence[str], wording: str) -> str:
    return next(
        (one for one in cells if one != wording and _NUMBER.fullmatch(one) and not day_alone(one)), ""
    )


def _kind(words: str) -> FindingKind:
    first = words.lower()
    if first.startswith("c"):
        return FindingKind.CAUSE_OF_CONCERN
    return FindingKind.AREA_FOR_IMPROVEMENT if first.startswith("a") else FindingKind.RECOMMENDATION

"""What several rows of a table would each say in small print is said once, beneath it."""

import re
from collections import Counter
from dataclasses import replace

from tracker.domain.paper import Block, Cell, Prose, Table

OFTEN = 3
"""In so many rows: a sentence that stands in fewer is sooner read where it is."""
_NEXT_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z])")


def with_notes(table: Table) -> tuple[Block, ...]:
    """The table, its rows pointing to "note 1" in place of a sentence that many of them would repeat; then the notes."""
    said = Counter(sentence for row in table.rows for sentence in dict.fromkeys(_sentences(row[-1])))
    often = [text for text, rows in said.items() if rows >= OFTEN]
    if not often:
        return (table,)
    notes = {text: f"note {number}" for number, text in enumerate(often, 1)}
    rows = tuple((*row[:-1], _pointing(row[-1], notes)) for row in table.rows)
    below = tuple(f"{name.capitalize()}: {text}" for text, name in notes.items())
    return replace(table, rows=rows), Prose(below, quiet=True)


def _sentences(cell: Cell) -> list[str]:
    return [sentence for text in cell.quiet for sentence in _NEXT_SENTENCE.split(text)]


def _pointing(cell: Cell, notes: dict[str, str]) -> Cell:
    """The cell with what is noted below left out, and where that stands."""
    sentences = _sentences(cell)
    names = [notes[sentence] for sentence in sentences if sentence in notes]
    if not names:
        return cell
    kept = [sentence for sentence in sentences if sentence not in notes]
    return replace(cell, quiet=(" ".join([*kept, *(f"See {name}." for name in names)]),))

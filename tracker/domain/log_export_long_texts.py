"""Texts that are longer than a cell of a workbook may be: they go on, in pieces, on a sheet of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain.log_export_cells import LONGEST, PIECE, Cell, in_sheet, text_from, units

_GOES_ON = re.compile(r"… \[The whole text is in “Long texts” under (T\d+)\]\Z")


@dataclass
class LongTexts:
    """The sheet of long texts, while a workbook is written or read. `pieces` are its lines: name, place from 1, text."""

    TITLE = "Long texts"
    HEADINGS = ("Name", "Part", "Text")
    SHOWN = 1_000
    """Characters of a long text that stand in its own cell."""

    given: int = 0
    whole_texts: dict[str, str] = field(default_factory=dict)

    def cell(self, text: str) -> tuple[str, list[tuple[str, int, str]]]:
        """What goes into the cell of `text`, and the lines that it needs on the sheet of long texts."""
        words = in_sheet(text)
        fits = len(words) <= LONGEST // 2 or units(words) <= LONGEST
        if fits and not _GOES_ON.search(text):
            return words, []
        self.given += 1
        name = f"T{self.given}"
        pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
        shown = f"{text[: self.SHOWN]}… [The whole text is in “{self.TITLE}” under {name}]"
        return in_sheet(shown), [
            (name, place, in_sheet(piece)) for place, piece in enumerate(pieces, start=1)
        ]

    def take(self, rows: Iterator[Sequence[Cell]]) -> None:
        """Keeps the texts of a sheet, if it is this one."""
        if tuple(next(rows, ())[:3]) != self.HEADINGS:
            return
        pieces: dict[str, list[tuple[int, str]]] = {}
        for cells in rows:
            if len(cells) >= 3 and isinstance(cells[1], int | float):
                pieces.setdefault(text_from(cells[0]), []).append((int(cells[1]), text_from(cells[2])))
        for name, found in pieces.items():
            self.whole_texts[name] = "".join(text for _, text in sorted(found))

    def whole(self, cell: Cell) -> Cell:
        """The cell with its whole text, where it goes on on the sheet of long texts."""
        found = _GOES_ON.search(cell) if isinstance(cell, str) and self.whole_texts else None
        return in_sheet(self.whole_texts[found[1]]) if found and found[1] in self.whole_texts else cell

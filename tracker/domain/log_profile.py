"""What stands under a heading, counted: days, references, statuses, long words. By it a heading that can mean several things is decided."""

import re
from dataclasses import dataclass, field

from tracker.domain.log_dates import read_cell_day
from tracker.domain.log_sheets import Cell, CellKind, one_line
from tracker.domain.log_status import NO, YES, plain_status, read_status

LOOKED_AT = 200
"""Cells of a column that are counted: enough to know it by."""
LONGEST_SAMPLE = 80
REFERENCE = re.compile(
    r"(?:(?:action|act|ref|item|no|min|minute|rec|ap|log)\.?\s*(?:no\.?|ref\.?)?\s*[:#]?\s*)?#?[A-Za-z]{0,8}[-/ .]{0,3}\d{1,8}"
    r"(?:\s?[-/.:]\s?[A-Za-z]{0,4}\d{1,8}){0,4}\s?[A-Za-z]{0,2}\.?",
    re.IGNORECASE,
)


@dataclass
class Profile:
    """Counts of the first cells with words in a column."""

    cells: int = 0
    days: int = 0
    references: int = 0
    statuses: int = 0
    ticks: int = 0
    letters: int = 0
    distinct: set[str] = field(default_factory=set)
    samples: list[str] = field(default_factory=list)

    def add(self, cell: Cell, *, from_1904: bool) -> None:
        """Counts one cell that has words."""
        if self.cells >= LOOKED_AT:
            return
        text = one_line(cell.text)
        self.cells += 1
        self.letters += len(text)
        self.distinct.add(text)
        if len(self.samples) < 3 and text[:LONGEST_SAMPLE] not in self.samples:
            self.samples.append(text[:LONGEST_SAMPLE])
        if cell.kind is CellKind.DATE or read_cell_day(cell, from_1904=from_1904).on:
            self.days += 1
        elif REFERENCE.fullmatch(text) and len(text) <= 30:
            self.references += 1
        elif plain_status(text) in YES | NO:
            self.ticks += 1
        else:
            read = read_status(text)
            self.statuses += int(read.known and read.status is not None)

    def share(self, count: int) -> float:
        """0 to 1; 0 where nothing stands there."""
        return count / self.cells if self.cells else 0.0

    @property
    def length(self) -> float:
        """Letters of a cell, on average."""
        return self.letters / self.cells if self.cells else 0.0

"""From the sheets of a log to its actions: first what is where, then row by row.

`understand` reads every sheet once and answers which tables there are, with what in each column; all of it can be corrected.
`rows` reads them again and makes a `LogRow` of each action, one at a time, so that a long log takes no more memory than a short one.
"""

from collections.abc import Iterator

from tracker.domain.import_rows import LogRow
from tracker.domain.log_sheets import Book
from tracker.domain.log_understood import NO_CORRECTIONS, Corrections, Understood

__all__ = ["rows", "understand"]


def understand(book: Book, corrections: Corrections = NO_CORRECTIONS) -> Understood:
    """Which tables of actions are in `book`. Where there is none that could be one, `tables` is empty; nothing is raised."""
    raise NotImplementedError


def rows(book: Book, understood: Understood) -> Iterator[LogRow]:
    """Each action, in the order of the file. Raises `Unreadable` where no table has a column that says what is asked."""
    raise NotImplementedError

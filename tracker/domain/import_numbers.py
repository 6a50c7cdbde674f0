"""The references of an office's own log: which are numbers of ours, and which are kept as words beside one."""

import hashlib
import re
from dataclasses import dataclass

from tracker.domain.errors import BadInput
from tracker.domain.import_rows import LogRow
from tracker.domain.references import action_reference, parse_action

LARGEST = 99_999
"""A larger number is a date or a case rather than the number of an action, and the series would go on counting after it."""

LONGEST = 80
"""Characters of a reference that are kept as one."""

_BEFORE = re.compile(r"^(?:no\.?|number|action point|action item|ap|#)\s*(?=\d)", re.IGNORECASE)
_NOISE = re.compile(r"[\W_]+")


def number_in(reference: str, series: str) -> int | None:
    """The number in `series` that a reference of its log names: "6", "006", "Action 006", "PPM-6", "No. 6". None for any other words."""
    words = reference.strip().rstrip(".:").strip()
    words = _BEFORE.sub("", words)
    try:
        code, number = parse_action(words, series=series)
    except BadInput:
        return None
    return number if code == series.upper() and number <= LARGEST else None


def own_words(reference: str, series: str, number: int | None) -> str:
    """What the action goes on being called beside our own reference; nothing where the two are the same."""
    words = " ".join(reference.split())[:LONGEST]
    same = number is not None and words.upper() == action_reference(series, number)
    return "" if same else words


def folded(words: str) -> str:
    """`words` without the differences that mean nothing: capitals, spaces, punctuation."""
    return _NOISE.sub(" ", words.casefold()).strip()


def about(row: LogRow, series: str) -> str:
    """Which action a row is about: its number, the office's own reference, or, where it has none, its words and when they were said.

    Two rows that answer the same are about one action; "" is about none.
    """
    number = number_in(row.reference, series)
    if number is not None:
        return f"n:{number}"
    if reference := folded(row.reference):
        return f"r:{reference}"[:100]
    if not folded(row.title):
        return ""
    when = row.raised_on.isoformat() if row.raised_on else folded(row.raised_text)
    words = "\n".join((folded(row.title), folded(row.meeting), when))
    return f"t:{hashlib.sha256(words.encode()).hexdigest()[:32]}"


@dataclass(frozen=True)
class Counting:
    """How a series goes on counting after a log: `highest` is the highest number that it brings, `given` how many rows take the next ones."""

    next_number: int
    highest: int = 0
    given: int = 0

    @property
    def first_free(self) -> int:
        """The number that the first row without one gets: after the highest, so that no number is ever given twice."""
        return max(self.next_number, self.highest + 1)

    @property
    def goes_on_at(self) -> int:
        return self.first_free + self.given

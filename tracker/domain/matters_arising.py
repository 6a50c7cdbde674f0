"""Matters arising: under which heading of another meeting an action belongs, and what is remembered of it."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.actions import Assurance
from tracker.domain.labels import ASSURANCE
from tracker.domain.wording import count_words, date_words, ordinal_times


@dataclass(frozen=True)
class Heading:
    """An agenda item, as far as it is compared with another one."""

    number: str
    title: str
    priority_id: int | None


def same_subject(raised_under: Heading, item: Heading) -> bool:
    """True when an action raised under one item belongs under the other: one title, or one number and one priority."""
    if _plain(raised_under.title) == _plain(item.title):
        return True
    one_number = bool(item.number) and raised_under.number == item.number
    return one_number and item.priority_id is not None and raised_under.priority_id == item.priority_id


def is_matters_arising(title: str) -> bool:
    """True for the item at which the whole list is gone through."""
    return _plain(title) == "matters arising"


def memory(
    *,
    times_carried: int,
    times_moved: int,
    original: date | None,
    due_on: date | None = None,
    assurance: Assurance | None = None,
) -> str:
    """ "carried forward 4 times · date moved 3 times · original target 16 February 2021 · further assurance needed"

    "" when there is nothing to remember. The original target is told where the date moved, agreed or not: carrying forward
    moves `due_on` with its meeting, and is no slippage. A list gives no `assurance`.
    """
    words = [f"carried forward {ordinal_times(times_carried)}"] if times_carried else []
    words += [f"date moved {ordinal_times(times_moved)}"] if times_moved else []
    if original and (times_moved or due_on not in (None, original)):
        words.append(f"original target {date_words(original)}")
    words += [ASSURANCE[assurance]] if assurance else []
    return " · ".join(words)


FIRST_WORDS = 160
"""Characters of an update that a list shows."""


def first_words(text: str, most: int = FIRST_WORDS) -> str:
    """How a text begins, in one line of at most `most` characters; what is cut ends after a whole word, in an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[:most]
    return f"{(cut.rpartition(' ')[0] or cut[:-1]).rstrip(' ,;:–-')}…"


def actions_words(count: int) -> str:
    """ "no actions raised", "1 action raised", "12 actions raised" """
    return f"{count_words(count, 'action')} raised" if count else "no actions raised"


def _plain(title: str) -> str:
    return " ".join(title.casefold().replace("’", "'").split())

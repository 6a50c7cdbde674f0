"""Fills the index of what can be found, for a record that was there before it, and says where the two differ.

Everything that is written from then on is indexed as it is written: see `store/search_index.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.searching import SearchKind
from tracker.domain.stemming import WordReader
from tracker.store import facts
from tracker.store import search_index as index
from tracker.store.search_texts import SOURCES, texts

RULES = "1"
"""Raised whenever the words of a text are read in another way: the next `flask database upgrade` then fills the index anew."""
MADE_BY = "search index made by rules"


@dataclass(frozen=True)
class Done:
    """One step: how many rows of a kind were looked at, and how many of them have a text."""

    kind: SearchKind
    looked_at: int
    texts: int


@dataclass(frozen=True)
class Difference:
    """A text whose row of the index is not as it should be. `what` is "missing", "out of date" or "left over"."""

    kind: SearchKind
    number: int
    what: str


def is_made(session: Session) -> bool:
    """Whether the index was filled by the rules of this program."""
    return facts.get(session, MADE_BY) == RULES


def forget(session: Session) -> None:
    """Says that the index is not made: after a restore, which leaves it out."""
    facts.put(session, MADE_BY, "")


def to_look_at(session: Session) -> int:
    """How many rows `rebuild` looks at."""
    return sum(index.total(session, kind) for kind in SearchKind)


def rebuild(session: Session, reader: WordReader) -> Iterator[Done]:
    """Writes the index anew, some hundred texts at a time.

    Whoever asks commits after each step, so that other writers wait for one step and not for all; each step is whole in itself.
    """
    for kind in SearchKind:
        last = 0
        while numbers := index.numbers_after(session, kind, last):
            last = numbers[-1]
            index.take_turns(session)
            yield Done(kind, len(numbers), index.write_again(session, kind, numbers, reader))
    facts.put(session, MADE_BY, RULES)


def differences(session: Session, reader: WordReader) -> Iterator[Difference]:
    """Where the index is not what `rebuild` would make of it."""
    for kind in SearchKind:
        last = 0
        while numbers := index.numbers_after(session, kind, last):
            last = numbers[-1]
            yield from _differing(session, kind, numbers, reader)


def _differing(
    session: Session, kind: SearchKind, numbers: list[int], reader: WordReader
) -> Iterator[Difference]:
    wanted = {}
    for text in texts(session, kind, SOURCES[kind].own.in_(numbers)):
        if stems := reader.stems(text.title, *text.bodies):
            row = {name: value for name, value in index.row_of(kind, text).items() if value is not None}
            wanted[text.own] = (stems, row)
    for number, stems, row in index.kept(session, kind, numbers):
        there = wanted.pop(number, None)
        if there is None:
            yield Difference(kind, number, "left over")
        elif there != (stems, row):
            yield Difference(kind, number, "out of date")
    for number in wanted:
        yield Difference(kind, number, "missing")

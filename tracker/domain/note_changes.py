"""What one save changed in a text, and the texts before it: small enough to keep for each save, and exact.

A difference is one piece: at a place, some words went and others came. It reaches to the ends of the words it touches, so that
a person can read it; undone from the latest save backwards, it gives each earlier text again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.domain.errors import RecordBroken

SITTING = timedelta(minutes=5)
"""Saves of one person within this time are shown as one version."""
MUCH = 100
"""Characters. Before a save that takes so many away, what stood there is a version of its own: it may have been a slip."""
_LONGEST_WORD = 40
_FIELDS = ("notes", "decisions")


@dataclass(frozen=True)
class Texts:
    """The two texts of one agenda item."""

    notes: str = ""
    decisions: str = ""


@dataclass(frozen=True)
class Difference:
    """At character `at` of the text, `removed` went and `added` came."""

    at: int
    removed: str
    added: str


@dataclass(frozen=True)
class Saved:
    """One save, as the history has it. `changes` is None where the payload was destroyed by a lawful disposal."""

    number: int
    at: datetime
    by: str
    changes: dict[str, Difference] | None


@dataclass(frozen=True)
class Version:
    """The texts at the end of a run of saves by one person. `first` and `last` are rows of the history."""

    texts: Texts
    by: str
    began: datetime
    ended: datetime
    first: int
    last: int
    saves: int


def difference(before: str, after: str) -> Difference:
    """The one piece in which two texts differ, out to the ends of the words that it touches."""
    shortest = min(len(before), len(after))
    start = next((n for n in range(shortest) if before[n] != after[n]), shortest)
    room = shortest - start
    tail = next((n for n in range(room) if before[-1 - n] != after[-1 - n]), room)
    old, new = before[start : len(before) - tail], after[start : len(after) - tail]
    left = _part_of_a_word(before[:start][::-1], old, new)
    right = _part_of_a_word(before[len(before) - tail :], old[::-1], new[::-1])
    start, tail = start - left, tail - right
    return Difference(start, before[start : len(before) - tail], after[start : len(after) - tail])


def _part_of_a_word(beside: str, *changed: str) -> int:
    """How many characters of `beside` are of a word that the change goes through. Every text begins at the seam."""
    if not any(text[:1].strip() for text in changed):
        return 0
    word = next((n for n, character in enumerate(beside) if character.isspace()), len(beside))
    return min(word, _LONGEST_WORD)


def payload_of(before: Texts, after: Texts) -> tuple[dict[str, object], dict[str, object]]:
    """What the history keeps of a save: what went, and what came and where. Empty where nothing differs."""
    went: dict[str, object] = {}
    came: dict[str, object] = {}
    for field in _FIELDS:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            change = difference(old, new)
            went[field] = change.removed
            came |= {field: change.added, f"{field}_at": change.at}
    return went, came


def changes_in(went: dict[str, object], came: dict[str, object]) -> dict[str, Difference]:
    """What `payload_of` wrote, read again."""
    return {
        field: Difference(int(str(came[f"{field}_at"])), str(went.get(field, "")), str(came[field]))
        for field in _FIELDS
        if f"{field}_at" in came
    }


def earlier(now: Texts, saves: Iterable[Saved]) -> Iterator[tuple[Saved, Texts]]:
    """Each of all saves, the latest first, with the texts as it left them. Ends at a payload that was destroyed.

    Raises `RecordBroken` where what is on record is not what the history says was saved.
    """
    texts, number = now, 0
    for save in saves:
        yield save, texts
        if save.changes is None:
            return
        texts, number = _before(texts, save, save.changes), save.number
    if texts != Texts():
        raise _broken(number)


def _before(texts: Texts, save: Saved, changes: dict[str, Difference]) -> Texts:
    kept = dict(texts.__dict__)
    for field, change in changes.items():
        text, end = kept[field], change.at + len(change.added)
        if len(text) < end or text[change.at : end] != change.added:
            raise _broken(save.number)
        kept[field] = text[: change.at] + change.removed + text[end:]
    return Texts(**kept)


def _broken(number: int) -> RecordBroken:
    where = (
        f"what row {number:,} of the history says was saved" if number else "anything that the history knows"
    )
    return RecordBroken(f"The notes on record are not {where}: they were changed in another way.")


def versions(found: Iterable[tuple[Saved, Texts]]) -> list[Version]:
    """The saves of `earlier` gathered into versions, the latest first."""
    gathered: list[Version] = []
    later: Saved | None = None
    for save, texts in found:
        last = gathered[-1] if gathered else None
        if last and later and _goes_on(last, later, save):
            gathered[-1] = Version(
                last.texts, last.by, save.at, last.ended, save.number, last.last, last.saves + 1
            )
        else:
            gathered.append(Version(texts, save.by, save.at, save.at, save.number, save.number, 1))
        later = save
    return gathered


def _goes_on(last: Version, later: Saved, save: Saved) -> bool:
    took_away = any(
        len(change.removed) > MUCH + len(change.added) for change in (later.changes or {}).values()
    )
    return save.by == last.by and last.ended - save.at <= SITTING and not took_away

"""Finds an excerpt again in a later version of its document.

The first of these that fits decides: the same words at the same place; the same words elsewhere; the same words set in another
way (white space, hyphens, quotes, dashes); words that are nearly the same; nothing. What is only nearly the same, or stands in
several other places, is left to a person: a figure that changed by one digit is another figure.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from tracker.domain.documents import ExcerptKind, ExcerptState
from tracker.domain.passages import Folded, folded, paragraph_at, whole_words

NEAR_ENOUGH = 80.0
"""How alike two texts must be, out of 100, for the one to be offered as what became of the other."""

Near = Callable[[str, str, float], tuple[float, int, int] | None]
"""Given what is sought, the words of a page and the least likeness: the likeness (0 to 100) and where, or None."""


@dataclass(frozen=True)
class Part:
    """A page, or a part under a heading, as it was read. `picture` is the digest of its picture, "" without one."""

    position: int
    page: int | None
    place: str
    words: str
    picture: str = ""

    @cached_property
    def folded(self) -> Folded:
        return folded(self.words)


@dataclass(frozen=True)
class Sought:
    """An excerpt, and the part in which it stood. `quote` are its exact words; `starts` is None where no words are meant."""

    kind: ExcerptKind
    quote: str
    part: Part
    starts: int | None = None


@dataclass(frozen=True)
class Result:
    """What became of an excerpt. `part` is None for one that is gone. `why` says what a person has to know to judge it."""

    state: ExcerptState
    part: Part | None = None
    starts: int | None = None
    ends: int | None = None
    why: str = ""


GONE = Result(ExcerptState.GONE, why="Nothing like it was found in the new version.")


def find_again(sought: Sought, parts: Sequence[Part], near: Near) -> Result:
    """Where in `parts`, in their order, the excerpt stands now."""
    if sought.kind is ExcerptKind.WORDS and sought.quote and sought.starts is not None:
        return _words(sought, sought.starts, parts, near)
    return _whole(sought, parts, near)


def _words(sought: Sought, starts: int, parts: Sequence[Part], near: Near) -> Result:
    exact = [place for part in parts for place in _exactly(sought.quote, part, sought)]
    places = exact or [place for part in parts for place in _in_other_dress(sought.quote, part)]
    if not places:
        return _nearly(sought, parts, near)
    part, begins, ends = min(places, key=lambda place: _far(sought, starts, place[0], place[1]))
    if _cited(part, begins) == _cited(sought.part, starts):
        return Result(ExcerptState.FOUND, part, begins, ends)
    if len(places) > 1 and len({one.position for one, _, _ in places}) > 1:
        why = f"These words now stand in {len(places)} other places; which is meant is not certain."
        return Result(ExcerptState.CHANGED, part, begins, ends, why)
    return Result(ExcerptState.MOVED, part, begins, ends)


def _cited(part: Part, starts: int) -> tuple[object, ...]:
    """What a citation says of a place: the page; where there is none, the heading and the paragraph."""
    return (part.page,) if part.page is not None else (None, part.place, paragraph_at(part.words, starts))


def _far(sought: Sought, starts: int, part: Part, begins: int) -> tuple[bool, bool, int, int]:
    old = sought.part
    return (
        _cited(part, begins) != _cited(old, starts),
        bool(old.place) and part.place != old.place,
        abs(part.position - old.position),
        abs(begins - starts),
    )


def _exactly(quote: str, part: Part, sought: Sought) -> Iterable[tuple[Part, int, int]]:
    for begins in _all(quote, part.words):
        ends = begins + len(quote)
        unmoved = part.words == sought.part.words and begins == sought.starts
        if unmoved or _stands_alone(part.words, begins, ends):
            yield part, begins, ends


def _in_other_dress(quote: str, part: Part) -> Iterable[tuple[Part, int, int]]:
    plain, page = folded(quote).text, part.folded
    for at in _all(plain, page.text):
        if _stands_alone(page.text, at, at + len(plain)):
            yield part, *page.span(at, len(plain))


def _all(sought: str, words: str) -> Iterable[int]:
    at = words.find(sought) if sought else -1
    while at >= 0:
        yield at
        at = words.find(sought, at + 1)


def _stands_alone(words: str, starts: int, ends: int) -> bool:
    """Whether these are words of their own, and no part of a longer word or figure: "8.6 %" is not in "18.6 %" nor in "-8.6 %"."""
    first, last, before, after = words[starts], words[ends - 1], words[:starts], words[ends:]
    if (first.isalnum() and before[-1:].isalnum()) or (last.isalnum() and after[:1].isalnum()):
        return False
    if (
        first.isdigit()
        and before[-1:] in tuple(".,-−–")
        and (before[-2:-1].isdigit() or before[-1:] in tuple("-−"))
    ):
        return False
    return not (last.isdigit() and after[:1] in tuple(".,") and after[1:2].isdigit())


def _nearly(sought: Sought, parts: Sequence[Part], near: Near) -> Result:
    best: tuple[tuple[float, int], Part, int, int] | None = None
    for part in parts:
        found = near(sought.quote, part.words, NEAR_ENOUGH)
        if found is None:
            continue
        rank = (found[0], -abs(part.position - sought.part.position))
        if best is None or rank > best[0]:
            best = (rank, part, *whole_words(part.words, found[1], found[2]))
    if best is None:
        return GONE
    return Result(ExcerptState.CHANGED, best[1], best[2], best[3], "Its words are not the same any more.")


def _whole(sought: Sought, parts: Sequence[Part], near: Near) -> Result:
    """A page, a figure or a table: the same when its page reads, or without words looks, the same."""
    old = sought.part
    same = [part for part in parts if _same_page(sought.kind, old, part)]
    if same:
        part = min(same, key=lambda one: (one.page != old.page, abs(one.position - old.position)))
        moved = (part.page, part.place) != (old.page, old.place)
        return Result(ExcerptState.MOVED if moved else ExcerptState.FOUND, part)
    if sought.kind is not ExcerptKind.PAGE and sought.quote:
        named = [part for part in parts if folded(sought.quote).text in part.folded.text]
        if named:
            part = min(named, key=lambda one: abs(one.position - old.position))
            return Result(
                ExcerptState.CHANGED, part, why="Its title stands, but its page is not the same any more."
            )
    likenesses = [
        ((found[0], -abs(part.position - old.position)), part)
        for part in parts
        if old.words.strip() and part.words.strip() and (found := near(old.words, part.words, NEAR_ENOUGH))
    ]
    if not likenesses:
        return GONE
    part = max(likenesses, key=lambda one: one[0])[1]
    return Result(ExcerptState.CHANGED, part, why="Its page is not the same any more.")


def _same_page(kind: ExcerptKind, old: Part, new: Part) -> bool:
    """A figure may change without a word, so its page must look the same too, where both have a picture."""
    seen = old.picture == new.picture if old.picture and new.picture else None
    if not old.words.strip() and not new.words.strip():
        return bool(seen)
    if old.folded.text != new.folded.text:
        return False
    return kind is not ExcerptKind.FIGURE or seen is not False

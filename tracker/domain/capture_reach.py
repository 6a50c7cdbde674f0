"""How far a post reaches in a line: whether the words after the first one after @ still belong to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from tracker.domain.capture_words import words_of
from tracker.domain.captured import PostName

Match = Callable[[str, Sequence[PostName]], Sequence[PostName]]

SHORTEST_BEGINNING = 3
"""Letters that are surely the beginning of the next word of a title: “res”, not “re”."""

FEWEST_INITIALS = 2
"""First letters that may stand for as many words of a title: “@acc pp”."""

_LINKING = frozenset({"a", "an", "and", "for", "of", "or", "the", "to"})
_SMALL = _LINKING | {"as", "at", "be", "by", "do", "he", "i", "if", "in", "is", "it", "me", "my", "no", "on"}
_SMALL |= {
    "re",
    "say",
    "set",
    "see",
    "so",
    "up",
    "us",
    "via",
    "we",
    "who",
    "why",
    "how",
    "has",
    "per",
    "her",
    "his",
}


class Belongs(IntEnum):
    """How surely the further words are the post's, surest first."""

    IN_ITS_TITLE = 1
    NEEDED = 2
    MISSPELT = 3
    NOT = 4


@dataclass(frozen=True)
class Run:
    """The words after an @, up to `end` in the text. `further` are those after the first."""

    query: str
    further: tuple[str, ...]
    end: int

    @property
    def ends_open(self) -> bool:
        """True for “head of” and “contact –”: what stands at the end belongs to what comes after it."""
        return bool(self.further) and all(word in _LINKING for word in words_of(self.further[-1]))


def how_it_belongs(run: Run, post: PostName, match: Match) -> Belongs:
    """Whether each further word of `run` is one of the post's own words, in the order of its title or its code.

    `IN_ITS_TITLE`: each is a whole word, or begins the very next one. `NEEDED`: some begin a later word or are the first
    letters of several words, which counts only where the run would fit several posts without them. `MISSPELT`: the
    matcher knows them all the same.
    """
    first, *further = words_of(run.query) or [""]
    in_code = _in_order(first, further, words_of(post.code), post, match)
    if in_code is Belongs.IN_ITS_TITLE:
        return in_code
    return _in_order(first, further, words_of(f"{post.title} {post.holder}"), post, match)


def _in_order(first: str, further: list[str], theirs: list[str], post: PostName, match: Match) -> Belongs:
    place = next((at + 1 for at, word in enumerate(theirs) if word.startswith(first)), 0)
    worst = Belongs.IN_ITS_TITLE
    for word in further:
        reached, how = _place(word, theirs, place)
        if how is Belongs.NOT:
            how = Belongs.MISSPELT if _is_misspelt(word, post, match) else Belongs.NOT
            reached = place
        place, worst = reached, max(worst, how)
    return worst


def _place(word: str, theirs: list[str], place: int) -> tuple[int, Belongs]:
    """Where among the post's words, from `place` on, `word` ends, and how surely it is meant."""
    if word in theirs[place:]:
        return theirs.index(word, place) + 1, Belongs.IN_ITS_TITLE
    if word in _SMALL:
        return place, Belongs.NOT
    begun = [at for at in range(place, len(theirs)) if theirs[at].startswith(word)]
    if begun:
        is_next = all(between in _LINKING for between in theirs[place : begun[0]])
        sure = is_next and len(word) >= SHORTEST_BEGINNING
        return begun[0] + 1, Belongs.IN_ITS_TITLE if sure else Belongs.NEEDED
    for at in range(place, len(theirs)):
        told = [one for one in theirs[at:] if one not in _LINKING][: len(word)]
        if len(word) >= FEWEST_INITIALS and "".join(one[0] for one in told) == word:
            return theirs.index(told[-1], at) + 1, Belongs.NEEDED
    return place, Belongs.NOT


def _is_misspelt(word: str, post: PostName, match: Match) -> bool:
    return len(word) > SHORTEST_BEGINNING and len(match(word, (post,))) == 1

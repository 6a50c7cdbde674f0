"""Which posts somebody means by a few typed words. Over the package `rapidfuzz`.

The first of these that fits anything decides, and the ones after it are not asked:

1. the short code, as it stands;
2. the whole title (an alias such as “ACC” spelled out), or the holder's whole name;
3. whole words of the title, the holder's name or the code;
4. beginnings of the first words of the title, two or more: “chief exec”;
5. beginnings of any such words;
6. first letters of words that follow each other in the title, or of the holder's name: “acc pp”, “ppu”;
7. the whole title, or the holder's whole name, closely spelled;
8. close spellings of the words.

A deputy gives way to the post that they deputise for, unless “deputy” was typed. Where several fit in the same way,
all of them are answered.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache, reduce
from operator import and_

from rapidfuzz import fuzz, process

from tracker.adapters.post_index import LINKING, PostIndex, Words, content, plain_words
from tracker.domain.captured import PostName

ALIASES = {
    "acc": "assistant chief constable",
    "cc": "chief constable",
    "ceo": "chief executive",
    "cex": "chief executive",
    "ch": "chief",
    "dcc": "deputy chief constable",
    "det": "detective",
    "dpfcc": "deputy police fire and crime commissioner",
    "insp": "inspector",
    "mo": "monitoring officer",
    "pcc": "police and crime commissioner",
    "pfcc": "police fire and crime commissioner",
    "supt": "superintendent",
}
"""Short forms that police offices use, spelled out in titles and in what is typed."""

OTHERWISE = {
    "dpcc": "deputy commissioner",
    "dpfcc": "deputy commissioner",
    "opcc": "commissioner",
    "pcc": "commissioner",
    "pfcc": "commissioner",
}
"""What a short form means where no post has the title above: “Staffordshire Commissioner”."""

CUT_OFF = 80.0
"""How alike two words must be, out of 100, to count as one word spelled two ways."""

WHOLE_CUT_OFF = 88.0
"""The same for two whole titles, in which one letter is a smaller part."""

AS_GOOD_AS_BEST = 5.0
"""Spellings that are so many points below the best one still fit about equally well."""

SHORTEST_MISSPELT = 3
"""A shorter word is too short to be recognised by its spelling."""

SHORTEST_TITLE = 6
"""A shorter text is a word rather than a title, and looked for among words."""

AS_A_BEGINNING = 95.0
"""How well the beginning of a word fits beside others that are misspelt."""


class PostMatcher:
    """Finds posts by what people type. `aliases` maps one short word to the words that it stands for."""

    def __init__(self, aliases: Mapping[str, str] = ALIASES, *, cut_off: float = CUT_OFF) -> None:
        self._aliases = {short: plain_words(long) for short, long in aliases.items()}
        self._otherwise = {short: plain_words(long) for short, long in OTHERWISE.items()}
        self._cut_off = cut_off
        self._spelled_out = lru_cache(maxsize=4096)(self._words)
        self._index = lru_cache(maxsize=16)(lambda posts: PostIndex(posts, self._spelled_out))

    def match(self, query: str, posts: Sequence[PostName]) -> tuple[PostName, ...]:
        """The posts that fit about equally well, best first: several are for asking which, () is none."""
        typed = plain_words(query)
        if not typed or not posts:
            return ()
        index = self._index(tuple(posts))
        if bits := index.codes.get(typed, 0):
            return tuple(index.posts[place] for place in index.chosen(bits))
        words = self._words(query)
        found = self._found(index, words)
        if not found and any(word in self._otherwise for word in typed):
            words = tuple(part for word in typed for part in self._otherwise.get(word, (word,)))
            found = self._found(index, words)
        found = [place for place in found if not _gives_way(index, place, found, words)]
        return tuple(
            index.posts[place] for place in sorted(found, key=lambda at: _distance(index, words, at))
        )

    def _words(self, text: str) -> Words:
        return tuple(part for word in plain_words(text) for part in self._aliases.get(word, (word,)))

    def _found(self, index: PostIndex, words: Words) -> list[int]:
        told = content(words)
        bits = (
            index.names.get(words, 0)
            or _all([index.words.get(word, 0) for word in words])
            or _starts(index, words)
            or _all([index.with_beginning(word) for word in told])
            or _all([index.with_beginning(word) | index.initials.get(word, 0) for word in told])
        )
        return index.chosen(bits) if bits else self._close(index, words)

    def _close(self, index: PostIndex, words: Words) -> list[int]:
        whole = "".join(words)
        if len(whole) >= SHORTEST_TITLE:
            alike = {
                place: max(fuzz.ratio(whole, name) for name in names)
                for place, names in enumerate(index.without_spaces)
            }
            if found := _best(alike, WHOLE_CUT_OFF):
                return found
        return _best(self._likeness(index, words), self._cut_off)

    def _likeness(self, index: PostIndex, words: Words) -> dict[int, float]:
        """For each post that has something like each of the words: how alike they are on average, 0 to 100."""
        nearest = [self._nearest(index, word) for word in words]
        everywhere = set(nearest[0]).intersection(*nearest[1:])
        return {place: sum(each[place] for each in nearest) / len(nearest) for place in everywhere}

    def _nearest(self, index: PostIndex, word: str) -> dict[int, float]:
        """How alike the post's nearest word is, for each post that has one that is alike."""
        if len(word) < SHORTEST_MISSPELT or word in LINKING:
            return dict.fromkeys(index.chosen(index.words.get(word, 0)), 100.0)
        near = dict.fromkeys(index.chosen(index.with_beginning(word)), AS_A_BEGINNING)
        alike = process.extract(
            word, index.alphabet, scorer=fuzz.ratio, score_cutoff=self._cut_off, limit=None
        )
        for known, score, _ in alike:
            for place in index.chosen(index.words[known]):
                near[place] = max(near.get(place, 0.0), score)
        return near


def _all(bits: Sequence[int]) -> int:
    """The posts in every one of the sets."""
    return reduce(and_, bits) if bits else 0


def _starts(index: PostIndex, words: Words) -> int:
    told = content(words)
    return index.titles_that_start(told) if len(told) > 1 else 0


def _best(scores: Mapping[int, float], cut_off: float) -> list[int]:
    """The places of those that are about as good as the best."""
    enough = max(cut_off, max(scores.values(), default=0.0) - AS_GOOD_AS_BEST)
    return [place for place, score in scores.items() if score >= enough]


def _gives_way(index: PostIndex, place: int, found: Sequence[int], words: Words) -> bool:
    first, *rest = index.titles[place] or ("",)
    if first != "deputy" or first in words:
        return False
    return any(index.titles[other] == tuple(rest) for other in found)


def _distance(index: PostIndex, words: Words, place: int) -> tuple[float, str, int]:
    post, typed = index.posts[place], " ".join(words)
    alike = max(
        fuzz.token_sort_ratio(typed, " ".join(index.titles[place])),
        fuzz.token_sort_ratio(typed, " ".join(index.holders[place])),
    )
    return -alike, post.title, post.id

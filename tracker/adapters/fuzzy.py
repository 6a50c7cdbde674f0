"""Which posts somebody means by a few typed words. Over the package `rapidfuzz`.

The first of these that fits anything decides, and the ones after it are not asked:

1. the short code, as it stands;
2. the whole title (an alias such as “ACC” spelled out), or the holder's whole name;
3. whole words of the title, the holder's name or the code;
4. beginnings of such words;
5. close spellings of them.

A deputy gives way to the post that they deputise for, unless “deputy” was typed.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from tracker.domain.capture import PostName
from tracker.domain.capture_words import words_of

ALIASES = {
    "acc": "assistant chief constable",
    "cc": "chief constable",
    "ceo": "chief executive",
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

CUT_OFF = 80.0
"""How alike two words must be, out of 100, to count as one word spelled two ways."""

AS_GOOD_AS_BEST = 5.0
"""Spellings that are so many points below the best one still fit about equally well."""

SHORTEST_MISSPELT = 3
"""A shorter word is too short to be recognised by its spelling."""

_LINKING = {"a", "an", "and", "for", "of", "or", "the", "to"}


class PostMatcher:
    """Finds posts by what people type. `aliases` maps one short word to the words that it stands for."""

    def __init__(self, aliases: Mapping[str, str] = ALIASES, *, cut_off: float = CUT_OFF) -> None:
        self._aliases = {short: tuple(words_of(long)) for short, long in aliases.items()}
        self._cut_off = cut_off
        # Posts are few and asked for at every key pressed: their words are worked out once.
        self._title_words = lru_cache(maxsize=4096)(self._words)

    def match(self, query: str, posts: Sequence[PostName]) -> tuple[PostName, ...]:
        """The posts that fit about equally well, best first: several are for asking which, () is none."""
        typed = _plain_words(query)
        if not typed:
            return ()
        coded = tuple(post for post in posts if _plain_words(post.code) == typed)
        if coded:
            return coded
        words = self._words(query)
        for fits in (self._is_name, self._has_words, self._has_beginnings):
            found = [post for post in posts if fits(words, post)]
            if found:
                found = [post for post in found if not self._gives_way(post, found, words)]
                return tuple(sorted(found, key=lambda post: self._distance(words, post)))
        return self._close(words, posts)

    def _words(self, text: str) -> tuple[str, ...]:
        spelled_out: list[str] = []
        for word in _plain_words(text):
            spelled_out += self._aliases.get(word, (word,))
        return tuple(spelled_out)

    def _is_name(self, words: tuple[str, ...], post: PostName) -> bool:
        return words in (self._title_words(post.title), _plain_words(post.holder))

    def _has_words(self, words: tuple[str, ...], post: PostName) -> bool:
        return set(words) <= set(self._known(post))

    def _has_beginnings(self, words: tuple[str, ...], post: PostName) -> bool:
        known = [word for word in self._known(post) if word not in _LINKING]
        told = [word for word in words if word not in _LINKING]
        return bool(told) and all(any(one.startswith(word) for one in known) for word in told)

    def _gives_way(self, post: PostName, found: Sequence[PostName], words: tuple[str, ...]) -> bool:
        first, *rest = self._title_words(post.title) or ("",)
        if first != "deputy" or first in words:
            return False
        return any(self._title_words(other.title) == tuple(rest) for other in found)

    def _known(self, post: PostName) -> tuple[str, ...]:
        return self._title_words(post.title) + _plain_words(post.holder) + _plain_words(post.code)

    def _distance(self, words: tuple[str, ...], post: PostName) -> tuple[float, str, int]:
        alike = max(
            fuzz.token_sort_ratio(" ".join(words), " ".join(self._title_words(post.title))),
            fuzz.token_sort_ratio(" ".join(words), post.holder.casefold()),
        )
        return -alike, post.title, post.id

    def _close(self, words: tuple[str, ...], posts: Sequence[PostName]) -> tuple[PostName, ...]:
        scored = [(self._likeness(words, post), post) for post in posts]
        best = max((score for score, _ in scored), default=0.0)
        if best < self._cut_off:
            return ()
        enough = max(self._cut_off, best - AS_GOOD_AS_BEST)
        close = {post: score for score, post in scored if score >= enough}
        kept = [post for post in close if not self._gives_way(post, list(close), words)]
        return tuple(sorted(kept, key=lambda post: (-close[post], self._distance(words, post))))

    def _likeness(self, words: tuple[str, ...], post: PostName) -> float:
        """0 to 100: how alike the words are on average, each to its nearest; 0 when one is like none."""
        known = self._known(post)
        each = [self._nearest(word, known) for word in words]
        apart = sum(each) / len(each) if min(each) >= self._cut_off else 0.0
        if len(words) > 1:
            return apart
        # One long word may be a title typed without its spaces.
        return max(apart, fuzz.ratio(words[0], "".join(self._title_words(post.title))))

    def _nearest(self, word: str, known: Iterable[str]) -> float:
        if len(word) < SHORTEST_MISSPELT or word in _LINKING:
            return 100.0 if word in known else 0.0
        return max((fuzz.ratio(word, one) for one in known), default=0.0)


def _plain_words(text: str) -> tuple[str, ...]:
    """The words without accents, so that "Zoe" finds "Zoë"."""
    decomposed = unicodedata.normalize("NFKD", text)
    return tuple(words_of("".join(mark for mark in decomposed if not unicodedata.combining(mark))))

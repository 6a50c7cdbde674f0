"""The words of all posts, in a shape in which a few typed words find their posts at once.

Posts are few, and asked for with every line and at every pause in typing: what can be worked out beforehand is worked
out once. A set of posts is one whole number, with a bit for each post in its place.
"""

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from tracker.domain.capture_words import words_of
from tracker.domain.captured import PostName

Words = tuple[str, ...]

LINKING = frozenset({"a", "an", "and", "for", "of", "or", "the", "to"})
"""Words that tell no post from another."""


def plain_words(text: str) -> Words:
    """The words without accents, so that "Zoe" finds "Zoë"."""
    if text.isascii():
        return tuple(words_of(text))
    decomposed = unicodedata.normalize("NFKD", text)
    return tuple(words_of("".join(mark for mark in decomposed if not unicodedata.combining(mark))))


def content(words: Words) -> Words:
    return tuple(word for word in words if word not in LINKING)


class PostIndex:
    """`spelled_out` gives the words of a title with its short forms in full."""

    def __init__(self, posts: Sequence[PostName], spelled_out: Callable[[str], Words]) -> None:
        self.posts = tuple(posts)
        self.titles = [spelled_out(post.title) for post in posts]
        self.holders = [plain_words(post.holder) for post in posts]
        self.codes: dict[Words, int] = defaultdict(int)
        self.names: dict[Words, int] = defaultdict(int)
        self.words: dict[str, int] = defaultdict(int)
        for place, post in enumerate(posts):
            bit, code = 1 << place, plain_words(post.code)
            self.codes[code] |= bit
            for name in (self.titles[place], self.holders[place]):
                self.names[name] |= bit
            for word in (*self.titles[place], *self.holders[place], *code):
                self.words[word] |= bit
        self.names.pop((), None)

    def chosen(self, bits: int) -> list[int]:
        """The places of the posts in a set."""
        return [place for place in range(len(self.posts)) if bits >> place & 1]

    def with_beginning(self, beginning: str) -> int:
        """The posts that have a word which begins so; small words such as “the” apart."""
        bits = 0
        for word in self._from(beginning):
            bits |= self.words[word] if word not in LINKING else 0
        return bits

    def titles_that_start(self, beginnings: Words) -> int:
        """The posts whose title begins with words that begin so, one after the other."""
        bits = 0
        for place, title in enumerate(self.titles):
            theirs = content(title)[: len(beginnings)]
            if len(theirs) == len(beginnings) and all(map(str.startswith, theirs, beginnings)):
                bits |= 1 << place
        return bits

    @cached_property
    def initials(self) -> dict[str, int]:
        """The posts by the first letters of two or more words that follow each other in the title, or of the name."""
        found: dict[str, int] = defaultdict(int)
        for place, title in enumerate(self.titles):
            for letters in (
                *_in_a_row(title),
                *_in_a_row(content(title)),
                _first_letters(self.holders[place]),
            ):
                if len(letters) > 1:
                    found[letters] |= 1 << place
        return found

    @cached_property
    def without_spaces(self) -> list[tuple[str, str]]:
        """Title and holder of each post as one word, for titles that are misspelt or typed without spaces."""
        return [
            ("".join(title), "".join(holder)) for title, holder in zip(self.titles, self.holders, strict=True)
        ]

    @cached_property
    def alphabet(self) -> list[str]:
        """Every word once, in order."""
        return sorted(self.words)

    def _from(self, beginning: str) -> Iterator[str]:
        for at in range(bisect_left(self.alphabet, beginning), len(self.alphabet)):
            if not self.alphabet[at].startswith(beginning):
                return
            yield self.alphabet[at]


def _first_letters(words: Words) -> str:
    return "".join(word[0] for word in words)


def _in_a_row(words: Words) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            if words[start] not in LINKING and words[end - 1] not in LINKING:
                yield _first_letters(words[start:end])

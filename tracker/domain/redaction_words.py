"""Finds words in a text however they are written: in any case, with or without accents, across line ends, hyphens and dots.

"Jane Smith" is found in "JANE SMITH’s", "Jane\\nSmith", "jane.smith@force.example" and "Jane_Smith_statement", but not in
"Jane Smithson": whole words alone. Where it is unclear, more is found rather than less.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

LETTER = r"[^\W_]"
BETWEEN = r"(?:[^\w\[\]“”\"]|_)"
"""What may stand between two words that are looked for together. A bracket may not: it would join what a mark has parted."""
Span = tuple[int, int]


@dataclass(frozen=True)
class Folded:
    """A text as it is searched. `at` holds for each of its characters the place in the text as it is written."""

    text: str
    at: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> Span:
        """Where the characters `start` to `end` stand in the text as it is written, with the accents that follow."""
        return self.at[start], self.at[end] if end < len(self.at) else self.length


@lru_cache(maxsize=64)
def folded(text: str) -> Folded:
    """`text` without case, accents and invisible characters; an apostrophe is an apostrophe, however it is written."""
    if text.isascii() and "`" not in text:
        return Folded(text.lower(), tuple(range(len(text))), len(text))
    letters: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        for part in _parts(character):
            letters.append(part)
            at.append(place)
    return Folded("".join(letters), tuple(at), len(text))


def spans(words: str, text: str) -> list[Span]:
    """Where `words` stand in `text`, from the left."""
    if needed_in(words) not in folded(text).text:
        return []
    pattern = pattern_of(words)
    return spans_of(pattern, text) if pattern else []


@lru_cache(maxsize=2048)
def needed_in(words: str) -> str:
    """The longest run of letters of `words`: a text without it needs no second look."""
    return max(re.findall(f"{LETTER}+", folded(words).text), key=len, default="")


def spans_of(pattern: re.Pattern[str], text: str) -> list[Span]:
    """Where the pattern is met in the text when both are folded."""
    searched = folded(text)
    return [searched.span(*match.span()) for match in pattern.finditer(searched.text)]


@lru_cache(maxsize=256)
def pattern_of(words: str) -> re.Pattern[str] | None:
    """What finds `words` in a folded text; None where they hold no letter and no digit."""
    body = body_of(words)
    return re.compile(f"(?<!{LETTER}){body}(?!{LETTER})") if body else None


def body_of(words: str) -> str:
    """The pattern without its edges. What a hyphen, an apostrophe or a dot joins is found without it too ("O’Brien", "OBrien")."""
    plain = folded(words).text
    parts = re.split(rf"({LETTER}+)", plain)
    return "".join(re.escape(part) if index % 2 else _gap(part) for index, part in enumerate(parts[1:-1], 1))


def replaced(text: str, found: Iterable[Span], instead: Callable[[str], str]) -> str:
    """`text` with what stands at each span said otherwise. Spans that overlap are taken as one."""
    said, end = [], 0
    for start, stop in joined(found):
        said += [text[end:start], instead(text[start:stop])]
        end = stop
    return "".join((*said, text[end:]))


def joined(found: Iterable[Span]) -> Iterator[Span]:
    """From the left, those that overlap as one."""
    last: Span | None = None
    for start, stop in sorted(found):
        if last and start < last[1]:
            last = (last[0], max(last[1], stop))
            continue
        if last:
            yield last
        last = (start, stop)
    if last:
        yield last


def _gap(between: str) -> str:
    return f"{BETWEEN}*" if re.fullmatch(r"['.\-]", between) else f"{BETWEEN}+"


@cache
def _parts(character: str) -> str:
    """What one character is searched as: none, one or several."""
    if unicodedata.category(character) == "Cf":
        return ""
    if unicodedata.category(character) == "Pd":
        return "-"
    if character in "‘’ʼ‛′`´":
        return "'"
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(
        part for part in plain if not unicodedata.combining(part) and unicodedata.category(part) != "Cf"
    )

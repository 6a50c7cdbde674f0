"""Passages in the words of a page: its paragraphs, its figures and tables, and the same words written in another way."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from tracker.domain.documents import ExcerptKind

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_BEGINS = re.compile(
    r"\s*(?:[•▪◦●–*-]\s|\(?[0-9]{1,2}[.)]|[0-9]+\.[0-9]+|(?:figure|table|chart)\s+[0-9])", re.IGNORECASE
)
_ENDS = tuple(".?!:;")
_SHORT_LINE = 0.6
"""A line that is shorter than this part of the longest one ends its paragraph: the next word would have fitted."""

_CAPTION = re.compile(
    r"^[^\S\n]*((figure|fig\.?|chart|graph|table)\s+([0-9]+(?:\.[0-9]+)?[a-z]?))\b[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Passage:
    """Characters `starts` to `ends` of a page's words, the end left out. Paragraphs count from 1."""

    number: int
    starts: int
    ends: int


@dataclass(frozen=True)
class Caption:
    """A figure or a table that the words name: "figure 3"."""

    kind: ExcerptKind
    name: str
    starts: int
    ends: int


def paragraphs(words: str) -> list[Passage]:
    """The paragraphs of a page: what stands between blank lines; where there are none, what its lines show."""
    cuts = [(found.start(), found.end()) for found in _BLANK.finditer(words)]
    if not cuts:
        cuts = _cuts_of_lines(words)
    edges = [0, *(place for cut in cuts for place in cut), len(words)]
    spans = (_trimmed(words, edges[i], edges[i + 1]) for i in range(0, len(edges), 2))
    return [Passage(i, *span) for i, span in enumerate((s for s in spans if s[0] < s[1]), start=1)]


def paragraph_at(words: str, starts: int) -> int | None:
    """The number of the paragraph in which the character `starts` stands; None on a page without words."""
    before = [passage.number for passage in paragraphs(words) if passage.starts <= starts]
    return before[-1] if before else None


def captions(words: str) -> list[Caption]:
    """The figures and tables that have a caption of their own, each once, in the order of the page."""
    found: dict[str, Caption] = {}
    for match in _CAPTION.finditer(words):
        noun = match[2].lower().rstrip(".")
        kind = ExcerptKind.TABLE if noun == "table" else ExcerptKind.FIGURE
        name = f"{'figure' if noun == 'fig' else noun} {match[3]}"
        found.setdefault(name, Caption(kind, name, match.start(1), match.start() + len(match[0].rstrip())))
    return list(found.values())


def whole_words(words: str, starts: int, ends: int) -> tuple[int, int]:
    """The same passage, spread to the words that it begins and ends in, without white space around it."""
    while 0 < starts < len(words) and words[starts - 1].isalnum() and words[starts].isalnum():
        starts -= 1
    while 0 < ends < len(words) and words[ends - 1].isalnum() and words[ends].isalnum():
        ends += 1
    return _trimmed(words, starts, ends)


@dataclass(frozen=True)
class Folded:
    """Words as they read, however they are set. `places` are the characters of the original; one more for its end."""

    text: str
    places: tuple[int, ...]

    def span(self, starts: int, length: int) -> tuple[int, int]:
        """Where `length` characters of the folded text from `starts` on stand in the original."""
        return self.places[starts], self.places[starts + length - 1] + 1


_SAME = str.maketrans("“”„‘’‚–—‐‑−", "\"\"\"'''-----")
_SIGNS = re.compile(
    r"(?P<nothing>\xad\s*|(?<=[^\W\d_])[-‐‑](?:[^\S\n]*\n\s*)?(?=[^\W\d_]))|(?P<space>\s+)|.", re.DOTALL
)


def folded(words: str) -> Folded:
    """One kind of quote and dash, one space for any white space, no hyphen between two letters, no soft hyphen, no ligature.

    A minus before a figure and the space between two figures stay: they are part of what is said.
    """
    signs: list[str] = []
    places: list[int] = []
    for found in _SIGNS.finditer(words.rstrip()):
        if found["nothing"] or (found["space"] and not signs):
            continue
        plain = " " if found["space"] else unicodedata.normalize("NFKC", found[0]).translate(_SAME)
        signs.extend(plain)
        places.extend([found.start()] * len(plain))
    return Folded("".join(signs), (*places, len(words)))


def _cuts_of_lines(words: str) -> list[tuple[int, int]]:
    lines = words.split("\n")
    longest = max(map(len, lines), default=0)
    cuts, place = [], 0
    for line, following in pairwise(lines):
        place += len(line) + 1
        said = line.rstrip()
        closed = said.endswith(_ENDS) or len(said) < _SHORT_LINE * longest
        if closed or _BEGINS.match(following):
            cuts.append((place - 1, place))
    return cuts


def _trimmed(words: str, starts: int, ends: int) -> tuple[int, int]:
    while starts < ends and words[starts].isspace():
        starts += 1
    while starts < ends and words[ends - 1].isspace():
        ends -= 1
    return starts, ends

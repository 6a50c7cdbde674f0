"""Finds words in the text of a page however they are set there, and cuts the text where they are marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

LONGEST_SOUGHT = 200
"""Characters."""

_ALIKE = ('"“”„', "'‘’‚", "-–—‐‑−")
_BROKEN = r"(?:\xad\s*|[-‐‑][^\S\n]*\n\s*)?"
"""What may stand inside a word at the end of a line."""


@dataclass(frozen=True)
class Piece:
    """Characters of a text that are marked in the same way. `found` counts the places on the page from 1; 0 is none."""

    text: str
    found: int = 0
    chosen: bool = False


def sought(typed: str) -> re.Pattern[str] | None:
    """What to look for; None where nothing was typed. Small and large letters, quotes, dashes and line ends make no difference."""
    words = " ".join(typed.split())[:LONGEST_SOUGHT]
    if not words:
        return None
    signs = []
    for here, following in zip(words, [*words[1:], ""], strict=True):
        alike = next((kind for kind in _ALIKE if here in kind), "")
        sign = r"\s+" if here == " " else f"[{re.escape(alike)}]" if alike else re.escape(here)
        signs.append(sign + (_BROKEN if here.isalpha() and following.isalpha() else ""))
    return re.compile("".join(signs), re.IGNORECASE)


def places(pattern: re.Pattern[str], words: str) -> list[tuple[int, int]]:
    """Where it stands, from the beginning."""
    return [found.span() for found in pattern.finditer(words)]


def pieces(
    words: str,
    span: tuple[int, int],
    found: Sequence[tuple[int, int]] = (),
    chosen: Iterable[tuple[int, int]] = (),
) -> list[Piece]:
    """The characters of `span`, cut where something that was found or chosen begins or ends. Nothing is lost or said twice."""
    starts, ends = span
    taken = list(chosen)
    cuts = {starts, ends} | {place for pair in [*found, *taken] for place in pair if starts < place < ends}
    edges = sorted(cuts)
    return [
        Piece(words[a:b], _number(found, a), any(s <= a < e for s, e in taken)) for a, b in pairwise(edges)
    ]


def _number(found: Sequence[tuple[int, int]], place: int) -> int:
    return next((i for i, (starts, ends) in enumerate(found, start=1) if starts <= place < ends), 0)

"""What somebody looks for: the words typed into the search box, read into a query. Every text is one, and none is an error.

    abandonment rate        both words, in any form and order: "rates of abandoned calls"
    "abandonment rate"      the words in this order, one after the other
    rate -burglary          the first word, and not the second; a minus before a number is part of the number
    co-ordinate             "co-ordinate", "co ordinate" or "coordinate"

Little words such as "the" are passed over outside quotation marks, unless there is nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.stemming import Joined, WordReader

LONGEST = 200
"""Characters of a query that are read."""

Phrase = tuple[str, ...]
"""Stems that follow each other."""
Term = tuple[Phrase, ...]
"""Ways to write one thing that is looked for. A text has the term when it has one of them."""

_MARKS = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02'
_CHUNK = re.compile(
    rf"(?P<minus>(?<!\S)-)?(?:[{_MARKS}](?P<quoted>[^{_MARKS}]*)[{_MARKS}]?|(?P<plain>[^\s{_MARKS}]+))"
)
# fmt: off
_LITTLE = frozenset({
    "a", "about", "all", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "did",
    "do", "does", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its",
    "of", "on", "or", "our", "so", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "to", "was", "we", "were", "what", "when", "which", "who", "will", "with", "would", "you",
})
# fmt: on


@dataclass(frozen=True)
class Query:
    """What a text must have, all of it, and what it must not have. `typed` is what is shown again."""

    typed: str
    required: tuple[Term, ...] = ()
    refused: tuple[Term, ...] = ()

    @property
    def looks_for_something(self) -> bool:
        return bool(self.required)

    @property
    def why_not(self) -> str:
        """Why nothing can be looked for, with what to do; "" where something can."""
        if self.required:
            return ""
        if not self.typed:
            return "Type what you are looking for."
        if self.refused:
            return "A minus leaves out what has a word. Type a word to look for as well."
        return "There is no word or number in what you typed. Type at least one."


def read_query(typed: str, reader: WordReader) -> Query:
    """The query that `typed` means."""
    shown = " ".join(typed.split())[:LONGEST].strip()
    required: list[Term] = []
    little: list[Term] = []
    refused: list[Term] = []
    for chunk in _CHUNK.finditer(shown):
        quoted, plain = chunk["quoted"], chunk["plain"]
        minus = bool(chunk["minus"]) and (plain is None or not plain[0].isdigit())
        if quoted is not None:
            phrase = _phrase(quoted, reader)
            if phrase:
                (refused if minus else required).append((phrase,))
            continue
        for joined, term in _terms(plain, reader):
            is_little = len(joined.parts) == 1 and joined.parts[0].folded in _LITTLE
            (refused if minus else little if is_little else required).append(term)
    return Query(shown, _once(required or little), _once(refused))


def _phrase(text: str, reader: WordReader) -> Phrase:
    return tuple(part.stem for _, joined in reader.joined(text) for part in joined.parts)


def _terms(text: str, reader: WordReader) -> Iterator[tuple[Joined, Term]]:
    for _, joined in reader.joined(text):
        parts = tuple(part.stem for part in joined.parts)
        if parts:
            yield joined, (parts, (joined.whole,)) if joined.whole else (parts,)


def _once(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))

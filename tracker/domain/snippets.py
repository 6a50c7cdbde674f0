"""The words of a text around what was looked for, with the finds marked. Nothing here is markup: a page escapes it and adds its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from tracker.domain.search_words import Phrase, Query
from tracker.domain.stemming import WordReader

AROUND = 240
"""Characters of a snippet, about three lines."""
BEFORE = 70
"""Characters that are shown before the first find."""
FARTHEST = 60_000
"""Characters of a text that are looked through; what stands further down is found all the same."""

MOST_FINDS = 300


@dataclass(frozen=True)
class Piece:
    """A run of text, and whether it is what was looked for."""

    text: str
    found: bool = False


@dataclass(frozen=True)
class Find:
    """Where one term stands in a text, counted in characters."""

    starts: int
    ends: int
    term: int


def snippet(text: str, query: Query, reader: WordReader) -> list[Piece]:
    """The part of `text` that has the most of what is looked for, on one line. Without a find, its beginning."""
    text = text[:FARTHEST]
    found = _enough(finds(text, query, reader), len(query.required))
    starts = _best_start(found)
    begins = _word_edge(text, max(0, starts - BEFORE), forward=True) if starts > BEFORE else 0
    ends = _word_edge(text, begins + AROUND, forward=False) if begins + AROUND < len(text) else len(text)
    ends = max([ends, *(find.ends for find in found if find.starts == starts)])
    pieces = marked(
        text, [find for find in found if begins <= find.starts and find.ends <= ends], begins, ends
    )
    if begins:
        pieces.insert(0, Piece("… "))
    if ends < len(text):
        pieces.append(Piece(" …"))
    return pieces


def whole(text: str, query: Query, reader: WordReader) -> list[Piece]:
    """All of a short text, such as a title."""
    return marked(text, list(finds(text, query, reader)), 0, len(text))


def marked(text: str, found: Sequence[Find], begins: int, ends: int) -> list[Piece]:
    """The text from `begins` to `ends` in pieces, white space run together."""
    pieces, at = [], begins
    for find in sorted(found, key=lambda find: (find.starts, -find.ends)):
        if find.starts < at:
            continue
        pieces += [Piece(text[at : find.starts]), Piece(text[find.starts : find.ends], found=True)]
        at = find.ends
    pieces.append(Piece(text[at:ends]))
    return [Piece(_one_line(piece.text), piece.found) for piece in pieces if piece.text]


def finds(text: str, query: Query, reader: WordReader) -> Iterator[Find]:
    """Where each thing that is looked for stands in `text`."""
    phrases: dict[str, list[tuple[Phrase, int]]] = {}
    for number, term in enumerate(query.required):
        for phrase in term:
            phrases.setdefault(phrase[-1], []).append((phrase, number))
    stems: list[str] = []
    places: list[tuple[int, int]] = []
    for starts, joined in reader.joined(text):
        for phrase, number in phrases.get(joined.whole, ()):
            if len(phrase) == 1:
                yield Find(starts, starts + joined.parts[-1].ends, number)
        for part in joined.parts:
            stems.append(part.stem)
            places.append((starts + part.starts, starts + part.ends))
            for phrase, number in phrases.get(part.stem, ()):
                if tuple(stems[-len(phrase) :]) == phrase:
                    yield Find(places[-len(phrase)][0], places[-1][1], number)


def _enough(found: Iterator[Find], terms: int) -> list[Find]:
    """The finds up to the end of the first snippet that would hold all of the terms: a text need not be read further."""
    kept: list[Find] = []
    last: dict[int, int] = {}
    ends: int | None = None
    for find in islice(found, MOST_FINDS):
        if ends is not None and find.ends > ends:
            break
        kept.append(find)
        last[find.term] = find.starts
        if ends is None and len(last) == terms and find.ends - min(last.values()) <= AROUND - BEFORE:
            ends = min(last.values()) + AROUND
    return kept


def _best_start(found: Sequence[Find]) -> int:
    """Where the snippet's first find starts: the one with the most different finds after it, the first of those."""
    best, most = 0, 0
    for find in sorted(found, key=lambda find: find.starts):
        ends = find.starts - BEFORE + AROUND if find.starts > BEFORE else AROUND
        different = len({other.term for other in found if find.starts <= other.starts and other.ends <= ends})
        if different > most:
            best, most = find.starts, different
    return best


def _word_edge(text: str, at: int, *, forward: bool) -> int:
    """The nearest place between two words: after `at`, or before it."""
    for step in range(30):
        place = at + step if forward else at - step
        if 0 < place < len(text) and text[place].isspace():
            return place + 1 if forward else place
    return at


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and words else ""
    return f"{before}{words}{after}"

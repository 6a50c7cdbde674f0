"""A document's text cut into the sentences, list items and cells in which promises are looked for. Every place is a place in the text.

A paper comes as it was read from a PDF, a Word file or a plain text: with lines broken in the middle of a sentence, bullets lost or
kept, tables as tabs or bars. Nothing here changes the text: marks are blanked out in a copy of the same length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from tracker.domain.promises_words import RETURNS, TO_END, one_of, phrase

LONGEST_SENTENCE = 1200
"""Characters. What is longer is cut there: it is a table without lines, or no prose at all."""

_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
_ALIKE = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "\r": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "*": " ",
    }
)
_HASHES = re.compile(r"^[ \t]*#{1,6}(?= )", re.MULTILINE)
_MARK = re.compile(
    r"[ \t]*(?:(?:[-–—•●▪■◦·\uf0b7]|o(?=[ \t]))[ \t]*|(?:\d{1,3}\.){1,4}(?:\d{1,3}\.?)?[ \t]+|\d{1,3}(?:\.\d{1,3}){1,3}[ \t]+"
    r"|\(?\d{1,3}\)[ \t]+|\d{1,2}\t+|\(?[a-z]\)[ \t]+|\(?[ivx]{1,5}\)[ \t]+|[a-z]\.[ \t]+)"
)
_PARAGRAPH = re.compile(r"[-–—•\s]*\d{1,3}\.\d")
_CELLS = re.compile(r"[\t|]")
_END = re.compile(r"""[.!?](?:["')\]]{0,2})\s+(?=["'(\[]{0,2}[A-Z0-9£])""")
_SHORTENED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|no|nos|mr|mrs|ms|dr|cllr|st|prof|rev|hon|vs?|cf|fig|para|p|pp|ref|approx|supt|insp)|\b[A-Z]|(?:^|\s)\d{1,2})\.$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:decisions?\s*(?:/|and|&)\s*)?actions?(?: points?| items?)?(?: (?:no\.? ?|ref\.? ?)?[A-Z]{0,4}[-/. ]?\d[\w./-]*)?\s*[:–—-]|actions? (?:agreed|required|by)\b"
    r"|action (?:point |no\.? ?)?\d[\w/]*\s*$|ap ?[/-]?\d[\w/]*\b|recommendation \d+\s*[:–—-]|management response\s*:|responsible officer\s*:|(?:action )?(?:owner|lead)(?: officer)?\s*:|responsible\s*:|by(?: when| whom)?\s*:|due(?: date)?\s*:|deadline\s*:"
    r"|timescale\s*:|target(?: date)?\s*:|resolved\b|agreed\s*[:–—-]|decision\s*:)",
    re.IGNORECASE,
)
_ACTION_WITHIN = re.compile(
    r"(?<=[.!?)\]]) +(?=[(\[]?(?:ACTIONS?|Actions?|AP)(?: (?:point )?\d{1,4})?(?: ?: | – | - ))|(?<!\s)\s+(?=[(\[]ACTION\b)|(?<!\s)\s+(?=[(\[]Action ?[:–-])"
)
_LINE = re.compile(r"[^\n\f\v]+")
_NAMED_AT_THE_END = re.compile(r"\bACTIONS?\s?[:–-][^.]{0,40}$")
_BEGINS_WITH_VERB = phrase(rf"{one_of({*RETURNS, *TO_END})}\b")
_HEADING = re.compile(
    r"(?:agreed |further |summary of )?(?:actions?|action points|next steps)(?: arising| agreed| required)?$",
    re.IGNORECASE,
)
WRAPPED = 48
"""Characters from which a line without an end is taken to go on in the next."""


class Kind(StrEnum):
    PROSE = "prose"
    ITEM = "item"
    CELL = "cell"


@dataclass(frozen=True)
class Sentence:
    """Words between two places. `head` is the line above a list that leads into an item, "" for all else."""

    start: int
    end: int
    kind: Kind
    head: str = ""
    opens: bool = False
    """It is the first sentence of its paragraph, item or cell."""


@dataclass(frozen=True)
class Row:
    """One line of a table: the places of its cells, in order."""

    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Block:
    start: int
    end: int
    kind: Kind
    row: Row | None = None


def plain(text: str) -> str:
    """`text` with marks of layout blanked out and quotes made straight, each character in its place."""
    bare = _TAG.sub(lambda tag: " " * len(tag[0]), text.translate(_ALIKE))
    return _HASHES.sub(lambda marks: " " * len(marks[0]), bare)


def sentences(bare: str) -> Iterator[Sentence | Row]:
    """The sentences and the rows of tables, in the order of the text. `bare` is what `plain` made."""
    head = ""
    for block in _blocks(bare):
        if block.row:
            yield block.row
            continue
        words = bare[block.start : block.end]
        item = block.kind is Kind.ITEM or (bool(head) and _goes_on(words))
        leads = _leads(words)
        cuts = list(_cut(bare, block.start, block.end))
        for number, (start, end) in enumerate(cuts):
            yield Sentence(start, end, Kind.ITEM if item else Kind.PROSE, head if item else "", number == 0)
        if leads and (not item or words.rstrip()[-1] == ":"):
            head = bare[cuts[-1][0] : cuts[-1][1]] if cuts else ""
        elif not item:
            head = ""


def _goes_on(words: str) -> bool:
    """A line below a head is an item of its list though its bullet was lost."""
    return (
        words[:1].islower()
        or words.rstrip(" .").endswith((";", "; and"))
        or bool(_BEGINS_WITH_VERB.match(words))
    )


def _leads(words: str) -> bool:
    ends = words.rstrip()
    return (
        ends[-1:] in (":", ";")
        or bool(_HEADING.match(ends))
        or bool(re.search(r"(?:\bthat|[:;] ?[-–—]|resolved ?[-–—]?|agreed to)$", ends, re.IGNORECASE))
    )


def _blocks(bare: str) -> Iterator[_Block]:
    """Lines that belong together, as one: the lines of a paragraph that was broken to fit its page."""
    begun: _Block | None = None
    for line in _lines(bare):
        if begun and _continues(bare, begun, line):
            begun = replace(begun, end=line.end)
            continue
        if begun:
            yield begun
        begun = line
    if begun:
        yield begun


def _lines(bare: str) -> Iterator[_Block]:
    for line in _LINE.finditer(bare):
        left, right = _trimmed(bare, *line.span())
        if left < right and bare[left:right].count("|") == 1 and bare[right - 1] == "|":
            right = _trimmed(bare, left, right - 1)[1]
        if left >= right:
            continue
        start = _mark_end(bare, left, right)
        if start < right and _cells(bare, start, right):
            yield _Block(left, right, Kind.CELL, Row(tuple(_cells(bare, left, right))))
        elif start < right:
            listed = start > left and not _PARAGRAPH.match(bare, left, start)
            yield _Block(start, right, Kind.ITEM if listed else Kind.PROSE)


def _continues(bare: str, begun: _Block, line: _Block) -> bool:
    """The line goes on with the sentence of the one before it."""
    between = bare[begun.end : line.start]
    if begun.row or line.kind is not Kind.PROSE or between.count("\n") > 1 or "\f" in between:
        return False
    if "|" in between:
        return False
    before = bare[max(begun.start, bare.rfind("\n", begun.start, begun.end) + 1) : begun.end].strip()
    if (
        before[-1:] in (":", ";")
        or _NAMED_AT_THE_END.search(before)
        or _LABEL.match(bare, line.start, line.end)
    ):
        return False
    goes_on = bare[line.start].islower()
    return goes_on or (
        before[-1:] not in (".", "?", "!") and (bare[line.start] in "(&" or len(before) >= WRAPPED)
    )


def _trimmed(bare: str, start: int, end: int) -> tuple[int, int]:
    words = bare[start:end].rstrip()
    return start + len(words) - len(words.lstrip()), start + len(words)


def _mark_end(bare: str, left: int, right: int) -> int:
    """Where the words of a line begin, after its bullets and numbers: “- 4.2.6. ” has two."""
    here = left
    for _ in range(3):
        mark = _MARK.match(bare, here, right)
        if not mark or mark.end() == here:
            break
        here = mark.end()
    return _trimmed(bare, here, right)[0]


def _cells(bare: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of the cells, empty ones too; none where fewer than two of them hold anything."""
    edges = [(start, start), *(cut.span() for cut in _CELLS.finditer(bare, start, end)), (end, end)]
    found = [_trimmed(bare, before[1], after[0]) for before, after in pairwise(edges)]
    if bare[start] == "|":
        found = found[1:]
    if bare[end - 1] == "|":
        found = found[:-1]
    return found if sum(left < right for left, right in found) > 1 else []


def cut_cell(bare: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentences within one cell of a table."""
    for number, (left, right) in enumerate(_cut(bare, start, end)):
        yield Sentence(left, right, Kind.CELL, opens=number == 0)


def _cut(bare: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    here = start
    cuts = sorted(
        {one.end() for one in _END.finditer(bare, start, end)}
        | {one.end() for one in _ACTION_WITHIN.finditer(bare, start, end)}
    )
    for cut in [*cuts, end]:
        left, right = _trimmed(bare, here, cut)
        if cut != end and _SHORTENED.search(bare[max(left, right - 8) : right]):
            continue
        while right - left > LONGEST_SENTENCE:
            at = bare.rfind(" ", left, left + LONGEST_SENTENCE)
            at = at if at > left else left + LONGEST_SENTENCE
            yield _trimmed(bare, left, at)
            left = _trimmed(bare, at, right)[0]
        if left < right:
            yield left, right
        here = cut

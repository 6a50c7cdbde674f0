"""What somebody wrote in the app, read as plain values: every form of a report is set from them, and none holds markup.

They are frozen with the report as they are (`domain/canonical.py`).
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.domain.linked_figures import LinkedFigure

BREAK = "\n"
"""A line break that was asked for within a paragraph."""
LEFT_OUT = "[figure left out]"
"""Stands for a figure that these readers do not get."""


class PieceKind(StrEnum):
    """What a piece is. A list holds entries, a table rows of cells (the first row its heading), a quotation paragraphs and lists."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    ENTRY = "entry"
    QUOTATION = "quotation"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"


LISTS = frozenset({PieceKind.BULLETS, PieceKind.NUMBERS})


@dataclass(frozen=True)
class Run:
    """Words that are set alike. `href` is a whole http(s) address; `figure` is what was typed between the braces of a linked figure,
    and `text` then what is printed for it."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    figure: str = ""

    @property
    def lines(self) -> list[str]:
        return self.text.split(BREAK)


@dataclass(frozen=True)
class Piece:
    """`runs` are its own words, `inside` what it holds. `level` is that of a heading (1, or 2 within it), `start` the first number of a list."""

    kind: PieceKind
    runs: tuple[Run, ...] = ()
    inside: tuple["Piece", ...] = ()
    level: int = 0
    start: int = 1

    @property
    def words(self) -> str:
        """Its own words without their setting, on one line."""
        return " ".join("".join(run.text for run in self.runs).split())

    def all_runs(self) -> Iterator[Run]:
        """Its runs and those of all that it holds, in their order."""
        yield from self.runs
        for piece in self.inside:
            yield from piece.all_runs()


@dataclass(frozen=True)
class Writing:
    """A whole text. `figures` has each figure that it links, by what was typed for it."""

    pieces: tuple[Piece, ...] = ()
    figures: tuple[LinkedFigure, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pieces)

    @property
    def asked_figures(self) -> tuple[str, ...]:
        """What was typed between each pair of braces, each once, in their order."""
        found = (run.figure for piece in self.pieces for run in piece.all_runs() if run.figure)
        return tuple(dict.fromkeys(found))

    def figure_of(self, run: Run) -> LinkedFigure | None:
        return next((one for one in self.figures if one.typed == run.figure), None)

    def apart(self) -> tuple["Writing", ...]:
        """Each of its pieces as a text of its own: for what sets something between them, as numbers are."""
        return tuple(replace(self, pieces=(piece,)) for piece in self.pieces)


def with_figures(writing: Writing, figures: tuple[LinkedFigure, ...]) -> Writing:
    """The text with what is printed for each of its figures. One that is not found says so in its place."""
    printed = {one.typed: one.words for one in figures}
    asked = set(writing.asked_figures)

    def now(run: Run) -> Run:
        words = printed.get(run.figure) or f"[figure not found: {run.figure}]"
        return replace(run, text=words) if run.figure else run

    return Writing(_each_run(writing.pieces, now), tuple(one for one in figures if one.typed in asked))


def without_figures(writing: Writing, typed: Collection[str]) -> Writing:
    """The text without what is printed for these figures, and without what is known of them: words in their place say so."""

    def left(run: Run) -> Run:
        return replace(run, text=LEFT_OUT, figure="") if run.figure in typed else run

    return Writing(
        _each_run(writing.pieces, left), tuple(one for one in writing.figures if one.typed not in typed)
    )


def levelled(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces with headings of two levels at most, none of which skips one: the most prominent are of level 1, all others of 2."""
    typed = [piece.level for piece in pieces if piece.kind is PieceKind.HEADING]
    found: list[Piece] = []
    any_before = False
    for piece in pieces:
        if piece.kind is PieceKind.HEADING:
            level = 2 if any_before and piece.level > min(typed) else 1
            found.append(replace(piece, level=level))
            any_before = True
        else:
            found.append(piece)
    return tuple(found)


def plain_lines(pieces: tuple[Piece, ...], begin: str = "") -> Iterator[str]:
    """The words of the pieces, a line for each paragraph, entry and row: for forms that know no setting."""
    for piece in pieces:
        if piece.kind is PieceKind.ROW:
            yield begin + " | ".join(cell.words for cell in piece.inside)
        elif piece.kind in LISTS:
            for number, entry in enumerate(piece.inside, piece.start):
                mark = "• " if piece.kind is PieceKind.BULLETS else f"{number}. "
                first, *rest = list(plain_lines(entry.inside)) or [""]
                yield begin + mark + first
                yield from (f"{begin}   {line}" for line in rest)
        else:
            if piece.runs:
                yield begin + piece.words
            yield from plain_lines(piece.inside, begin)


def _each_run(pieces: tuple[Piece, ...], change: Callable[[Run], Run]) -> tuple[Piece, ...]:
    return tuple(
        replace(one, runs=tuple(map(change, one.runs)), inside=_each_run(one.inside, change))
        for one in pieces
    )

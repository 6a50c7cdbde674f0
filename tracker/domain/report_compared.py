"""What two versions of a report are compared by where its kind has no way of its own: what their papers say, part by part.

What readers do not get is in no paper, so it is in no comparison of two either.
"""

from collections.abc import Callable, Iterator
from typing import Any

from tracker.domain.paper import (
    Block,
    Bullets,
    Cell,
    Citations,
    Facts,
    Numbered,
    Paper,
    Part,
    Prose,
    Table,
    Tag,
    Written,
)
from tracker.domain.report_changes import Compared

TEXT = "What it says"
"""The field that holds the paragraphs of a part: their numbers move when one is added, so they are compared as one."""
FIGURES = "The figures at the top"
Said = tuple[str, str, str]
"""A subject, a field of it, and words."""


def by_paper(paper: Callable[[Any], Paper]) -> Callable[[Any], Compared]:
    """What the papers that `paper` makes are compared by."""

    def compared(report: Any) -> Compared:
        found: dict[str, dict[str, str]] = {}
        for subject, field, words in _paper(paper(report)):
            fields = found.setdefault(subject, {})
            fields[field] = " ".join(filter(None, (fields.get(field, ""), words)))
        return found

    return compared


def _paper(paper: Paper) -> Iterator[Said]:
    for figure in paper.figures:
        yield FIGURES, figure.label, str(figure.number)
    for part in paper.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[Said]:
    subject = part.label or part.title
    if part.label:
        yield subject, "Title", part.title
    if part.under:
        yield subject, "About it", part.under
    for block in part.blocks:
        yield from _block(subject, block)


def _block(subject: str, block: Block) -> Iterator[Said]:
    if isinstance(block, Part):
        yield from _part(block)
    elif isinstance(block, Facts):
        for fact in block.facts:
            links = tuple(link.words for link in fact.links)
            yield subject, fact.label, _line(*map(_tag, fact.tags), fact.strong, *fact.texts, *links)
    elif isinstance(block, Table):
        for row in block.rows:
            yield from _row(subject, block, row)
    elif isinstance(block, Citations):
        yield subject, block.label, _line(*(_line(one.citation, one.quote) for one in block.cited))
    elif isinstance(block, Numbered):
        for within in block.blocks:
            yield from _block(subject, within)
    else:
        yield subject, TEXT, _text(block)


def _row(subject: str, table: Table, row: tuple[Cell, ...]) -> Iterator[Said]:
    """A row by what stands in its first cell; one of a single column is a text of the part."""
    about, *told = (_cell(cell) for cell in row)
    if not told:
        yield subject, TEXT, about
    for column, words in zip(table.columns[1:], told, strict=True):
        yield f"{subject}: {about}" if about else subject, column.title, words


def _text(block: Block) -> str:
    if isinstance(block, Prose):
        return _line(*block.texts)
    if isinstance(block, Bullets):
        return _line(*block.entries)
    if isinstance(block, Written):
        return _line(*(run.text for piece in block.prose.pieces for run in piece.all_runs()))
    # What a picture shows stands in a table beside it; its alternative says it in words.
    return getattr(block, "alternative", "")


def _cell(cell: Cell) -> str:
    return _line(cell.strong, *map(_tag, cell.tags), *cell.texts, *cell.quiet)


def _tag(tag: Tag) -> str:
    return _line(tag.letter, tag.words)


def _line(*words: str) -> str:
    return " ".join(" ".join(words).split())

"""The Panel update and the Commissioner's response as a test reads them: cut, put into words, and looked through."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from tracker.adapters.markdown import WrittenMarkdown
from tracker.domain.paper import Block, Bullets, Cell, Facts, Numbered, Paper, Part, Prose, Table, Written
from tracker.domain.prose import plain_lines
from tracker.domain.report_kinds import KINDS
from tracker.domain.report_record import from_text
from tracker.domain.reports import Report
from tracker.domain.subjects import about_meeting
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.services.desk import Desk
from tracker.services.reports import cut_report
from tracker.services.writing import save_text
from tracker.store.meetings import by_reference

One = TypeVar("One", bound=Block)


def cut_version(desk: Desk, kind: str, meeting: str) -> ReportVersion:
    about = by_reference(desk.session, meeting)
    return cut_report(desk, kind, about, office_name="The office", contact="office@x.example")


def cut(desk: Desk, kind: str, meeting: str) -> Report:
    """The report as it was frozen, and as it comes back from the database."""
    version = cut_version(desk, kind, meeting)
    return from_text(desk.session.get_one(RecordSnapshot, version.snapshot_id).record)


def paper_of(report: Report) -> Paper:
    kind = next(kind for kind in KINDS.values() if isinstance(report, kind.record))
    return kind.paper(report)


def every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Part | Numbered):
            yield from every(block.blocks)


def all_of(paper: Paper, kind: type[One]) -> list[One]:
    return [block for block in every(paper.parts) if isinstance(block, kind)]


def part(paper: Paper, title: str) -> Part:
    return next(one for one in all_of(paper, Part) if one.title == title)


def words(blocks: tuple[Block, ...]) -> str:
    """All that stands in the blocks, as plain words."""
    return "\n".join(text for block in every(blocks) for text in own_words(block))


def own_words(block: Block) -> Iterable[str]:
    if isinstance(block, Prose):
        return block.texts
    if isinstance(block, Written):
        return plain_lines(block.prose.pieces)
    if isinstance(block, Bullets):
        return block.entries
    if isinstance(block, Facts):
        return (text for fact in block.facts for text in (fact.label, fact.strong, *fact.texts))
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row]
        return (text for cell in cells for text in (cell.strong, *cell.texts, *cell.quiet, *tags_of(cell)))
    return ()


def tags_of(cell: Cell) -> Iterable[str]:
    return (tag.words for tag in cell.tags)


def rewrite(desk: Desk, kind: str, meeting: str, slot: str, body: str) -> None:
    save_text(
        desk,
        WrittenMarkdown(),
        kind=kind,
        about=about_meeting(meeting),
        slot=slot,
        body=body,
        seen_version=None,
    )

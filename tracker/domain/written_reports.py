"""Reports that people write in the app, slot by slot: what was written is frozen with the record, and what is not written is said.

A slot that is needed and empty shows in the draft as "[Not written yet: Purpose]"; the version cannot be approved until it is filled.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.domain.errors import InvalidMove
from tracker.domain.paper import Block, Prose, Written
from tracker.domain.prose import Writing
from tracker.domain.reports import Report
from tracker.domain.wording import join_words


@dataclass(frozen=True)
class SlotText:
    """What was written for one slot; `heading` is what the slot is called, `needed` that the paper is not whole without it."""

    slot: str
    heading: str
    needed: bool = False
    writing: Writing = field(default_factory=Writing)


@dataclass(frozen=True, kw_only=True)
class WrittenReport(Report):
    """A report with words that people wrote. `texts` are all its slots, in the order of the paper."""

    texts: tuple[SlotText, ...] = ()

    def text(self, slot: str) -> SlotText | None:
        return next((one for one in self.texts if one.slot == slot), None)


def missing(report: Report) -> tuple[str, ...]:
    """The headings of what must be written before the report can be approved; nothing for a report that nobody writes."""
    if not isinstance(report, WrittenReport):
        return ()
    return tuple(one.heading for one in report.texts if one.needed and not one.writing)


def check_written(report: Report) -> None:
    """Raises `InvalidMove` with the list of what is not written yet."""
    if lacking := missing(report):
        listed = join_words([f"“{one}”" for one in lacking])
        raise InvalidMove(
            f"Not written yet: {listed}. Write {'it' if len(lacking) == 1 else 'them'} and build the report again, then approve it."
        )


def written_blocks(report: WrittenReport, slot: str) -> tuple[Block, ...]:
    """What was written for a slot, each of its pieces a block; the words that say that it is missing where it is needed; else nothing."""
    return tuple(_blocks(report.text(slot)))


def _blocks(text: SlotText | None) -> Iterator[Block]:
    if text is None:
        return
    if text.writing:
        yield from (Written(piece) for piece in text.writing.apart())
    elif text.needed:
        yield Prose((f"[Not written yet: {text.heading}]",))

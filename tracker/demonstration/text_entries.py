"""The entries of texts that the office wrote for its reports."""

from dataclasses import dataclass

from tracker.demonstration.entry import Entry


@dataclass(frozen=True, kw_only=True)
class WrittenEntry(Entry):
    """One text, in our own words with the papers' figures. `meetings` are those whose report of this `kind` has it in `slot`; `document`
    is the paper that its figures are in."""

    kind: str
    meetings: tuple[str, ...]
    slot: str
    document: str
    text: str

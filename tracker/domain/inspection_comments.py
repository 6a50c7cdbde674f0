"""The Commissioner's comments on an inspection report, as they are begun: each finding with what is said of it, as Markdown."""

from collections.abc import Iterable
from typing import Protocol

from tracker.domain.inspections import FindingKind, finding_words

TO_WRITE = "*To be written: the action taken or proposed, or why there is none.*"


class Said(Protocol):
    """A finding, as far as the comments tell of it."""

    @property
    def kind(self) -> FindingKind: ...
    @property
    def number(self) -> str: ...
    @property
    def wording(self) -> str: ...
    @property
    def action_taken(self) -> str: ...
    @property
    def no_action_reason(self) -> str: ...


def proposed_comments(title: str, body: str, published: str, found: Iterable[Said]) -> str:
    """What the writer begins from: nothing but what is on record, and a mark where something has to be said."""
    parts = [f"These are the Commissioner’s comments on “{title}”, published by {body} on {published}."]
    for one in found:
        quoted = "\n".join(f"> {line}".rstrip() for line in one.wording.split("\n"))
        parts.append(f"## {finding_words(one.kind, one.number)}\n\n{quoted}\n\n{_said(one)}")
    return "\n\n".join(parts)


def _said(one: Said) -> str:
    if one.action_taken:
        return one.action_taken
    return f"No action is taken: {one.no_action_reason}" if one.no_action_reason else TO_WRITE

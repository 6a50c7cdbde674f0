"""Puts the texts that the office wrote for its reports on record, once the figures that they link to are there."""

from typing import Protocol

from tracker.demonstration.measured import CARRIED_OVER_ON
from tracker.demonstration.stage import Stage
from tracker.domain.prose import Writing
from tracker.domain.subjects import about_meeting
from tracker.services.writing import save_text


class MarkdownReader(Protocol):
    """The port `ProseReader`: this room knows no ports."""

    def read(self, body: str) -> Writing: ...


def load_texts(stage: Stage, reader: MarkdownReader) -> None:
    """Everything of `texts*.toml`, in the order of the files."""
    desk = stage.on(CARRIED_OVER_ON)
    for entry in stage.record.texts:
        for meeting in entry.meetings:
            save_text(
                desk,
                reader,
                kind=entry.kind,
                about=about_meeting(stage.meetings[meeting].reference),
                slot=entry.slot,
                body=entry.text,
                seen_version=None,
            )

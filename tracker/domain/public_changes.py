"""What differs between two public cuts of one thing, in words: what was public, and what would be."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from tracker.domain.public_cuts import PublicCut
from tracker.domain.wording import date_words

LABELS = {
    "asked": "What was asked",
    "owner": "Who answers for it",
    "priority_title": "Priority",
    "raised_words": "Raised",
    "due_words": "Due",
    "original_due_on": "Original target date",
    "times_moved": "How often the date moved",
    "exit_rule": "When it ends",
    "closed_on": "Closed on",
    "closed_reason": "Reason for closing",
    "story": "What happened",
    "evidence": "What it rests on",
    "starts_words": "Starts at",
    "day_words": "Day",
    "video_url": "Video",
    "captions_url": "Captions",
    "counts": "What it counts",
    "beside": "Set beside",
    "definitions": "How it is counted",
    "ended_note": "Why it ended",
    "charts": "Charts",
    "readings": "Figures",
    "file": "File",
    "file_words": "Kind and size of the file",
    "areas": "Areas",
}
NOT_TOLD = frozenset({"priority", "due_on", "starts_at", "sha256", "state", "code", "page", "wide", "narrow"})
"""Fields that another one says in words."""
LONGEST = 400


@dataclass(frozen=True)
class PublicChange:
    """`before` and `after` are "" where there was, or will be, nothing."""

    label: str
    before: str
    after: str


def changes_between(before: PublicCut, after: PublicCut) -> list[PublicChange]:
    """What is public now and will not be, and what will be, field by field."""
    found = []
    for one in fields(before):
        was, now = getattr(before, one.name), getattr(after, one.name)
        if was == now or one.name in NOT_TOLD:
            continue
        label = LABELS.get(one.name, one.name.replace("_", " ").capitalize())
        if isinstance(was, tuple):
            found += [PublicChange(label, _words(item), "") for item in was if item not in now]
            found += [PublicChange(label, "", _words(item)) for item in now if item not in was]
        else:
            found.append(PublicChange(label, _words(was), _words(now)))
    return found


def _words(value: object) -> str:
    said = " · ".join(filter(None, _parts(value)))
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"


def _parts(value: object) -> Iterator[str]:
    if is_dataclass(value):
        for one in fields(value):
            if one.name not in NOT_TOLD and not (one.name == "day" and hasattr(value, "day_words")):
                yield from _parts(getattr(value, one.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _parts(item)
    elif isinstance(value, date):
        yield date_words(value)
    elif isinstance(value, bool):
        yield "yes" if value else ""
    elif value is not None:
        yield str(value)

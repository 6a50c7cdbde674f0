"""Where a public cut is filed: its address, which never changes, and what lists of it are sorted, narrowed and searched by."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.public_cuts import (
    PublicAction,
    PublicCut,
    PublicDocument,
    PublicMeasure,
    PublicMeeting,
    PublicReport,
)
from tracker.domain.stemming import WordReader


@dataclass(frozen=True)
class Filed:
    """`texts` are what can be searched, beside the title."""

    address: str
    title: str
    priority: str = ""
    priority_title: str = ""
    meeting: str = ""
    status: str = ""
    day: date | None = None
    due_on: date | None = None
    texts: tuple[str, ...] = ()


def filed(cut: PublicCut) -> Filed:
    """Where the cut stands and what it is found by."""
    if isinstance(cut, PublicMeeting):
        return _meeting(cut)
    if isinstance(cut, PublicAction):
        return _action(cut)
    if isinstance(cut, PublicMeasure):
        return _measure(cut)
    if isinstance(cut, PublicDocument):
        return Filed(
            f"documents/{cut.code}",
            cut.title,
            meeting=cut.meeting,
            day=cut.day,
            texts=(cut.publisher, cut.day_words),
        )
    return _report(cut)


def stems(cut: PublicCut, words: WordReader) -> str:
    """The stems of all that can be searched in it, each between spaces."""
    found = filed(cut)
    return f" {words.stems(found.title, *filter(None, found.texts))} "


def _meeting(cut: PublicMeeting) -> Filed:
    return Filed(
        f"meetings/{cut.reference.lower()}",
        cut.title,
        meeting=cut.reference,
        status=cut.status,
        day=cut.day,
        texts=(cut.reference, cut.day_words, cut.venue, *(item.title for item in cut.agenda)),
    )


def _action(cut: PublicAction) -> Filed:
    told = [word for step in cut.story for word in step.words]
    return Filed(
        f"actions/{cut.reference}",
        cut.title,
        priority=cut.priority,
        priority_title=cut.priority_title,
        meeting=cut.raised_at,
        status=cut.state,
        day=cut.raised_on,
        due_on=cut.due_on if cut.state == "open" else None,
        texts=(cut.reference, cut.asked, cut.owner, cut.closed_reason, *told),
    )


def _measure(cut: PublicMeasure) -> Filed:
    return Filed(
        f"measures/{cut.code}",
        cut.title,
        priority=cut.priority,
        priority_title=cut.priority_title,
        day=cut.readings[-1].ends_on if cut.readings else None,
        texts=(cut.counts, cut.national_measure),
    )


def _report(cut: PublicReport) -> Filed:
    return Filed(f"reports/{cut.name}", cut.title, meeting=cut.meeting, day=cut.issued_on, texts=(cut.about,))

"""What opens every paper: what it corrects, and what changed since the version that its readers got before."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tracker.domain.paper import Fact, Facts, Paper, Part, Prose
from tracker.domain.report_words import paragraphs
from tracker.domain.reports import Report
from tracker.domain.wording import count_words


def opening(paper: Callable[[Any], Paper]) -> Callable[[Any], Paper]:
    """`paper`, with what was wrong in the version before and what changed since at its beginning. A first version has neither."""

    def opened(report: Any) -> Paper:
        made = paper(report)
        return replace(made, parts=(*correction_part(report), *changes_part(report), *made.parts))

    return opened


def correction_part(report: Report) -> tuple[Part, ...]:
    """What was wrong in the version before, in the words of whoever approved this one."""
    if not report.correction:
        return ()
    before = report.changed_since.partition(",")[0] or "the version before"
    return (
        Part(f"This version corrects {before}", (Prose(paragraphs(report.correction)),), key="correction"),
    )


def changes_part(report: Report) -> tuple[Part, ...]:
    """What is not as it was in the version issued before; nothing for a first version."""
    if not report.changed_since:
        return ()
    facts = tuple(
        Fact(change.subject, texts=(*change.sentences, *change.reasons)) for change in report.changes
    ) or (Fact("Nothing", texts=("It says what the version before said.",)),)
    count = count_words(len(report.changes), "subject") if report.changes else ""
    return (Part(f"What changed since {report.changed_since}", (Facts(facts),), count, key="changes"),)

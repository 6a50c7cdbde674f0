"""The rows of the open data, made of public cuts: each in the order of the columns of its table in `public_data.py`."""

from collections.abc import Iterable, Sequence

from tracker.domain.public_cuts import (
    PublicAction,
    PublicDocument,
    PublicMeasure,
    PublicMeeting,
    PublicReport,
)


def meeting_rows(cut: PublicMeeting) -> Iterable[Sequence[object]]:
    yield (
        cut.reference,
        cut.title,
        cut.day,
        cut.day_words,
        cut.starts_at,
        cut.venue,
        cut.status,
        cut.video_url,
        cut.captions_url,
    )


def item_rows(cut: PublicMeeting) -> Iterable[Sequence[object]]:
    for place, item in enumerate(cut.agenda, 1):
        yield cut.reference, place, item.number, item.title


def action_rows(cut: PublicAction) -> Iterable[Sequence[object]]:
    yield (
        cut.reference,
        cut.title,
        cut.asked,
        cut.kind,
        cut.state,
        cut.status,
        cut.owner,
        cut.priority_title,
        cut.raised_at,
        cut.raised_on,
        cut.due_on,
        cut.due_words,
        cut.original_due_on,
        cut.times_moved,
        cut.exit_rule,
        cut.rating,
        cut.assurance,
        cut.closed_on,
        cut.closed_reason,
    )


def step_rows(cut: PublicAction) -> Iterable[Sequence[object]]:
    for place, step in enumerate(cut.story, 1):
        words = "\n".join(step.words)
        yield cut.reference, place, step.day, step.day_words, step.what, step.by, words, step.meeting


def readings_rows(cut: PublicMeasure) -> Iterable[Sequence[object]]:
    for one in cut.readings:
        yield (
            cut.code,
            cut.title,
            cut.unit,
            one.area,
            one.period,
            one.starts_on,
            one.ends_on,
            one.basis,
            one.value,
            one.value_words,
            one.status,
            one.queried,
            one.source,
        )


def document_rows(cut: PublicDocument) -> Iterable[Sequence[object]]:
    yield (
        cut.code,
        cut.title,
        cut.publisher,
        cut.day,
        cut.day_words,
        cut.meeting,
        cut.transparency,
        cut.file,
        cut.sha256,
    )


def report_rows(cut: PublicReport) -> Iterable[Sequence[object]]:
    yield cut.name, cut.title, cut.number, cut.as_at, cut.issued_on, cut.meeting, cut.correction

"""Composes what the public would be shown of a thing as it stands now. Nothing is published here.

Each kind has a composer. It raises `InvalidMove`, with a sentence that says why, for what can never be public.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from tracker.domain.public_cuts import PublicCut
from tracker.domain.publishing import Published
from tracker.models.evidence import StoredFile
from tracker.services.public_cuts_action import action_cut
from tracker.services.public_cuts_document import document_cut
from tracker.services.public_cuts_measure import measure_cut
from tracker.services.public_cuts_meeting import meeting_cut
from tracker.services.public_cuts_report import report_cut
from tracker.services.public_cuts_withheld import PublicRules, as_the_public_reads


@dataclass(frozen=True)
class PublicFile:
    """A file that goes with a cut: the last part of its address, and what it is."""

    file: StoredFile
    name: str
    label: str


@dataclass(frozen=True)
class Composed:
    cut: PublicCut
    files: tuple[PublicFile, ...] = ()


def compose(session: Session, kind: Published, subject: str, rules: PublicRules) -> Composed:
    """What would be public. Raises `NotFound` for what is not on record and `InvalidMove` for what may not be public."""
    made = COMPOSERS[kind](session, subject)
    return replace(made, cut=as_the_public_reads(made.cut, subject, rules))


def _document(session: Session, subject: str) -> Composed:
    cut, file = document_cut(session, subject)
    return Composed(cut, (PublicFile(file, cut.file, cut.file_words),) if file else ())


def _report(session: Session, subject: str) -> Composed:
    cut, files = report_cut(session, subject)
    named = zip(cut.files, files, strict=True)
    return Composed(cut, tuple(PublicFile(file, form.name, form.label) for form, file in named))


COMPOSERS: Mapping[Published, Callable[[Session, str], Composed]] = {
    Published.MEETING: lambda session, subject: Composed(meeting_cut(session, subject)),
    Published.ACTION: lambda session, subject: Composed(action_cut(session, subject)),
    Published.MEASURE: lambda session, subject: Composed(measure_cut(session, subject)),
    Published.DOCUMENT: _document,
    Published.REPORT: _report,
}

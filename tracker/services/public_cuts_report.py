"""What the public is shown of a report: that a version for the public was issued, what it is about, and its files as they were kept."""

import hashlib

from sqlmodel import Session

from tracker.domain.audiences import Audience
from tracker.domain.errors import InvalidMove, NotFound
from tracker.domain.marking import Marking, marking_of
from tracker.domain.meeting_words import day_words
from tracker.domain.public_cuts import PublicForm, PublicReport
from tracker.domain.report_cuts import as_it_stands
from tracker.domain.report_kinds import FORM_WORDS, Form, kind_named
from tracker.domain.report_record import from_text, record_text
from tracker.domain.version_states import VersionState
from tracker.domain.viewers import THE_OFFICE
from tracker.models.evidence import StoredFile
from tracker.models.people import Post
from tracker.models.reports import ReportVersion
from tracker.services.report_cuts import cut_of, refuse_marked_since
from tracker.services.report_files import file_name
from tracker.store import inspections, meetings, reports


def report_cut(session: Session, subject: str) -> tuple[PublicReport, list[StoredFile]]:
    """The cut of the version with this number and its files, in the same order. Raises `NotFound`, and `InvalidMove` unless it is an
    issued version for the public whose files are kept."""
    if not (subject.isascii() and subject.isdigit() and len(subject) < 10):
        raise NotFound("There is no such report.")
    version, snapshot = reports.version(session, THE_OFFICE, int(subject))
    _refuse_unless_issued(version)
    refuse_marked_since(session, version)
    kept = {
        row.form: session.get_one(StoredFile, row.file_id) for row in reports.files_of(session, version.key)
    }
    if not kept:
        raise InvalidMove(
            "The files of this version are not made yet. Wait a minute and load this page again, or make them on the page of the version."
        )
    meeting = meetings.numbered(session, version.meeting_id)
    title = kind_named(version.kind).title
    about = _about(session, version)
    # What is withheld goes into nothing that is public, and into no digest of it either: whoever guesses could check a guess.
    read = as_it_stands(from_text(snapshot.record), cut_of(session, version))
    cut = PublicReport(
        name=file_name(version).rpartition(".")[0],
        title=f"{title}: {about}" if about else title,
        about=about,
        number=version.number,
        as_at=snapshot.as_at,
        issued_on=(version.issued_at or version.made_at).date(),
        meeting=meeting.reference if meeting else "",
        correction=read.correction,
        record_sha256=hashlib.sha256(record_text(read).encode()).hexdigest(),
        files=tuple(
            PublicForm(file_name(version, form), FORM_WORDS[Form(form)], file.size)
            for form, file in kept.items()
        ),
    )
    return cut, list(kept.values())


def _refuse_unless_issued(version: ReportVersion) -> None:
    if version.audience is not Audience.PUBLIC:
        raise InvalidMove("Only a version for the public can be published. Cut one for the public first.")
    if version.state is not VersionState.ISSUED:
        raise InvalidMove("Only an issued version can be published. Have it approved and issue it first.")
    if marking_of(version.marking) is Marking.SENSITIVE:
        raise InvalidMove("This version is marked OFFICIAL-SENSITIVE, so it cannot be published.")


def _about(session: Session, version: ReportVersion) -> str:
    if meeting := meetings.numbered(session, version.meeting_id):
        series = meetings.series_numbered(session, meeting.series_id)
        return f"{series.title}, {day_words(meeting)}"
    if version.about.startswith("inspection:"):
        return inspections.about_words(session, version.about.partition(":")[2])
    post = session.get(Post, version.post_id) if version.post_id else None
    return post.title if post else version.about.partition(":")[2]

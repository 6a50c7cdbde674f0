"""Freezes the record for a report of any kind, makes and keeps its files, and issues it."""

import hashlib
from dataclasses import replace

from sqlmodel import Session

from tracker.domain.errors import InvalidMove
from tracker.domain.report_changes import changes, corrected
from tracker.domain.report_kinds import (
    MEDIA_TYPES,
    Form,
    ReportKind,
    check_form,
    check_issue,
    check_stage,
    kind_named,
    narrowed,
)
from tracker.domain.report_record import from_text, record_text, to_record
from tracker.domain.reports import Issue, Report
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import date_words
from tracker.models.evidence import StoredFile
from tracker.models.meetings import Meeting
from tracker.models.people import Post
from tracker.models.record import RecordSnapshot, ReportFile, ReportVersion, VersionState
from tracker.ports import FileStore, PdfMaker, ReportPress, ReportRenderer
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.report_composers import COMPOSERS
from tracker.services.report_head import head_of
from tracker.services.versions import next_version
from tracker.store import report_sitting
from tracker.store import reports as stored
from tracker.store.meetings import by_reference, numbered


def cut_report(desk: Desk, kind: str, meeting: Meeting, *, office_name: str, contact: str) -> ReportVersion:
    """Freezes what is known now as a report of `kind` about `meeting`, and cuts a version from it.

    Where the kind is cut anew, a version that is still a draft keeps its number and loses its files; else it is the next one.
    Raises `InvalidMove` for a meeting that has not come that far.
    """
    row = kind_named(kind)
    meeting = by_reference(desk.session, meeting.reference, lock=True)
    check_stage(row, meeting.status)
    last = stored.last_version(desk.session, kind, meeting.key)
    version = last if last and row.recut and last.state is VersionState.DRAFT else None
    number = version.number if version else (last.number if last else 0) + 1
    head = head_of(desk, meeting, version=number, office_name=office_name, contact=contact)
    report = _with_changes(desk, row, meeting, COMPOSERS[kind](desk, meeting, head))
    snapshot = _frozen(desk, kind, meeting, report)
    if version:
        _cut_anew(desk, version, snapshot)
    else:
        version = _new_version(desk, kind, meeting, number, snapshot)
    after = {"kind": kind, "version": number, "sha256": snapshot.sha256}
    record(desk, "report.built", meeting.reference, after=after)
    return version


def make_file(
    press: ReportPress, snapshot: RecordSnapshot, state: VersionState, form: str, *, post: Post | None = None
) -> bytes:
    """A frozen record in one of its forms, whole or the cut for one owner. Needs no transaction.

    The same record, state and program give the same bytes. Raises `BadInput` for a form or a cut that the kind does not have.
    """
    kind = kind_named(snapshot.kind)
    wanted = check_form(kind, form)
    report = _as_it_stands(snapshot, state)
    if post is not None:
        report = narrowed(kind, report, post.code, post.title)
    now = to_record(report)
    return press.word.make(now) if wanted is Form.WORD else press.pdf.make(*press.renderer.render(now))


def make_pdf(renderer: ReportRenderer, pdf: PdfMaker, snapshot: RecordSnapshot, state: VersionState) -> bytes:
    """The PDF of a frozen record, for everyone, where nothing else is at hand to make it with."""
    return pdf.make(*renderer.render(to_record(_as_it_stands(snapshot, state))))


def file_content(
    session: Session, press: ReportPress, files: FileStore, version_id: int, form: str = Form.PDF
) -> bytes:
    """The file of a version that was kept; where none was, the same bytes made again from the frozen record."""
    kept = stored.file_of(session, version_id, form)
    if kept:
        with files.open(kept.sha256) as content:
            return content.read()
    version, snapshot = stored.version(session, THE_OFFICE, version_id)
    return make_file(press, snapshot, version.state, form)


def file_name(
    version: ReportVersion, meeting: Meeting | None, form: str = Form.PDF, *, post: Post | None = None
) -> str:
    """ "action-log-ppm-2023-10-04-v2.pdf", or for one owner "action-log-ppm-2023-10-04-v2-head-of-contact.pdf"."""
    about = meeting.reference.lower() if meeting else str(version.id)
    whose = f"-{post.code}" if post else ""
    return f"{version.kind}-{about}-v{version.number}{whose}.{form}"


def keep_file(
    desk: Desk, files: FileStore, made_of: ReportVersion, content: bytes, *, form: Form, name: str
) -> None:
    """Keeps a file of a version, so that what was handed out can always be shown again.

    `made_of` is the version as it was read before the file was made. One that was cut anew or issued since keeps nothing.
    """
    version = stored.lock_version(desk.session, made_of.key)
    if version.version != made_of.version:
        return
    file = StoredFile(
        sha256=files.keep(content),
        name=name,
        media_type=MEDIA_TYPES[form],
        size=len(content),
        added_at=desk.moment.now,
        added_by=desk.by.name,
    )
    desk.session.add(file)
    desk.session.flush()
    desk.session.add(ReportFile(report_version_id=version.key, file_id=file.key, form=form))


def issue_report(desk: Desk, version: ReportVersion) -> None:
    """Issues a version: the Panel can read it from now on, and it is never changed. Raises `InvalidMove` if it is issued.

    Its files said that it was a draft: they are dropped, and made again when they are asked for.
    """
    meeting = numbered(desk.session, version.meeting_id)
    if meeting:
        by_reference(desk.session, meeting.reference, lock=True)
    version = stored.lock_version(desk.session, version.key)
    if meeting:
        check_issue(kind_named(version.kind), meeting.status)
    if version.state is VersionState.ISSUED:
        raise InvalidMove("This version is issued already. Build a new version to change what it says.")
    version.state = VersionState.ISSUED
    version.issued_at = desk.moment.now
    version.issued_by = desk.by.name
    next_version(version)
    _drop_files(desk, version)
    subject = meeting.reference if meeting else f"report {version.id}"
    record(desk, "report.issued", subject, after={"kind": version.kind, "version": version.number})


def _with_changes(desk: Desk, kind: ReportKind, meeting: Meeting, report: Report) -> Report:
    """The report, with what it says otherwise than the version issued before, and the corrections made since."""
    before = stored.last_issued(desk.session, kind.name, meeting.key) if kind.compared else None
    if kind.compared is None or before is None:
        return report
    version, snapshot = before
    corrections = [
        corrected(one.subject, one.what, one.reason, one.made_by, date_words(one.made_at))
        for one in report_sitting.corrections(desk.session, meeting.key, version.made_at)
    ]
    then = from_text(snapshot.record)
    issued = f", issued on {date_words(version.issued_at)}" if version.issued_at else ""
    return replace(
        report,
        changed_since=f"version {version.number}{issued}",
        changes=changes(kind.compared(then), kind.compared(report), corrections),
    )


def _frozen(desk: Desk, kind: str, meeting: Meeting, report: Report) -> RecordSnapshot:
    text = record_text(report)
    snapshot = RecordSnapshot(
        kind=kind,
        meeting_id=meeting.key,
        as_at=desk.moment.today,
        record=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        taken_at=desk.moment.now,
        taken_by=desk.by.name,
    )
    desk.session.add(snapshot)
    desk.session.flush()
    return snapshot


def _new_version(
    desk: Desk, kind: str, meeting: Meeting, number: int, snapshot: RecordSnapshot
) -> ReportVersion:
    version = ReportVersion(
        snapshot_id=snapshot.key,
        kind=kind,
        meeting_id=meeting.key,
        number=number,
        author=desk.by.name,
        made_at=desk.moment.now,
    )
    desk.session.add(version)
    desk.session.flush()
    return version


def _cut_anew(desk: Desk, version: ReportVersion, snapshot: RecordSnapshot) -> None:
    """The draft says what the new snapshot says; the one before is nobody's any more."""
    before = desk.session.get_one(RecordSnapshot, version.snapshot_id)
    version.snapshot_id = snapshot.key
    version.author = desk.by.name
    version.made_at = desk.moment.now
    next_version(version)
    _drop_files(desk, version)
    desk.session.flush()
    desk.session.delete(before)


def _drop_files(desk: Desk, version: ReportVersion) -> None:
    for file in stored.files_of(desk.session, version.key):
        desk.session.delete(file)


def _as_it_stands(snapshot: RecordSnapshot, state: VersionState) -> Report:
    """The frozen report, with how far this version has come: the one thing that changes after the freezing."""
    return replace(from_text(snapshot.record), state=Issue(state.value))

"""Freezes the record for a report, keeps the file that was made of it, and issues it."""

import hashlib
import json
from collections.abc import Mapping

from tracker.domain.errors import InvalidMove
from tracker.domain.report_record import KIND, record_text
from tracker.domain.reports import Issue
from tracker.models.evidence import StoredFile
from tracker.models.meetings import Meeting
from tracker.models.record import RecordSnapshot, ReportFile, ReportVersion, VersionState
from tracker.ports import FileStore, PdfMaker, ReportRenderer
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.report_composition import compose
from tracker.services.versions import next_version
from tracker.store import reports as stored
from tracker.store.meetings import by_reference


def freeze_report(desk: Desk, meeting: Meeting, *, office_name: str, contact: str) -> ReportVersion:
    """Freezes what is known now, and cuts the next version of the action status report for `meeting` from it."""
    meeting = by_reference(desk.session, meeting.reference, lock=True)
    number = stored.next_number(desk.session, KIND, meeting.key)
    report = compose(desk, meeting, version=number, office_name=office_name, contact=contact)
    text = record_text(report)
    snapshot = RecordSnapshot(
        kind=KIND,
        meeting_id=meeting.key,
        as_at=desk.moment.today,
        record=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        taken_at=desk.moment.now,
        taken_by=desk.by.name,
    )
    desk.session.add(snapshot)
    desk.session.flush()
    version = ReportVersion(
        snapshot_id=snapshot.key,
        kind=KIND,
        meeting_id=meeting.key,
        number=number,
        author=desk.by.name,
        made_at=desk.moment.now,
    )
    desk.session.add(version)
    desk.session.flush()
    record(
        desk,
        "report.built",
        meeting.reference,
        after={"kind": KIND, "version": number, "sha256": snapshot.sha256},
    )
    return version


def make_pdf(renderer: ReportRenderer, pdf: PdfMaker, snapshot: RecordSnapshot, state: VersionState) -> bytes:
    """The PDF of a frozen record: the same record, state and program give the same bytes. Needs no transaction."""
    html, assets = renderer.render(snapshot.kind, _as_it_stands(snapshot, state))
    return pdf.make(html, assets)


def keep_pdf(desk: Desk, files: FileStore, version: ReportVersion, content: bytes, *, name: str) -> None:
    """Keeps the file of a version, so that what was handed out can always be shown again."""
    file = StoredFile(
        sha256=files.keep(content),
        name=name,
        media_type="application/pdf",
        size=len(content),
        added_at=desk.moment.now,
        added_by=desk.by.name,
    )
    desk.session.add(file)
    desk.session.flush()
    desk.session.add(ReportFile(report_version_id=version.key, file_id=file.key))


def issue_report(desk: Desk, version: ReportVersion) -> None:
    """Issues a version: the Panel can read it from now on, and it is never changed. Raises `InvalidMove` if it is issued."""
    if version.state is VersionState.ISSUED:
        raise InvalidMove("This version is issued already. Build a new version to change what it says.")
    version.state = VersionState.ISSUED
    version.issued_at = desk.moment.now
    version.issued_by = desk.by.name
    next_version(version)
    meeting = desk.session.get(Meeting, version.meeting_id) if version.meeting_id else None
    subject = meeting.reference if meeting else f"report {version.id}"
    record(desk, "report.issued", subject, after={"kind": version.kind, "version": version.number})


def _as_it_stands(snapshot: RecordSnapshot, state: VersionState) -> Mapping[str, object]:
    """The frozen record, with how far this version has come: the one thing that changes after the freezing."""
    frozen = json.loads(snapshot.record)
    frozen["report"]["state"] = Issue(state.value).value
    return dict(frozen)

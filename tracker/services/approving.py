"""A named person approves a version of a report; the approval falls away as soon as the version says something else."""

from tracker.domain.approval import approver, check_approval, correction_words
from tracker.domain.errors import Conflict, InvalidMove
from tracker.domain.report_checks import check_issue
from tracker.domain.report_kinds import kind_named
from tracker.domain.report_record import from_text
from tracker.domain.version_states import VersionState
from tracker.domain.viewers import Role
from tracker.domain.written_reports import check_written
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.report_cuts import refuse_marked_since
from tracker.services.report_files import drop_files
from tracker.services.report_subjects import locked, subject_of
from tracker.services.sign_offs import let_fall
from tracker.services.versions import next_version
from tracker.store import report_versions
from tracker.store import reports as stored

READ_AGAIN = "This version says something else than when you opened the page. Read it again, then approve it."


def approve_report(
    desk: Desk,
    version: ReportVersion,
    *,
    approved_by: str = "",
    correction: str = "",
    seen: int | None = None,
) -> None:
    """Puts a name under a draft: whoever writes where that is the Commissioner, else the one that is given.

    `correction` says what was wrong in the version issued before; a record that was issued is only ever followed by a correction, so
    there it has to be given. `seen` is the row's version as it was read. Raises `BadInput`, `InvalidMove` for what is no draft or lacks a text, and
    `Conflict` where it says something else by now.
    """
    about = locked(desk.session, subject_of(desk.session, version))
    version = stored.lock_version(desk.session, version.key)
    kind = kind_named(version.kind)
    if about.meeting:
        check_issue(kind, about.meeting.status)
    check_approval(version.state)
    snapshot = desk.session.get_one(RecordSnapshot, version.snapshot_id)
    check_written(from_text(snapshot.record))
    refuse_marked_since(desk.session, version)
    if seen is not None and seen != version.version:
        raise Conflict(READ_AGAIN, current={}, version=version.version)
    decides = Role.COMMISSIONER in desk.by.roles
    name = approver(approved_by or (desk.by.name if decides else ""))
    before = report_versions.issued_before(desk.session, version)
    version.correction = (
        correction_words(correction, is_needed=kind.recut, before=before[0].number) if before else ""
    )
    version.state = VersionState.APPROVED
    version.approved_at, version.approved_by = desk.moment.now, name
    next_version(version)
    drop_files(desk, version)
    after = {
        "kind": version.kind,
        "audience": version.audience,
        "version": version.number,
        "approved_by": name,
    }
    record(desk, "report.approved", about.name, after=after)


def unapprove(desk: Desk, version: ReportVersion) -> None:
    """For a version that says something else from now on: its approval and what the force said fall away, and its files go.

    Call it with the version locked, after every change to what its readers get. Raises `InvalidMove` for one that is issued.
    """
    if version.state is VersionState.ISSUED:
        raise InvalidMove("This version is issued, so it stays as it is. Build the next one to change it.")
    let_fall(desk, version)
    before = version.approved_by
    version.state = VersionState.DRAFT
    version.approved_at, version.approved_by = None, ""
    next_version(version)
    drop_files(desk, version)
    if before:
        about = subject_of(desk.session, version)
        which = {"kind": version.kind, "audience": version.audience, "version": version.number}
        record(desk, "report.unapproved", about.name, before={**which, "approved_by": before}, after=which)

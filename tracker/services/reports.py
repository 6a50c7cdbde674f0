"""Freezes the record for a report of any kind, cuts versions from it, and issues them."""

import hashlib

from tracker.domain.approval import check_issuing
from tracker.domain.audiences import Audience
from tracker.domain.errors import InvalidMove
from tracker.domain.report_checks import check_audience, check_issue, check_stage
from tracker.domain.report_cuts import Cut, as_it_stands
from tracker.domain.report_kinds import ReportKind, kind_named
from tracker.domain.report_markings import with_markings
from tracker.domain.report_record import from_text, record_text
from tracker.domain.reports import Report
from tracker.domain.sign_offs import check_sign_offs
from tracker.domain.version_states import VersionState
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.services.approving import unapprove
from tracker.services.builds import ask_for_files
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.redactions import carry_over
from tracker.services.report_composers import composed
from tracker.services.report_cuts import refuse_marked_since
from tracker.services.report_files import drop_files
from tracker.services.report_head import head_of
from tracker.services.report_subjects import Reported, Subject, locked, subject, subject_of
from tracker.services.versions import next_version
from tracker.store import markings, report_versions
from tracker.store import reports as stored


def cut_report(
    desk: Desk,
    kind: str,
    of: Reported,
    *,
    office_name: str,
    contact: str,
    audience: Audience | None = None,
) -> ReportVersion:
    """Freezes what is known now as a report of `kind` about `of`, and cuts a version for `audience` from it, the kind's first without it.

    Where the kind is cut anew, a version that is still a draft keeps its number and loses its files; else it is the next one.
    Raises `InvalidMove` for a meeting that has not come that far, `BadInput` for an audience that the kind is not for.
    """
    row = kind_named(kind)
    audience = audience or row.audiences[0]
    check_audience(row, audience)
    about = locked(desk.session, subject(of))
    if about.meeting:
        check_stage(row, about.meeting.status)
    last = stored.last_version(desk.session, kind, about.about, audience)
    version = _standing_draft(row, last)
    number = version.number if version else (last.number if last else 0) + 1
    head = head_of(desk, about, version=number, office_name=office_name, contact=contact)
    snapshot = _frozen(desk, kind, about, _marked(desk, composed(desk, kind, about, head)))
    if version:
        _cut_anew(desk, version, snapshot)
    else:
        version = _new_version(desk, snapshot, about, audience, number)
    _withhold_as_before(desk, version, snapshot)
    after = {"kind": kind, "audience": audience, "version": number, "sha256": snapshot.sha256}
    record(desk, "report.built", about.name, after=after)
    return version


def build_report(
    desk: Desk,
    kind: str,
    of: Reported,
    *,
    office_name: str,
    contact: str,
    audience: Audience | None = None,
) -> ReportVersion:
    """Cuts a report, see `cut_report`, and has its files made in the background."""
    version = cut_report(desk, kind, of, office_name=office_name, contact=contact, audience=audience)
    ask_for_files(desk, version)
    return version


def cut_for(desk: Desk, of: ReportVersion, audience: Audience) -> ReportVersion:
    """Cuts a version for another audience from the same snapshot: all that is known is what was known then.

    Where the kind is cut anew, what is not issued yet for that audience is cut anew under its number. Raises `BadInput` for an
    audience that the kind is not for.
    """
    row = kind_named(of.kind)
    check_audience(row, audience)
    about = locked(desk.session, subject_of(desk.session, of))
    snapshot = desk.session.get_one(RecordSnapshot, of.snapshot_id)
    last = stored.last_version(desk.session, of.kind, about.about, audience)
    version = _standing_draft(row, last)
    if version:
        _cut_anew(desk, version, snapshot)
    else:
        version = _new_version(desk, snapshot, about, audience, (last.number if last else 0) + 1)
    _withhold_as_before(desk, version, snapshot)
    after = {
        "kind": of.kind,
        "audience": audience,
        "version": version.number,
        "from": {"audience": of.audience, "version": of.number},
        "sha256": snapshot.sha256,
    }
    record(desk, "report.cut", about.name, after=after)
    return version


def issue_report(desk: Desk, version: ReportVersion, *, without: str = "") -> None:
    """Issues an approved version: its readers can read it from now on, and it is never changed.

    Its files said that it was not issued: they are dropped, and made again in the background. So are those of later versions that
    are not issued, which say what changed since this one. `without` is why it is issued though the force did not authorise it. Raises
    `InvalidMove` for one that nobody approved, that is issued, or that was overtaken; `BadInput` where the force's word is missing.
    """
    about = locked(desk.session, subject_of(desk.session, version))
    version = stored.lock_version(desk.session, version.key)
    if about.meeting:
        check_issue(kind_named(version.kind), about.meeting.status)
    check_issuing(version.state)
    refuse_marked_since(desk.session, version)
    later = report_versions.after(desk.session, version)
    if any(one.state is VersionState.ISSUED for one in later):
        raise InvalidMove("A later version is issued already. Build a new version to say something else.")
    version.issued_without = check_sign_offs(report_versions.sign_offs(desk.session, version.key), without)
    version.state = VersionState.ISSUED
    version.issued_at = desk.moment.now
    version.issued_by = desk.by.name
    # What changed since is told anew in each: whoever read it before reads it again.
    for one in (version, *later):
        next_version(one)
        drop_files(desk, one)
        ask_for_files(desk, one)
    after = {
        "kind": version.kind,
        "audience": version.audience,
        "version": version.number,
        "approved_by": version.approved_by,
        "issued_without": version.issued_without,
    }
    record(desk, "report.issued", about.name, after=after)


def _standing_draft(kind: ReportKind, last: ReportVersion | None) -> ReportVersion | None:
    """The version that is cut anew in place of a next one: there is one at a time of a record, until it is issued."""
    return last if last and kind.recut and last.state is not VersionState.ISSUED else None


def _marked(desk: Desk, report: Report) -> Report:
    """The report with the marking of each action that it tells of."""
    return with_markings(report, markings.sensitive_references(desk.session))


def _withhold_as_before(desk: Desk, version: ReportVersion, snapshot: RecordSnapshot) -> None:
    """What the version before withheld is withheld again; the version is marked by what is in it."""
    carry_over(desk, version)
    cut = Cut(audience=version.audience)
    version.marking = as_it_stands(from_text(snapshot.record), cut).marking


def _frozen(desk: Desk, kind: str, about: Subject, report: Report) -> RecordSnapshot:
    text = record_text(report)
    snapshot = RecordSnapshot(
        kind=kind,
        meeting_id=about.meeting_id,
        about=about.about,
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
    desk: Desk, snapshot: RecordSnapshot, about: Subject, audience: Audience, number: int
) -> ReportVersion:
    version = ReportVersion(
        snapshot_id=snapshot.key,
        kind=snapshot.kind,
        meeting_id=about.meeting_id,
        post_id=about.post_id,
        action_id=about.action_id,
        about=about.about,
        audience=audience,
        number=number,
        author=desk.by.name,
        made_at=desk.moment.now,
    )
    desk.session.add(version)
    desk.session.flush()
    return version


def _cut_anew(desk: Desk, version: ReportVersion, snapshot: RecordSnapshot) -> None:
    """The draft says what the new snapshot says; the one before goes, unless another version was cut from it."""
    before = desk.session.get_one(RecordSnapshot, version.snapshot_id)
    version.snapshot_id = snapshot.key
    version.author = desk.by.name
    version.made_at = desk.moment.now
    unapprove(desk, version)
    desk.session.flush()
    if before.key != snapshot.key and not stored.is_cut_from(desk.session, before.key):
        desk.session.delete(before)

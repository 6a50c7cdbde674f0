"""What the record says of a version beside its snapshot: read once, then any of its files can be made without a transaction."""

from dataclasses import replace

from sqlmodel import Session

from tracker.domain.audiences import Audience
from tracker.domain.errors import InvalidMove
from tracker.domain.report_changes import Corrected, changes, corrected
from tracker.domain.report_cuts import Cut, as_it_stands
from tracker.domain.report_kinds import ReportKind, kind_named
from tracker.domain.report_record import from_text, record_text
from tracker.domain.reports import Report
from tracker.domain.sign_offs import SignOffState, state_of
from tracker.domain.wording import date_words, join_words
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.store import markings, redactions, report_sitting, report_versions


def cut_of(session: Session, version: ReportVersion) -> Cut:
    """For whom the version is, how far it has come, who answers for it, and what changed since the one its readers got before.

    Both versions are compared as they were cut, each with what it withholds: what neither shows is not told as a change either.
    """
    cut = own_cut(session, version)
    kind, issued = kind_named(version.kind), report_versions.issued_before(session, version)
    if kind.compared is None or issued is None:
        return cut
    before, snapshot = issued
    report = from_text(session.get_one(RecordSnapshot, version.snapshot_id).record)
    then, old = from_text(snapshot.record), own_cut(session, before)
    is_whole = _is_whole(kind, then, old) and _is_whole(kind, report, cut)
    return replace(
        cut,
        changed_since=f"version {before.number}, issued on {date_words(before.issued_at or before.made_at)}",
        changes=changes(
            kind.compared(as_it_stands(then, old)),
            kind.compared(as_it_stands(report, cut)),
            _corrections(session, before, version) if is_whole else (),
        ),
    )


def own_cut(session: Session, version: ReportVersion) -> Cut:
    """What a version says of itself and withholds, without a look at the one before it."""
    withheld = redactions.live(session, version.key)
    return Cut(
        audience=version.audience,
        state=version.state,
        number=version.number,
        marking=version.marking,
        approved_words=approved_words(version),
        authorised_words=authorised_words(session, version),
        correction=version.correction,
        redactions=redactions.rules(withheld),
        kept_names=redactions.kept_names(withheld),
    )


def refuse_marked_since(session: Session, version: ReportVersion) -> None:
    """Raises `InvalidMove` where a version for the public tells of an action that became OFFICIAL-SENSITIVE after it was frozen."""
    if version.audience is not Audience.PUBLIC:
        return
    sensitive = markings.sensitive_references(session)
    if not sensitive:
        return
    frozen = from_text(session.get_one(RecordSnapshot, version.snapshot_id).record)
    read = record_text(as_it_stands(frozen, cut_of(session, version)))
    told = [reference for reference in sorted(sensitive) if f'"{reference}"' in read]
    if told:
        verb = "is" if len(told) == 1 else "are"
        raise InvalidMove(
            f"{join_words(told)} {verb} marked OFFICIAL-SENSITIVE since this was frozen. Build a new version: it leaves that out."
        )


def approved_words(version: ReportVersion) -> str:
    """ "Approved by Ben Adams on 6 October 2023", "" for a draft, and for what was issued before approvals were kept."""
    if not version.approved_by or version.approved_at is None:
        return ""
    return f"Approved by {version.approved_by} on {date_words(version.approved_at)}"


def authorised_words(session: Session, version: ReportVersion) -> str:
    """ "Dissemination authorised by Ann Able, Deputy Chief Constable, on 3 October 2023", for the public by the post
    alone, "" where the force did not do so."""
    for_public = version.audience is Audience.PUBLIC
    said = {
        post.key: f"{post.title if for_public else f'{one.authorised_by}, {post.title},'} on {date_words(one.answered_at)}"
        for one, post in report_versions.asked(session, version.key)
        if state_of(one) is SignOffState.AUTHORISED and one.answered_at
    }
    return f"Dissemination authorised by {join_words(list(said.values()))}" if said else ""


def _is_whole(kind: ReportKind, report: Report, cut: Cut) -> bool:
    """Whether this cut is for the office and the meeting and withholds nothing: the reasons of corrections are for such readers alone."""
    if cut.audience is not Audience.MEETING or kind.compared is None:
        return False
    return kind.compared(report) == kind.compared(as_it_stands(report, cut))


def _corrections(session: Session, before: ReportVersion, version: ReportVersion) -> list[Corrected]:
    """What was written down about the meeting's record between the two cuts."""
    if version.meeting_id is None:
        return []
    return [
        corrected(one.subject, one.what, one.reason, one.made_by, date_words(one.made_at))
        for one in report_sitting.corrections(session, version.meeting_id, before.made_at)
        if one.made_at <= version.made_at
    ]

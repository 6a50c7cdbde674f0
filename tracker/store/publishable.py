"""What of the record could be made public and is not, for the office. The public's pages never ask here."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, cast, or_
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, func, select

from tracker.domain.actions import Closure
from tracker.domain.audiences import Audience
from tracker.domain.marking import Marking
from tracker.domain.meetings import MeetingStatus
from tracker.domain.publishing import Published
from tracker.domain.version_states import VersionState
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Action
from tracker.models.evidence import Document
from tracker.models.measures import Measure, MeasureReading
from tracker.models.meetings import Meeting
from tracker.models.publishing import Publication
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.store import markings
from tracker.store.actions import visible_to


@dataclass(frozen=True)
class Candidate:
    """`note` is what the paper says of its own publication, or the meeting."""

    kind: Published
    subject: str
    title: str
    note: str = ""

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.kind.value}:{self.subject}"


def candidates(session: Session) -> list[Candidate]:
    """What has a cut that could be published, by kind; what is marked OFFICIAL-SENSITIVE or void is not there."""
    return [
        *_meetings(session),
        *_documents(session),
        *actions_to_publish(session),
        *_measures(session),
        *_reports(session),
    ]


def actions_to_publish(session: Session, meeting_id: int | None = None) -> list[Candidate]:
    """The actions, or those that one meeting raised."""
    query = select(Action).where(
        visible_to(THE_OFFICE),
        col(Action.reference).not_in(markings.sensitive_references(session)),
        or_(col(Action.closure).is_(None), col(Action.closure) != Closure.VOID),
        _not_public(Published.ACTION, col(Action.reference)),
    )
    if meeting_id is not None:
        query = query.where(Action.raised_meeting_id == meeting_id)
    rows = session.exec(query.order_by(col(Action.reference))).all()
    return [Candidate(Published.ACTION, one.reference, one.title) for one in rows]


def documents_to_publish(session: Session, meeting_id: int) -> list[Candidate]:
    return _documents(session, meeting_id)


def last_public_versions(session: Session) -> Sequence[tuple[ReportVersion, RecordSnapshot]]:
    """The last version for the public of each report, however far it has come, with the record behind it."""
    last = (
        select(func.max(ReportVersion.id))
        .where(ReportVersion.audience == Audience.PUBLIC)
        .group_by(col(ReportVersion.kind), col(ReportVersion.about))
    )
    query = select(ReportVersion, RecordSnapshot).join(
        RecordSnapshot, col(RecordSnapshot.id) == ReportVersion.snapshot_id
    )
    return session.exec(query.where(col(ReportVersion.id).in_(last)).order_by(col(ReportVersion.id))).all()


def issued_for_public(session: Session, kind: str, meeting_id: int) -> ReportVersion | None:
    """The last version of a report of a meeting that was issued for the public."""
    query = select(ReportVersion).where(
        ReportVersion.kind == kind,
        ReportVersion.meeting_id == meeting_id,
        ReportVersion.audience == Audience.PUBLIC,
        ReportVersion.state == VersionState.ISSUED,
    )
    return session.exec(query.order_by(col(ReportVersion.id).desc()).limit(1)).first()


def record_behind(session: Session, version_id: int) -> str:
    """The frozen record, as text, behind a version of a report."""
    query = select(RecordSnapshot.record).join(
        ReportVersion, col(ReportVersion.snapshot_id) == col(RecordSnapshot.id)
    )
    return session.exec(query.where(ReportVersion.id == version_id)).one_or_none() or ""


def _meetings(session: Session) -> list[Candidate]:
    query = select(Meeting).where(
        Meeting.status != MeetingStatus.CANCELLED, _not_public(Published.MEETING, col(Meeting.reference))
    )
    rows = session.exec(query.order_by(col(Meeting.starts_on).desc())).all()
    return [Candidate(Published.MEETING, one.reference, one.reference, one.venue) for one in rows]


def _documents(session: Session, meeting_id: int | None = None) -> list[Candidate]:
    query = select(Document).where(
        col(Document.marking).in_([Marking.OFFICIAL, ""]), _not_public(Published.DOCUMENT, col(Document.code))
    )
    if meeting_id is not None:
        query = query.where(Document.meeting_id == meeting_id)
    rows = session.exec(query.order_by(col(Document.title))).all()
    return [Candidate(Published.DOCUMENT, one.code, one.title, one.transparency) for one in rows]


def _measures(session: Session) -> list[Candidate]:
    real = select(MeasureReading.measure_id).where(
        col(MeasureReading.invented).is_(False), col(MeasureReading.removed_on).is_(None)
    )
    query = select(Measure).where(
        col(Measure.id).in_(real), _not_public(Published.MEASURE, col(Measure.code))
    )
    rows = session.exec(query.order_by(col(Measure.title))).all()
    return [Candidate(Published.MEASURE, one.code, one.title) for one in rows]


def _reports(session: Session) -> Sequence[Candidate]:
    query = select(ReportVersion).where(
        ReportVersion.audience == Audience.PUBLIC,
        ReportVersion.state == VersionState.ISSUED,
        _not_public(Published.REPORT, cast(col(ReportVersion.id), String)),
    )
    rows = session.exec(query.order_by(col(ReportVersion.id).desc())).all()
    return [
        Candidate(
            Published.REPORT,
            str(one.key),
            f"{one.kind.replace('-', ' ').capitalize()}, version {one.number} for the public",
            one.about.partition(":")[2],
        )
        for one in rows
    ]


def _not_public(kind: Published, subject: ColumnElement[str] | Mapped[str]) -> ColumnElement[bool]:
    public = select(Publication.id).where(
        Publication.kind == kind,
        col(Publication.subject) == cast(subject, String),
        col(Publication.is_public).is_(True),
    )
    return ~public.exists()

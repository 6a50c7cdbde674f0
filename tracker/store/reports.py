"""Reads of frozen records, the versions cut from them, and their files."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, false, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from tracker.domain.audiences import Audience
from tracker.domain.errors import NotFound
from tracker.domain.report_kinds import KINDS
from tracker.domain.version_states import VersionState
from tracker.domain.viewers import Role, Viewer
from tracker.domain.wording import date_words
from tracker.models.evidence import StoredFile
from tracker.models.meetings import Meeting
from tracker.models.reports import RecordSnapshot, ReportFile, ReportVersion

MOST = 200
"""Versions in a list."""
PANELS = (Audience.MEETING, Audience.PANEL, Audience.PUBLIC)
"""What the Panel reads once it is issued."""
OFFICES = tuple(kind.name for kind in KINDS.values() if kind.office_only)
"""The kinds of which nobody outside the office reads any version."""


def readable(viewer: Viewer) -> ColumnElement[bool]:
    """Which versions the viewer may read: the office every one, the Panel what is issued for it, for a meeting or for the public,
    a holder of a post what is issued for its owner."""
    if viewer.reads_everything:
        return col(ReportVersion.disposed_on).is_(None)
    mine: list[ColumnElement[bool]] = [false()]
    if viewer.may(Role.PANEL):
        mine.append(and_(col(ReportVersion.audience).in_(PANELS), col(ReportVersion.kind).not_in(OFFICES)))
    if viewer.may(Role.OWNER):
        held = col(ReportVersion.post_id).in_(viewer.post_ids)
        mine.append(and_(col(ReportVersion.audience) == Audience.OWNER, held))
    return and_(col(ReportVersion.state) == VersionState.ISSUED, or_(*mine))


def listed(
    session: Session,
    viewer: Viewer,
    meeting_id: int | None = None,
    *,
    kind: str = "",
    audience: Audience | None = None,
    state: VersionState | None = None,
) -> Sequence[tuple[ReportVersion, Meeting | None]]:
    """The versions that the viewer may read, the latest first, up to 200: all, or those of a meeting, kind, audience or state."""
    query = select(ReportVersion, Meeting).outerjoin(Meeting, col(Meeting.id) == ReportVersion.meeting_id)
    query = query.where(readable(viewer))
    if meeting_id is not None:
        query = query.where(ReportVersion.meeting_id == meeting_id)
    if kind:
        query = query.where(ReportVersion.kind == kind)
    if audience:
        query = query.where(ReportVersion.audience == audience)
    if state:
        query = query.where(ReportVersion.state == state)
    return session.exec(
        query.order_by(col(ReportVersion.made_at).desc(), col(ReportVersion.id).desc()).limit(MOST)
    ).all()


def version(session: Session, viewer: Viewer, number: int) -> tuple[ReportVersion, RecordSnapshot]:
    """A version and the record behind it. Raises `NotFound`, also when the viewer may not read it."""
    query = select(ReportVersion, RecordSnapshot).join(
        RecordSnapshot, col(RecordSnapshot.id) == ReportVersion.snapshot_id
    )
    found = session.exec(query.where(ReportVersion.id == number, readable(viewer))).one_or_none()
    if found is None:
        raise NotFound(_why_not(session, viewer, number))
    return found


def _why_not(session: Session, viewer: Viewer, number: int) -> str:
    """What was disposed of says so to those who could read it; to anyone else it is what it always was."""
    row = session.get(ReportVersion, number) if viewer.reads_everything else None
    if row and row.disposed_on:
        return f"Version {row.number} of this report was disposed of on {date_words(row.disposed_on)}. Its number is not used again."
    return "There is no such report, or it has not been issued yet."


def lock_version(session: Session, version_id: int) -> ReportVersion:
    """The version as it is now, kept from other writers until the transaction ends."""
    query = select(ReportVersion).where(ReportVersion.id == version_id)
    return session.exec(query.with_for_update().execution_options(populate_existing=True)).one()


def last_version(
    session: Session, kind: str, about: str, audience: Audience = Audience.MEETING, *, lock: bool = True
) -> ReportVersion | None:
    """The last version of this report for this audience; with `lock` as it is now, kept from other writers."""
    query = _of(kind, about, audience).order_by(col(ReportVersion.number).desc()).limit(1)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.exec(query).first()


def last_issued(
    session: Session, kind: str, about: str, audience: Audience = Audience.MEETING
) -> tuple[ReportVersion, RecordSnapshot] | None:
    """The version of this report for this audience that was issued last, and the record behind it."""
    query = (
        select(ReportVersion, RecordSnapshot)
        .join(RecordSnapshot, col(RecordSnapshot.id) == ReportVersion.snapshot_id)
        .where(ReportVersion.kind == kind, ReportVersion.about == about)
        .where(ReportVersion.audience == audience, ReportVersion.state == VersionState.ISSUED)
        .order_by(col(ReportVersion.number).desc())
    )
    return session.exec(query).first()


def is_cut_from(session: Session, snapshot_id: int) -> bool:
    """Whether a version is cut from this snapshot."""
    query = select(ReportVersion.id).where(ReportVersion.snapshot_id == snapshot_id).limit(1)
    return session.exec(query).first() is not None


def _of(kind: str, about: str, audience: Audience) -> SelectOfScalar[ReportVersion]:
    return select(ReportVersion).where(
        ReportVersion.kind == kind, ReportVersion.about == about, ReportVersion.audience == audience
    )


def file_of(session: Session, version_id: int, form: str = "pdf") -> StoredFile | None:
    """The last file that was set of a version; None when there is none."""
    query = select(StoredFile).join(ReportFile, col(ReportFile.file_id) == StoredFile.id)
    query = query.where(ReportFile.report_version_id == version_id, ReportFile.form == form)
    return session.exec(query.order_by(col(ReportFile.id).desc())).first()


def files_of(session: Session, version_id: int) -> Sequence[ReportFile]:
    """What was set of a version, in every form."""
    return session.exec(select(ReportFile).where(ReportFile.report_version_id == version_id)).all()


def sizes(session: Session, version_ids: Collection[int]) -> dict[tuple[int, str], int]:
    """The bytes of the files that are kept of these versions, by the number of the version and the form."""
    query = (
        select(ReportFile.report_version_id, ReportFile.form, StoredFile.size)
        .join(StoredFile, col(StoredFile.id) == ReportFile.file_id)
        .where(col(ReportFile.report_version_id).in_(version_ids))
        .order_by(col(ReportFile.id))
    )
    return {(version_id, form): size for version_id, form, size in session.exec(query)}

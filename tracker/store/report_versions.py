"""What stands beside a version of a report: those before and after it, those from the same snapshot, and what the force said."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from tracker.domain.version_states import VersionState
from tracker.domain.viewers import Viewer
from tracker.models.mail import Mail
from tracker.models.people import Organisation, OrganisationKind, Post
from tracker.models.reports import RecordSnapshot, ReportVersion, SignOff
from tracker.store.reports import readable


def about(session: Session, viewer: Viewer, subject: str) -> Sequence[ReportVersion]:
    """The versions about one thing ("disclosure:FOI-001") that the viewer may read, the latest first."""
    query = select(ReportVersion).where(ReportVersion.about == subject, readable(viewer))
    return session.exec(query.order_by(col(ReportVersion.id).desc())).all()


def issued_before(session: Session, version: ReportVersion) -> tuple[ReportVersion, RecordSnapshot] | None:
    """The version of the same report for the same audience that was issued last before this one, and the record behind it."""
    query = (
        select(ReportVersion, RecordSnapshot)
        .join(RecordSnapshot, col(RecordSnapshot.id) == ReportVersion.snapshot_id)
        .where(ReportVersion.kind == version.kind, ReportVersion.about == version.about)
        .where(ReportVersion.audience == version.audience, ReportVersion.number < version.number)
        .where(ReportVersion.state == VersionState.ISSUED)
        .order_by(col(ReportVersion.number).desc())
    )
    return session.exec(query).first()


def after(session: Session, version: ReportVersion) -> Sequence[ReportVersion]:
    """The later versions of the same report for the same audience."""
    return session.exec(
        select(ReportVersion)
        .where(ReportVersion.kind == version.kind, ReportVersion.about == version.about)
        .where(ReportVersion.audience == version.audience, ReportVersion.number > version.number)
        .order_by(col(ReportVersion.number))
    ).all()


def of_snapshot(session: Session, viewer: Viewer, snapshot_id: int) -> Sequence[ReportVersion]:
    """The versions cut from a snapshot that the viewer may read, in the order in which they were cut."""
    query = (
        select(ReportVersion).where(ReportVersion.snapshot_id == snapshot_id).order_by(col(ReportVersion.id))
    )
    return session.exec(query.where(readable(viewer))).all()


def sign_offs(session: Session, version_id: int) -> Sequence[SignOff]:
    """Every time that the force was asked about a version, the first one first."""
    query = select(SignOff).where(SignOff.report_version_id == version_id).order_by(col(SignOff.id))
    return session.exec(query).all()


def lock_sign_off(session: Session, sign_off_id: int) -> SignOff | None:
    """The row as it is now, kept from other writers until the transaction ends."""
    query = select(SignOff).where(SignOff.id == sign_off_id)
    return session.exec(query.with_for_update().execution_options(populate_existing=True)).first()


def asked(session: Session, version_id: int) -> Sequence[tuple[SignOff, Post]]:
    """As `sign_offs`, with the post that was asked."""
    query = (
        select(SignOff, Post)
        .join(Post, col(Post.id) == SignOff.post_id)
        .where(SignOff.report_version_id == version_id)
        .order_by(col(SignOff.id))
    )
    return session.exec(query).all()


def sign_off_mails(session: Session, version_id: int) -> Sequence[Mail]:
    """The mails that asked for a sign-off of a version, the first one first."""
    query = select(Mail).join(SignOff, col(SignOff.mail_id) == Mail.id)
    query = query.where(SignOff.report_version_id == version_id)
    return session.exec(query.order_by(col(Mail.id))).all()


def posts_of_force(session: Session) -> Sequence[Post]:
    """The posts that can be asked: those of the force that are in use, by title."""
    query = select(Post).join(Organisation, col(Organisation.id) == col(Post.organisation_id))
    query = query.where(Organisation.kind == OrganisationKind.FORCE, Post.active)
    return session.exec(query.order_by(col(Post.title))).all()

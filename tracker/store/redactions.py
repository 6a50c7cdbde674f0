"""Reads of what versions of reports withhold."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from tracker.domain.errors import NotFound
from tracker.domain.redaction import Redaction as Rule
from tracker.domain.redaction_reasons import KEPT_NAME
from tracker.models.reports import Redaction, ReportVersion


def all_of(session: Session, version_id: int) -> Sequence[Redaction]:
    """Everything that was ever withheld from a version, the first one first; what was taken back too."""
    query = select(Redaction).where(Redaction.report_version_id == version_id)
    return session.exec(query.order_by(col(Redaction.id))).all()


def live(session: Session, version_id: int) -> Sequence[Redaction]:
    """What stands: withheld words and fields, and names that are kept."""
    query = select(Redaction).where(
        Redaction.report_version_id == version_id, col(Redaction.removed_at).is_(None)
    )
    return session.exec(query.order_by(col(Redaction.id))).all()


def rules(rows: Sequence[Redaction]) -> tuple[Rule, ...]:
    """What is withheld, as it is applied."""
    return tuple(rule(row) for row in rows if row.reason != KEPT_NAME)


def kept_names(rows: Sequence[Redaction]) -> tuple[str, ...]:
    """The names that may stand in the public's version."""
    return tuple(row.words for row in rows if row.reason == KEPT_NAME)


def rule(row: Redaction) -> Rule:
    return Rule(row.path, row.words, row.reason, row.everywhere)


def lock(session: Session, version_id: int, number: int) -> Redaction:
    """One row of a version as it is now, kept from other writers. Raises `NotFound`."""
    query = select(Redaction).where(Redaction.id == number, Redaction.report_version_id == version_id)
    row = session.exec(query.with_for_update().execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound("There is no such redaction of this version.")
    return row


def version_before(session: Session, version: ReportVersion) -> ReportVersion | None:
    """The version before this one of the same report for the same audience, however far it came."""
    query = (
        select(ReportVersion)
        .where(ReportVersion.kind == version.kind, ReportVersion.about == version.about)
        .where(ReportVersion.audience == version.audience, ReportVersion.number < version.number)
        .order_by(col(ReportVersion.number).desc())
    )
    return session.exec(query).first()

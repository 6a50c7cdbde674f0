"""Reads of what is made in the background."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from tracker.domain.builds import OVER, BuildState
from tracker.domain.errors import NotFound
from tracker.models.mail import Lease
from tracker.models.reports import ReportBuild

LEASE = "build "
"""A build is made by whoever holds the lease of this name and its number."""


def to_make(session: Session, machine: datetime) -> Sequence[int]:
    """The builds that wait, and those whose maker was killed, the one asked for first at the head."""
    held = select(Lease.name).where(col(Lease.expires_at) > machine, col(Lease.name).startswith(LEASE))
    query = select(ReportBuild.id, ReportBuild.state)
    rows = session.exec(query.where(col(ReportBuild.state).not_in(OVER)).order_by(col(ReportBuild.id))).all()
    if not rows:
        return []
    names = set(session.exec(held))
    return [
        number
        for number, state in rows
        if number and (state is BuildState.WAITING or _lease(number) not in names)
    ]


def of_version(session: Session, version_id: int) -> ReportBuild | None:
    """What was last asked for of a version; None where nothing was."""
    query = select(ReportBuild).where(ReportBuild.report_version_id == version_id)
    return session.exec(query.order_by(col(ReportBuild.id).desc()).limit(1)).first()


def unfinished(session: Session, version_id: int) -> Sequence[ReportBuild]:
    """What is still to be made of a version, kept from other writers."""
    query = select(ReportBuild).where(
        ReportBuild.report_version_id == version_id, col(ReportBuild.state).not_in(OVER)
    )
    return session.exec(query.with_for_update()).all()


def lock_build(session: Session, number: int) -> ReportBuild:
    """The build as it is now, kept from other writers. Raises `NotFound`."""
    query = select(ReportBuild).where(ReportBuild.id == number).with_for_update()
    found = session.exec(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound("There is nothing to be made under this number.")
    return found


def _lease(number: int) -> str:
    return f"{LEASE}{number}"

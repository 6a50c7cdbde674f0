"""Reads of the policies by which series are chased."""

from sqlmodel import Session, select

from tracker.models.chasing import SeriesPolicy


def rules(session: Session) -> dict[int, str]:
    """The rules of every series that has its own, as they are kept, by series."""
    return {row.series_id: row.rules for row in session.exec(select(SeriesPolicy))}


def of_series(session: Session, series_id: int, *, lock: bool = False) -> SeriesPolicy | None:
    query = select(SeriesPolicy).where(SeriesPolicy.series_id == series_id)
    return session.exec(query.with_for_update() if lock else query).one_or_none()

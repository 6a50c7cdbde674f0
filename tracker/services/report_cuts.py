"""What the record says of a version beside its snapshot: read once, then any of its files can be made without a transaction."""

from sqlmodel import Session

from tracker.domain.report_cuts import Cut
from tracker.models.reports import ReportVersion


def cut_of(session: Session, version: ReportVersion) -> Cut:
    """For whom the version is, how far it has come, and what was corrected."""
    return Cut(
        audience=version.audience,
        state=version.state,
        number=version.number,
        marking=version.marking,
        correction=version.correction,
    )

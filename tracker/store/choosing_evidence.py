"""What can be chosen as evidence of an action, beside files and addresses: documents, readings, and meetings with a video."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracker.models.measures import Area, Measure, MeasureReading
from tracker.models.meetings import Meeting, MeetingSeries

MOST_READINGS = 400
"""The latest of all measures; one that is older is chosen on the page of its measure."""


@dataclass(frozen=True)
class ReadingLine:
    """A reading as a line to choose from."""

    reading: MeasureReading
    measure: Measure
    area: str


def readings(session: Session) -> list[ReadingLine]:
    """By measure, the latest period first; without those that were removed or revised."""
    revised = select(MeasureReading.replaces_id).where(
        col(MeasureReading.replaces_id).is_not(None), col(MeasureReading.removed_on).is_(None)
    )
    query = (
        select(MeasureReading, Measure, Area.title)
        .join(Measure, col(Measure.id) == MeasureReading.measure_id)
        .outerjoin(Area, col(Area.id) == MeasureReading.area_id)
        .where(col(MeasureReading.removed_on).is_(None), col(MeasureReading.id).not_in(revised))
        .order_by(col(MeasureReading.ends_on).desc(), col(MeasureReading.id).desc())
        .limit(MOST_READINGS)
    )
    found = [ReadingLine(reading, measure, area or "") for reading, measure, area in session.exec(query)]
    return sorted(found, key=lambda line: (line.measure.position, line.measure.title))


def with_video(session: Session) -> Sequence[tuple[Meeting, str]]:
    """The meetings that have a video, the latest first, each with the title of its series."""
    query = (
        select(Meeting, MeetingSeries.title)
        .join(MeetingSeries, col(MeetingSeries.id) == Meeting.series_id)
        .where(Meeting.video_url != "")
        .order_by(col(Meeting.starts_on).desc())
    )
    return session.exec(query).all()

"""What the Panel update and the Commissioner's response read: the Panel's meetings, who signs, and what was measured by a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.domain.marking import Marking, marking_of
from tracker.domain.measures import AreaKind
from tracker.domain.meetings import MeetingStatus
from tracker.domain.panel_asks import SeriesKind
from tracker.models.evidence import Document
from tracker.models.measures import Area, Measure, MeasureReading
from tracker.models.meetings import Meeting, MeetingSeries, NationalMeasure
from tracker.models.people import Organisation, OrganisationKind, Post


@dataclass(frozen=True)
class Measured:
    """A measure with the readings of the whole force that may be told to anyone, and their documents by number."""

    measure: Measure
    national_code: str
    readings: Sequence[MeasureReading]
    documents: dict[int, Document]

    def title_of(self, reading: MeasureReading) -> str:
        """The title of the document of a reading; "" where it has none."""
        document = self.documents.get(reading.document_id or 0)
        return document.title if document else ""


def panel_series(session: Session) -> frozenset[int]:
    """The series of the Panel: those of that kind, and those that have the name of an organisation of that kind."""
    panels = select(Organisation.name).where(Organisation.kind == OrganisationKind.PANEL)
    is_panels = (col(MeetingSeries.kind) == SeriesKind.PANEL) | col(MeetingSeries.title).in_(panels)
    return frozenset(one.key for one in session.exec(select(MeetingSeries).where(is_panels)).all())


def panel_meeting(session: Session, meeting: Meeting) -> Meeting | None:
    """The meeting itself where it is the Panel's, else the Panel's next from its day on; None where none is on record."""
    series = panel_series(session)
    if meeting.series_id in series:
        return meeting
    query = select(Meeting).where(
        col(Meeting.series_id).in_(series),
        Meeting.starts_on >= meeting.starts_on,
        Meeting.status != MeetingStatus.CANCELLED,
    )
    return session.exec(query.order_by(col(Meeting.starts_on)).limit(1)).first()


def reported_series(session: Session, meeting: Meeting) -> list[int]:
    """The series whose actions the Panel is told of: the meeting's own; of the Panel's meeting, every other but that of inspections,
    which have a register of their own."""
    series = panel_series(session)
    if meeting.series_id not in series:
        return [meeting.series_id]
    query = select(MeetingSeries.id).where(MeetingSeries.kind != SeriesKind.INSPECTION)
    found = session.exec(query.order_by(col(MeetingSeries.id))).all()
    return [one for one in found if one is not None and one not in series]


def last_held(session: Session, series_ids: Sequence[int], before: date) -> Meeting | None:
    """The last meeting of these series that was held before a day."""
    held = (MeetingStatus.HELD, MeetingStatus.ISSUED)
    query = select(Meeting).where(
        col(Meeting.series_id).in_(series_ids), Meeting.starts_on < before, col(Meeting.status).in_(held)
    )
    return session.exec(query.order_by(col(Meeting.starts_on).desc()).limit(1)).first()


def titles_filed_under(session: Session, meeting: Meeting) -> frozenset[str]:
    """The titles of the documents that are filed under a meeting."""
    return frozenset(session.exec(select(Document.title).where(Document.meeting_id == meeting.key)).all())


def signing_posts(session: Session) -> Sequence[Post]:
    """The elected posts and the named contacts, by title."""
    named = col(Post.elected).is_(True) | col(Post.named_contact).is_(True)
    return session.exec(select(Post).where(named, col(Post.active).is_(True)).order_by(Post.title)).all()


def measured(session: Session, meeting: Meeting) -> list[Measured]:
    """Every measure that is counted still, in the office's order. A reading is left out where its document is OFFICIAL-SENSITIVE, or is
    filed under a later meeting: this one could not know it."""
    documents = {row.key: row for row in session.exec(select(Document)).all()}
    days = {row.key: row.starts_on for row in session.exec(select(Meeting)).all()}
    force = set(session.exec(select(Area.id).where(Area.kind == AreaKind.FORCE)).all())
    national = {row.key: row.code for row in session.exec(select(NationalMeasure)).all()}
    known = [
        row
        for row in session.exec(select(MeasureReading).order_by(col(MeasureReading.id))).all()
        if (row.area_id is None or row.area_id in force) and _may_be_told(row, documents, days, meeting)
    ]
    rows = session.exec(select(Measure).order_by(col(Measure.position), col(Measure.title))).all()
    return [
        Measured(
            row,
            national.get(row.national_measure_id or 0, ""),
            [reading for reading in known if reading.measure_id == row.key],
            documents,
        )
        for row in rows
        if row.ends_on is None or row.ends_on >= meeting.starts_on
    ]


def _may_be_told(
    reading: MeasureReading, documents: dict[int, Document], days: dict[int, date], meeting: Meeting
) -> bool:
    document = documents.get(reading.document_id or 0)
    if document is None:
        return True
    filed = days.get(document.meeting_id or 0)
    return marking_of(document.marking) is Marking.OFFICIAL and (filed is None or filed <= meeting.starts_on)

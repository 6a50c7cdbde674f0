"""What stands behind the public's cuts, as stamps: while the stamp of a thing is the same, so is its cut.

A few queries read the rows behind everything that is public, however much that is; composing is for what they show to be touched.
A composer that reads another table or column needs it here.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from tracker.domain.publishing import Published
from tracker.models.actions import Action, DueChange, Review, Update
from tracker.models.base import Row
from tracker.models.documents import DocumentVersion
from tracker.models.evidence import Document, Evidence
from tracker.models.measures import Against, Area, Measure, MeasureDefinition, MeasureReading, Rebase
from tracker.models.meetings import AgendaItem, Attendance, Meeting, MeetingSeries, NationalMeasure, Priority
from tracker.models.people import Post
from tracker.models.publishing import Publication
from tracker.models.reports import Redaction, ReportFile, ReportVersion, SignOff

MEETINGS = select(
    col(Meeting.id),
    col(Meeting.reference),
    col(Meeting.starts_on),
    col(Meeting.date_words),
    col(Meeting.series_id),
).order_by(col(Meeting.id))
SERIES = select(col(MeetingSeries.id), col(MeetingSeries.title)).order_by(col(MeetingSeries.id))
POSTS = select(col(Post.id), col(Post.title)).order_by(col(Post.id))
PRIORITIES = select(col(Priority.id), col(Priority.code), col(Priority.title)).order_by(col(Priority.id))
NATIONAL = select(col(NationalMeasure.id), col(NationalMeasure.title)).order_by(col(NationalMeasure.id))
AREAS = select(*Area.__table__.columns).order_by(col(Area.id))  # type: ignore[attr-defined]
DOCUMENTS = select(
    col(Document.id), col(Document.code), col(Document.title), col(Document.marking), col(Document.held)
).order_by(col(Document.id))


@dataclass(frozen=True)
class Behind:
    """The row that a cut is of, found by `subject`; the tables of which rows belong to it, by the column that says so; and what
    any cut of the kind may look at."""

    root: type[Row]
    subject: ColumnElement[str]
    own: tuple[Mapped[Any], ...] = ()
    shared: tuple[Select[Any], ...] = ()


BEHIND: Mapping[Published, Behind] = {
    Published.MEETING: Behind(
        Meeting,
        cast(col(Meeting.reference), String),
        (col(AgendaItem.meeting_id), col(Attendance.meeting_id)),
        (SERIES, POSTS),
    ),
    Published.ACTION: Behind(
        Action,
        cast(col(Action.reference), String),
        (col(Update.action_id), col(Review.action_id), col(DueChange.action_id), col(Evidence.action_id)),
        (MEETINGS, POSTS, PRIORITIES),
    ),
    Published.MEASURE: Behind(
        Measure,
        cast(col(Measure.code), String),
        (
            col(MeasureDefinition.measure_id),
            col(Rebase.measure_id),
            col(Against.measure_id),
            col(MeasureReading.measure_id),
        ),
        (AREAS, PRIORITIES, NATIONAL, DOCUMENTS),
    ),
    Published.DOCUMENT: Behind(
        Document, cast(col(Document.code), String), (col(DocumentVersion.document_id),), (MEETINGS,)
    ),
    Published.REPORT: Behind(
        ReportVersion,
        cast(col(ReportVersion.id), String),
        (
            col(ReportFile.report_version_id),
            col(SignOff.report_version_id),
            col(Redaction.report_version_id),
        ),
        (MEETINGS, SERIES, POSTS),
    ),
}


def stamps(session: Session, kind: Published, subject: str = "") -> dict[str, str]:
    """The stamp of each thing of this kind that was ever public, by its subject; or of this one alone, published or not."""
    behind = BEHIND[kind]
    if subject:
        wanted = behind.subject == subject
    else:
        wanted = behind.subject.in_(select(col(Publication.subject)).where(col(Publication.kind) == kind))
    ids = select(col(behind.root.id)).where(wanted)
    shared = repr([_rows(session.execute(one)) for one in behind.shared]).encode()
    digest = {key: hashlib.sha256(shared) for key in session.execute(ids).scalars()}
    for column in (col(behind.root.id), *behind.own):
        for key, rows in _by_owner(session, column, column.in_(ids)).items():
            digest[key].update(repr(rows).encode())
    named = session.execute(select(behind.subject, col(behind.root.id)).where(wanted)).all()
    return {subject: digest[key].hexdigest() for subject, key in named}


def _by_owner(
    session: Session, column: Mapped[Any], where: ColumnElement[bool]
) -> dict[int, list[Sequence[Any]]]:
    """All rows of the table of this column where it says so, in the order of their numbers, by what the column says."""
    table = column.class_.__table__  # type: ignore[attr-defined]
    place = list(table.c).index(table.c[column.key])
    found: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in _rows(session.execute(select(*table.c).where(where).order_by(table.c.id))):
        found[row[place]].append(row)
    return found


def _rows(found: Iterable[Any]) -> list[Sequence[Any]]:
    return [tuple(row) for row in found]

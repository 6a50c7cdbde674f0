"""What stands behind the public's cuts, as stamps: while the stamp of a thing is the same, so is its cut.

A few queries read the rows behind everything that is public, however much that is; composing is for what they show to be touched.
A composer that reads another table or column needs it here.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, String, Table, cast, select
from sqlmodel import Session, col

from tracker.domain.marking import Marking
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
PUBLIC_DOCUMENTS = (
    select(col(Publication.subject))
    .where(col(Publication.kind) == Published.DOCUMENT, col(Publication.is_public).is_(True))
    .order_by(col(Publication.subject))
)
SENSITIVE_ACTIONS = (
    select(col(Action.reference), col(Action.marking))
    .where(col(Action.marking) != Marking.OFFICIAL)
    .order_by(col(Action.id))
)
SENSITIVE_EVIDENCE = (
    select(col(Evidence.action_id), col(Document.marking))
    .join(Document, col(Document.id) == col(Evidence.document_id))
    .where(col(Document.marking) != Marking.OFFICIAL)
    .order_by(col(Evidence.id))
)


@dataclass(frozen=True)
class Behind:
    """The row that a cut is of, found by `subject`; the tables of which rows belong to it, by the column that says so; and what
    any cut of the kind may look at."""

    root: type[Row]
    subject: ColumnElement[str]
    own: tuple[tuple[type[Row], str], ...] = ()
    shared: tuple[Executable, ...] = ()


BEHIND: Mapping[Published, Behind] = {
    Published.MEETING: Behind(
        Meeting,
        cast(col(Meeting.reference), String),
        ((AgendaItem, "meeting_id"), (Attendance, "meeting_id")),
        (SERIES, POSTS),
    ),
    Published.ACTION: Behind(
        Action,
        cast(col(Action.reference), String),
        ((Update, "action_id"), (Review, "action_id"), (DueChange, "action_id"), (Evidence, "action_id")),
        (MEETINGS, POSTS, PRIORITIES, DOCUMENTS, PUBLIC_DOCUMENTS),
    ),
    Published.MEASURE: Behind(
        Measure,
        cast(col(Measure.code), String),
        (
            (MeasureDefinition, "measure_id"),
            (Rebase, "measure_id"),
            (Against, "measure_id"),
            (MeasureReading, "measure_id"),
        ),
        (AREAS, PRIORITIES, NATIONAL, DOCUMENTS),
    ),
    Published.DOCUMENT: Behind(
        Document, cast(col(Document.code), String), ((DocumentVersion, "document_id"),), (MEETINGS,)
    ),
    Published.REPORT: Behind(
        ReportVersion,
        cast(col(ReportVersion.id), String),
        (
            (ReportFile, "report_version_id"),
            (SignOff, "report_version_id"),
            (Redaction, "report_version_id"),
        ),
        (MEETINGS, SERIES, POSTS, SENSITIVE_ACTIONS, SENSITIVE_EVIDENCE),
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
    rows = session.execute(select(col(behind.root.id), behind.subject.label("named")).where(wanted)).all()
    digest = {key: hashlib.sha256(shared) for key, _ in rows}
    for table, owner in ((behind.root, "id"), *behind.own):
        found = _by_owner(session, table, owner, ids)
        for key, one in digest.items():
            one.update(repr(found.get(key)).encode())
    return {name: digest[key].hexdigest() for key, name in rows}


def _by_owner(
    session: Session, model: type[Row], owner: str, ids: Select[Any]
) -> dict[int, list[tuple[Any, ...]]]:
    """The rows of the table that belong to these, in the order of their numbers, by whom they belong to."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    place = list(table.c).index(table.c[owner])
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in _rows(session.execute(select(*table.c).where(table.c[owner].in_(ids)).order_by(table.c.id))):
        found[row[place]].append(row)
    return found


def _rows(found: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in found]

"""Reads the actions for an export, each as a `LogRow` with all that hangs on it: in batches, so that many take no more memory than few."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from tracker.domain.import_rows import LogDueChange, LogEvidence, LogReview, LogRow, LogUpdate, More
from tracker.domain.log_export import due_in_log, status_in_log
from tracker.domain.marking import Marking
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action, DueChange, Review, Update
from tracker.models.documents import Excerpt
from tracker.models.evidence import Document, Evidence, StoredFile
from tracker.models.measures import Area, Measure, MeasureReading
from tracker.models.meetings import AgendaItem, Meeting, NationalMeasure, Priority, PrioritySet
from tracker.models.people import Post
from tracker.store.actions import visible_to

BATCH = 500
"""Actions that are read in one go."""
FORCE = "force"
"""The area of a reading that names none."""

DueAt, Parent, Merged = aliased(Meeting), aliased(Action), aliased(Action)
_ACTIONS = (
    select(  # type: ignore[call-overload]
        *Action.__table__.columns,  # type: ignore[attr-defined]
        col(Post.title).label("owner"),
        col(Post.code).label("owner_code"),
        col(Meeting.reference).label("raised_meeting"),
        col(DueAt.reference).label("due_meeting"),
        col(AgendaItem.number).label("agenda_number"),
        col(AgendaItem.title).label("agenda_title"),
        col(Priority.code).label("priority"),
        col(PrioritySet.title).label("plan"),
        col(NationalMeasure.code).label("national_measure"),
        col(Parent.reference).label("parent"),
        col(Merged.reference).label("merged_into"),
    )
    .select_from(Action)
    .outerjoin(Post, col(Post.id) == Action.post_id)
    .outerjoin(Meeting, col(Meeting.id) == Action.raised_meeting_id)
    .outerjoin(DueAt, col(DueAt.id) == Action.due_meeting_id)
    .outerjoin(AgendaItem, col(AgendaItem.id) == Action.agenda_item_id)
    .outerjoin(Priority, col(Priority.id) == Action.priority_id)
    .outerjoin(PrioritySet, col(PrioritySet.id) == Priority.priority_set_id)
    .outerjoin(NationalMeasure, col(NationalMeasure.id) == Action.national_measure_id)
    .outerjoin(Parent, col(Parent.id) == Action.parent_id)
    .outerjoin(Merged, col(Merged.id) == Action.merged_into_id)
    .order_by(col(Action.series_id), col(Action.number))
    .limit(BATCH)
)


def counted(session: Session, viewer: Viewer) -> tuple[int, int]:
    """How many actions an export would hold, and how many of them are marked OFFICIAL-SENSITIVE."""
    query = select(func.count(), func.count().filter(col(Action.marking) != Marking.OFFICIAL))
    found: tuple[int, int] = session.exec(query.select_from(Action).where(visible_to(viewer))).one()
    return found


def log_rows(session: Session, viewer: Viewer) -> Iterator[LogRow]:
    """Every action that the viewer may see, in the order of its series and number. Five questions for each batch."""
    place: tuple[int, int] | None = None
    while True:
        query = _ACTIONS.where(visible_to(viewer))
        if place:
            query = query.where(sa.tuple_(col(Action.series_id), col(Action.number)) > place)
        batch = session.execute(query).all()
        yield from _of_batch(session, batch)
        if len(batch) < BATCH:
            return
        place = (batch[-1].series_id, batch[-1].number)


def _of_batch(session: Session, batch: Sequence[Any]) -> Iterator[LogRow]:
    ids = [row.id for row in batch]
    updates, reviews = _updates(session, ids), _reviews(session, ids)
    changes, evidence = _changes(session, ids), _evidence(session, ids)
    for row in batch:
        of_action = updates[row.id], reviews[row.id]
        places = [{key: place for place, (key, _) in enumerate(found, start=1)} for found in of_action]
        more = More(
            kind=row.kind.value,
            status=row.status.value,
            closure=_word(row.closure),
            assurance=_word(row.assurance),
            marking=row.marking,
            exit_rule=row.exit_rule,
            due_kind=row.due_kind.value,
            due_meeting=row.due_meeting or "",
            due_since=row.due_since,
            origin=row.origin,
            source=row.source,
            own_reference=row.own_reference,
            raised_at=_moment(row.raised_at),
            national_measure=row.national_measure or "",
            parent=row.parent or "",
            merged_into=row.merged_into or "",
            times_moved=row.times_moved,
            times_carried=row.times_carried,
            owner_code=row.owner_code or "",
            plan=row.plan or "",
            disposed_on=row.disposed_on,
            reviews=tuple(review for _, review in reviews[row.id]),
            due_changes=tuple(changes[row.id]),
            evidence=tuple(_piece(found, *places) for found in evidence[row.id]),
        )
        yield _log_row(row, more, tuple(update for _, update in updates[row.id]))


def _log_row(row: Any, more: More, updates: tuple[LogUpdate, ...]) -> LogRow:
    return LogRow(
        row=0,
        title=row.title,
        reference=row.reference,
        asked=row.asked,
        owner=row.owner or row.owner_words,
        due=row.due_on,
        due_text=row.due_words,
        due_kind=due_in_log(row.due_kind, row.due_words),
        original_due=row.original_due_on,
        status=status_in_log(row.status, _word(row.closure)),
        meeting=row.raised_meeting or "",
        agenda_item=f"{row.agenda_number or ''} {row.agenda_title or ''}".strip(),
        raised_on=row.raised_on,
        closed_on=row.closed_on,
        closed_reason=row.closed_reason,
        priority=row.priority or "",
        rating=_word(row.last_rating),
        updates=updates,
        unread=unread_columns(row.unread),
        more=more,
    )


def unread_columns(kept: str) -> tuple[tuple[str, str], ...]:
    """The columns of an office's own log that have no field here: the JSON of `actions.unread`, as pairs or by heading."""
    said = json.loads(kept) if kept else []
    pairs = said.items() if isinstance(said, dict) else said
    return tuple((str(heading), str(words)) for heading, words in pairs)


def _updates(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[int, LogUpdate]]]:
    query = (
        select(*Update.__table__.columns, col(Post.code).label("post"))  # type: ignore[call-overload,attr-defined]
        .outerjoin(Post, col(Post.id) == Update.post_id)
        .where(col(Update.action_id).in_(ids))
        .order_by(col(Update.given_on), col(Update.id))
    )
    found: dict[int, list[tuple[int, LogUpdate]]] = defaultdict(list)
    for row in session.execute(query):
        made = LogUpdate(
            body=row.body,
            given_on=row.given_on,
            given_words=row.given_words,
            by=row.by_name,
            rating=_word(row.rating),
            recommends_closure=row.recommends_closure,
            post=row.post or "",
            received_by=row.received_by,
            given_at=_moment(row.given_at),
            more_time_until=row.more_time_until,
            via=row.via,
            reading=row.reading.value,
            read_by=row.read_by,
            disposed_on=row.disposed_on,
        )
        found[row.action_id].append((row.id, made))
    return found


def _reviews(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[int, LogReview]]]:
    wanted = [c for c in Review.__table__.columns if c.name != "known"]  # type: ignore[attr-defined]
    query = (
        select(*wanted, col(Meeting.reference).label("meeting"))  # type: ignore[call-overload]
        .outerjoin(Meeting, col(Meeting.id) == Review.meeting_id)
        .where(col(Review.action_id).in_(ids))
        .order_by(col(Review.decided_on), col(Review.id))
    )
    found: dict[int, list[tuple[int, LogReview]]] = defaultdict(list)
    for row in session.execute(query):
        made = LogReview(
            decided_on=row.decided_on,
            outcome=row.outcome.value,
            meeting=row.meeting or "",
            note=row.note,
            reason=row.reason,
            decided_by=row.decided_by,
            recorded_by=row.recorded_by,
            assurance=_word(row.assurance),
            revised_to=row.revised_to,
            recorded_at=_moment(row.recorded_at),
        )
        found[row.action_id].append((row.id, made))
    return found


def _changes(session: Session, ids: Sequence[int]) -> dict[int, list[LogDueChange]]:
    table = DueChange.__table__  # type: ignore[attr-defined]
    query = sa.select(table).where(table.c.action_id.in_(ids)).order_by(table.c.changed_on, table.c.id)
    found: dict[int, list[LogDueChange]] = defaultdict(list)
    for row in session.execute(query):
        kinds = row.before_kind.value, row.after_kind.value
        made = LogDueChange(
            row.changed_on,
            kinds[0],
            row.before_on,
            kinds[1],
            row.after_on,
            row.cause.value,
            row.reason,
            row.by_name,
        )
        found[row.action_id].append(made)
    return found


def _evidence(session: Session, ids: Sequence[int]) -> dict[int, list[Any]]:
    cited = aliased(Document)
    query = (
        select(  # type: ignore[call-overload]
            *Evidence.__table__.columns,  # type: ignore[attr-defined]
            col(StoredFile.sha256),
            col(StoredFile.name).label("file_name"),
            func.coalesce(col(Document.code), col(cited.code), "").label("document"),
            *(col(Excerpt.citation), col(Excerpt.quote), col(Excerpt.paragraph)),
            *(col(Measure.code).label("measure"), col(Area.code).label("area"), col(MeasureReading.basis)),
            *(col(MeasureReading.starts_on), col(MeasureReading.ends_on)),
        )
        .select_from(Evidence)
        .outerjoin(StoredFile, col(StoredFile.id) == Evidence.file_id)
        .outerjoin(Document, col(Document.id) == Evidence.document_id)
        .outerjoin(Excerpt, col(Excerpt.id) == Evidence.excerpt_id)
        .outerjoin(cited, col(cited.id) == Excerpt.document_id)
        .outerjoin(MeasureReading, col(MeasureReading.id) == Evidence.reading_id)
        .outerjoin(Measure, col(Measure.id) == MeasureReading.measure_id)
        .outerjoin(Area, col(Area.id) == MeasureReading.area_id)
        .where(col(Evidence.action_id).in_(ids))
        .order_by(col(Evidence.added_on), col(Evidence.id))
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        found[row.action_id].append(row)
    return found


def _piece(row: Any, updates: dict[int, int], reviews: dict[int, int]) -> LogEvidence:
    return LogEvidence(
        kind=row.kind.value,
        label=row.label,
        url=row.url,
        document=row.document,
        page=row.page,
        place=row.place,
        shows=row.shows,
        second=row.second,
        added_on=row.added_on,
        added_by=row.added_by,
        sha256=row.sha256 or "",
        file_name=row.file_name or "",
        removed_on=row.removed_on,
        removed_by=row.removed_by,
        removed_reason=row.removed_reason,
        update=updates.get(row.update_id),
        review=reviews.get(row.review_id),
        citation=row.citation or "",
        quote=row.quote or "",
        paragraph=row.paragraph,
        measured=_measured(row),
        seen_on=row.seen_on,
        held=row.held,
    )


def _measured(row: Any) -> str:
    if not row.measure:
        return ""
    return ", ".join((row.measure, row.area or FORCE, row.basis.value, str(row.starts_on), str(row.ends_on)))


def _word(value: Any) -> str:
    return value.value if value else ""


def _moment(value: datetime | None) -> str:
    return value.isoformat() if value else ""

"""The rows of an action that a log brings with it: what was said of it, how its date moved, what was decided, what it rests on.

They are columns by name, for many go in by one statement. An action is given as its columns with its number, `id`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from tracker.domain.actions import Assurance, Move, Rating
from tracker.domain.due import DueCause, DueKind
from tracker.domain.evidence import EvidenceKind
from tracker.domain.import_plan import DAY_NOT_KNOWN, Known, Planned
from tracker.domain.import_rows import LogDueChange, LogEvidence, LogReview, LogUpdate
from tracker.domain.reading import Reading, Way
from tracker.models.evidence import Evidence
from tracker.services.desk import Desk
from tracker.store import imports as stored

Columns = Mapping[str, Any]


def update_rows(action: Columns, said: tuple[LogUpdate, ...], known: Known) -> list[Columns]:
    """Its updates. Where the day is not known the words for it stand beside a stand-in."""
    return [_update(action, one, known) for one in said]


def _update(action: Columns, said: LogUpdate, known: Known) -> Columns:
    return {
        "action_id": action["id"],
        "post_id": known.posts.get(said.post) or action["post_id"],
        "by_name": said.by,
        "received_by": said.received_by,
        "given_on": said.given_on or _stand_in(action, known.today),
        "given_words": said.given_words or ("" if said.given_on else DAY_NOT_KNOWN),
        "given_at": _moment(said.given_at),
        "rating": Rating(said.rating) if said.rating in list(Rating) else None,
        "body": said.body,
        "recommends_closure": said.recommends_closure,
        "more_time_until": said.more_time_until,
        "via": said.via or Way.IMPORT,
        "reading": Reading(said.reading) if said.reading else Reading.ACCEPTED,
        "read_by": said.read_by,
        "disposed_on": said.disposed_on,
    }


def _stand_in(action: Columns, today: date) -> date:
    day: date = action["closed_on"] or action["raised_on"] or today
    return day


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def change_rows(desk: Desk, action: Columns, changes: tuple[LogDueChange, ...]) -> list[Columns]:
    """How its date moved."""
    return [
        {
            "action_id": action["id"],
            "changed_on": one.changed_on,
            "before_kind": DueKind(one.before_kind),
            "before_on": one.before_on,
            "after_kind": DueKind(one.after_kind),
            "after_on": one.after_on,
            "cause": DueCause(one.cause),
            "reason": one.reason,
            "by_name": one.by or desk.by.name,
        }
        for one in changes
    ]


def review_rows(action: Columns, reviews: tuple[LogReview, ...], known: Known) -> list[Columns]:
    """What was decided about it, as our own export says."""
    return [
        {
            "action_id": action["id"],
            "meeting_id": known.meeting_codes.get(one.meeting.upper()),
            "decided_on": one.decided_on,
            "recorded_at": _moment(one.recorded_at),
            "outcome": Move(one.outcome),
            "note": one.note,
            "reason": one.reason,
            "decided_by": one.decided_by,
            "recorded_by": one.recorded_by,
            "assurance": Assurance(one.assurance) if one.assurance else None,
            "revised_to": one.revised_to,
        }
        for one in reviews
    ]


def evidence_rows(
    desk: Desk, action: Columns, plan: Planned, updates: Sequence[int], reviews: Sequence[int]
) -> Iterator[Evidence]:
    """What it rests on, as far as it is here: a file by its digest, a document by its code. Else its label stays, as a document not held.

    `updates` and `reviews` are the numbers of its own.
    """
    for one in plan.more.evidence if plan.more else ():
        row = Evidence(
            action_id=action["id"],
            update_id=_of(updates, one.update),
            review_id=_of(reviews, one.review),
            kind=EvidenceKind(one.kind),
            url=one.url,
            label=one.label or one.file_name or one.citation or one.document,
            page=one.page,
            place=one.place,
            shows=one.shows,
            seen_on=one.seen_on,
            second=one.second,
            held=one.held,
            added_on=one.added_on or desk.moment.today,
            added_by=one.added_by or desk.by.name,
            removed_on=one.removed_on,
            removed_by=one.removed_by,
            removed_reason=one.removed_reason,
        )
        yield _linked(desk.session, row, one)


def _of(rows: Sequence[int], number: int | None) -> int | None:
    return rows[number - 1] if number and number <= len(rows) else None


def _linked(session: Session, row: Evidence, one: LogEvidence) -> Evidence:
    if row.kind in (EvidenceKind.WEB, EvidenceKind.VIDEO):
        return row
    if one.document:
        row.document_id = stored.document_coded(session, one.document)
        row.excerpt_id = stored.excerpt_with(session, row.document_id, one.citation, one.quote)
        if row.kind is EvidenceKind.EXCERPT and row.excerpt_id is not None:
            return row
    if one.sha256:
        row.file_id = stored.file_with(session, one.sha256)
    if row.kind is not EvidenceKind.FILE or row.file_id is None:
        row.kind, row.held = EvidenceKind.DOCUMENT, row.document_id is not None and row.held
    return row

"""What hangs on a meeting: the actions that it raised, decided on, is owed, and leaves open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, func, select

from tracker.domain.actions import LIVE, Closure, Move, Status
from tracker.domain.due import RULE_TO_COME, DueKind
from tracker.domain.matters_arising import Heading, same_subject
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action, Review
from tracker.models.meetings import AgendaItem, Meeting
from tracker.store.actions import ListedAction, lines, visible_to


def count_open_before(session: Session, meeting: Meeting) -> int:
    """How many actions closing `meeting` carries forward."""
    return session.exec(select(func.count()).select_from(Action).where(*_open_before(meeting))).one()


def _open_before(meeting: Meeting) -> tuple[ColumnElement[bool], ...]:
    at, on = col(Action.raised_meeting_id), col(Action.raised_on)
    return (
        col(Action.series_id) == meeting.series_id,
        col(Action.status).in_(LIVE),
        or_(at.is_(None), at != meeting.key),
        or_(on.is_(None), on <= meeting.starts_on),
    )


def items_about(session: Session, series_id: int, subject: Heading) -> set[int]:
    """The agenda items of the series, at whatever meeting, that are about the same subject."""
    query = (
        select(AgendaItem)
        .join(Meeting, col(Meeting.id) == AgendaItem.meeting_id)
        .where(Meeting.series_id == series_id)
    )
    return {
        item.key
        for item in session.exec(query).all()
        if same_subject(Heading(item.number, item.title, item.priority_id), subject)
    }


@dataclass(frozen=True)
class Decided:
    """What one meeting decided about one action."""

    reference: str
    title: str
    outcome: Move
    note: str
    reason: str
    revised_to: date | None


def decided_at(session: Session, viewer: Viewer, meeting_id: int) -> list[Decided]:
    """The decisions of a meeting, in the order of the actions."""
    query = (
        select(  # type: ignore[call-overload]
            Action.reference, Action.title, Review.outcome, Review.note, Review.reason, Review.revised_to
        )
        .join(Action, col(Action.id) == Review.action_id)
        .where(Review.meeting_id == meeting_id, visible_to(viewer))
        .order_by(col(Action.number), col(Review.id))
    )
    return [Decided(*row) for row in session.execute(query)]


def due_at(session: Session, viewer: Viewer, meeting_id: int) -> list[ListedAction]:
    """The open actions that are due at a meeting: what moves when it moves."""
    return lines(
        session,
        visible_to(viewer),
        col(Action.due_meeting_id) == meeting_id,
        col(Action.status).in_(LIVE),
        order=[col(Action.number).asc()],
    )


def raised_counts(session: Session, viewer: Viewer) -> dict[int, int]:
    """How many actions each meeting raised, by meeting; one that was logged in error is not counted."""
    query = (
        select(Action.raised_meeting_id, func.count())
        .where(visible_to(viewer), _not_void())
        .group_by(col(Action.raised_meeting_id))
    )
    return {key: count for key, count in session.exec(query).all() if key is not None}


def raised_at(session: Session, viewer: Viewer, meeting_id: int) -> list[ListedAction]:
    """The actions that a meeting raised, by number; void ones too, since every number is explained."""
    at = col(Action.raised_meeting_id) == meeting_id
    return lines(session, visible_to(viewer), at, order=[col(Action.number).asc()])


@dataclass(frozen=True)
class Unsettled:
    """What a meeting leaves open, of all the open actions of its series."""

    no_owner: Sequence[ListedAction]
    no_date: Sequence[ListedAction]
    no_rule: Sequence[ListedAction]
    undecided: Sequence[ListedAction]


def unsettled(session: Session, viewer: Viewer, meeting: Meeting) -> Unsettled:
    """What is without an owner, without a date, standing without an exit rule, or recommended and not decided."""
    undated = (
        col(Action.due_kind) == DueKind.NONE,
        (col(Action.due_kind) == DueKind.STANDING) & col(Action.exit_rule).in_(("", RULE_TO_COME)),
    )
    recommended = col(Action.status) == Status.RECOMMENDED
    missing = or_(col(Action.post_id).is_(None), *undated, recommended)
    rows = lines(
        session,
        visible_to(viewer),
        col(Action.series_id) == meeting.series_id,
        col(Action.status).in_(LIVE),
        missing,
        order=[col(Action.number).asc()],
    )
    return Unsettled(
        no_owner=[row for row in rows if row.post_id is None],
        no_date=[row for row in rows if row.due_kind is DueKind.NONE],
        no_rule=[r for r in rows if r.due_kind is DueKind.STANDING and r.exit_rule in ("", RULE_TO_COME)],
        undecided=[row for row in rows if row.status is Status.RECOMMENDED],
    )


def _not_void() -> ColumnElement[bool]:
    return or_(col(Action.closure).is_(None), col(Action.closure) != Closure.VOID)

"""Puts the record of one sitting into the plain values of its action log and its minutes."""

from datetime import date
from typing import Any

from tracker.domain.actions import Closure, Move
from tracker.domain.due import DueKind
from tracker.domain.meeting_words import day_words, when_words
from tracker.domain.meetings import MeetingStatus
from tracker.domain.references import spoken
from tracker.domain.report_sitting import (
    ActionLog,
    Attendee,
    CarriedAction,
    LoggedAction,
    LoggedDecision,
    MinutedItem,
    Minutes,
)
from tracker.domain.reports import Report
from tracker.domain.typed_due import standing_words
from tracker.domain.wording import clock_time, date_words
from tracker.models.actions import Action, DueChange, Review
from tracker.models.meetings import Meeting
from tracker.services.desk import Desk
from tracker.store import matters, meetings, notes, report_sitting
from tracker.store.actions import ListedAction
from tracker.store.known import KnownRows, known_rows, raised_at


def compose_action_log(desk: Desk, meeting: Meeting, head: Report) -> ActionLog:
    """What the meeting asked, decided, and carries forward."""
    carried = tuple(_carried(row) for row in report_sitting.carried(desk.session, meeting))
    return ActionLog(**vars(head), **_sitting(desk, meeting), carried=carried)


def compose_minutes(desk: Desk, meeting: Meeting, head: Report) -> Minutes:
    """What was said and decided under each agenda item, and what was asked."""
    return Minutes(**vars(head), **_sitting(desk, meeting), items=_items(desk, meeting))


def _sitting(desk: Desk, meeting: Meeting) -> dict[str, Any]:
    """The fields that every paper about a sitting has."""
    session, today = desk.session, desk.moment.today
    following = report_sitting.following(session, meeting)
    moves = report_sitting.first_moves(session, meeting)
    decided = matters.decided(session, meeting.key)
    return {
        "in_session": meeting.status is MeetingStatus.IN_SESSION,
        "hours_words": _hours(meeting),
        "attendance": tuple(
            Attendee(post.title, row.name, row.attended, row.note)
            for row, post in report_sitting.attendance(session, meeting.key)
        ),
        "raised": tuple(
            _raised(desk, rows, moves.get(rows.action.key))
            for rows in known_rows(session, today, raised_at(meeting))
        ),
        "decisions": tuple(
            _decision(rows, decided[rows.action.key])
            for rows in known_rows(session, today, report_sitting.decided_at(meeting))
            if _is_told(rows.action, decided[rows.action.key], meeting)
        ),
        "next_meeting_words": when_words(following) if following else "",
    }


def _is_told(action: Action, review: Review, meeting: Meeting) -> bool:
    """False for a number of this very meeting that was voided: what was raised tells it, with its reason."""
    return action.raised_meeting_id != meeting.id or review.outcome not in (Move.VOID, Move.MERGED)


def _hours(meeting: Meeting) -> str:
    if meeting.started_at is None:
        return ""
    started = clock_time(meeting.started_at)
    return f"{started} to {clock_time(meeting.closed_at)}" if meeting.closed_at else f"since {started}"


def _about(rows: KnownRows) -> dict[str, str]:
    action, post = rows.action, rows.post
    return {
        "reference": action.reference,
        "number_words": spoken(action.reference),
        "title": action.title,
        "owner": post.title if post else "",
        "owner_code": post.code if post else "",
    }


def _raised(desk: Desk, rows: KnownRows, moved: DueChange | None) -> LoggedAction:
    action = rows.action
    uncounted = action.closure if action.closure in (Closure.VOID, Closure.MERGED) else None
    due = _due(action, rows.due_at)
    agreed = _due_before(moved, action) if moved else due
    parent = desk.session.get(Action, action.parent_id) if action.parent_id else None
    return LoggedAction(
        **_about(rows),
        asked=action.asked,
        kind=action.kind,
        item_number=rows.item.number if rows.item else "",
        item_title=rows.item.title if rows.item else "",
        due_words=agreed,
        moved_words=f"Now: {due or 'no date'}" if agreed != due else "",
        parent=spoken(parent.reference) if parent else "",
        closure=uncounted,
        closed_words=_closed(rows) if uncounted else "",
    )


def _closed(rows: KnownRows) -> str:
    if rows.action.closure is Closure.MERGED and rows.merged_into:
        return f"It goes on as {spoken(rows.merged_into)}. {rows.action.closed_reason}".strip()
    return rows.action.closed_reason


def _decision(rows: KnownRows, review: Review) -> LoggedDecision:
    merged = review.outcome is Move.MERGED and rows.merged_into
    return LoggedDecision(
        **_about(rows),
        outcome=review.outcome,
        revised_to=review.revised_to,
        merged_into=spoken(rows.merged_into) if merged else "",
        note=review.note,
        reason=review.reason,
        decided_by=review.decided_by,
        assurance=review.assurance,
    )


def _carried(row: ListedAction) -> CarriedAction:
    return CarriedAction(
        reference=row.reference,
        number_words=spoken(row.reference),
        title=row.title,
        owner=row.post_title or "",
        owner_code=row.post_code or "",
        due_words=listed_due(row),
    )


def listed_due(row: ListedAction) -> str:
    """When a listed action is due, in few words; "" where nothing is agreed."""
    if row.due_kind is DueKind.STANDING:
        return "Every meeting"
    if row.due_kind is DueKind.NEXT_MEETING:
        return "Next meeting"
    return date_words(row.due_on) if row.due_on else ""


def _due(action: Action, due_at: Meeting | None) -> str:
    """When an action is due: "Meeting of 4 October 2023, papers by 27 September 2023", "Every meeting until …"; "" for never."""
    if action.due_kind is DueKind.MEETING and due_at and action.due_on:
        return f"Meeting of {day_words(due_at)}, papers by {date_words(action.due_on)}"
    return _due_words(action.due_kind, action.due_on, action.exit_rule)


def _due_before(moved: DueChange, action: Action) -> str:
    """When it was due before its date was first changed."""
    if moved.before_kind is DueKind.MEETING and moved.before_on:
        return f"Papers by {date_words(moved.before_on)}"
    return _due_words(moved.before_kind, moved.before_on, action.exit_rule)


def _due_words(kind: DueKind, on: date | None, exit_rule: str) -> str:
    if kind is DueKind.STANDING:
        words = standing_words(exit_rule)
        return words[:1].upper() + words[1:]
    if kind is DueKind.NEXT_MEETING:
        return "Next meeting, not scheduled yet"
    return date_words(on) if on else ""


def _items(desk: Desk, meeting: Meeting) -> tuple[MinutedItem, ...]:
    """The agenda in its order; what was written down for the meeting as a whole stands first, if anything was."""
    written = notes.of_meeting(desk.session, meeting.key)
    items = [
        MinutedItem(
            item.number,
            item.title,
            notes=written[item.key].notes if item.key in written else "",
            decisions=written[item.key].decisions if item.key in written else "",
        )
        for item in meetings.agenda(desk.session, meeting.key)
    ]
    whole = written.get(notes.WHOLE_MEETING)
    if whole and (whole.notes.strip() or whole.decisions.strip()):
        items.insert(0, MinutedItem(notes=whole.notes, decisions=whole.decisions))
    return tuple(items)

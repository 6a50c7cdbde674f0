"""Reads of what is owed for the papers of a meeting, and of what was answered, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.domain.actions import LIVE, Kind
from tracker.domain.papers import Answer, Answered, Asked, SatBefore, answered, is_owed
from tracker.domain.viewers import Viewer
from tracker.models.actions import Update
from tracker.models.meetings import Meeting
from tracker.store import matters, meetings
from tracker.store.actions import ListedAction


@dataclass(frozen=True)
class OwedAnswer:
    """One action that an answer is owed on for a meeting, and how it stands."""

    action: ListedAction
    answered: Answered


def owed(session: Session, viewer: Viewer, meeting: Meeting, today: date) -> list[OwedAnswer]:
    """What is owed for the papers of a meeting that is not over, by due date."""
    arising = matters.arising(session, viewer, meeting)
    rows = [
        row
        for row in arising
        if row.status in LIVE and is_owed(_asked(row, meeting), papers_due=meeting.papers_due, today=today)
    ]
    before = sat_before(session, meeting)
    answers = _answers(session, [row.id for row in rows])
    return [
        OwedAnswer(
            row,
            answered(
                _asked(row, meeting), answers[row.id], before, papers_due=meeting.papers_due, today=today
            ),
        )
        for row in rows
    ]


def sat_before(session: Session, meeting: Meeting) -> SatBefore | None:
    """The meeting of the series before this one."""
    last = meetings.last_before(session, meeting)
    return SatBefore(last.starts_on, last.closed_at) if last else None


def _asked(row: ListedAction, meeting: Meeting) -> Asked:
    return Asked(
        raised_on=row.raised_on,
        due_here=row.due_meeting == meeting.reference,
        standing=row.kind is Kind.STANDING,
        due_on=row.due_on,
    )


def _answers(session: Session, action_ids: Iterable[int]) -> dict[int, list[Answer]]:
    columns = (Update.action_id, Update.given_on, Update.given_at)
    query = select(*columns).where(col(Update.action_id).in_(list(action_ids)))  # type: ignore[call-overload]
    found: dict[int, list[Answer]] = defaultdict(list)
    for action_id, on, at in session.execute(query):
        found[action_id].append(Answer(on, at))
    return found

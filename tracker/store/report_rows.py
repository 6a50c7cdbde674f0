"""The rows that an action status report is made from, as they stand now."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracker.domain.due import DueCause
from tracker.domain.marking import Marking
from tracker.models.actions import Action, DueChange, Review, Update
from tracker.models.evidence import Evidence
from tracker.models.meetings import AgendaItem, Meeting, Priority
from tracker.models.people import Post
from tracker.store import stories
from tracker.store.evidence import quotations


@dataclass(frozen=True)
class ActionRows:
    """One action with all that is told of it. `quotes` are the words of excerpts from OFFICIAL documents, by their numbers."""

    action: Action
    post: Post | None
    priority: Priority | None
    raised_at: Meeting | None
    item: AgendaItem | None
    due_at: Meeting | None
    update: Update | None
    review: Review | None
    reviewed_at: Meeting | None
    evidence: list[Evidence]
    quotes: Mapping[int, str]
    moved_days: int
    parent: str
    children: tuple[str, ...]
    merged_into: str


def of_series(session: Session, series_id: int) -> list[ActionRows]:
    """Every action of the series by number. Eight queries, however many actions there are."""
    actions = session.exec(
        select(Action).where(Action.series_id == series_id).order_by(col(Action.number))
    ).all()
    ids = [action.key for action in actions]
    posts = {row.key: row for row in session.exec(select(Post)).all()}
    priorities = {row.key: row for row in session.exec(select(Priority)).all()}
    meetings = {row.key: row for row in session.exec(select(Meeting)).all()}
    items = {row.key: row for row in session.exec(select(AgendaItem)).all()}
    updates, reviews = stories.last_updates(session, ids), stories.last_reviews(session, ids)
    evidence, moved = stories.all_evidence(session, ids), _moved_days(session, series_id)
    quotes = quotations(
        session, [row for rows in evidence.values() for row in rows], marking=Marking.OFFICIAL
    )
    references = {action.key: action.reference for action in actions}
    children: dict[int, tuple[str, ...]] = {}
    for action in actions:
        if action.parent_id:
            children[action.parent_id] = (*children.get(action.parent_id, ()), action.reference)
    return [
        ActionRows(
            action=action,
            post=posts.get(action.post_id or 0),
            priority=priorities.get(action.priority_id or 0),
            raised_at=meetings.get(action.raised_meeting_id or 0),
            item=items.get(action.agenda_item_id or 0),
            due_at=meetings.get(action.due_meeting_id or 0),
            update=updates.get(action.key),
            review=(review := reviews.get(action.key)),
            reviewed_at=meetings.get(review.meeting_id or 0) if review else None,
            evidence=evidence.get(action.key, []),
            quotes=quotes,
            moved_days=moved.get(action.key, 0),
            parent=references.get(action.parent_id or 0, ""),
            children=children.get(action.key, ()),
            merged_into=references.get(action.merged_into_id or 0, ""),
        )
        for action in actions
    ]


def _moved_days(session: Session, series_id: int) -> dict[int, int]:
    """Calendar days of agreed slippage of each action."""
    query = (
        select(DueChange)
        .join(Action, col(Action.id) == DueChange.action_id)
        .where(Action.series_id == series_id, DueChange.cause == DueCause.AGREED)
    )
    days: dict[int, int] = {}
    for change in session.exec(query).all():
        if change.before_on and change.after_on:
            days[change.action_id] = days.get(change.action_id, 0) + (change.after_on - change.before_on).days
    return days

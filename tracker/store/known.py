"""What is known of actions just now, one or many at once: seven queries, however many actions there are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from tracker.domain.due import DueCause
from tracker.models.actions import Action, DueChange, Review, Update
from tracker.models.evidence import Evidence
from tracker.models.measures import ExitRule
from tracker.models.meetings import AgendaItem, Meeting
from tracker.models.people import Post
from tracker.store import posts
from tracker.store.evidence import quotations
from tracker.store.posts import Held

RaisedAt = aliased(Meeting)
DueAt = aliased(Meeting)
MergedInto = aliased(Action)


@dataclass(frozen=True)
class KnownRows:
    """The rows that tell where one action stands. `updates` is how many there are, `update` the last of them.

    `quotes` are the words of the excerpts behind the evidence, by their numbers.
    """

    action: Action
    post: Post | None
    held: Held | None
    raised_at: Meeting | None
    item: AgendaItem | None
    due_at: Meeting | None
    merged_into: str
    updates: int
    update: Update | None
    evidence: Sequence[Evidence]
    quotes: Mapping[int, str]
    moved_days: int
    review: Review | None
    reviewed_at: Meeting | None
    exit_rule: ExitRule | None


def known_rows(session: Session, today: date, which: ColumnElement[bool]) -> list[KnownRows]:
    """The actions that `which` picks, by number, as they stand on `today`."""
    query = (
        select(Action, Post, RaisedAt, AgendaItem, DueAt, MergedInto.reference)  # type: ignore[call-overload]
        .outerjoin(Post, col(Post.id) == Action.post_id)
        .outerjoin(RaisedAt, col(RaisedAt.id) == Action.raised_meeting_id)
        .outerjoin(AgendaItem, col(AgendaItem.id) == Action.agenda_item_id)
        .outerjoin(DueAt, col(DueAt.id) == Action.due_meeting_id)
        .outerjoin(MergedInto, col(MergedInto.id) == Action.merged_into_id)
        .where(which)
        .order_by(col(Action.series_id), col(Action.number))
    )
    found = session.execute(query).all()
    updates, reviews = _last_updates(session, which), _last_reviews(session, which)
    evidence, moved = _evidence(session, which), _moved_days(session, which)
    quotes = quotations(session, [row for rows in evidence.values() for row in rows])
    exits = _exit_rules(session, which)
    held = posts.holders_on(session, today, {row[1].key for row in found if row[1]})
    return [
        KnownRows(
            action=action,
            post=post,
            held=held.get(action.post_id or 0),
            raised_at=raised_at,
            item=item,
            due_at=due_at,
            merged_into=merged_into or "",
            updates=updates.get(action.key, (None, 0))[1],
            update=updates.get(action.key, (None, 0))[0],
            evidence=evidence.get(action.key, []),
            quotes=quotes,
            moved_days=moved.get(action.key, 0),
            review=reviews.get(action.key, (None, None))[0],
            reviewed_at=reviews.get(action.key, (None, None))[1],
            exit_rule=exits.get(action.key),
        )
        for action, post, raised_at, item, due_at, merged_into in found
    ]


def _exit_rules(session: Session, which: ColumnElement[bool]) -> dict[int, ExitRule]:
    query = select(ExitRule).join(Action, col(Action.id) == ExitRule.action_id).where(which)
    return {row.action_id: row for row in session.exec(query).all()}


def _last_updates(session: Session, which: ColumnElement[bool]) -> dict[int, tuple[Update, int]]:
    """The last update of each action, and how many it has."""
    newest = func.row_number().over(
        partition_by=col(Update.action_id), order_by=(col(Update.given_on).desc(), col(Update.id).desc())
    )
    count = func.count().over(partition_by=col(Update.action_id))
    ranked = (
        select(col(Update.id).label("id"), newest.label("place"), count.label("count"))
        .where(col(Update.action_id).in_(select(Action.id).where(which)))
        .subquery()
    )
    query = select(Update, ranked.c.count).join(ranked, ranked.c.id == Update.id).where(ranked.c.place == 1)
    return {update.action_id: (update, number) for update, number in session.execute(query)}


def _last_reviews(session: Session, which: ColumnElement[bool]) -> dict[int, tuple[Review, Meeting | None]]:
    newest = func.row_number().over(
        partition_by=col(Review.action_id), order_by=(col(Review.decided_on).desc(), col(Review.id).desc())
    )
    ranked = (
        select(col(Review.id).label("id"), newest.label("place"))
        .where(col(Review.action_id).in_(select(Action.id).where(which)))
        .subquery()
    )
    query = (
        select(Review, Meeting)
        .outerjoin(Meeting, col(Meeting.id) == Review.meeting_id)
        .join(ranked, ranked.c.id == Review.id)
        .where(ranked.c.place == 1)
    )
    return {review.action_id: (review, meeting) for review, meeting in session.execute(query)}


def _evidence(session: Session, which: ColumnElement[bool]) -> dict[int, list[Evidence]]:
    query = select(Evidence).where(
        col(Evidence.action_id).in_(select(Action.id).where(which)), col(Evidence.removed_on).is_(None)
    )
    found: dict[int, list[Evidence]] = {}
    for row in session.exec(query.order_by(col(Evidence.id))).all():
        found.setdefault(row.action_id, []).append(row)
    return found


def _moved_days(session: Session, which: ColumnElement[bool]) -> dict[int, int]:
    """Calendar days of agreed slippage of each action."""
    query = select(DueChange).where(
        col(DueChange.action_id).in_(select(Action.id).where(which)), DueChange.cause == DueCause.AGREED
    )
    days: dict[int, int] = {}
    for change in session.exec(query).all():
        if change.before_on and change.after_on:
            days[change.action_id] = days.get(change.action_id, 0) + (change.after_on - change.before_on).days
    return days


def picked(action_ids: Collection[int]) -> ColumnElement[bool]:
    """The actions with these numbers."""
    return col(Action.id).in_(list(action_ids))


def raised_at(meeting: Meeting) -> ColumnElement[bool]:
    """The actions that the meeting raised; void ones too, since every number is explained."""
    return col(Action.raised_meeting_id) == meeting.key

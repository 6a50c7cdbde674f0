"""What is waiting: the lists of My work."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, func, select

from tracker.domain.actions import LIVE, Status
from tracker.domain.mails import CHASING, MailState
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.mail import Mail, Reminder
from tracker.models.meetings import Meeting
from tracker.models.people import Post
from tracker.store.actions import ListedAction, lines, numbered, visible_to
from tracker.store.posts import holders_on


def overdue(session: Session, viewer: Viewer, today: date, most: int) -> tuple[list[ListedAction], int]:
    """Open and past its day: the `most` that are so the longest, and how many there are."""
    conditions = visible_to(viewer), col(Action.status).in_(LIVE), col(Action.due_on) < today
    return _first(session, conditions, most)


def owed_for(session: Session, viewer: Viewer, meeting: Meeting, most: int) -> tuple[list[ListedAction], int]:
    """Due at `meeting`, without an update since it was last made due: still to come for its papers. And how many."""
    given = col(Action.last_update_on)
    conditions = (
        visible_to(viewer),
        col(Action.due_meeting_id) == meeting.key,
        col(Action.status) == Status.OPEN,
        or_(given.is_(None), given < col(Action.due_since)),
    )
    return _first(session, conditions, most)


def recommended(session: Session, viewer: Viewer, most: int) -> tuple[list[ListedAction], int]:
    """Recommended for closure and not yet decided, and how many."""
    return _first(session, (visible_to(viewer), col(Action.status) == Status.RECOMMENDED), most)


def _first(
    session: Session, conditions: Sequence[ColumnElement[bool]], most: int
) -> tuple[list[ListedAction], int]:
    """The first actions by due date; the rest is counted, not read."""
    by_due = col(Action.due_on).asc().nulls_last(), col(Action.id).asc()
    picked = session.exec(select(Action.id).where(*conditions).order_by(*by_due).limit(most)).all()
    count = len(picked)
    if count == most:
        count = session.exec(select(func.count()).select_from(Action).where(*conditions)).one()
    return numbered(session, picked), count


def open_ones(session: Session, viewer: Viewer) -> list[ListedAction]:
    """Everything that is not closed, by due date."""
    return lines(session, visible_to(viewer), col(Action.status).in_(LIVE))


def chases(session: Session, action_ids: Iterable[int]) -> dict[int, tuple[int, date]]:
    """How often each action's owner was chased, and when last; only mails that were sent count."""
    query = (
        select(Reminder.action_id, func.count(), func.max(Mail.for_day))
        .join(Mail, col(Mail.id) == Reminder.mail_id)
        .where(col(Reminder.action_id).in_(list(action_ids)), Mail.state == MailState.SENT)
        .where(col(Mail.kind).in_(CHASING))
        .group_by(col(Reminder.action_id))
    )
    return {action_id: (count, last) for action_id, count, last in session.execute(query)}


def vacant_posts(session: Session, today: date) -> list[tuple[Post, int]]:
    """The posts that nobody holds on `today` and that own open actions, by title, with how many."""
    counted = select(Action.post_id, func.count()).where(
        col(Action.status).in_(LIVE), col(Action.post_id).is_not(None)
    )
    counts = dict(session.exec(counted.group_by(col(Action.post_id))).all())
    held = holders_on(session, today, [post_id for post_id in counts if post_id])
    vacant = select(Post).where(col(Post.id).in_(counts.keys() - held.keys())).order_by(col(Post.title))
    return [(post, counts[post.id]) for post in session.exec(vacant)]


def mails_in(session: Session, state: MailState) -> int:
    return session.exec(select(func.count()).select_from(Mail).where(Mail.state == state)).one()

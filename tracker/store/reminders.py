"""Reads of what is owed, and the one statement that makes it owed once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from tracker.domain.actions import LIVE, Kind, Status
from tracker.domain.mails import CHASING, MailKind, MailState
from tracker.models.actions import Action
from tracker.models.mail import Mail, Reminder, UpdateLink
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.models.people import Post


class Dated(NamedTuple):
    """An open action with a due date, as far as deciding goes: of very many, few are told on a day. `since` is when it was set."""

    id: int
    post_id: int
    series_id: int
    due_on: date
    since: date


@dataclass(frozen=True)
class Owing:
    """An open action with a due date, as far as chasing it goes. `meeting_on` is set where it is due for its papers.

    `raised_words` stand for the day on which it was raised where that is not known, such as "February 2020"; `series` is
    the short code of its series.
    """

    id: int
    reference: str
    title: str
    asked: str
    post_id: int
    due_on: date
    due_since: date | None
    raised_on: date | None
    raised_words: str | None
    meeting_on: date | None
    series_id: int
    series: str


@dataclass(frozen=True)
class Undated:
    """An open action without a date of its own: an undated promise, or a standing item with its exit rule."""

    id: int
    reference: str
    title: str
    asked: str
    post_id: int
    raised_on: date | None
    raised_words: str | None
    exit_rule: str
    series_id: int
    series: str


@dataclass(frozen=True)
class Written:
    """A mail of chasing that was made, as far as the next one depends on it. `out_of_date`: it is written afresh."""

    post_id: int
    kind: MailKind
    day: date
    cancelled: bool
    out_of_date: bool


@dataclass(frozen=True)
class Overtaken:
    """An action of a mail that was due on `was_on` when that was written, and is due on `due_on` now, or closed."""

    mail_id: int
    reference: str
    was_on: date
    due_on: date | None
    status: Status


RaisedAt = aliased(Meeting)
AT_ONCE = 20_000
"""Numbers in one statement: PostgreSQL takes 65,535."""

Key = tuple[int, str, date]
"""What is owed once: action, step, due date."""


def dated(session: Session, until: date) -> list[Dated]:
    """The open actions of posts that are due by `until`. Standing items are not chased by date."""
    return _dated(session, *_chased(until))


def untold(session: Session, since: date) -> list[Dated]:
    """The open, dated actions that were raised on `since` or later and of which no mail has told their post yet."""
    told = select(UpdateLink.id).where(
        col(UpdateLink.action_id) == Action.id,
        col(UpdateLink.post_id) == Action.post_id,
        col(UpdateLink.mail_id).is_not(None),
    )
    return _dated(session, *_chased(), col(Action.raised_on) >= since, ~told.exists())


def owing(session: Session, action_ids: Iterable[int]) -> dict[int, Owing]:
    """What a mail says of these actions, by number."""
    ids, found = sorted(set(action_ids)), {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        found.update({one.id: one for one in _owing(session, col(Action.id).in_(some))})
    return found


def owned(session: Session, post_ids: Collection[int]) -> tuple[list[Owing], list[Undated]]:
    """Everything open that these posts own: what is dated, by due date, and what is not."""
    mine = col(Action.post_id).in_(list(post_ids)), col(Action.status).in_(LIVE)
    undated = or_(col(Action.due_on).is_(None), col(Action.kind) == Kind.STANDING)
    columns = (Action.id, Action.reference, Action.title, Action.asked, Action.post_id, Action.raised_on)
    rest = (RaisedAt.date_words, Action.exit_rule, Action.series_id, MeetingSeries.code)
    query: Select[tuple[Any, ...]] = select(*columns, *rest)  # type: ignore[call-overload]
    query = query.join(MeetingSeries, col(MeetingSeries.id) == Action.series_id)
    query = query.outerjoin(RaisedAt, col(RaisedAt.id) == Action.raised_meeting_id)
    query = query.where(*mine, undated).order_by(col(Action.series_id), col(Action.number))
    return _owing(session, *mine, ~undated), [Undated(*row) for row in session.execute(query)]


def _dated(session: Session, *conditions: ColumnElement[bool]) -> list[Dated]:
    since = func.coalesce(Action.due_since, Action.raised_on, date.min)
    columns = (Action.id, Action.post_id, Action.series_id, Action.due_on, since)
    query: Select[tuple[Any, ...]] = select(*columns)  # type: ignore[call-overload]
    query = query.where(*conditions, col(Action.post_id).is_not(None))
    # Rows without the session's own bookkeeping: there may be a hundred thousand.
    return [Dated(*row) for row in session.connection().execute(query).all()]


def _owing(session: Session, *conditions: ColumnElement[bool]) -> list[Owing]:
    columns = (Action.id, Action.reference, Action.title, Action.asked, Action.post_id)
    dates = (Action.due_on, Action.due_since, Action.raised_on, RaisedAt.date_words, Meeting.starts_on)
    query: Select[tuple[Any, ...]] = select(*columns, *dates, Action.series_id, MeetingSeries.code)  # type: ignore[call-overload]
    query = query.join(MeetingSeries, col(MeetingSeries.id) == Action.series_id)
    query = query.outerjoin(Meeting, col(Meeting.id) == Action.due_meeting_id)
    query = query.outerjoin(RaisedAt, col(RaisedAt.id) == Action.raised_meeting_id)
    query = query.where(*conditions, col(Action.post_id).is_not(None))
    query = query.order_by(col(Action.due_on), col(Action.series_id), col(Action.number))
    return [Owing(*row) for row in session.connection().execute(query).all()]


def ownerless(session: Session, until: date) -> Sequence[str]:
    """The references of actions that are due by `until` and have no post: nobody can be chased for them."""
    query = select(Action.reference).where(*_chased(until), col(Action.post_id).is_(None))
    return session.exec(query.order_by(col(Action.reference))).all()


def _chased(until: date = date.max) -> list[ColumnElement[bool]]:
    return [
        col(Action.status) == Status.OPEN,
        col(Action.kind) != Kind.STANDING,
        col(Action.due_on) <= until,
    ]


def in_mails(session: Session, since: date) -> set[Key]:
    """What was owed from `since` on and is in a mail already."""
    columns = select(Reminder.action_id, Reminder.step, Reminder.due_on)  # type: ignore[call-overload]
    query = columns.where(col(Reminder.mail_id).is_not(None), col(Reminder.owed_on) >= since)
    return {
        (action_id, step, due_on) for action_id, step, due_on in session.connection().execute(query).all()
    }


def written(session: Session, since: date, post_id: int | None = None) -> list[Written]:
    """The mails of chasing for the days from `since` on, to one post or to all."""
    query = select(Mail.post_id, Mail.kind, Mail.for_day, Mail.state, Mail.last_error)  # type: ignore[call-overload]
    query = query.where(col(Mail.kind).in_(CHASING), col(Mail.for_day) >= since)
    query = query.where(Mail.post_id == post_id if post_id is not None else col(Mail.post_id).is_not(None))
    rows = [
        (post, kind, day, state is MailState.CANCELLED, error)
        for post, kind, day, state, error in session.execute(query)
    ]
    return [Written(post, kind, day, gone, gone and bool(error)) for post, kind, day, gone, error in rows]


def series_told(session: Session) -> set[int]:
    """The series of which a mail of chasing was sent, or released by the secretariat: they are not new any more."""
    told = (
        select(Mail.id)
        .join(Reminder, col(Reminder.mail_id) == Mail.id)
        .join(Action, col(Action.id) == Reminder.action_id)
        .where(Action.series_id == MeetingSeries.id)
        .where(or_(col(Mail.state) == MailState.SENT, col(Mail.released_at).is_not(None)))
    )
    return {series.key for series in session.exec(select(MeetingSeries).where(told.exists()))}


def lock_post(session: Session, post_id: int) -> Post:
    """The post, locked: two passes at once take turns at it."""
    return session.exec(select(Post).where(Post.id == post_id).with_for_update(key_share=True)).one()


def owe(session: Session, post_id: int, owed: Collection[tuple[Key, date]]) -> Sequence[Reminder]:
    """Makes each of `owed` (with the day it fell on) owed once, and returns those that are in no mail yet, locked.

    What another pass made is left to it.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    rows = [
        {"action_id": key[0], "step": key[1], "due_on": key[2], "owed_on": on, "post_id": post_id}
        for key, on in sorted(owed)
    ]
    if not rows:
        return ()
    once = insert(Reminder).values(rows)
    session.execute(once.on_conflict_do_nothing(index_elements=["action_id", "step", "due_on"]))
    ids = {key[0] for key, _ in owed}
    query = select(Reminder).where(col(Reminder.action_id).in_(ids), col(Reminder.mail_id).is_(None))
    found = session.exec(query.order_by(col(Reminder.id)).with_for_update()).all()
    wanted = {key for key, _ in owed}
    return [row for row in found if (row.action_id, row.step, row.due_on) in wanted]


def of_mail(session: Session, mail_id: int) -> Sequence[Reminder]:
    return session.exec(select(Reminder).where(Reminder.mail_id == mail_id).order_by(col(Reminder.id))).all()


def overtaken(session: Session, mail_ids: Collection[int]) -> list[Overtaken]:
    """What these mails of chasing, as far as they are held, say of actions that is not so any more, by number of the mail."""
    query = (
        select(Mail.id, Action.reference, Reminder.due_on, Action.due_on, Action.status)  # type: ignore[call-overload]
        .join(Reminder, col(Reminder.mail_id) == Mail.id)
        .join(Action, col(Action.id) == Reminder.action_id)
        .where(col(Mail.id).in_(list(mail_ids)), Mail.state == MailState.HELD, col(Mail.kind).in_(CHASING))
        .where(or_(col(Action.due_on).is_distinct_from(Reminder.due_on), col(Action.status).not_in(LIVE)))
    )
    return [Overtaken(*row) for row in session.execute(query.order_by(col(Mail.id), col(Action.number)))]


def of_action(session: Session, action_id: int) -> Sequence[tuple[Reminder, Mail]]:
    """The ledger of an action: every reminder with the mail that carried it, the latest first."""
    query = (
        select(Reminder, Mail)
        .join(Mail, col(Mail.id) == Reminder.mail_id)
        .where(Reminder.action_id == action_id)
        .order_by(col(Mail.for_day).desc(), col(Reminder.id).desc())
    )
    return session.exec(query).all()

"""Reads of what is owed, and the one statement that makes it owed once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from tracker.domain.actions import Kind, Status
from tracker.domain.mails import MailKind
from tracker.models.actions import Action
from tracker.models.mail import Mail, Reminder
from tracker.models.meetings import Meeting
from tracker.models.people import Post


@dataclass(frozen=True)
class Owing:
    """An open action with a due date, as far as chasing it goes. `meeting_on` is set where it is due for its papers.

    `raised_words` stand for the day on which it was raised where that is not known, such as "February 2020".
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


RaisedAt = aliased(Meeting)

Key = tuple[int, str, date]
"""What is owed once: action, step, due date."""


def owing(session: Session, until: date) -> list[Owing]:
    """The open actions of posts that are due by `until`, by due date. Standing items are not chased by date."""
    columns = (Action.id, Action.reference, Action.title, Action.asked, Action.post_id)
    dates = (Action.due_on, Action.due_since, Action.raised_on, RaisedAt.date_words, Meeting.starts_on)
    query: Select[tuple[Any, ...]] = select(*columns, *dates)  # type: ignore[call-overload]
    query = query.outerjoin(Meeting, col(Meeting.id) == Action.due_meeting_id)
    query = query.outerjoin(RaisedAt, col(RaisedAt.id) == Action.raised_meeting_id)
    query = query.where(*_chased(until), col(Action.post_id).is_not(None))
    query = query.order_by(col(Action.due_on), col(Action.series_id), col(Action.number))
    return [Owing(*row) for row in session.execute(query)]


def ownerless(session: Session, until: date) -> Sequence[str]:
    """The references of actions that are due by `until` and have no post: nobody can be chased for them."""
    query = select(Action.reference).where(*_chased(until), col(Action.post_id).is_(None))
    return session.exec(query.order_by(col(Action.reference))).all()


def _chased(until: date) -> list[ColumnElement[bool]]:
    return [
        col(Action.status) == Status.OPEN,
        col(Action.kind) != Kind.STANDING,
        col(Action.due_on) <= until,
    ]


def in_mails(session: Session, since: date) -> set[Key]:
    """What was owed from `since` on and is in a mail already."""
    query = select(Reminder).where(col(Reminder.mail_id).is_not(None), col(Reminder.owed_on) >= since)
    return {(row.action_id, row.step, row.due_on) for row in session.exec(query)}


def mails_of_day(session: Session, day: date) -> set[tuple[int, MailKind]]:
    """The posts that have a mail of the day, by its kind. A cancelled one counts: its day is done."""
    query = select(Mail).where(
        Mail.for_day == day, col(Mail.post_id).is_not(None), Mail.kind != MailKind.FRESH_LINK
    )
    return {(mail.post_id, mail.kind) for mail in session.exec(query) if mail.post_id is not None}


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
    once = insert(Reminder).values(rows)
    session.execute(once.on_conflict_do_nothing(index_elements=["action_id", "step", "due_on"]))
    ids = {key[0] for key, _ in owed}
    query = select(Reminder).where(col(Reminder.action_id).in_(ids), col(Reminder.mail_id).is_(None))
    found = session.exec(query.order_by(col(Reminder.id)).with_for_update()).all()
    wanted = {key for key, _ in owed}
    return [row for row in found if (row.action_id, row.step, row.due_on) in wanted]


def of_mail(session: Session, mail_id: int) -> Sequence[Reminder]:
    return session.exec(select(Reminder).where(Reminder.mail_id == mail_id).order_by(col(Reminder.id))).all()


def of_action(session: Session, action_id: int) -> Sequence[tuple[Reminder, Mail]]:
    """The ledger of an action: every reminder with the mail that carried it, the latest first."""
    query = (
        select(Reminder, Mail)
        .join(Mail, col(Mail.id) == Reminder.mail_id)
        .where(Reminder.action_id == action_id)
        .order_by(col(Mail.for_day).desc(), col(Reminder.id).desc())
    )
    return session.exec(query).all()

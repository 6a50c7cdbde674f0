"""Reads of what stands in the calendar of a post."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, or_
from sqlmodel import Session, col, select

from tracker.domain.actions import LIVE, Kind, Status
from tracker.domain.mails import MailKind, MailState
from tracker.models.actions import Action, DueChange
from tracker.models.chasing import CalendarAddress
from tracker.models.mail import Mail, UpdateLink
from tracker.models.meetings import Meeting


@dataclass(frozen=True)
class Dated:
    """An action as a calendar shows it. `version` rises with each change; `meeting_on` is set where it is due for papers."""

    id: int
    reference: str
    title: str
    status: Status
    kind: Kind
    post_id: int | None
    due_on: date | None
    meeting_on: date | None
    version: int


def of_post(session: Session, post_id: int, since: date) -> list[Dated]:
    """What the post has open with a day; and what was closed, or lost its day, on `since` or later."""
    lost = select(DueChange.action_id).where(
        col(DueChange.changed_on) >= since, col(DueChange.before_on).is_not(None)
    )
    live = col(Action.status).in_(LIVE)
    owed = and_(live, *_HAS_DAY)
    closed = and_(col(Action.closed_on) >= since, *_HAS_DAY)
    without = and_(live, or_(*map(not_, _HAS_DAY)), col(Action.id).in_(lost))
    return _dated(session, Action.post_id == post_id, or_(owed, closed, without))


def of_mail(
    session: Session, action_ids: Collection[int], post_id: int, kinds: Collection[MailKind], today: date
) -> list[Dated]:
    """These actions, and what an earlier mail of `kinds` told the post for `today` or later and is closed by now."""
    sent = (
        select(UpdateLink.action_id)
        .join(Mail, col(Mail.id) == UpdateLink.mail_id)
        .where(Mail.post_id == post_id, Mail.state == MailState.SENT, col(Mail.kind).in_(list(kinds)))
    )
    closed = and_(col(Action.status) == Status.CLOSED, col(Action.due_on) >= today, col(Action.id).in_(sent))
    return _dated(session, or_(col(Action.id).in_(list(action_ids)), closed))


def last_days(session: Session, action_ids: Collection[int]) -> dict[int, date]:
    """The day that each of these actions had before its date was last taken away or moved."""
    query = (
        select(DueChange.action_id, DueChange.before_on)  # type: ignore[type-var]
        .where(col(DueChange.action_id).in_(list(action_ids)), col(DueChange.before_on).is_not(None))
        .order_by(col(DueChange.id))
    )
    return {action_id: day for action_id, day in session.execute(query)}  # noqa: C416  # of rows, typed as a mapping


def address_of(session: Session, post_id: int, *, lock: bool = False) -> CalendarAddress | None:
    query = select(CalendarAddress).where(CalendarAddress.post_id == post_id)
    return session.exec(query.with_for_update() if lock else query).one_or_none()


_HAS_DAY: tuple[ColumnElement[bool], ...] = (
    col(Action.due_on).is_not(None),
    col(Action.kind) != Kind.STANDING,
)


def _dated(session: Session, *conditions: Any) -> list[Dated]:
    columns = (Action.id, Action.reference, Action.title, Action.status, Action.kind, Action.post_id)
    query: Select[tuple[Any, ...]] = select(*columns, Action.due_on, Meeting.starts_on, Action.version)  # type: ignore[call-overload]
    query = query.outerjoin(Meeting, col(Meeting.id) == Action.due_meeting_id)
    query = query.where(*conditions).order_by(col(Action.due_on), col(Action.id))
    rows: Sequence[Any] = session.execute(query).all()
    return [Dated(*row) for row in rows]

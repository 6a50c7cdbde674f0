"""Reads of who was chased: mails to posts, what became of them, and the answers that came after."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, or_
from sqlmodel import Session, col, func, select

from tracker.domain.chased import Ask
from tracker.domain.ledger import ENDS, Entry
from tracker.domain.mails import MailKind, MailState
from tracker.models.actions import Action, Update
from tracker.models.chasing import ClockReminder, LedgerRow
from tracker.models.mail import Mail, Reminder, UpdateLink
from tracker.models.people import Post

PAGE_SIZE = 50
AT_ONCE = 20_000
"""Numbers in one statement: PostgreSQL takes 65,535."""
ANSWERED, UNANSWERED = "answered", "unanswered"


@dataclass(frozen=True)
class Filters:
    """Which mails: to a post, about a series, of a kind, on days of the record. `became` is a state of a mail, an end of the ledger,
    or whether it was answered."""

    post: int | None = None
    series: int | None = None
    kind: MailKind | None = None
    became: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Chased:
    """One mail to a post. `tries` is how often it was given to the server, `ends` what others told of it."""

    mail: Mail
    post: str
    tries: int
    ends: frozenset[Entry]
    asks: Sequence[Ask]


def page(session: Session, filters: Filters, number: int | None = 1) -> list[Chased]:
    """Page `number` (from 1) of the mails, the latest first; all of them with None."""
    query = select(Mail, Post.title).join(Post, col(Post.id) == Mail.post_id).where(*_conditions(filters))
    query = query.order_by(col(Mail.for_day).desc(), col(Mail.id).desc())
    if number is not None:
        query = query.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    found = session.exec(query).all()
    # The same conditions again, and not the numbers: a database takes only so many of those.
    wanted = col(Mail.id).in_([mail.key for mail, _ in found]) if number is not None else None
    conditions = _conditions(filters) if wanted is None else [wanted]
    tries, ends = _told(session, conditions)
    asked: dict[int, list[Ask]] = {}
    for ask in _asks(session, conditions):
        asked.setdefault(ask.mail_id, []).append(ask)
    return [
        Chased(mail, post, tries.get(mail.key, 0), frozenset(ends.get(mail.key, ())), asked.get(mail.key, ()))
        for mail, post in found
    ]


def count(session: Session, filters: Filters) -> int:
    """How many mails there are."""
    return session.exec(select(func.count()).select_from(Mail).where(*_conditions(filters))).one()


def asks(session: Session, filters: Filters) -> list[Ask]:
    """What the mails that left asked."""
    return _asks(session, _conditions(filters))


def steps(session: Session, mail_ids: Sequence[int]) -> dict[int, list[str]]:
    """The keys of the steps that brought these mails about, by number of the mail: of actions, and of the office's own dates."""
    found: dict[int, list[str]] = {}
    for at in range(0, len(mail_ids), AT_ONCE):
        part = mail_ids[at : at + AT_ONCE]
        for table in (Reminder, ClockReminder):
            query = select(table.mail_id, table.step).distinct().where(col(table.mail_id).in_(part))
            for mail_id, step in session.exec(query.order_by(table.step)).all():
                found.setdefault(mail_id or 0, []).append(step)
    return found


def posts(session: Session) -> Sequence[tuple[int | None, str]]:
    """The posts that were ever written to, by title."""
    written_to = select(Mail.post_id).where(col(Mail.post_id).is_not(None))
    return session.exec(
        select(Post.id, Post.title).where(col(Post.id).in_(written_to)).order_by(Post.title)
    ).all()


def _asks(session: Session, conditions: Collection[ColumnElement[bool]]) -> list[Ask]:
    columns = (Mail.id, Post.title, UpdateLink.action_id, Mail.sent_at, _answered_on().label("answered_on"))
    pairs: Select[tuple[Any, ...]] = select(*columns).distinct()  # type: ignore[call-overload]
    pairs = pairs.join(Post, col(Post.id) == Mail.post_id)
    pairs = pairs.join(UpdateLink, col(UpdateLink.mail_id) == Mail.id)
    pairs = pairs.where(*conditions, col(Mail.state) == MailState.SENT, col(Mail.sent_at).is_not(None))
    return [
        Ask(mail_id, post, action_id, sent_at.date(), answered_on)
        for mail_id, post, action_id, sent_at, answered_on in session.execute(pairs)
    ]


def _told(
    session: Session, conditions: Collection[ColumnElement[bool]]
) -> tuple[dict[int, int], dict[int, set[Entry]]]:
    query = (
        select(LedgerRow.mail_id, LedgerRow.entry, func.count())
        .join(Mail, col(Mail.id) == LedgerRow.mail_id)
        .where(*conditions, col(LedgerRow.entry).in_((Entry.HANDED_OVER, *ENDS)))
        .group_by(col(LedgerRow.mail_id), col(LedgerRow.entry))
    )
    tries: dict[int, int] = {}
    ends: dict[int, set[Entry]] = {}
    for mail_id, entry, times in session.exec(query).all():
        if entry is Entry.HANDED_OVER:
            tries[mail_id] = times
        else:
            ends.setdefault(mail_id, set()).add(Entry(entry))
    return tries, ends


def _after() -> ColumnElement[bool]:
    """An update came after the mail left: by the minute, or by the day where no more is known."""
    by_minute = col(Update.given_at) >= col(Mail.sent_at)
    by_day = and_(col(Update.given_at).is_(None), col(Update.given_on) >= col(Mail.for_day))
    return or_(by_minute, by_day)


def _answered_on() -> ScalarSelect[date | None]:
    given = select(func.min(Update.given_on)).where(col(Update.action_id) == UpdateLink.action_id, _after())
    return given.correlate(Mail, UpdateLink).scalar_subquery()


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [col(Mail.post_id).is_not(None)]
    if filters.post is not None:
        found.append(col(Mail.post_id) == filters.post)
    if filters.kind is not None:
        found.append(col(Mail.kind) == filters.kind)
    if filters.since is not None:
        found.append(col(Mail.for_day) >= filters.since)
    if filters.until is not None:
        found.append(col(Mail.for_day) <= filters.until)
    if filters.series is not None:
        about = select(UpdateLink.id).join(Action, col(Action.id) == UpdateLink.action_id)
        about = about.where(col(UpdateLink.mail_id) == Mail.id, col(Action.series_id) == filters.series)
        found.append(about.correlate(Mail).exists())
    return found + (_became(filters.became) if filters.became else [])


def _became(wanted: str) -> list[ColumnElement[bool]]:
    if wanted in set(MailState):
        return [col(Mail.state) == MailState(wanted)]
    if wanted in set(ENDS):
        told = select(LedgerRow.id).where(col(LedgerRow.mail_id) == Mail.id, col(LedgerRow.entry) == wanted)
        return [told.correlate(Mail).exists()]
    asked = select(UpdateLink.id).where(col(UpdateLink.mail_id) == Mail.id)
    answer = asked.join(Update, and_(col(Update.action_id) == UpdateLink.action_id, _after()))
    left = [col(Mail.state) == MailState.SENT, asked.correlate(Mail).exists()]
    answered = answer.correlate(Mail).exists()
    return [*left, answered if wanted == ANSWERED else ~answered]

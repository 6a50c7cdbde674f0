"""Reads of the dates that the office itself owes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.domain.errors import NotFound
from tracker.domain.mails import MailKind
from tracker.models.actions import Action
from tracker.models.chasing import ClockReminder, StatutoryClock
from tracker.models.mail import Mail
from tracker.models.people import Post


@dataclass(frozen=True)
class ListedClock:
    """A clock with the post that answers for it, and the reference of the action that it belongs to, where one does."""

    clock: StatutoryClock
    post_code: str
    post_title: str
    reference: str | None


def by_number(session: Session, number: int, *, lock: bool = False) -> StatutoryClock:
    """Raises `NotFound`."""
    query = select(StatutoryClock).where(StatutoryClock.id == number)
    clock = session.exec(query.with_for_update() if lock else query).one_or_none()
    if clock is None:
        raise NotFound("There is no such date. Choose one from the list.")
    return clock


def listed(session: Session) -> list[ListedClock]:
    """Every clock: those that run by their last day, then those that were met, the latest first."""
    query = (
        select(StatutoryClock, Post.code, Post.title, Action.reference)
        .join(Post, col(Post.id) == col(StatutoryClock.post_id))
        .outerjoin(Action, col(Action.id) == col(StatutoryClock.action_id))
        .order_by(col(StatutoryClock.last_on), col(StatutoryClock.id))
    )
    rows = [ListedClock(*row) for row in session.execute(query)]
    met = [row for row in rows if row.clock.met_on]
    return [*(row for row in rows if not row.clock.met_on), *reversed(met)]


def running(session: Session) -> Sequence[StatutoryClock]:
    """The clocks that are not met, by their last day."""
    query = select(StatutoryClock).where(col(StatutoryClock.met_on).is_(None))
    return session.exec(query.order_by(col(StatutoryClock.last_on), col(StatutoryClock.id))).all()


def reminders(session: Session, clock_ids: Collection[int]) -> dict[tuple[int, str, date], ClockReminder]:
    """What was owed about these clocks before, by clock, step and last day."""
    query = select(ClockReminder).where(col(ClockReminder.clock_id).in_(list(clock_ids)))
    return {(row.clock_id, row.step, row.last_on): row for row in session.exec(query)}


def reminders_of_mail(session: Session, mail_id: int) -> Sequence[ClockReminder]:
    return session.exec(select(ClockReminder).where(ClockReminder.mail_id == mail_id)).all()


def has_mail(session: Session, post_id: int, day: date) -> bool:
    """Whether the post has its mail about clocks of that day; a cancelled one counts."""
    query = select(Mail.id).where(Mail.post_id == post_id, Mail.for_day == day, Mail.kind == MailKind.CLOCK)
    return session.exec(query.limit(1)).first() is not None

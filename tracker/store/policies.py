"""Reads of the policies by which series are chased, and of what waits in the name of one."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracker.domain.mails import CHASING, MailState
from tracker.models.actions import Action
from tracker.models.chasing import SeriesPolicy
from tracker.models.mail import Mail, Reminder
from tracker.models.people import Post


def rules(session: Session) -> dict[int, str]:
    """The rules of every series that has its own, as they are kept, by series."""
    return {row.series_id: row.rules for row in session.exec(select(SeriesPolicy))}


def of_series(session: Session, series_id: int, *, lock: bool = False) -> SeriesPolicy | None:
    query = select(SeriesPolicy).where(SeriesPolicy.series_id == series_id)
    return session.exec(query.with_for_update() if lock else query).one_or_none()


@dataclass(frozen=True)
class Waiting:
    """A mail of chasing that has not left: the steps that it carries of one series, and whether it tells of others too."""

    mail: Mail
    steps: tuple[str, ...]
    tells_more: bool
    chief_officer: bool


def waiting(session: Session, series_id: int, *, lock: bool = False) -> list[Waiting]:
    """The mails of chasing that are held or queued, were never tried, and tell of this series."""
    carries = select(Reminder.mail_id).join(Action, col(Action.id) == Reminder.action_id)
    query = select(Mail).where(
        col(Mail.id).in_(carries.where(Action.series_id == series_id)),
        col(Mail.kind).in_(CHASING),
        col(Mail.state).in_((MailState.HELD, MailState.QUEUED)),
        Mail.attempts == 0,
    )
    query = query.order_by(col(Mail.id))
    mails = session.exec(query.with_for_update() if lock else query).all()
    rows = select(Reminder, Action).join(Action, col(Action.id) == Reminder.action_id)
    found = []
    for mail in mails:
        carried = session.exec(rows.where(Reminder.mail_id == mail.id).order_by(col(Reminder.id))).all()
        steps = tuple(one.step for one, action in carried if action.series_id == series_id)
        post = session.get(Post, mail.post_id) if mail.post_id else None
        found.append(Waiting(mail, steps, len(steps) < len(carried), bool(post and post.chief_officer)))
    return found

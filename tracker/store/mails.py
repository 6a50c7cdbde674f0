"""Reads of mails."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from tracker.domain.actions import Status
from tracker.domain.corrections import OVER as MEETING_OVER
from tracker.domain.errors import NotFound
from tracker.domain.mails import MailKind, MailState
from tracker.models.actions import Action
from tracker.models.mail import Mail, UpdateLink
from tracker.models.meetings import Meeting

PAGE_SIZE = 25
LONGEST_WAIT = timedelta(hours=5)
"""No mail is made to wait so long for its next try, but an escalation for a day that is worked."""
OVER = (MailState.SENT, MailState.CANCELLED)


def by_id(session: Session, mail_id: int, *, lock: bool = False) -> Mail:
    """Raises `NotFound`."""
    query = select(Mail).where(Mail.id == mail_id)
    mail = session.exec(query.with_for_update() if lock else query).one_or_none()
    if mail is None:
        raise NotFound("There is no such mail. Choose one from the list of mail.")
    return mail


def lock_held(session: Session, mail_ids: Collection[int]) -> Sequence[Mail]:
    """Those of `mail_ids` that are still held, locked in one order."""
    query = select(Mail).where(col(Mail.id).in_(list(mail_ids)), Mail.state == MailState.HELD)
    return session.exec(query.order_by(col(Mail.id)).with_for_update()).all()


def in_state(session: Session, *states: MailState, most: int = 200) -> Sequence[Mail]:
    """The mails in these states, the oldest first."""
    query = select(Mail).where(col(Mail.state).in_(states)).order_by(col(Mail.id)).limit(most)
    return session.exec(query).all()


def over(session: Session, number: int = 1) -> tuple[Sequence[Mail], int]:
    """Page `number` (from 1) of what was sent or cancelled, the latest first, and how many there are."""
    total = session.exec(select(func.count()).select_from(Mail).where(col(Mail.state).in_(OVER))).one()
    query = select(Mail).where(col(Mail.state).in_(OVER)).order_by(col(Mail.id).desc())
    return session.exec(query.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all(), total


def take_waiting(
    session: Session, machine: datetime, *, after: int = 0, at_once: bool = False
) -> Mail | None:
    """The first mail after number `after` whose time has come, locked; one that another sender has locked is passed over.

    With `at_once` also those that failed before and would be tried again later.
    """
    come = _come(machine)
    if at_once:
        come.append(col(Mail.last_error) != "")
    query = (
        select(Mail)
        .where(Mail.state == MailState.QUEUED, col(Mail.id) > after, or_(*come))
        .order_by(col(Mail.id))
        .limit(1)
    )
    return session.exec(query.with_for_update(skip_locked=True)).first()


def waits(session: Session, machine: datetime) -> bool:
    """True while there is a mail whose time has come. Asked every few seconds: one look into an index."""
    come = or_(*_come(machine))
    return (
        session.exec(select(Mail.id).where(Mail.state == MailState.QUEUED, come).limit(1)).first() is not None
    )


def _come(machine: datetime) -> list[ColumnElement[bool]]:
    """The time of a mail has come; also where it lies further off than any wait, for then a clock was wrong that was put right since."""
    next_try = col(Mail.next_try_at)
    too_far = and_(next_try > machine + LONGEST_WAIT, col(Mail.kind) != MailKind.ESCALATION)
    return [next_try.is_(None), next_try <= machine, too_far]


def of_meeting(session: Session, meeting_id: int, *kinds: MailKind, lock: bool = False) -> Sequence[Mail]:
    """The mails of these kinds about a meeting, the oldest first."""
    query = (
        select(Mail).where(Mail.meeting_id == meeting_id, col(Mail.kind).in_(kinds)).order_by(col(Mail.id))
    )
    # Read afresh: the sender may have taken one up since this session first saw it.
    locked = query.with_for_update().execution_options(populate_existing=True)
    return session.exec(locked if lock else query).all()


def held_of_meetings(session: Session, *kinds: MailKind) -> Sequence[tuple[Meeting, int]]:
    """The meetings that are over and of which mails of these kinds are held, the latest first, and how many of each."""
    held = (
        select(Mail.meeting_id, func.count().label("mails"))
        .where(Mail.state == MailState.HELD, col(Mail.kind).in_(kinds))
        .group_by(col(Mail.meeting_id))
        .subquery()
    )
    query = (
        select(Meeting, held.c.mails)
        .join(held, held.c.meeting_id == Meeting.id)
        .where(col(Meeting.status).in_(MEETING_OVER))
        .order_by(col(Meeting.starts_on).desc())
    )
    return session.exec(query).all()


def lock_meetings(session: Session, mail_ids: Collection[int]) -> None:
    """Locks the meetings that these mails are about, which whoever writes their mails anew locks first."""
    about = select(Mail.meeting_id).where(col(Mail.id).in_(list(mail_ids)))
    query = select(Meeting.id).where(col(Meeting.id).in_(about)).order_by(col(Meeting.id))
    session.exec(query.with_for_update(key_share=True)).all()


def unsent_about(session: Session, action_ids: Collection[int], *, lock: bool = False) -> Sequence[Mail]:
    """The mails about these actions that have not left: held, waiting or refused."""
    query = select(Mail).where(
        col(Mail.id).in_(select(UpdateLink.mail_id).where(col(UpdateLink.action_id).in_(list(action_ids)))),
        col(Mail.state).in_((MailState.HELD, MailState.QUEUED, MailState.FAILED)),
    )
    query = query.order_by(col(Mail.id))
    locked = query.with_for_update().execution_options(populate_existing=True)
    return session.exec(locked if lock else query).all()


def references(session: Session, mail_ids: Collection[int]) -> dict[int, list[str]]:
    """The references of the actions that each mail is about."""
    query = (
        select(UpdateLink.mail_id, Action.reference)
        .join(Action, col(Action.id) == UpdateLink.action_id)
        .where(col(UpdateLink.mail_id).in_(list(mail_ids)))
        .order_by(col(UpdateLink.id))
    )
    found: dict[int, list[str]] = {}
    for mail_id, reference in session.exec(query).all():
        if mail_id is not None:
            found.setdefault(mail_id, []).append(reference)
    return found


def links(session: Session, mail_id: int) -> Sequence[UpdateLink]:
    return session.exec(
        select(UpdateLink).where(UpdateLink.mail_id == mail_id).order_by(col(UpdateLink.id))
    ).all()


def links_that_open(session: Session, mail_id: int) -> int:
    """How many links of the mail still open an action: not revoked, the action not closed and with the same post."""
    query = (
        select(func.count())
        .select_from(UpdateLink)
        .join(Action, and_(col(Action.id) == UpdateLink.action_id, col(Action.post_id) == UpdateLink.post_id))
        .where(
            UpdateLink.mail_id == mail_id,
            col(UpdateLink.revoked_at).is_(None),
            Action.status != Status.CLOSED,
        )
    )
    return session.exec(query).one()


def to_of(session: Session, mail_id: int) -> str:
    """The name that the mail was written to; empty where there is no such mail."""
    return session.exec(select(Mail.to_name).where(Mail.id == mail_id)).one_or_none() or ""

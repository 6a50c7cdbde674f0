"""Reads of mail that came in."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, or_, select

from tracker.domain.actions import LIVE
from tracker.domain.errors import NotFound
from tracker.domain.incoming import IncomingState
from tracker.models.actions import Action
from tracker.models.chasing import IncomingFile, IncomingMail
from tracker.models.evidence import StoredFile
from tracker.models.mail import Mail, Reminder, UpdateLink
from tracker.models.people import Holder, Person

PAGE_SIZE = 25


def is_known(session: Session, message_id: str) -> bool:
    """True when a message of this identification was taken in before."""
    return (
        session.exec(select(IncomingMail.id).where(IncomingMail.message_id == message_id)).first() is not None
    )


def numbered(session: Session, number: int, *, lock: bool = False) -> IncomingMail:
    """Raises `NotFound`."""
    query = select(IncomingMail).where(IncomingMail.id == number)
    found = session.exec(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise NotFound("There is no such mail. Choose one from the list of mail that came in.")
    return found


def waiting(session: Session) -> Sequence[IncomingMail]:
    """All that somebody has to decide, the oldest first."""
    query = select(IncomingMail).where(IncomingMail.state == IncomingState.WAITING)
    return session.exec(query.order_by(col(IncomingMail.id)).limit(200)).all()


def how_many_wait(session: Session) -> int:
    query = select(func.count()).select_from(IncomingMail).where(IncomingMail.state == IncomingState.WAITING)
    return session.exec(query).one()


def settled(session: Session, number: int) -> tuple[Sequence[IncomingMail], int]:
    """Page `number`, from 1, of all others, the latest first; and how many there are."""
    others = IncomingMail.state != IncomingState.WAITING
    total = session.exec(select(func.count()).select_from(IncomingMail).where(others)).one()
    query = select(IncomingMail).where(others).order_by(col(IncomingMail.id).desc())
    return session.exec(query.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all(), total


def files(session: Session, incoming_id: int) -> Sequence[tuple[IncomingFile, StoredFile]]:
    """The files that came with a mail; one that was refused stands for the whole mail."""
    query = select(IncomingFile, StoredFile).join(StoredFile, col(StoredFile.id) == IncomingFile.file_id)
    return session.exec(
        query.where(IncomingFile.incoming_id == incoming_id).order_by(col(IncomingFile.id))
    ).all()


def whole(session: Session, row: IncomingMail) -> StoredFile:
    """The message as it came."""
    return session.get_one(StoredFile, row.file_id)


def action_numbered(session: Session, action_id: int) -> Action | None:
    return session.get(Action, action_id)


def mail_numbered(session: Session, mail_id: int) -> Mail | None:
    return session.get(Mail, mail_id)


def mail_sent_as(session: Session, message_ids: Sequence[str]) -> Mail | None:
    """The first of our mails that has one of these identifications, in their order."""
    found = {
        mail.message_id: mail
        for mail in session.exec(select(Mail).where(col(Mail.message_id).in_(message_ids)))
    }
    return next((found[one] for one in message_ids if one in found), None)


def actions_of(session: Session, mail_id: int) -> Sequence[Action]:
    """The actions that a mail of ours was about, by their numbers."""
    linked = select(UpdateLink.action_id).where(UpdateLink.mail_id == mail_id)
    reminded = select(Reminder.action_id).where(Reminder.mail_id == mail_id)
    query = select(Action).where(or_(col(Action.id).in_(linked), col(Action.id).in_(reminded)))
    return session.exec(query.order_by(col(Action.id))).all()


def open_actions_of_sender(session: Session, address: str, most: int = 20) -> Sequence[Action]:
    """What is open of the posts that somebody with this address ever held: a guess, for a mail that belongs to none of ours."""
    posts = (
        select(Holder.post_id)
        .join(Person, col(Person.id) == Holder.person_id)
        .where(func.lower(Person.email) == address.lower(), Person.email != "")
    )
    query = select(Action).where(col(Action.post_id).in_(posts), col(Action.status).in_(LIVE))
    return session.exec(
        query.order_by(col(Action.due_on).asc().nulls_last(), col(Action.id)).limit(most)
    ).all()

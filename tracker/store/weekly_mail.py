"""Reads of who gets a weekly mail."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.domain.mails import MailKind
from tracker.models.mail import Mail
from tracker.models.people import Person
from tracker.store.posts import holders_on


def numbered(session: Session, mail_id: int | None) -> Mail | None:
    """The weekly mail of this number; None for any other."""
    query = select(Mail).where(Mail.id == mail_id, Mail.kind == MailKind.DIGEST)
    return session.exec(query).one_or_none()


def readers(session: Session, mail: Mail, today: date) -> Sequence[Person]:
    """Who asked for weekly mail and reads `mail`, locked: those with its address, else who holds its post."""
    weekly = select(Person).where(col(Person.weekly_only)).order_by(col(Person.id)).with_for_update()
    of_address = func.lower(Person.email) == mail.to_address.lower()
    found = session.exec(weekly.where(of_address)).all()
    if found or mail.post_id is None:
        return found
    holder = holders_on(session, today, [mail.post_id]).get(mail.post_id)
    return (
        session.exec(weekly.where(Person.id == holder.person_id, Person.email == "")).all() if holder else []
    )

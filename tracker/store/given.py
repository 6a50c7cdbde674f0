"""What a meeting gave to whom, as far as its mails are concerned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from tracker.domain.actions import LIVE
from tracker.domain.mails import MailKind
from tracker.models.actions import Action
from tracker.models.mail import Mail, UpdateLink
from tracker.models.meetings import AgendaItem, Meeting
from tracker.models.sitting import MeetingCorrection

DueAt = aliased(Meeting)


@dataclass(frozen=True)
class Given:
    """One action that a post was given. `due_at` is the day of the meeting for whose papers it is due."""

    action: Action
    post_id: int
    item: AgendaItem | None
    due_at: date | None


def given_at(session: Session, meeting_id: int) -> list[Given]:
    """The open actions that a meeting raised and that have an owner, by number."""
    query = (
        select(Action, AgendaItem, DueAt)
        .outerjoin(AgendaItem, col(AgendaItem.id) == Action.agenda_item_id)
        .outerjoin(DueAt, col(DueAt.id) == Action.due_meeting_id)
        .where(Action.raised_meeting_id == meeting_id, col(Action.status).in_(LIVE))
        .where(col(Action.post_id).is_not(None))
        .order_by(col(Action.number))
    )
    rows = session.exec(query).all()
    return [
        Given(action, action.post_id or 0, item, due_at.starts_on if due_at else None)
        for action, item, due_at in rows
    ]


def written_of(session: Session, meeting_id: int) -> Sequence[tuple[int, int, int]]:
    """What stands in the mails with the action log of a meeting: mail, post, action."""
    query = (
        select(UpdateLink.mail_id, UpdateLink.post_id, UpdateLink.action_id)
        .join(Mail, col(Mail.id) == UpdateLink.mail_id)
        .where(Mail.meeting_id == meeting_id, Mail.kind == MailKind.ACTION_LOG)
    )
    return [(mail_id or 0, post_id, action_id) for mail_id, post_id, action_id in session.exec(query).all()]


def corrected_at(session: Session, meeting_id: int) -> dict[str, datetime]:
    """When each subject of the record of a meeting was last corrected after it was closed, by reference or agenda item."""
    query = (
        select(MeetingCorrection.subject, func.max(MeetingCorrection.made_at))
        .where(MeetingCorrection.meeting_id == meeting_id)
        .group_by(col(MeetingCorrection.subject))
    )
    return dict(session.exec(query).all())

"""What is read for raising an action with the Chief Constable: the line of escalation, and the mails that wait."""

from collections.abc import Sequence

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from tracker.domain.chain import Rung
from tracker.domain.mails import MailKind, MailState
from tracker.models.mail import Mail, UpdateLink
from tracker.models.people import Organisation, OrganisationKind, Post


def rungs(session: Session) -> dict[int, Rung]:
    """Every post as a rung of its line. One that is not in use any more counts as outside the force."""
    query = select(Post, Organisation.kind).join(
        Organisation, col(Organisation.id) == col(Post.organisation_id)
    )
    return {
        post.key: Rung(
            above=post.escalates_to_id,
            in_force=post.active and kind is OrganisationKind.FORCE,
            chief_officer=post.chief_officer,
        )
        for post, kind in session.exec(query).all()
    }


def mails_about(session: Session, action_id: int, meeting_id: int | None) -> Sequence[Mail]:
    """The mails by which a meeting raised this action (between meetings: outside any), the first one first."""
    query = _about(action_id, meeting_id).where(Mail.state != MailState.CANCELLED)
    return session.exec(query.order_by(col(Mail.id))).all()


def overtaken(session: Session, action_id: int, meeting_id: int, because: str) -> Mail | None:
    """The last mail by which a meeting raised this action that was cancelled for this reason."""
    query = _about(action_id, meeting_id).where(Mail.state == MailState.CANCELLED, Mail.last_error == because)
    return session.exec(query.order_by(col(Mail.id).desc())).first()


def _about(action_id: int, meeting_id: int | None) -> SelectOfScalar[Mail]:
    return (
        select(Mail)
        .join(UpdateLink, col(UpdateLink.mail_id) == Mail.id)
        .where(UpdateLink.action_id == action_id, Mail.kind == MailKind.RAISED, Mail.meeting_id == meeting_id)
    )

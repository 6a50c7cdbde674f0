"""A mail about one action with its one link: written, and put in the queue or held."""

import uuid
from collections.abc import Callable

from tracker.domain.links import mark
from tracker.domain.mails import MailKind, MailState
from tracker.models.actions import Action
from tracker.models.mail import Mail
from tracker.ports import MailText
from tracker.services.addressees import Addressee
from tracker.services.desk import Desk
from tracker.services.links import make_link
from tracker.services.post_office import Stationery

Write = Callable[[str, str], MailText]
"""Writes the words: takes the name that is greeted, and the mark that stands where the link will be."""


def put_in_queue(
    desk: Desk,
    kind: MailKind,
    action: Action,
    to: Addressee,
    stationery: Stationery,
    write: Write,
    *,
    held_because: str = "",
    copies: tuple[str, ...] = (),
    meeting_id: int | None = None,
) -> Mail:
    """The mail to `to`; with `held_because` it waits for the secretariat. Its link answers for the post of the action."""
    mail = Mail(
        kind=kind,
        state=MailState.HELD if held_because else MailState.QUEUED,
        post_id=to.post.key,
        to_name=to.name or to.post.title,
        to_address=to.address,
        held_because=held_because,
        copies="\n".join(copies),
        for_day=desk.moment.today,
        message_id=str(uuid.uuid4()),
        queued_at=desk.moment.now,
        meeting_id=meeting_id,
    )
    desk.session.add(mail)
    desk.session.flush()
    link = make_link(
        desk,
        action_id=action.key,
        post_id=action.post_id or to.post.key,
        mail_id=mail.key,
        days=stationery.link_days,
    )
    letter = write(mail.to_name, mark(link.key))
    mail.subject, mail.body_text, mail.body_html = letter.subject, letter.body_text, letter.body_html
    return mail

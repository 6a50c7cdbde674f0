"""Raises an action with the Chief Constable: one mail about that action, held until the secretariat releases it."""

from dataclasses import dataclass

from tracker.domain.actions import Move
from tracker.domain.chain import top_within_the_force
from tracker.domain.mails import MailKind, MailState
from tracker.domain.reminder_words import no_address
from tracker.models.actions import Action, Review
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting
from tracker.ports import MailText
from tracker.services.addressees import Addressee, Addressees
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.mails import cancel_mail, hold_again
from tracker.services.one_link import put_in_queue
from tracker.services.post_office import Stationery
from tracker.services.raised_letter import write_raised
from tracker.services.reviews import Decision, record_review
from tracker.store import raised as stored

OVERTAKEN = "Not sent: the meeting decided otherwise."
"""What stands on a held mail that a later decision of the meeting cancelled: it waits again where that is undone."""
HELD_BECAUSE = "It raises an action with {}. Read it, then release it."


@dataclass(frozen=True)
class Decided:
    """A decision that was recorded. `mail` waits for release; `nobody` is true where there was nobody to write to."""

    review: Review
    mail: Mail | None = None
    nobody: bool = False


def decide(
    desk: Desk,
    action: Action,
    decision: Decision,
    *,
    meeting: Meeting | None,
    version: int | None,
    stationery: Stationery,
) -> Decided:
    """`record_review`, and the mail to the Chief Constable where it was decided to raise the action with them.

    Decided again at the same meeting, it leaves one mail or none: what is still held of an earlier decision is cancelled.
    """
    raises = decision.outcome is Move.RAISE
    earlier = [m.key for m in stored.mails_about(desk.session, action.key, _number(meeting)) if _waits(m)]
    to = chief_constable(desk, action) if raises else None
    mail = _held_mail(desk, action, decision, meeting, to, stationery) if to else None
    for number in earlier:
        cancel_mail(desk, number).last_error = OVERTAKEN
    review = record_review(desk, action, decision, meeting=meeting, version=version)
    if mail is not None:
        after = {"to": mail.to_address, "actions": (action.reference,)}
        record(desk, "mail.held", f"mail {mail.key}", after=after)
    return Decided(review, mail, nobody=raises and mail is None)


def chief_constable(desk: Desk, action: Action) -> Addressee | None:
    """Who is written to: the top of the line of escalation within the force, or None where it does not lead there."""
    if action.post_id is None:
        return None
    top = top_within_the_force(action.post_id, stored.rungs(desk.session))
    return Addressees(desk.session, desk.moment.today).of(top) if top else None


def take_back_mails(desk: Desk, action: Action, meeting: Meeting) -> bool:
    """Cancels what is still held of the mails by which `meeting` raised this action. False where one has left already."""
    mails = stored.mails_about(desk.session, action.key, meeting.key)
    if not all(_waits(mail) for mail in mails):
        return False
    for mail in mails:
        cancel_mail(desk, mail.key)
    return True


def bring_mail_back(desk: Desk, action: Action, meeting: Meeting) -> None:
    """Holds the mail again by which `meeting` raised the action, after the decision that had cancelled it was undone."""
    if mail := stored.overtaken(desk.session, action.key, meeting.key, OVERTAKEN):
        hold_again(desk, mail)


def _held_mail(
    desk: Desk,
    action: Action,
    decision: Decision,
    meeting: Meeting | None,
    to: Addressee,
    stationery: Stationery,
) -> Mail:
    def write(_to_name: str, link: str) -> MailText:
        return write_raised(desk, stationery, action, decision, meeting, to=to, mark=link)

    held_because = HELD_BECAUSE.format(to.post.title) if to.address else no_address(to.post.title)
    return put_in_queue(
        desk,
        MailKind.RAISED,
        action,
        to,
        stationery,
        write,
        held_because=held_because,
        meeting_id=_number(meeting),
    )


def _waits(mail: Mail) -> bool:
    return mail.state is MailState.HELD


def _number(meeting: Meeting | None) -> int | None:
    return meeting.key if meeting else None

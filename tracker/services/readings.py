"""What the secretariat makes of an owner's answer: accepts it, asks again, proposes it for the meeting; and takes that back."""

from tracker.domain.actions import LIVE
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.mails import MailKind, MailState, can_be_rewritten
from tracker.domain.reading import Reading, check_reading, first_reading
from tracker.domain.reminder_words import no_address, why_held
from tracker.domain.reminders import is_held
from tracker.models.actions import Action, Update
from tracker.models.mail import Mail
from tracker.ports import MailText
from tracker.services.addressees import Addressee, Addressees, copies_to
from tracker.services.asked_again_letter import write_asked_again
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.mails import cancel_mail
from tracker.services.one_link import put_in_queue
from tracker.services.policies import policy_of
from tracker.services.post_office import Stationery
from tracker.store import readings as stored
from tracker.store.links import lock_action
from tracker.store.markings import sensitive

WORDS_LIMIT = 2_000
NOT_READ = "Nothing was made of this answer yet, so there is nothing to undo."
GONE = "The mail to the owner has left, so it cannot be undone. Ring them, or wait for the answer."


def accept(desk: Desk, update_id: int) -> Update:
    """The answer needs nothing more. Raises `InvalidMove` where someone made something else of it."""
    return _read(desk, update_id, Reading.ACCEPTED)


def propose(desk: Desk, update_id: int) -> Update:
    """The answer is one to talk about: it is marked in the meeting's matters arising. Raises `InvalidMove`."""
    return _read(desk, update_id, Reading.FOR_MEETING)


def ask_again(desk: Desk, update_id: int, words: str, stationery: Stationery) -> Mail:
    """Writes to whoever answers for the action, with the secretariat's words and one link.

    To a chief officer it is held for release where the policy of the series says so. Raises `BadInput` without words or an
    address, `InvalidMove` where someone made something else of the answer or the action is closed.
    """
    asked = words.strip()
    if not asked:
        raise BadInput("Write what you still want to know, in a sentence.", field="words")
    if len(asked) > WORDS_LIMIT:
        raise BadInput(f"Keep it to {WORDS_LIMIT:,} characters; it has {len(asked):,}.", field="words")
    update, action = _locked(desk, update_id)
    check_reading(update.reading, Reading.ASKED_AGAIN, update.read_by)
    if action.status not in LIVE:
        raise InvalidMove("This action is closed, so its owner cannot answer any more. Reopen it first.")
    mail = _queue(desk, update, action, asked, _addressee(desk, action), stationery)
    update.reading, update.read_by = Reading.ASKED_AGAIN, desk.by.name
    after = {"reading": update.reading, "words": asked, "to": mail.to_address}
    record(desk, "answer.read", action.reference, after=after)
    return mail


def take_back(desk: Desk, update_id: int) -> Update:
    """The answer waits to be read again, and a mail that has not left is cancelled. Raises `InvalidMove` where it has left."""
    update, action = _locked(desk, update_id)
    before = update.reading
    first = first_reading(update.via)
    if before is first:
        raise InvalidMove(NOT_READ)
    if before is Reading.ASKED_AGAIN:
        _take_back_mail(desk, action)
    update.reading, update.read_by = first, update.received_by
    record(
        desk, "answer.unread", action.reference, before={"reading": before}, after={"reading": update.reading}
    )
    return update


def _read(desk: Desk, update_id: int, reading: Reading) -> Update:
    update, action = _locked(desk, update_id)
    if update.reading is reading:
        return update
    check_reading(update.reading, reading, update.read_by)
    update.reading, update.read_by = reading, desk.by.name
    record(desk, "answer.read", action.reference, after={"reading": reading, "of": update.by_name})
    return update


def _locked(desk: Desk, update_id: int) -> tuple[Update, Action]:
    """The answer and its action, as they stand while nobody else can change them."""
    update = stored.update_numbered(desk.session, update_id)
    action = desk.session.get_one(Action, update.action_id)
    lock_action(desk.session, action)
    desk.session.refresh(update)
    return update, action


def _addressee(desk: Desk, action: Action) -> Addressee:
    if action.post_id is None:
        raise BadInput(
            "This action has no owner, so there is nobody to ask. Give it one first.", field="words"
        )
    to = Addressees(desk.session, desk.moment.today).answering(action.post_id)
    if not to.address:
        raise BadInput(no_address(to.post.title), field="words")
    return to


def _queue(
    desk: Desk, update: Update, action: Action, words: str, to: Addressee, stationery: Stationery
) -> Mail:
    policy, post = policy_of(desk.session, action.series_id), to.post
    chief = is_held(chief_officer=post.chief_officer, escalation=False, policy=policy)

    def write(to_name: str, link: str) -> MailText:
        return write_asked_again(
            stationery,
            to_name=to_name,
            action=action,
            update=update,
            words=words,
            mark=link,
            is_hidden=action.key in sensitive(desk.session, [action.key]),
        )

    mail = put_in_queue(
        desk,
        MailKind.ASKED_AGAIN,
        action,
        to,
        stationery,
        write,
        held_because=why_held(post=post.title, chief_officer=chief, escalations=(), address=to.address),
        copies=copies_to(to, [policy]),
    )
    # The owner's page repeats the question: a mail that may not carry it leads there.
    mail.covering_note = words
    return mail


def _take_back_mail(desk: Desk, action: Action) -> None:
    for mail in stored.mails_asking_again(desk.session, action.key)[:1]:
        if mail.state is MailState.SENT or mail.attempts or not can_be_rewritten(mail, desk.moment.machine):
            raise InvalidMove(GONE)
        cancel_mail(desk, mail.key)

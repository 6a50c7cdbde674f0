"""Moves or cancels a meeting in one step: what is due at it, the mail that this owes, and the mail that it makes wrong."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.errors import BadInput
from tracker.domain.mails import CHASING, MailKind, can_be_rewritten
from tracker.domain.meeting_words import day_words
from tracker.domain.moments import Moment
from tracker.models.actions import Action
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting
from tracker.services.addressees import Addressee, Addressees
from tracker.services.aftermath import keep_up
from tracker.services.desk import Desk
from tracker.services.mails import give_up
from tracker.services.meetings import Sitting, cancel_meeting, reschedule_meeting
from tracker.services.moved_mails import Was, owe_moved_mails, why_moved_is_held
from tracker.services.post_office import Stationery
from tracker.store import mails as stored
from tracker.store.actions import lock_due_at

WHY_LIMIT = 500
"""Characters of why a meeting was moved or cancelled."""


@dataclass(frozen=True)
class Told:
    """Who will be told that a date of theirs moves. `held_because` is why their mail waits for the secretariat, if it does."""

    to: Addressee
    held_because: str


def move_meeting(
    desk: Desk,
    meeting: Meeting,
    sitting: Sitting,
    *,
    version: int | None,
    stationery: Stationery,
    why: str = "",
) -> list[Action]:
    """Changes a meeting that is still to come, and with it what is due at it. Each owner of what moved is owed one mail.

    Returns what moved. Raises what `reschedule_meeting` raises, and `BadInput` for a reason that is too long.
    """
    why, was = checked_why(why), _due_before(desk, meeting)
    moved = reschedule_meeting(desk, meeting, sitting, version=version, why=why)
    words = f"The meeting is on {day_words(meeting)} now, so the dates in this mail are wrong."
    _tell(desk, meeting, {action.key: was[action.key] for action in moved}, stationery, words)
    return moved


def call_off_meeting(
    desk: Desk, meeting: Meeting, *, version: int | None, stationery: Stationery, why: str = ""
) -> list[Action]:
    """Cancels a scheduled meeting; what was due at it is due at the next one, and its owners are owed a mail. Returns that."""
    why, was = checked_why(why), _due_before(desk, meeting)
    moved = cancel_meeting(desk, meeting, version=version, why=why)
    words = f"The meeting of {day_words(meeting)} is cancelled, so the dates in this mail are wrong."
    _tell(desk, meeting, {action.key: was[action.key] for action in moved}, stationery, words)
    return moved


def who_is_told(session: Session, moment: Moment, post_ids: Collection[int]) -> list[Told]:
    """Who gets a mail when dates of these posts move, by title of the post. Changes nothing."""
    who = Addressees(session, moment.today)
    told = [
        Told(to := who.of(post_id), why_moved_is_held(to, vacant=who.is_vacant(post_id)))
        for post_id in set(post_ids)
    ]
    return sorted(told, key=lambda one: one.to.post.title)


def becomes_wrong(session: Session, moment: Moment, action_ids: Collection[int]) -> Sequence[Mail]:
    """The mails about these actions that have not left and give their dates. Changes nothing."""
    unsent = stored.unsent_about(session, action_ids)
    return [mail for mail in unsent if mail.kind in GIVES_DATES and can_be_rewritten(mail, moment.machine)]


GIVES_DATES = CHASING | {MailKind.ACTION_LOG}
"""What is taken back or written anew when a date in it moves."""


def checked_why(why: str) -> str:
    """The reason as it is kept, on one line. Raises `BadInput` for one that is too long."""
    why = " ".join(why.split())
    if len(why) > WHY_LIMIT:
        raise BadInput(f"Keep the reason to {WHY_LIMIT} characters; it has {len(why)}.", field="why")
    return why


def _due_before(desk: Desk, meeting: Meeting) -> dict[int, Was]:
    """When each action that is due at the meeting is due, before anything moves."""
    due = lock_due_at(desk.session, meeting.series_id, meeting.key)
    return {action.key: Was(action.due_on or meeting.papers_due, meeting.starts_on) for action in due}


def _tell(desk: Desk, meeting: Meeting, moved: dict[int, Was], stationery: Stationery, words: str) -> None:
    if not moved:
        return
    _mend(desk, moved, stationery, words)
    owe_moved_mails(desk, meeting, moved, stationery)


def _mend(desk: Desk, moved: Collection[int], stationery: Stationery, words: str) -> None:
    """Takes back the reminders that give the old dates, and writes action logs that do anew."""
    logs: set[int] = set()
    for mail in stored.unsent_about(desk.session, moved, lock=True):
        if not can_be_rewritten(mail, desk.moment.machine):
            continue
        if mail.kind in CHASING:
            give_up(desk, mail, f"Not sent: {words[0].lower()}{words[1:]}")
        elif mail.kind is MailKind.ACTION_LOG and mail.meeting_id:
            logs.add(mail.meeting_id)
    for meeting_id in sorted(logs):
        keep_up(desk, desk.session.get_one(Meeting, meeting_id), stationery)

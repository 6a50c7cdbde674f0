"""Takes back the last decision of a meeting that is still under way: a slip of the finger leaves the action as it was."""

from tracker.domain.actions import DECIDERS, LIVE, Move
from tracker.domain.errors import InvalidMove, NotAllowed
from tracker.domain.frozen import Known, known_of_text
from tracker.domain.meetings import check_under_way
from tracker.models.actions import Action, Review
from tracker.models.meetings import Meeting
from tracker.services.actions import shown
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.raising import bring_mail_back, take_back_mails
from tracker.services.versions import check_version, next_version
from tracker.store import meetings, stories

SINCE = "Something has happened to this action since, so the decision cannot be undone. Decide on it again instead."


def undo_review(desk: Desk, action: Action, *, meeting: Meeting, version: int | None) -> Review:
    """Puts the action back as it lay on the table, and takes the decision out of its story; the history keeps both.

    Links to owners that a closing revoked stay revoked. Raises `NotAllowed`, `Conflict` for a stale form, and `InvalidMove`
    when the meeting is over, when it has decided nothing, or when anything has happened since.
    """
    if not DECIDERS & desk.by.roles:
        raise NotAllowed("You cannot undo a decision. Ask the secretariat.")
    before = shown(action)
    check_version(action, version, before)
    check_under_way(meeting.status)
    review = stories.last_review(desk.session, action.key)
    if review is None or review.meeting_id != meeting.id:
        raise InvalidMove("This meeting has decided nothing on this action, so there is nothing to undo.")
    known = before_decision(action, review)
    if known is None:
        raise InvalidMove(SINCE)
    if review.outcome is Move.RAISE and not take_back_mails(desk, action, meeting):
        raise InvalidMove(
            "The mail to the Chief Constable was released, so this cannot be undone. Decide on it again instead."
        )
    _take_back_move(desk, action, known)
    _put_back(desk, action, known)
    next_version(action)
    desk.session.delete(review)
    desk.session.flush()
    standing = stories.last_review_at(desk.session, action.key, meeting.key)
    if standing and standing.outcome is Move.RAISE:
        bring_mail_back(desk, action, meeting)
    said = {name: getattr(review, name) for name in ("outcome", "note", "reason", "decided_by")}
    record(desk, "action.decision_undone", action.reference, before={**before, **said}, after=shown(action))
    return review


def before_decision(action: Action, review: Review) -> Known | None:
    """The action as it stood, still open, before `review`; None when anything happened to it since, or nothing was frozen."""
    known = known_of_text(review.known)
    is_last = known is not None and known.status in LIVE and action.version == known.version + 1
    return known if is_last else None


def _take_back_move(desk: Desk, action: Action, known: Known) -> None:
    """Removes the move of the date that the decision made, where it made one."""
    then = (known.due_kind, known.due_on, _meeting_number(desk, known))
    if (action.due_kind, action.due_on, action.due_meeting_id) == then:
        return
    if change := stories.last_due_change(desk.session, action.key):
        desk.session.delete(change)


def _put_back(desk: Desk, action: Action, known: Known) -> None:
    for name in ("kind", "status", "closure", "assurance", "due_kind", "due_on", "due_since", "exit_rule"):
        setattr(action, name, getattr(known, name))
    for name in ("original_due_on", "times_moved", "closed_on", "closed_reason"):
        setattr(action, name, getattr(known, name))
    action.due_meeting_id = _meeting_number(desk, known)
    action.merged_into_id = None


def _meeting_number(desk: Desk, known: Known) -> int | None:
    meeting = meetings.find(desk.session, known.due_meeting) if known.due_meeting else None
    return meeting.id if meeting else None

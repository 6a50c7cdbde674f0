"""What the public is shown of an action: what was asked, of which post, by when, and its story.

An action that is OFFICIAL-SENSITIVE is never public. A post stands for each person.
"""

from datetime import date

from sqlmodel import Session

from tracker.domain.actions import Closure, Status
from tracker.domain.due_words import due_words
from tracker.domain.errors import InvalidMove
from tracker.domain.labels import ASSURANCE, KIND, OUTCOME, RATING, status_words
from tracker.domain.marking import Marking, marking_of
from tracker.domain.meeting_words import day_words
from tracker.domain.public_cuts import CLOSED, OPEN, PublicAction, PublicStep
from tracker.domain.reading import Reading
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import date_words
from tracker.models.actions import Action, DueChange, Review, Update
from tracker.models.meetings import Meeting
from tracker.models.people import Post
from tracker.services.public_citations import citations
from tracker.store import actions, markings, meetings, stories

CHOSEN = "Chosen for the demonstration; no paper says it."


def action_cut(session: Session, subject: str) -> PublicAction:
    """Raises `NotFound`, and `InvalidMove` for an action that may not be public."""
    action = actions.by_reference(session, THE_OFFICE, subject)
    refuse_unless_public(session, action)
    raised = meetings.numbered(session, action.raised_meeting_id)
    due_at = meetings.numbered(session, action.due_meeting_id)
    filed_under = {one.id: one for one in meetings.priorities(session)}.get(action.priority_id)
    is_open = action.status is not Status.CLOSED
    decided = stories.reviews(session, action.key)
    last_met = max((one.decided_on for one, meeting in decided if meeting), default=None)
    told = [one for one in stories.updates(session, action.key) if _is_told(one, last_met)]
    return PublicAction(
        reference=action.reference,
        title=action.title,
        asked=action.asked if action.asked.strip() != action.title.strip() else "",
        kind=KIND[action.kind],
        state=OPEN if is_open else CLOSED,
        status=status_words(action.status, action.closure, action.kind),
        owner=_post(session, action.post_id),
        priority=filed_under.code if filed_under else "",
        priority_title=filed_under.title if filed_under else "",
        raised_at=raised.reference if raised else "",
        raised_on=raised.starts_on if raised else action.raised_on,
        raised_words=_raised_words(action, raised),
        due_words=due_words(
            action.due_kind, action.due_on, due_at.starts_on if due_at else None, action.kind
        ),
        due_on=action.due_on,
        original_due_on=action.original_due_on,
        times_moved=action.times_moved,
        exit_rule=action.exit_rule,
        rating=RATING[action.last_rating] if action.last_rating and is_open else "",
        assurance=ASSURANCE[action.assurance].capitalize() if action.assurance else "",
        closed_on=action.closed_on,
        closed_reason=action.closed_reason,
        story=_story(session, action, told),
        evidence=citations(session, action.key, {one.key for one in told}),
    )


def refuse_unless_public(session: Session, action: Action) -> None:
    """Raises `InvalidMove` for an action that can never be published: that is so, or a document behind it is, OFFICIAL-SENSITIVE."""
    if marking_of(action.marking) is not Marking.SENSITIVE and markings.sensitive(session, [action.key]):
        raise InvalidMove(
            f"A document behind {action.reference} is marked OFFICIAL-SENSITIVE, so the action cannot be published. "
            "Change the marking of the document first if it is wrong."
        )
    if marking_of(action.marking) is Marking.SENSITIVE:
        raise InvalidMove(
            f"{action.reference} is marked OFFICIAL-SENSITIVE, so it cannot be published. "
            "Change its marking first if it is wrong."
        )
    if action.closure is Closure.VOID:
        raise InvalidMove(f"{action.reference} was logged in error, so there is nothing to publish.")


def _raised_words(action: Action, raised: Meeting | None) -> str:
    if raised:
        return f"Meeting of {day_words(raised)}"
    return date_words(action.raised_on) if action.raised_on else "Before the first meeting on record"


def _story(session: Session, action: Action, told: list[Update]) -> tuple[PublicStep, ...]:
    """Updates that were accepted, decisions, and dates that moved; the first thing first."""
    steps = [
        *(_updated(session, one) for one in told),
        *(_decided(one, meeting) for one, meeting in stories.reviews(session, action.key)),
        *(_moved(one) for one in stories.due_changes(session, action.key)),
    ]
    order = {"Date moved": 1, "Update": 0}
    return tuple(sorted(steps, key=lambda step: (step.day, order.get(step.what, 2))))


def _is_told(update: Update, last_met: date | None) -> bool:
    """What was accepted; what was proposed for a meeting once one has decided on the action since."""
    was_decided = last_met is not None and last_met >= update.given_on
    is_taken = update.reading is Reading.ACCEPTED or (update.reading is Reading.FOR_MEETING and was_decided)
    return is_taken and bool(update.body.strip())


def _updated(session: Session, update: Update) -> PublicStep:
    words = [update.body.strip()]
    if update.rating:
        words.append(f"Rated {RATING[update.rating][0].lower()}{RATING[update.rating][1:]}.")
    if update.recommends_closure:
        words.append("Recommended for closure.")
    if update.chosen:
        words.append(CHOSEN)
    day = update.given_words or date_words(update.given_on)
    return PublicStep(update.given_on, day, "Update", _post(session, update.post_id), tuple(words), "")


def _decided(review: Review, meeting: Meeting | None) -> PublicStep:
    reason = f"Reason: {review.reason.strip()}" if review.reason.strip() else ""
    assured = f"Assurance: {ASSURANCE[review.assurance]}." if review.assurance else ""
    chosen = CHOSEN if review.chosen else ""
    words = tuple(filter(None, (review.note.strip(), reason, assured, chosen)))
    outcome = OUTCOME[review.outcome]
    return PublicStep(
        day=review.decided_on,
        day_words=day_words(meeting) if meeting else date_words(review.decided_on),
        what=f"Decided: {outcome}",
        by="",
        words=words,
        meeting=meeting.reference if meeting else "",
    )


def _moved(change: DueChange) -> PublicStep:
    before = date_words(change.before_on) if change.before_on else "no date"
    after = date_words(change.after_on) if change.after_on else "no date"
    words = tuple(
        filter(None, (f"From {before} to {after}." if before != after else "", change.reason.strip()))
    )
    return PublicStep(change.changed_on, date_words(change.changed_on), "Date moved", "", words, "")


def _post(session: Session, post_id: int | None) -> str:
    post = session.get(Post, post_id) if post_id else None
    return post.title if post else ""

"""Corrects what the record of a closed meeting says of a decision: its words, who decided, the assurance. Never the move itself."""

from dataclasses import dataclass

from tracker.domain.actions import RULES, Assurance, Need
from tracker.domain.corrections import Changed, changes_sentence
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.labels import ASSURANCE
from tracker.models.actions import Action, Review
from tracker.models.sitting import MeetingCorrection
from tracker.services.actions import TEXT_LIMIT
from tracker.services.correcting import Correcting, keep_correction
from tracker.services.desk import Desk
from tracker.services.history import record_change
from tracker.services.versions import next_version
from tracker.store import corrections as stored
from tracker.store import stories

LONGEST_NAME = 200
"""Characters of who decided."""


@dataclass(frozen=True)
class SaidOf:
    """The words of a decision, as the form gives them."""

    note: str
    reason: str
    decided_by: str
    assurance: Assurance | None


def subject_of(action: Action) -> str:
    """What the corrections of a meeting call its decision about `action`."""
    return f"Decision on {action.reference}"


def correct_decision(
    desk: Desk, action: Action, review: Review, said: SaidOf, *, made: Correcting, version: int | None
) -> MeetingCorrection:
    """Changes the words of `review`. Lock the meeting, then the action, first. `version`: how often it was corrected before.

    What stands on the action follows: its assurance where this is the last word on it, and the reason for which it was closed.
    Raises `BadInput` without a reason, where nothing differs, or where the move needs what was taken out; `Conflict` for a
    stale form.
    """
    made = made.checked()
    subject = subject_of(action)
    seen = stored.count(desk.session, made.meeting.key, subject)
    if version is not None and version != seen:
        raise Conflict("Someone corrected this first.", current=review.model_dump(), version=seen)
    wanted = _checked(review, said)
    before = _said(review)
    if review.reason == action.closed_reason and action.closed_on is not None:
        action.closed_reason = wanted.reason
    review.note, review.reason, review.decided_by = wanted.note, wanted.reason, wanted.decided_by
    review.assurance = wanted.assurance
    if review.assurance is not before["assurance"]:
        action.assurance = _last_word(desk, action)
    next_version(action)
    after = _said(review)
    record_change(
        desk, "action.decision_corrected", action.reference, before, {**after, "reason_for_it": made.reason}
    )
    what = changes_sentence(
        Changed(LABELS[name], _words(name, before[name]), _words(name, after[name]), name in QUOTED)
        for name in LABELS
    )
    return keep_correction(desk, made, subject=subject, what=what)


LABELS = {
    "note": "Note",
    "reason": "Reason",
    "decided_by": "Who decided",
    "assurance": "Assurance",
}
QUOTED = frozenset({"note", "reason"})
FIELD = {"reason": "said_reason"}
"""Which field of the form holds the reason of the decision: `reason` is that of the correction."""


def _checked(review: Review, said: SaidOf) -> SaidOf:
    wanted = SaidOf(said.note.strip(), said.reason.strip(), " ".join(said.decided_by.split()), said.assurance)
    for name in ("note", "reason"):
        length = len(getattr(wanted, name))
        if length > TEXT_LIMIT:
            field = FIELD.get(name, name)
            raise BadInput(f"Keep this to {TEXT_LIMIT:,} characters; it has {length:,}.", field=field)
    if not wanted.decided_by or len(wanted.decided_by) > LONGEST_NAME:
        raise BadInput(f"Say who decided, in up to {LONGEST_NAME} characters.", field="decided_by")
    rests_on_it = {Need.REASON, Need.EVIDENCE_OR_REASON} & set(RULES[review.outcome].needs)
    if rests_on_it and review.reason and not wanted.reason:
        raise BadInput(
            "The decision rests on its reason: correct it, but do not leave it empty.", field=FIELD["reason"]
        )
    return wanted


def _said(review: Review) -> dict[str, object]:
    return {name: getattr(review, name) for name in LABELS}


def _words(name: str, value: object) -> str:
    if name == "assurance":
        return ASSURANCE[Assurance(str(value))] if value else "not said"
    return str(value)


def _last_word(desk: Desk, action: Action) -> Assurance | None:
    """The assurance that was said last of an action, at a meeting or between two."""
    desk.session.flush()
    said = (review.assurance for review, _ in stories.reviews(desk.session, action.key))
    return next((assurance for assurance in said if assurance), None)

"""What was typed on a card that came too late: beside what somebody else decided first, or alone."""

from typing import TYPE_CHECKING, Any

from tracker.domain import labels
from tracker.domain.actions import Move
from tracker.domain.frozen import known_of_text
from tracker.domain.viewers import Viewer
from tracker.domain.wording import date_words
from tracker.services.reviews import Decision
from tracker.services.undoing import before_decision
from tracker.store import stories
from tracker.store.shown import Shown
from tracker.web.forms.entry import number
from tracker.web.forms.reviews import ASSURANCES, DecisionForm
from tracker.web.requests import current_session

if TYPE_CHECKING:
    from tracker.models.actions import Review
    from tracker.models.meetings import Meeting

Row = dict[str, Any]
LABELS = {
    "outcome": "Decision",
    "revised_to": "New date",
    "reason": "Reason",
    "exit_rule": "Ends when",
    "merged_into": "The other action",
    "note": "Note",
    "assurance": "Assurance",
    "decided_by": "Decided by",
}


def typed(form: DecisionForm) -> dict[str, str]:
    """What was typed, in words, by the names of LABELS; only what is not empty."""
    outcome = form.chosen
    reason = f"reason_{outcome.value}" if outcome else ""
    found = {
        "outcome": _outcome(outcome) if outcome else "",
        "revised_to": form.text("revised_to") if outcome is Move.REVISED_DATE else "",
        "reason": form.text(reason) if reason in form else "",
        "exit_rule": form.text("exit_rule") if outcome is Move.MADE_STANDING else "",
        "merged_into": form.text("merged_into") if outcome is Move.MERGED else "",
        "note": form.text("note"),
        "assurance": ASSURANCES.get(form.text("assurance"), "") if form.text("assurance") else "",
        "decided_by": form.text("decided_by"),
    }
    return {name: value for name, value in found.items() if value}


def both(shown: Shown, form: DecisionForm) -> Row | None:
    """What reviews/_both.html shows; None where nobody has decided since the form was made. Ask before the form is renewed."""
    review = stories.last_review(current_session(), shown.action.key)
    known = known_of_text(review.known) if review else None
    if review is None or known is None or known.version < (number(form.version.data) or 0):
        return None
    mine, theirs = typed(form), _said(review, shown)
    rows = [
        {"label": label, "mine": mine.get(name, ""), "theirs": theirs[name]}
        for name, label in LABELS.items()
        if mine.get(name) or theirs[name]
    ]
    return {"who": review.recorded_by, "rows": rows}


def is_on_record(shown: Shown, given: Decision, viewer: Viewer, meeting: "Meeting") -> bool:
    """True where this very decision is the last thing that happened to the action: its answer was lost, and it is sent again."""
    review = stories.last_review(current_session(), shown.action.key)
    if review is None or (review.meeting_id, review.recorded_by) != (meeting.id, viewer.name):
        return False
    same = ("outcome", "note", "reason", "decided_by", "assurance", "revised_to")
    merged_into = given.merged_into.id if given.merged_into else None
    return (
        before_decision(shown.action, review) is not None
        and all(getattr(review, name) == getattr(given, name) for name in same)
        and given.exit_rule in ("", shown.action.exit_rule)
        and shown.action.merged_into_id == merged_into
    )


def _said(review: "Review", shown: Shown) -> dict[str, str]:
    return {
        "outcome": _outcome(review.outcome),
        "revised_to": date_words(review.revised_to) if review.revised_to else "",
        "reason": review.reason,
        "exit_rule": shown.action.exit_rule if review.outcome is Move.MADE_STANDING else "",
        "merged_into": "",
        "note": review.note,
        "assurance": ASSURANCES[review.assurance.value] if review.assurance else "",
        "decided_by": review.decided_by,
    }


def _outcome(outcome: Move) -> str:
    words = labels.OUTCOME[outcome]
    return words[0].upper() + words[1:]

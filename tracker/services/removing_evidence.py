"""Takes evidence away from an action, with a reason. The row stays, and nothing rests on it any more."""

from tracker.domain.errors import BadInput, InvalidMove
from tracker.models.actions import Action
from tracker.models.evidence import Evidence
from tracker.services.desk import Desk
from tracker.services.history import record

LONGEST_REASON = 500


def remove_evidence(desk: Desk, action: Action, evidence: Evidence, *, reason: str) -> Evidence:
    """Lock the action first. Raises `BadInput` without a reason, `InvalidMove` for what was removed already."""
    why = " ".join(reason.split())
    if evidence.removed_on is not None:
        raise InvalidMove("Somebody has removed this already.")
    if not why:
        raise BadInput("Say why it is removed. The reason stays in the history.", field="reason")
    if len(why) > LONGEST_REASON:
        raise BadInput(f"Keep the reason to {LONGEST_REASON} characters.", field="reason")
    evidence.removed_on = desk.moment.today
    evidence.removed_by = desk.by.name
    evidence.removed_reason = why
    desk.session.add(evidence)
    desk.session.flush()
    before = {"label": evidence.label, "page": evidence.page, "place": evidence.place}
    record(desk, "evidence.removed", action.reference, before=before, after={"reason": why})
    return evidence

"""Corrects the words of a decision that a closed meeting took: its note, its reason, who decided, the assurance."""

from typing import TYPE_CHECKING, Any

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict
from tracker.domain.labels import OUTCOME
from tracker.domain.references import spoken
from tracker.services.corrections_decisions import correct_decision as put_right
from tracker.services.corrections_decisions import subject_of
from tracker.store import corrections as stored
from tracker.web.conflicts import conflict_in, merge_into
from tracker.web.corrections import closed, corrections, done, frame, keeps_theirs, left, making, seen
from tracker.web.forms.corrections import DecisionCorrection, decision_values, rests_on_a_reason
from tracker.web.requests import abandon, current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.actions import Action, Review
    from tracker.models.meetings import Meeting


@corrections.get("/meetings/<reference>/corrections/decisions/<action>")
def edit_decision(reference: str, action: str) -> str:
    meeting = closed(reference)
    found, review = stored.decision(current_session(), meeting, action)
    times = stored.count(current_session(), meeting.key, subject_of(found))
    values = {**decision_values(review), "version": str(times)}
    return _page(meeting, found, review, DecisionCorrection(formdata=None, data=values))


@corrections.post("/meetings/<reference>/corrections/decisions/<action>")
def correct_decision(reference: str, action: str) -> ResponseReturnValue:
    meeting = closed(reference, lock=True)
    found, review = stored.decision(current_session(), meeting, action, lock=True)
    if keeps_theirs():
        return left(meeting)
    form = DecisionCorrection()
    merge_into(form, DecisionCorrection.FIELDS)
    try:
        made = making(meeting, form.text("reason"))
        put_right(current_desk(), found, review, form.said(), made=made, version=seen())
    except Conflict as conflict:
        abandon()
        meeting = closed(reference)
        found, review = stored.decision(current_session(), meeting, action)
        names = (*DecisionCorrection.FIELDS, "reason")
        panel = conflict_in(form, names, decision_values(review), found.reference, conflict.version)
        return _page(meeting, found, review, form, panel), 409
    except BadInput as error:
        abandon()
        form.refuse(error)
        meeting = closed(reference)
        return _page(meeting, *stored.decision(current_session(), meeting, action), form), 422
    return done(meeting, f"The decision on {spoken(found.reference).lower()} is corrected.")


def _page(
    meeting: "Meeting",
    action: "Action",
    review: "Review",
    form: DecisionCorrection,
    conflict: dict[str, Any] | None = None,
) -> str:
    if not rests_on_a_reason(review):
        del form.said_reason
    return render_template(
        "corrections/decision.html",
        **frame(meeting),
        form=form,
        action=action,
        spoken=spoken(action.reference),
        outcome=OUTCOME[review.outcome],
        conflict=conflict,
    )

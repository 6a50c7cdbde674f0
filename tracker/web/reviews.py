"""The matters arising of a meeting: the list that it goes through, and one action at a time to decide on."""

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound
from tracker.domain.references import spoken
from tracker.domain.round_of_matters import Matter, next_to_decide, progress_words
from tracker.services.raising import decide
from tracker.services.undoing import undo_review
from tracker.store import actions as stored
from tracker.store import matters, meetings
from tracker.store import shown as pages
from tracker.store.shown import Shown
from tracker.web import looking_back
from tracker.web.access import current_viewer
from tracker.web.decided_first import is_on_record
from tracker.web.decision_card import form_for
from tracker.web.decisions import refuse, stale, tell_of_mail
from tracker.web.forms.entry import number
from tracker.web.forms.reviews import DecisionForm, decision_of
from tracker.web.meeting_sections import arising
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring
from tracker.web.review_card import card_page, just_decided, not_taken
from tracker.web.review_names import address, can_decide, names

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

reviews = Blueprint("reviews", __name__)


@reviews.get("/meetings/<reference>/matters-arising")
def index(reference: str) -> str:
    meeting = meetings.by_reference(current_session(), reference)
    if looking_back.is_over(meeting):
        return looking_back.list_page(meeting)
    here = address(meeting)
    section = arising.section(meeting, current_viewer(), href=lambda reference: f"{here}/{reference}")
    matters_arising: list[Matter] = section["matters"]
    waiting = next((matter.reference for matter in matters_arising if not matter.decided), None)
    return render_template(
        "reviews/index.html",
        heading=progress_words(matters_arising),
        arising=section,
        total=len(matters_arising),
        decided=sum(matter.decided for matter in matters_arising),
        just=just_decided(meeting),
        first=f"{here}/{waiting}" if waiting and can_decide(meeting) else None,
        **names(meeting),
    )


@reviews.get("/meetings/<reference>/matters-arising/<action>")
def show(reference: str, action: str) -> ResponseReturnValue:
    meeting = meetings.by_reference(current_session(), reference)
    if looking_back.is_over(meeting):
        return looking_back.card_page(meeting, action)
    shown = pages.shown(current_session(), current_viewer(), action)
    form = form_for(current_viewer(), shown, decided_by=_last_decider(meeting))
    return card_page(meeting, _check_arises(meeting, shown), shown, form)


@reviews.post("/meetings/<reference>/matters-arising/<action>")
def record(reference: str, action: str) -> ResponseReturnValue:
    session, viewer, today = current_session(), current_viewer(), current_moment().today
    meeting = meetings.by_reference(session, reference, lock=True)
    stored.by_reference(session, viewer, action, lock=True)
    shown, form = pages.shown(session, viewer, action), DecisionForm()
    round_trip = _check_arises(meeting, shown)
    # Taken from the round as it is: a date that is revised must not move the place at which the meeting is.
    following = next_to_decide(round_trip, shown.action.reference)
    onward = f"{address(meeting)}/{following}" if following else address(meeting)
    onward += f"?decided={shown.action.reference}"
    try:
        given = decision_of(form, session, shown, viewer, today, meeting)
        if is_on_record(shown, given, viewer, meeting):
            return redirect(onward, 303)
        version = number(form.version.data) or 0
        decided = decide(
            current_desk(),
            shown.action,
            given,
            meeting=meeting,
            version=version,
            stationery=wiring().stationery,
        )
    except Conflict as conflict:
        return card_page(meeting, round_trip, shown, stale(form, shown, conflict)), 409
    except InvalidMove as error:
        return not_taken(meeting, shown, form, error), 409
    except BadInput as error:
        abandon()
        refuse(form, error)
        meeting = meetings.by_reference(current_session(), reference)
        shown = pages.shown(current_session(), viewer, action)
        return card_page(meeting, _check_arises(meeting, shown), shown, form), 422
    tell_of_mail(shown, decided)
    return redirect(onward, 303)


@reviews.post("/meetings/<reference>/matters-arising/<action>/undo")
def undo(reference: str, action: str) -> ResponseReturnValue:
    """Takes back what this meeting decided last on the action, and comes back to its card."""
    session = current_session()
    meeting = meetings.by_reference(session, reference, lock=True)
    found = stored.by_reference(session, current_viewer(), action, lock=True)
    undo_review(current_desk(), found, meeting=meeting, version=number(request.form.get("version")) or 0)
    flash(f"The decision on {spoken(found.reference)} is undone. It is as it was before.", "success")
    return redirect(f"{address(meeting)}/{found.reference}", 303)


def _round(meeting: "Meeting") -> list[Matter]:
    session, viewer = current_session(), current_viewer()
    rows, decisions = matters.arising(session, viewer, meeting), matters.decided(session, meeting.key)
    waiting, proposed = matters.deferred(session, meeting), matters.proposed(session, meeting)
    return matters.in_the_round(rows, decisions, meeting, current_moment().today, waiting, proposed)


def _check_arises(meeting: "Meeting", shown: Shown) -> list[Matter]:
    """The round, if the action is in it. Raises `NotFound` for an action of this very meeting, or of another series."""
    round_trip = _round(meeting)
    if shown.action.reference not in {matter.reference for matter in round_trip}:
        raise NotFound("This action is not among the matters arising of that meeting.")
    return round_trip


def _last_decider(meeting: "Meeting") -> str:
    """Who decided last at this meeting: most often the same person decides again."""
    decisions = matters.decided(current_session(), meeting.key).values()
    return max(decisions, key=lambda review: review.id or 0).decided_by if decisions else ""

"""The matters arising of a meeting: the list that it goes through, and one action at a time to decide on."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict, NotFound
from tracker.domain.references import spoken
from tracker.domain.round_of_matters import (
    HEADINGS,
    Group,
    Matter,
    in_order,
    next_to_decide,
    progress_words,
)
from tracker.services.raising import decide
from tracker.services.undoing import undo_review
from tracker.store import actions as stored
from tracker.store import matters, meetings, posts
from tracker.store import shown as pages
from tracker.store.actions import ListedAction
from tracker.store.shown import Shown
from tracker.web import looking_back
from tracker.web.access import current_viewer
from tracker.web.action_list import line
from tracker.web.decision_card import form_for
from tracker.web.decisions import refuse, stale, tell_of_mail
from tracker.web.forms.entry import number
from tracker.web.forms.reviews import DecisionForm, decision_of
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring
from tracker.web.review_card import card_page, decided_words, just_decided
from tracker.web.review_names import address, can_decide, names

if TYPE_CHECKING:
    from tracker.models.actions import Review
    from tracker.models.meetings import Meeting

reviews = Blueprint("reviews", __name__)


@reviews.get("/meetings/<reference>/matters-arising")
def index(reference: str) -> str:
    meeting = meetings.by_reference(current_session(), reference)
    if looking_back.is_over(meeting):
        return looking_back.list_page(meeting)
    rows, round_trip, decisions = _round(meeting)
    waiting = next((m.reference for m in in_order(round_trip) if not m.decided), None)
    return render_template(
        "reviews/index.html",
        heading=progress_words(round_trip),
        groups=_groups(rows, round_trip, decisions, address(meeting)),
        total=len(round_trip),
        decided=len([m for m in round_trip if m.decided]),
        just=just_decided(meeting),
        first=f"{address(meeting)}/{waiting}" if waiting and can_decide(meeting) else None,
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
    try:
        given = decision_of(form, session, shown, viewer, today, meeting)
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
    except BadInput as error:
        abandon()
        refuse(form, error)
        meeting = meetings.by_reference(current_session(), reference)
        shown = pages.shown(current_session(), viewer, action)
        return card_page(meeting, _check_arises(meeting, shown), shown, form), 422
    tell_of_mail(shown, decided)
    # Taken from the round as it was: a date that was revised must not move the place at which the meeting is.
    following = next_to_decide(round_trip, shown.action.reference)
    onward = f"{address(meeting)}/{following}" if following else address(meeting)
    return redirect(f"{onward}?decided={shown.action.reference}", 303)


@reviews.post("/meetings/<reference>/matters-arising/<action>/undo")
def undo(reference: str, action: str) -> ResponseReturnValue:
    """Takes back what this meeting decided last on the action, and comes back to its card."""
    session = current_session()
    meeting = meetings.by_reference(session, reference, lock=True)
    found = stored.by_reference(session, current_viewer(), action, lock=True)
    undo_review(current_desk(), found, meeting=meeting, version=number(request.form.get("version")) or 0)
    flash(f"The decision on {spoken(found.reference)} is undone. It is as it was before.", "success")
    return redirect(f"{address(meeting)}/{found.reference}", 303)


def _round(meeting: "Meeting") -> "tuple[list[ListedAction], list[Matter], dict[int, Review]]":
    session, viewer = current_session(), current_viewer()
    rows, decisions = matters.arising(session, viewer, meeting), matters.decided(session, meeting.key)
    waiting = matters.deferred(session, meeting)
    today = current_moment().today
    return rows, matters.in_the_round(rows, decisions, meeting, today, waiting), decisions


def _check_arises(meeting: "Meeting", shown: Shown) -> "list[Matter]":
    """The round, if the action is in it. Raises `NotFound` for an action of this very meeting, or of another series."""
    round_trip = _round(meeting)[1]
    if shown.action.reference not in {matter.reference for matter in round_trip}:
        raise NotFound("This action is not among the matters arising of that meeting.")
    return round_trip


def _groups(
    rows: list[ListedAction], round_trip: list[Matter], decisions: "dict[int, Review]", here: str
) -> list[dict[str, Any]]:
    """The groups that have something in them, each with its lines."""
    session, today = current_session(), current_moment().today
    held = posts.holders_on(session, today, {row.post_id for row in rows if row.post_id})
    known = {row.reference: row for row in rows}
    found: dict[Group, list[dict[str, Any]]] = {}
    for matter in in_order(round_trip):
        row = known[matter.reference]
        shown = line(row, row.post_id is not None and row.post_id not in held, today)
        shown |= {"href": f"{here}/{row.reference}", "carried": row.times_carried}
        if row.id in decisions:
            shown["decided"] = decided_words(decisions[row.id])
        found.setdefault(matter.group, []).append(shown)
    return [
        {"id": group.name.lower(), "heading": HEADINGS[group], "rows": lines}
        for group, lines in found.items()
    ]


def _last_decider(meeting: "Meeting") -> str:
    """Who decided last at this meeting: most often the same person decides again."""
    decisions = matters.decided(current_session(), meeting.key).values()
    return max(decisions, key=lambda review: review.id or 0).decided_by if decisions else ""

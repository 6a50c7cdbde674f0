"""The matters arising of a meeting: the list that it goes through, and one action at a time to decide on."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from tracker.domain import labels
from tracker.domain.errors import BadInput, Conflict, NotFound
from tracker.domain.meetings import STATUS_WORDS, UNDER_WAY
from tracker.domain.references import spoken
from tracker.domain.round_of_matters import (
    HEADINGS,
    Group,
    Matter,
    in_order,
    neighbours,
    next_to_decide,
    progress_words,
)
from tracker.domain.wording import date_words
from tracker.services.reviews import record_review
from tracker.store import actions as stored
from tracker.store import matters, meetings, posts
from tracker.store import shown as pages
from tracker.store.actions import ListedAction
from tracker.store.shown import Shown
from tracker.web.access import ACCESS, current_viewer
from tracker.web.action_list import line
from tracker.web.decision_card import around_form, card, form_for
from tracker.web.decisions import refuse, stale
from tracker.web.forms.entry import number
from tracker.web.forms.reviews import DecisionForm, decision_of
from tracker.web.requests import abandon, current_desk, current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.actions import Review
    from tracker.models.meetings import Meeting

reviews = Blueprint("reviews", __name__)


@reviews.get("/meetings/<reference>/matters-arising")
def index(reference: str) -> str:
    meeting = meetings.by_reference(current_session(), reference)
    rows, round_trip, decisions = _round(meeting)
    waiting = next((m.reference for m in in_order(round_trip) if not m.decided), None)
    return render_template(
        "reviews/index.html",
        heading=progress_words(round_trip),
        groups=_groups(rows, round_trip, decisions, _address(meeting)),
        total=len(round_trip),
        decided=len([m for m in round_trip if m.decided]),
        first=f"{_address(meeting)}/{waiting}" if waiting and _can_decide(meeting) else None,
        **_names(meeting),
    )


@reviews.get("/meetings/<reference>/matters-arising/<action>")
def show(reference: str, action: str) -> ResponseReturnValue:
    meeting = meetings.by_reference(current_session(), reference)
    shown = pages.shown(current_session(), current_viewer(), action)
    return _card_page(meeting, shown, form_for(current_viewer(), shown, decided_by=_last_decider(meeting)))


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
        record_review(current_desk(), shown.action, given, meeting=meeting, version=version)
    except Conflict as conflict:
        return _card_page(meeting, shown, stale(form, shown, conflict)), 409
    except BadInput as error:
        abandon()
        refuse(form, error)
        meeting = meetings.by_reference(current_session(), reference)
        return _card_page(meeting, pages.shown(current_session(), viewer, action), form), 422
    flash(f"{spoken(shown.action.reference)}: {labels.OUTCOME[given.outcome]}.", "success")
    # Taken from the round as it was: a date that was revised must not move the place at which the meeting is.
    following = next_to_decide(round_trip, shown.action.reference)
    return redirect(f"{_address(meeting)}/{following}" if following else _address(meeting), 303)


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


def _card_page(meeting: "Meeting", shown: Shown, form: DecisionForm) -> str:
    session, viewer = current_session(), current_viewer()
    round_trip = _check_arises(meeting, shown)
    before, after = neighbours(round_trip, shown.action.reference)
    here = _address(meeting)
    decision = matters.decided(session, meeting.key).get(shown.action.key)
    around = around_form(viewer, shown)
    return render_template(
        "reviews/show.html",
        form=form,
        progress=progress_words(round_trip),
        decision=_decided_words(decision) if decision else "",
        before=f"{here}/{before}" if before else None,
        after=f"{here}/{after}" if after else None,
        **_names(meeting),
        **card(session, viewer, shown, current_moment().today),
        **{**around, "can_decide": around["can_decide"] and _can_decide(meeting)},
    )


def _decided_words(review: "Review") -> str:
    words = labels.OUTCOME[review.outcome]
    return f"{words[0].upper()}{words[1:]}, said by {review.decided_by}"


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
            shown["decided"] = _decided_words(decisions[row.id])
        found.setdefault(matter.group, []).append(shown)
    return [
        {"id": group.name.lower(), "heading": HEADINGS[group], "rows": lines}
        for group, lines in found.items()
    ]


def _names(meeting: "Meeting") -> dict[str, Any]:
    series = meetings.series_numbered(current_session(), meeting.series_id)
    over = meeting.status not in UNDER_WAY
    return {
        "meeting": {
            "reference": meeting.reference,
            "href": f"/meetings/{meeting.reference.lower()}",
            "matters_href": _address(meeting),
            "day": meeting.date_words or date_words(meeting.starts_on),
            "series": series.title,
            "over": f"This meeting is {STATUS_WORDS[meeting.status]}, so nothing more is decided at it."
            if over
            else "",
        }
    }


def _last_decider(meeting: "Meeting") -> str:
    """Who decided last at this meeting: most often the same person decides again."""
    decisions = matters.decided(current_session(), meeting.key).values()
    return max(decisions, key=lambda review: review.id or 0).decided_by if decisions else ""


def _can_decide(meeting: "Meeting") -> bool:
    return meeting.status in UNDER_WAY and bool(current_viewer().roles & ACCESS["reviews.record"])


def _address(meeting: "Meeting") -> str:
    return f"/meetings/{meeting.reference.lower()}/matters-arising"

"""One matter arising on the table of a meeting that is under way: the card, and what was decided just before it."""

from typing import TYPE_CHECKING, Any

from flask import render_template, request

from tracker.domain import labels
from tracker.domain.errors import InvalidMove
from tracker.domain.references import spoken
from tracker.domain.round_of_matters import Matter, neighbours, progress_words
from tracker.domain.wording import date_words
from tracker.services.undoing import before_decision
from tracker.store import deciders, matters
from tracker.store import shown as pages
from tracker.store.actions import references
from tracker.store.shown import Shown
from tracker.web.access import current_viewer
from tracker.web.decided_first import LABELS, typed
from tracker.web.decision_card import around_form, card
from tracker.web.forms.reviews import DecisionForm
from tracker.web.requests import current_moment, current_session
from tracker.web.review_names import address, can_decide, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.models.actions import Action, Review
    from tracker.models.meetings import Meeting


def card_page(meeting: "Meeting", round_trip: "Sequence[Matter]", shown: Shown, form: DecisionForm) -> str:
    session, viewer, today = current_session(), current_viewer(), current_moment().today
    before, after = neighbours(round_trip, shown.action.reference)
    here = address(meeting)
    decision = matters.decided(session, meeting.key).get(shown.action.key)
    around = around_form(session, viewer, shown)
    return render_template(
        "reviews/show.html",
        form=form,
        progress=progress_words(round_trip),
        decision=decided_words(decision) if decision else "",
        undo=undo_of(meeting, shown.action, decision) if decision else None,
        just=just_decided(meeting, but=shown.action.reference),
        before=f"{here}/{before}" if before else None,
        after=f"{here}/{after}" if after else None,
        deciders=deciders.names(session, today, meeting),
        **names(meeting),
        **card(session, viewer, shown, today, meeting),
        **{**around, "can_decide": around["can_decide"] and can_decide(meeting)},
    )


def not_taken(meeting: "Meeting", shown: Shown, form: DecisionForm, error: InvalidMove) -> str:
    """A decision that came when the meeting was over, with what was typed."""
    said = typed(form)
    return render_template(
        "reviews/not_taken.html",
        sentence=str(error),
        number=spoken(shown.action.reference),
        typed=[(LABELS[name], words) for name, words in said.items()],
        decide_href=f"/actions/{shown.action.reference}/decision",
        **names(meeting),
    )


def decided_words(review: "Review") -> str:
    """ "Revised date agreed, 1 December 2023, decided by Dana Deputy; further assurance needed" """
    words = labels.OUTCOME[review.outcome]
    revised = f", {date_words(review.revised_to)}" if review.revised_to else ""
    assurance = f"; {labels.ASSURANCE[review.assurance]}" if review.assurance else ""
    return f"{words[0].upper()}{words[1:]}{revised}, decided by {review.decided_by}{assurance}"


def just_decided(meeting: "Meeting", but: str = "") -> dict[str, Any] | None:
    """What was decided on the card before this one, with the ways back; None where the address names none, or this one."""
    reference = request.args.get("decided", "").upper()
    if not reference or reference == but:
        return None
    session, viewer = current_session(), current_viewer()
    decisions = matters.decided(session, meeting.key)
    found = {ref: key for key, ref in references(session, viewer, list(decisions)).items()}
    if reference not in found:
        return None
    shown = pages.shown(session, viewer, reference)
    review = decisions[found[reference]]
    return {
        "number": spoken(reference),
        "title": shown.action.title,
        "words": decided_words(review),
        "href": f"{address(meeting)}/{reference}",
        "undo": undo_of(meeting, shown.action, review),
    }


def undo_of(meeting: "Meeting", action: "Action", review: "Review") -> dict[str, Any] | None:
    """The form that takes the decision back; None where that cannot be done, or not by this viewer."""
    if not can_decide(meeting) or before_decision(action, review) is None:
        return None
    return {"action": f"{address(meeting)}/{action.reference}/undo", "version": action.version}

"""A decision between two meetings, and the reopening of what is closed."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tracker.domain import labels
from tracker.domain.actions import LIVE, Move
from tracker.domain.errors import BadInput, Conflict, TrackerError
from tracker.domain.references import spoken
from tracker.services import raising as services
from tracker.services.reviews import Decision
from tracker.store import actions as stored
from tracker.store import deciders
from tracker.store import shown as pages
from tracker.store.shown import Shown
from tracker.web.access import current_viewer
from tracker.web.action_edit import who_saved
from tracker.web.actions import actions
from tracker.web.decided_first import both
from tracker.web.decision_card import COMMISSIONER, around_form, card, form_for
from tracker.web.forms.entry import number
from tracker.web.forms.reviews import DecisionForm, ReopenForm, decides_alone, decision_of, who_decided
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring


@actions.get("/actions/<reference>/decision")
def decision(reference: str) -> ResponseReturnValue:
    shown = pages.shown(current_session(), current_viewer(), reference)
    if shown.action.status in LIVE:
        return _decision_page(shown, form_for(current_viewer(), shown))
    data = {"version": str(shown.action.version), "decided_by": COMMISSIONER}
    return _reopen_page(shown, ReopenForm(formdata=None, data=data))


@actions.post("/actions/<reference>/decision")
def decide(reference: str) -> ResponseReturnValue:
    session, viewer = current_session(), current_viewer()
    stored.by_reference(session, viewer, reference, lock=True)
    shown = pages.shown(session, viewer, reference)
    # A decision on what was closed meanwhile is shown with what was typed; what was closed before is reopened.
    decides = shown.action.status in LIVE or bool(request.form.get("outcome"))
    form: DecisionForm | ReopenForm = DecisionForm() if decides else ReopenForm()
    page = _decision_page if decides else _reopen_page
    try:
        given = _given(form, shown)
        decided = services.decide(
            current_desk(),
            shown.action,
            given,
            meeting=None,
            version=number(form.version.data) or 0,
            stationery=wiring().stationery,
        )
    except Conflict as conflict:
        return page(shown, stale(form, shown, conflict)), 409  # type: ignore[arg-type]
    except BadInput as error:
        abandon()
        refuse(form, error)
        return page(pages.shown(current_session(), viewer, reference), form), 422  # type: ignore[arg-type]
    flash(f"{spoken(shown.action.reference)}: {labels.OUTCOME[given.outcome]}.", "success")
    tell_of_mail(shown, decided)
    return redirect(f"/actions/{shown.action.reference}", 303)


def tell_of_mail(shown: Shown, decided: services.Decided) -> None:
    """Where an action was raised with the Chief Constable: that its mail waits for release, or that nobody was found."""
    number_words = spoken(shown.action.reference)
    if decided.mail is not None:
        flash(
            f"The mail to {decided.mail.to_name} about {number_words} is held: read it and release it under Mail."
        )
    elif decided.nobody:
        above = f"above {shown.post_title}" if shown.post_title else "for an action without an owner"
        flash(
            f"No mail was written about {number_words}: no Chief Constable was found {above}. "
            "Say under Posts whom the post escalates to, then decide again; or write to them yourself.",
            "error",
        )


def refuse(form: DecisionForm | ReopenForm, error: TrackerError) -> None:
    """A service's refusal, at its field."""
    if isinstance(form, DecisionForm) and isinstance(error, BadInput):
        form.refuse_decision(error)
    elif isinstance(error, BadInput):
        form.refuse(error)


def stale(form: Any, shown: Shown, conflict: Conflict) -> Any:
    """The form once more, with what was typed, now that the page shows what was saved meanwhile."""
    if isinstance(form, DecisionForm):
        form.both = both(shown, form)
    if not form.both:
        form.form_errors = [
            f"{who_saved(shown)}, while this page was open. The story shows it. "
            "What you typed is still here: look at it again, then save."
        ]
    form.version.data = str(conflict.version)
    return form


def _given(form: DecisionForm | ReopenForm, shown: Shown) -> Decision:
    session, viewer, today = current_session(), current_viewer(), current_moment().today
    if isinstance(form, DecisionForm):
        return decision_of(form, session, shown, viewer, today, None)
    return Decision(Move.REOPENED, reason=form.text("reason"), decided_by=who_decided(form, viewer))


def _decision_page(shown: Shown, form: DecisionForm) -> str:
    session, viewer, today = current_session(), current_viewer(), current_moment().today
    return render_template(
        "actions/decision.html",
        form=form,
        here=f"/actions/{shown.action.reference}",
        deciders=deciders.names(session, today, None),
        **card(session, viewer, shown, today),
        **around_form(session, viewer, shown),
    )


def _reopen_page(shown: Shown, form: ReopenForm) -> str:
    return render_template(
        "actions/reopen.html",
        form=form,
        here=f"/actions/{shown.action.reference}",
        action=_named(shown),
        asks_who=not decides_alone(current_viewer()),
        deciders=deciders.names(current_session(), current_moment().today, None),
    )


def _named(shown: Shown) -> dict[str, str]:
    action = shown.action
    return {
        "reference": action.reference,
        "number": spoken(action.reference),
        "title": action.title,
        "status_words": labels.status_words(action.status, action.closure, action.kind),
        "reason": action.closed_reason,
    }

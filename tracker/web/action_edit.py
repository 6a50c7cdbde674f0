"""Changes what an action says, and voids one that was logged in error."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tracker.domain.actions import LIVE
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.references import spoken
from tracker.services.actions import correct_action
from tracker.services.reviews import void_action
from tracker.store import actions as stored
from tracker.store import shown as pages
from tracker.store.shown import Shown
from tracker.web.access import current_viewer
from tracker.web.actions import actions
from tracker.web.conflicts import conflict_in, last_saved, merge_into
from tracker.web.forms.actions import EditForm, VoidForm, now, options, wanted
from tracker.web.forms.entry import number
from tracker.web.requests import abandon, current_desk, current_moment, current_session


@actions.get("/actions/<reference>/edit")
def edit(reference: str) -> ResponseReturnValue:
    shown = _live(reference, "changed")
    form = EditForm(formdata=None, data=now(current_session(), shown, current_viewer()))
    return _edit_page(shown, form)


@actions.post("/actions/<reference>/edit")
def correct(reference: str) -> ResponseReturnValue:
    stored.by_reference(current_session(), current_viewer(), reference, lock=True)
    shown = _live(reference, "changed")
    here = f"/actions/{shown.action.reference}"
    if request.form.get("resolution") == "theirs":
        flash("Their text stands. Nothing of yours was saved.")
        return redirect(here, 303)
    form = EditForm()
    merge_into(form, EditForm.FIELDS)
    form.offer(options(current_session(), shown, current_moment().today))
    try:
        asked = wanted(form, current_session(), shown, current_viewer(), current_moment().today)
        correct_action(current_desk(), shown.action, asked, version=number(form.version.data) or 0)
    except Conflict as conflict:
        return _conflict_page(shown, form, conflict)
    except BadInput as error:
        abandon()
        form.refuse(error, due="due_on" if form.due.data == "date" else "due")
        return _edit_page(_live(reference, "changed"), form), 422
    flash(f"{spoken(shown.action.reference)} is changed.", "success")
    return redirect(here, 303)


@actions.get("/actions/<reference>/void")
def voiding(reference: str) -> ResponseReturnValue:
    shown = _live(reference, "voided")
    form = VoidForm(formdata=None, data={"version": str(shown.action.version)})
    return _void_page(shown, form)


@actions.post("/actions/<reference>/void")
def void(reference: str) -> ResponseReturnValue:
    stored.by_reference(current_session(), current_viewer(), reference, lock=True)
    shown = _live(reference, "voided")
    form = VoidForm()
    try:
        void_action(
            current_desk(), shown.action, reason=form.text("reason"), version=number(form.version.data) or 0
        )
    except Conflict as conflict:
        form.form_errors = [f"{who_saved(shown)}. Look at it again before you void it."]
        form.version.data = str(conflict.version)
        return _void_page(shown, form), 409
    except BadInput as error:
        abandon()
        form.refuse(error)
        return _void_page(_live(reference, "voided"), form), 422
    flash(f"{spoken(shown.action.reference)} is void. Its number is not used again.", "success")
    return redirect(f"/actions/{shown.action.reference}", 303)


def _live(reference: str, what: str) -> Shown:
    """The action, while it can still be changed. Raises `NotFound` or `InvalidMove`."""
    shown = pages.shown(current_session(), current_viewer(), reference)
    if shown.action.status not in LIVE:
        raise InvalidMove(f"This action is closed, so it cannot be {what}. Reopen it first, with a reason.")
    return shown


def _edit_page(shown: Shown, form: EditForm) -> str:
    form.offer(options(current_session(), shown, current_moment().today))
    return render_template("actions/edit.html", form=form, **_names(shown))


def _void_page(shown: Shown, form: VoidForm) -> str:
    return render_template("actions/void.html", form=form, **_names(shown))


def _conflict_page(shown: Shown, form: EditForm, conflict: Conflict) -> ResponseReturnValue:
    """Both texts, side by side."""
    theirs = now(current_session(), shown, current_viewer())
    panel = conflict_in(form, EditForm.FIELDS, theirs, shown.action.reference, conflict.version)
    page = render_template("actions/conflict.html", conflict=panel, **_names(shown))
    return page, 409


def who_saved(shown: Shown) -> str:
    """ "Sam Secretary saved a change at 14:52" """
    who, when = last_saved(shown.action.reference)
    return f"{who} saved a change at {when}"


def _names(shown: Shown) -> dict[str, Any]:
    reference = shown.action.reference
    return {
        "reference": reference,
        "spoken": spoken(reference),
        "title": shown.action.title,
        "here": f"/actions/{reference}",
    }

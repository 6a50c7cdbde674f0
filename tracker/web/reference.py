"""Reference data: the priorities of each Plan and the national measures."""

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict, NotFound
from tracker.services import reference as service
from tracker.services.reference import Entry
from tracker.store import meetings as stored
from tracker.web.forms.day_field import read_day
from tracker.web.requests import abandon, current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.meetings import NationalMeasure, Priority

reference = Blueprint("reference", __name__)
KINDS = {"priority": "Priority of the Plan", "measure": "National measure"}


@reference.get("/reference")
def index() -> str:
    return render_template("reference/index.html", **_lists())


@reference.post("/reference")
def create() -> ResponseReturnValue:
    """Adds a Plan, a priority to a Plan, or a national measure."""
    typed = request.form
    try:
        _add(typed.get("kind", ""))
    except BadInput as error:
        abandon()
        # Both forms of the page have words: those of a Plan have a field of their own.
        field = f"plan_{error.field}" if typed.get("kind") == "plan" else error.field
        errors = {field: str(error)}
        return render_template(
            "reference/index.html", **_lists(), typed=typed, wrong=errors, errors=_summary(errors)
        ), 422
    flash("Added.", "success")
    return redirect(url_for("reference.index"), 303)


def _add(kind: str) -> None:
    desk = current_desk()
    if kind == "plan":
        first, last = _day("starts_on", "first"), _day("ends_on", "last")
        service.create_plan(desk, title=request.form.get("plan_title", ""), starts_on=first, ends_on=last)
    elif kind == "measure":
        service.add_measure(desk, _entry())
    else:
        chosen = request.form.get("plan")
        plan = next((one for one in stored.priority_sets(desk.session) if str(one.id) == chosen), None)
        if plan is None:
            raise BadInput("Choose the Plan that it belongs to.", field="plan")
        service.add_priority(desk, plan, _entry())


def _day(field: str, which: str) -> date:
    text = " ".join(request.form.get(f"plan_{field}", "").split())
    if not text:
        raise BadInput(f"Give the {which} day of the Plan, such as 1 December 2021.", field=field)
    try:
        return read_day(text)
    except ValueError as error:
        raise BadInput(str(error), field=field) from None


@reference.get("/reference/<kind>/<int:number>")
def edit(kind: str, number: int) -> str:
    row = _row(kind, number)
    typed = {"title": row.title, "position": row.position, "active": getattr(row, "active", True)}
    return render_template("reference/edit.html", kind=kind, kind_words=KINDS[kind], row=row, typed=typed)


@reference.post("/reference/<kind>/<int:number>")
def update(kind: str, number: int) -> ResponseReturnValue:
    row, seen = _row(kind, number), request.form.get("version", type=int)
    try:
        if kind == "priority":
            service.correct_priority(current_desk(), row, _entry(row.code), version=seen)
        else:
            service.correct_measure(current_desk(), row, _entry(row.code), version=seen)
    except (BadInput, Conflict) as error:
        abandon()
        row = _row(kind, number)
        field = error.field if isinstance(error, BadInput) else "title"
        errors = {
            field: str(error)
            if isinstance(error, BadInput)
            else f"Someone saved “{row.title}” first. Change it, or save again."
        }
        page = render_template(
            "reference/edit.html",
            kind=kind,
            kind_words=KINDS[kind],
            row=row,
            typed=request.form,
            wrong=errors,
            errors=_summary(errors),
        )
        return page, 422 if isinstance(error, BadInput) else 409
    flash("Saved.", "success")
    return redirect(url_for("reference.index"), 303)


def _lists() -> dict[str, Any]:
    session = current_session()
    priorities = stored.priorities(session)
    plans = [
        {"plan": plan, "priorities": [p for p in priorities if p.priority_set_id == plan.id]}
        for plan in stored.priority_sets(session)
    ]
    return {"plans": plans, "measures": stored.national_measures(session)}


def _row(kind: str, number: int) -> "Any":
    rows: list[Priority | NationalMeasure] = []
    if kind == "priority":
        rows = list(stored.priorities(current_session()))
    elif kind == "measure":
        rows = list(stored.national_measures(current_session()))
    row = next((one for one in rows if one.id == number), None)
    if row is None:
        raise NotFound("There is no such priority or measure. Choose one from the list.")
    return row


def _entry(code: str | None = None) -> Entry:
    typed = request.form
    position = typed.get("position", "").strip()
    if position and (not position.isdecimal() or len(position) > 3):
        raise BadInput("Give its place in the list as a number, such as 3.", field="position")
    return Entry(
        code=code if code is not None else typed.get("code", ""),
        title=typed.get("title", ""),
        position=int(position or 0),
        active=typed.get("active", "1") == "1",
    )


def _summary(errors: dict[str, str]) -> list[dict[str, str]]:
    return [{"text": sentence, "href": f"#{field}"} for field, sentence in errors.items()]

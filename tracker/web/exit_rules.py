"""The exit rule of a standing action: chosen, looked at before it is set, kept although met, taken away."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.control_chart_rules import Rule
from tracker.domain.errors import BadInput
from tracker.domain.exit_rules import PERIOD, Exit, ExitKind, check, outlasts_a_term
from tracker.domain.exit_words import KINDS, cause_words
from tracker.domain.measures import Basis
from tracker.domain.references import spoken
from tracker.services import exit_rules as service
from tracker.store import actions, exit_rules
from tracker.store import measures as stored
from tracker.web.access import current_viewer
from tracker.web.exit_shown import shown
from tracker.web.measures_forms import (
    Typed,
    area_choices,
    area_of,
    carry_out,
    choice_of,
    day_of,
    day_typed,
    number_of,
    typed_fields,
    version_sent,
)
from tracker.web.measures_show import BASIS_NAMES
from tracker.web.requests import current_desk, current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.measures import ExitRule, Measure

exits = Blueprint("exit_rules", __name__)

FIELDS = ("measure", "area", "basis", "kind", "cause", "periods", "since")
CAUSES = (Rule.SHIFT, Rule.TREND, Rule.TWO_IN_THREE, Rule.OUTSIDE)
EMPTY: Typed = {**dict.fromkeys(FIELDS, ""), "keep_reason": "", "drop_reason": ""}


@exits.get("/actions/<reference>/exit-rule")
def edit(reference: str) -> ResponseReturnValue:
    """The form, with how the rule in the address would stand today. Changes nothing."""
    action = actions.by_reference(current_session(), current_viewer(), reference)
    if "measure" not in request.args:
        return _page(action, _kept(action))
    typed = {**EMPTY, **{name: request.args.get(name, "")[:60] for name in FIELDS}}
    try:
        return _page(action, typed, preview=_preview(typed))
    except BadInput as error:
        summary = [{"text": str(error), "href": f"#{error.field}"}]
        return _page(action, typed, errors=summary, wrong={error.field: str(error)}), 422


@exits.post("/actions/<reference>/exit-rule")
def set_rule(reference: str) -> ResponseReturnValue:
    """Sets the rule; with `look`, goes to the form with how it would stand."""
    typed = {**EMPTY, **typed_fields(FIELDS)}
    if request.form.get("look"):
        asked = {name: typed[name] for name in FIELDS}
        return redirect(url_for("exit_rules.edit", reference=reference, **asked), 303)

    def change() -> str:
        action = _locked(reference, _measure(typed).code)
        service.set_exit_rule(current_desk(), action, _wanted(typed), version=version_sent())
        flash("The exit rule is set.", "success")
        return url_for("actions.show", reference=action.reference)

    return carry_out(lambda **given: _refused(reference, **given), typed, change)


@exits.post("/actions/<reference>/exit-rule/keep")
def keep(reference: str) -> ResponseReturnValue:
    return _with_reason(reference, "keep_reason", service.keep_although_met, "It is kept.")


@exits.post("/actions/<reference>/exit-rule/drop")
def drop(reference: str) -> ResponseReturnValue:
    return _with_reason(reference, "drop_reason", service.drop_exit_rule, "The exit rule is taken away.")


def _with_reason(reference: str, field: str, write: Any, done: str) -> ResponseReturnValue:
    typed = {**EMPTY, field: request.form.get(field, "")}

    def change() -> str:
        action = _locked(reference)
        try:
            write(current_desk(), action, reason=typed[field], version=version_sent())
        except BadInput as error:
            raise BadInput(str(error), field=field) from None
        flash(done, "success")
        return url_for("actions.show", reference=action.reference)

    return carry_out(lambda **given: _refused(reference, **given), typed, change)


def _refused(reference: str, *, typed: Typed, **given: Any) -> str:
    action = actions.by_reference(current_session(), current_viewer(), reference)
    kept = typed if typed["measure"] or typed["kind"] else {**_kept(action), **_reasons(typed)}
    given.pop("theirs", None)
    return _page(action, kept, **given)


def _reasons(typed: Typed) -> Typed:
    return {name: typed[name] for name in ("keep_reason", "drop_reason")}


def _locked(reference: str, also: str = "") -> "Action":
    """The action, with every measure locked first that its rule rests on, or is to rest on."""
    session = current_session()
    action = actions.by_reference(session, current_viewer(), reference)
    row = exit_rules.of_action(session, action.key)
    codes = {also} if also else set()
    if row:
        codes.add(stored.by_number(session, row.measure_id).code)
    for code in sorted(codes):
        stored.by_code(session, code, lock=True)
    return actions.by_reference(session, current_viewer(), reference, lock=True)


def _measure(typed: Typed) -> "Measure":
    if not typed["measure"]:
        raise BadInput("Choose the measure that shows it.", field="measure")
    found = next((one for one in stored.listed(current_session()) if one.code == typed["measure"]), None)
    if found is None:
        raise BadInput("Choose a measure from the list.", field="measure")
    return found


def _rule(typed: Typed) -> Exit:
    kind = choice_of(typed, "kind", ExitKind, "Choose what must be seen.")
    basis = choice_of(typed, "basis", Basis, "Choose months or quarters.")
    cause = choice_of(typed, "cause", Rule, "Choose a signal from the list.") if typed["cause"] else None
    periods = number_of(typed, "periods", "Give the number of periods in figures, such as 3.")
    return Exit(kind, basis, cause, periods, day_of(typed, "since"))


def _wanted(typed: Typed) -> service.ExitWanted:
    area_id = area_of(typed)
    area = stored.area_by_number(current_session(), area_id)
    return service.ExitWanted(_measure(typed), area, _rule(typed))


def _preview(typed: Typed) -> dict[str, Any]:
    session, today, wanted = current_session(), current_moment().today, _wanted(typed)
    measure, area_id = wanted.measure, wanted.area.key if wanted.area else None
    check(wanted.rule, measure.better, has_target=exit_rules.has_target(session, measure.key, area_id))
    seen = exit_rules.seen_of(session, wanted.rule, measure.key, area_id, today, current_viewer())
    return {"exit": shown(seen), "long": outlasts_a_term(seen.standing.earliest, today)}


def _kept(action: "Action") -> Typed:
    """The rule that the action has, as it would be typed."""
    session = current_session()
    row = exit_rules.of_action(session, action.key)
    if row is None:
        return {**EMPTY, "basis": Basis.MONTH.value, "kind": ExitKind.IMPROVEMENT.value}
    area = stored.area_by_number(session, row.area_id)
    return {
        **EMPTY,
        "measure": stored.by_number(session, row.measure_id).code,
        "area": area.code if area else "",
        "basis": row.basis.value,
        "kind": row.kind.value,
        "cause": row.cause,
        "periods": str(row.periods or ""),
        "since": day_typed(row.from_on),
    }


def _page(action: "Action", typed: Typed, **given: Any) -> str:
    session = current_session()
    row = exit_rules.of_action(session, action.key)
    basis = Basis(typed["basis"]) if typed["basis"] in PERIOD else Basis.MONTH
    context = {
        "action": action,
        "number": spoken(action.reference),
        "typed": typed,
        "measures": [{"value": one.code, "label": one.title} for one in stored.listed(session)],
        "areas": area_choices(),
        "kinds": [{"value": kind.value, "label": words} for kind, words in KINDS.items()],
        "causes": [{"value": one.value, "label": _capital(cause_words(one, basis))} for one in CAUSES],
        "bases": [{"value": one.value, "label": BASIS_NAMES[one]} for one in PERIOD],
        "rule": _state(row),
        "preview": None,
        "errors": None,
        "wrong": {},
    }
    return render_template("exit_rules/edit.html", **{**context, **given})


def _state(row: "ExitRule | None") -> dict[str, Any] | None:
    if row is None:
        return None
    return {"version": row.version, "ready": row.ready_on is not None and row.kept_on is None}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""The finding that an action answers: on the action's page, what is done about it, and how far it is with the inspectorate."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.actions import LIVE
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound
from tracker.domain.inspections import MOVES, FindingState, InspectionStepKind, finding_words, state_words
from tracker.services.inspection_findings import Answered, StepWanted, answer_finding, move_finding
from tracker.store import actions
from tracker.store import inspections as stored
from tracker.web.access import ACCESS, current_viewer
from tracker.web.forms.day_field import day_sent
from tracker.web.inspections import version_sent
from tracker.web.inspections_page import TONES, step_row
from tracker.web.requests import abandon, current_desk, current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.inspections import Finding, InspectionReport

findings = Blueprint("findings", __name__)
K = InspectionStepKind
QUESTIONS = {
    K.SUBMITTED: (
        "Submit this for closure",
        "The day on which it was submitted",
        "Who signed it off",
        "Note that it is submitted",
    ),
    K.SENT_BACK: (
        "Note that it was sent back",
        "The day on which it came back",
        "Who sent it back",
        "Note that it came back",
    ),
    K.CLOSED: (
        "Note that the inspectorate closed it",
        "The day on which it was closed",
        "Who closed it",
        "Note the closure",
    ),
    K.REOPENED: ("Note that it is open again", "The day", "Who said so", "Note that it is open again"),
}
OFFERED = {
    FindingState.OPEN: (K.SUBMITTED, K.CLOSED),
    FindingState.SUBMITTED: (K.CLOSED, K.SENT_BACK),
    FindingState.CLOSED: (K.REOPENED,),
}


def finding_of(action: Any) -> dict[str, Any] | None:
    """`finding` of actions/show.html: the words of the report, what is said of them, and where they stand. None for any other action."""
    session = current_session()
    found = stored.of_action(session, action.key)
    if found is None:
        return None
    finding, report = found
    opens = bool(current_viewer().roles & ACCESS["inspections.show"])
    steps = [one for one in stored.steps(session, report.key) if one.finding_id == finding.key]
    return {
        "name": finding_words(finding.kind, finding.number),
        "wording": finding.wording,
        "report": report.title,
        "body": report.body,
        "published_on": report.published_on,
        "href": url_for("inspections.show", code=report.code) if opens else "",
        "state": _state(finding, report),
        "tone": TONES[finding.state],
        "action_taken": finding.action_taken,
        "no_action_reason": finding.no_action_reason,
        "steps": [step_row(one) for one in steps],
        "office_is_done": action.status not in LIVE and finding.state is FindingState.OPEN,
        "moves": [
            {
                "text": QUESTIONS[what][0],
                "href": url_for("findings.moving", reference=action.reference, what=what.value),
            }
            for what in OFFERED[finding.state]
        ],
        "parent": _linked(stored.reference_of(session, finding.parent_id)) if finding.parent_id else None,
        "children": [_linked(reference) for _, reference in stored.children(session, finding.key)],
    }


@findings.get("/actions/<reference>/finding")
def edit(reference: str) -> str:
    """What is done about a finding, or why nothing is."""
    finding, report = _found(reference)
    return _answer(reference, finding, report, _values(finding))


@findings.post("/actions/<reference>/finding")
def answer(reference: str) -> ResponseReturnValue:
    finding, _report = _found(reference, lock=True)
    typed = {name: request.form.get(name, "") for name in ("action_taken", "no_action_reason")}
    try:
        answer_finding(current_desk(), finding, Answered(**typed), version=version_sent())
    except (BadInput, Conflict) as error:
        abandon()
        finding, report = _found(reference)
        return _answer(reference, finding, report, typed, error), 409 if isinstance(error, Conflict) else 422
    flash("What is done about this finding is saved.", "success")
    return redirect(url_for("actions.show", reference=reference.upper(), _anchor="finding"), 303)


@findings.get("/actions/<reference>/finding/<what>")
def moving(reference: str, what: str) -> str:
    """The form that notes one move of a finding."""
    finding, report = _found(reference)
    today = current_moment().today
    by = report.body if what != K.SUBMITTED else ""
    values = {"on": f"{today.day} {today.month} {today.year}", "by": by, "note": ""}
    return _moving(reference, finding, report, _kind(what), values)


@findings.post("/actions/<reference>/finding/<what>")
def move(reference: str, what: str) -> ResponseReturnValue:
    finding, report = _found(reference, lock=True)
    kind = _kind(what)
    typed = {name: request.form.get(name, "") for name in ("on", "by", "note")}
    try:
        step = StepWanted(day_sent(typed["on"], "on"), typed["by"], typed["note"])
        move_finding(current_desk(), finding, kind, step, version=version_sent())
    except (BadInput, Conflict, InvalidMove) as error:
        abandon()
        finding, report = _found(reference)
        status = 422 if isinstance(error, BadInput) else 409
        return _moving(reference, finding, report, kind, typed, error), status
    flash(f"{finding_words(finding.kind, finding.number)}: {_state(finding, report)}.", "success")
    return redirect(url_for("actions.show", reference=reference.upper(), _anchor="finding"), 303)


def _found(reference: str, *, lock: bool = False) -> "tuple[Finding, InspectionReport]":
    action = actions.by_reference(current_session(), current_viewer(), reference)
    found = stored.of_action(current_session(), action.key, lock=lock)
    if found is None:
        raise NotFound("This action comes from no inspection.")
    return found


def _kind(what: str) -> InspectionStepKind:
    if what not in {one.value for one in MOVES}:
        raise NotFound("There is no such step.")
    return InspectionStepKind(what)


def _answer(
    reference: str,
    finding: "Finding",
    report: "InspectionReport",
    values: dict[str, str],
    error: Exception | None = None,
) -> str:
    labels = {"action_taken": "The action taken or proposed", "no_action_reason": "Why there is none"}
    now = _values(finding)
    theirs = [
        {"label": label, "mine": values[name], "theirs": now[name]}
        for name, label in labels.items()
        if isinstance(error, Conflict) and values[name].split() != now[name].split()
    ]
    return render_template(
        "inspections/answer.html",
        **_about(reference, finding, report),
        values=values,
        theirs=theirs,
        **_errors(None if isinstance(error, Conflict) else error),
    )


def _moving(
    reference: str,
    finding: "Finding",
    report: "InspectionReport",
    kind: InspectionStepKind,
    values: dict[str, str],
    error: Exception | None = None,
) -> str:
    heading, day, by, button = QUESTIONS[kind]
    return render_template(
        "inspections/moving.html",
        **_about(reference, finding, report),
        what=kind.value,
        heading=heading,
        labels={"day": day, "by": by, "button": button},
        needs_note=MOVES[kind].needs_note,
        values=values,
        **_errors(error),
    )


def _about(reference: str, finding: "Finding", report: "InspectionReport") -> dict[str, Any]:
    return {
        "reference": reference.upper(),
        "finding": finding,
        "report": report,
        "name": finding_words(finding.kind, finding.number),
        "state": _state(finding, report),
    }


def _state(finding: "Finding", report: "InspectionReport") -> str:
    days = {"submitted_on": finding.submitted_on, "closed_on": finding.closed_on}
    return state_words(finding.state, report.body, **days)


def _values(finding: "Finding") -> dict[str, str]:
    return {"action_taken": finding.action_taken, "no_action_reason": finding.no_action_reason}


def _linked(reference: str) -> dict[str, str]:
    return {"reference": reference, "href": url_for("actions.show", reference=reference)}


def _errors(error: Exception | None) -> dict[str, Any]:
    if error is None:
        return {"errors": [], "wrong": {}}
    field = error.field if isinstance(error, BadInput) else ""
    words = "Someone noted something about this first. Look at its page, then send this again."
    words = words if isinstance(error, Conflict) else str(error)
    return {
        "errors": [{"text": words, "href": f"#{field}" if field else None}],
        "wrong": {field: words} if field else {},
    }

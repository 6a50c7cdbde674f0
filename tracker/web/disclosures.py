"""Requests for what is held: taken down, searched for, and answered with a bundle that is a report like any other."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.disclosures import KIND_WORDS, LAWS, DisclosureKind, DisclosureState, answer_by
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.report_kinds import DISCLOSURE
from tracker.domain.statutory import left_words
from tracker.domain.subjects import about_disclosure
from tracker.domain.wording import count_words, date_words
from tracker.services import disclosures as service
from tracker.services.disclosures import RequestWanted
from tracker.services.reports import build_report
from tracker.store import disclosures as stored
from tracker.store import report_versions, reports
from tracker.web.access import current_viewer
from tracker.web.forms.day_field import day_sent, in_figures
from tracker.web.report_pages import row
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.keeping import Disclosure

disclosures = Blueprint("disclosures", __name__)
FIELDS = ("kind", "about", "terms", "received_on", "answer_by", "note")
Typed = dict[str, str]


@disclosures.get("/disclosures")
def index() -> str:
    rows = [_row(one) for one in stored.listed(current_session())]
    open_ = [one for one in rows if one["is_open"]]
    heading = "No request is waiting for an answer"
    if open_:
        heading = f"{count_words(len(open_), 'request is', 'requests are', starts=True)} to be answered"
    answered = [one for one in reversed(rows) if not one["is_open"]]
    return render_template("disclosures/index.html", heading=heading, waiting=open_, answered=answered)


@disclosures.get("/disclosures/new")
def new() -> str:
    today = current_moment().today
    return _form(
        {
            **dict.fromkeys(FIELDS, ""),
            "kind": DisclosureKind.FREEDOM_OF_INFORMATION,
            "received_on": in_figures(today),
        }
    )


@disclosures.post("/disclosures")
def create() -> ResponseReturnValue:
    typed = _typed()
    try:
        disclosure = service.take_down(current_desk(), _wanted(typed))
    except BadInput as error:
        abandon()
        return _form(typed, error=error), 422
    flash(f"{disclosure.reference} is on record. Its answer is due by {_day_words(disclosure)}.", "success")
    return redirect(url_for("disclosures.show", reference=disclosure.reference), 303)


@disclosures.get("/disclosures/<reference>")
def show(reference: str) -> str:
    return _page(stored.by_reference(current_session(), reference))


@disclosures.get("/disclosures/<reference>/edit")
def edit(reference: str) -> str:
    disclosure = stored.by_reference(current_session(), reference)
    return _form(_values(disclosure), disclosure)


@disclosures.post("/disclosures/<reference>")
def correct(reference: str) -> ResponseReturnValue:
    disclosure = stored.by_reference(current_session(), reference, lock=True)
    typed = {**_typed(), "kind": disclosure.kind.value}
    try:
        service.correct(current_desk(), disclosure, _wanted(typed), version=_version())
    except (BadInput, Conflict) as error:
        abandon()
        shown = stored.by_reference(current_session(), reference)
        return _form(typed, shown, error=error), 422 if isinstance(error, BadInput) else 409
    flash("Saved. Go through the record again to find what is held now.", "success")
    return redirect(url_for("disclosures.show", reference=reference), 303)


@disclosures.post("/disclosures/<reference>/bundle")
def bundle(reference: str) -> ResponseReturnValue:
    """Goes through the whole record, and freezes what was found as a draft."""
    disclosure = stored.by_reference(current_session(), reference)
    parts = wiring()
    try:
        version = build_report(
            current_desk(),
            DISCLOSURE,
            disclosure,
            office_name=parts.settings.office_name,
            contact=parts.contact,
        )
    except BadInput as error:
        abandon()
        return _page(stored.by_reference(current_session(), reference), error), 422
    flash("The record was gone through. Read what was found, and withhold what may not be told.", "success")
    return redirect(url_for("reports.show", number=version.key), 303)


@disclosures.post("/disclosures/<reference>/settle")
def settle(reference: str) -> ResponseReturnValue:
    """Says that the answer was sent, that there is none, or that the request is open again."""
    disclosure = stored.by_reference(current_session(), reference, lock=True)
    note = request.form.get("note", "")
    try:
        service.settle(current_desk(), disclosure, _state(), note, version=_version())
    except (BadInput, Conflict) as error:
        abandon()
        return _page(stored.by_reference(current_session(), reference), error, note), 422
    return redirect(url_for("disclosures.show", reference=reference), 303)


def _page(disclosure: "Disclosure", error: BadInput | Conflict | None = None, note: str | None = None) -> str:
    session = current_session()
    versions = report_versions.about(session, current_viewer(), about_disclosure(disclosure.reference))
    sizes = reports.sizes(session, [one.key for one in versions])
    return render_template(
        "disclosures/show.html",
        one=_row(disclosure),
        disclosure=disclosure,
        terms=disclosure.terms.splitlines(),
        law=LAWS[disclosure.kind],
        bundles=[row(one, None, {}, sizes) for one in versions],
        note=disclosure.note if note is None else note,
        **_errors(error),
    )


def _form(
    values: Typed, disclosure: "Disclosure | None" = None, *, error: BadInput | Conflict | None = None
) -> str:
    kinds = [{"value": kind.value, "label": words, "hint": LAWS[kind]} for kind, words in KIND_WORDS.items()]
    return render_template(
        "disclosures/edit.html", values=values, disclosure=disclosure, kinds=kinds, **_errors(error)
    )


def _errors(error: BadInput | Conflict | None) -> dict[str, Any]:
    field = getattr(error, "field", "") or ""
    return {
        "errors": [{"text": str(error), "href": f"#{field}" if field else None}] if error else [],
        "wrong": {field: str(error)} if error else {},
    }


def _row(one: "Disclosure") -> dict[str, Any]:
    is_open = one.state is DisclosureState.GATHERING
    left = left_words(
        one.answer_by or one.received_on, current_moment().today, wiring().calendar.is_working_day
    )
    states = {DisclosureState.SENT: "Answered", DisclosureState.CLOSED: "Closed without an answer"}
    return {
        "reference": one.reference,
        "href": url_for("disclosures.show", reference=one.reference),
        "kind": KIND_WORDS[one.kind],
        "about": one.about,
        "received_on": one.received_on,
        "answer_by": one.answer_by,
        "is_open": is_open,
        "is_late": is_open and bool(one.answer_by) and one.answer_by < current_moment().today,
        "left": left[:1].upper() + left[1:] if is_open else states[one.state],
    }


def _values(one: "Disclosure") -> Typed:
    return {
        "kind": one.kind.value,
        "about": one.about,
        "terms": one.terms,
        "received_on": in_figures(one.received_on),
        "answer_by": in_figures(one.answer_by) if one.answer_by else "",
        "note": one.note,
    }


def _typed() -> Typed:
    return {name: request.form.get(name, "") for name in FIELDS}


def _wanted(typed: Typed) -> RequestWanted:
    """Raises `BadInput`. Where no day is given for the answer, it is the one that the law sets."""
    if typed["kind"] not in list(DisclosureKind):
        raise BadInput("Choose what kind of request it is.", field="kind")
    kind, received = DisclosureKind(typed["kind"]), day_sent(typed["received_on"], "received_on")
    if received is None:
        raise BadInput("Give the day on which the request was received.", field="received_on")
    due = day_sent(typed["answer_by"], "answer_by")
    return RequestWanted(
        kind=kind,
        about=typed["about"],
        terms=typed["terms"],
        received_on=received,
        answer_by=due or answer_by(kind, received, wiring().statutory_calendar.is_working_day),
        note=typed["note"],
    )


def _state() -> DisclosureState:
    typed = request.form.get("state", "")
    if typed not in list(DisclosureState):
        raise BadInput("Choose what became of the request.", field="state")
    return DisclosureState(typed)


def _day_words(one: "Disclosure") -> str:
    return date_words(one.answer_by) if one.answer_by else ""


def _version() -> int:
    return request.form.get("version", default=-1, type=int)

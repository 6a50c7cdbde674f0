"""Inspection reports: the list, the form, and the page of one with what is owed on it and what it found."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict
from tracker.domain.inspection_steps import heading
from tracker.domain.inspections import USUAL_BODY
from tracker.domain.report_kinds import SubjectKind
from tracker.domain.wording import date_words
from tracker.services import inspections as service
from tracker.services.inspections import InspectionWanted
from tracker.services.report_subjects import ALL
from tracker.store import documents, posts
from tracker.store import inspections as stored
from tracker.web import inspections_page as pages
from tracker.web.access import current_viewer
from tracker.web.forms.day_field import day_sent
from tracker.web.incoming import row_number
from tracker.web.report_pages import offers_about
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.inspections import InspectionReport

inspections = Blueprint("inspections", __name__)
LABELS = {
    "title": "Title",
    "body": "Who inspected",
    "kind": "Kind of inspection",
    "published_on": "Published on",
    "url": "Web address",
    "document": "Document of the library",
    "post": "Who is reminded",
    "note": "Note",
}
KINDS = ("PEEL", "Thematic", "National", "Re-inspection", "Joint")
"""What is offered for the kind; any other words can be typed."""
Typed = dict[str, str]


@inspections.get("/inspections")
def index() -> str:
    session = current_session()
    rows = pages.listed(session, current_moment().today, wiring().calendar.is_working_day)
    return render_template(
        "inspections/index.html",
        heading=pages.list_heading(rows),
        rows=rows,
        missing=pages.missing(session),
        offers=offers_about(SubjectKind.INSPECTIONS, ALL),
    )


@inspections.get("/inspections/new")
def new() -> str:
    return _form({**dict.fromkeys(LABELS, ""), "body": USUAL_BODY})


@inspections.post("/inspections")
def create() -> ResponseReturnValue:
    typed = _typed()
    try:
        report = service.add_report(current_desk(), _wanted(typed))
    except BadInput as error:
        abandon()
        return _form(typed, error=error), 422
    clock = stored.clock_of(current_session(), report)
    last = f" Comments are due by {date_words(clock.last_on)}." if clock else ""
    flash(f"The report is on record.{last} Add what it found.", "success")
    return redirect(url_for("inspections.show", code=report.code), 303)


@inspections.get("/inspections/<code>/register")
def register(code: str) -> ResponseReturnValue:
    """Where a register that was built leads back to: its report, or the list of all."""
    if code == ALL:
        return redirect(url_for("inspections.index"))
    return redirect(url_for("inspections.show", code=code))


@inspections.get("/inspections/<code>")
def show(code: str) -> str:
    """One report: by when comments are owed, what is done of that and what comes next, and what it found."""
    session = current_session()
    report = stored.by_code(session, code)
    progress = pages.progress_of(session, report)
    working = wiring().calendar.is_working_day
    return render_template(
        "inspections/show.html",
        report=report,
        heading=heading(progress, current_moment().today, working),
        steps=pages.step_rows(report, progress),
        findings=pages.finding_rows(session, current_viewer(), report, current_moment().today),
        facts=pages.facts(session, report),
        owed=pages.owed(session, report, progress),
        offers=offers_about(SubjectKind.INSPECTIONS, report.code),
    )


@inspections.get("/inspections/<code>/edit")
def edit(code: str) -> str:
    report = stored.by_code(current_session(), code)
    return _form(_values(report), report)


@inspections.post("/inspections/<code>")
def correct(code: str) -> ResponseReturnValue:
    report = stored.by_code(current_session(), code, lock=True)
    typed = _typed()
    try:
        service.correct_report(current_desk(), report, _wanted(typed), version=version_sent())
    except (BadInput, Conflict) as error:
        abandon()
        report = stored.by_code(current_session(), code)
        if isinstance(error, BadInput):
            return _form(typed, report, error=error), 422
        return _form(typed, report, theirs=_theirs(typed, _values(report))), 409
    flash("The report is saved.", "success")
    return redirect(url_for("inspections.show", code=report.code), 303)


def version_sent() -> int:
    return request.form.get("version", default=-1, type=int)


def _form(
    values: Typed,
    report: "InspectionReport | None" = None,
    *,
    error: BadInput | None = None,
    theirs: list[dict[str, str]] | None = None,
) -> str:
    session = current_session()
    field = error.field if error else ""
    named = posts.named(session, active=True)
    library = documents.page(session, current_viewer(), documents.Wanted(), 1)
    return render_template(
        "inspections/edit.html",
        report=report,
        values=values,
        kinds=KINDS,
        posts=[{"value": key, "label": title} for key, _, title in named],
        documents=[{"value": one.document.code, "label": one.document.title} for one in library],
        errors=[{"text": str(error), "href": f"#{field}" if field else None}] if error else [],
        wrong={field: str(error)} if error else {},
        theirs=theirs or [],
    )


def _typed() -> Typed:
    return {name: request.form.get(name, "") for name in LABELS}


def _wanted(typed: Typed) -> InspectionWanted:
    return InspectionWanted(
        title=typed["title"],
        published_on=day_sent(typed["published_on"], "published_on"),
        post_id=row_number(typed["post"]),
        body=typed["body"],
        kind=typed["kind"],
        url=typed["url"],
        document=typed["document"].strip(),
        note=typed["note"],
    )


def _values(report: "InspectionReport") -> Typed:
    session = current_session()
    clock = stored.clock_of(session, report)
    day = report.published_on
    said = {name: str(value) for name, value in service.shown(session, report).items()}
    return {
        **said,
        "published_on": f"{day.day} {day.month} {day.year}",
        "post": str(clock.post_id) if clock else "",
    }


def _theirs(typed: Typed, now: Typed) -> list[dict[str, Any]]:
    return [
        {"label": label, "mine": typed[name], "theirs": now[name]}
        for name, label in LABELS.items()
        if name != "post" and typed[name].split() != now[name].split()
    ]


from tracker.web import inspections_comments, inspections_findings, inspections_versions  # noqa: E402, F401  (their pages belong here)

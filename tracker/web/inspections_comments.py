"""The comments on an inspection report: asking the Chief Constable, writing, and noting what was done on which day."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound
from tracker.domain.inspection_comments import proposed_comments
from tracker.domain.inspection_steps import COMMENTS, COMMENTS_SLOT
from tracker.domain.inspections import InspectionStepKind
from tracker.domain.subjects import about_inspection
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import date_words
from tracker.domain.workdays import working_day_before
from tracker.domain.writing import Slot
from tracker.services import inspection_comments as service
from tracker.services.inspection_comments import Invitation
from tracker.services.inspection_findings import StepWanted
from tracker.services.writing import save_text
from tracker.store import inspections as stored
from tracker.store import posts
from tracker.web import writing_rows
from tracker.web.access import current_viewer
from tracker.web.conflicts import chosen, conflict_of
from tracker.web.forms.day_field import day_sent
from tracker.web.htmx import wants_fragment
from tracker.web.incoming import row_number
from tracker.web.inspections import inspections, version_sent
from tracker.web.inspections_page import progress_of
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.inspections import InspectionReport

ANSWER_WORKING_DAYS = 10
"""The force's comments are proposed for so many working days before the Commissioner's are due."""
Typed = dict[str, str]
PAGES = {
    InspectionStepKind.FORCE_COMMENTED: {
        "heading": "Record the force’s comments",
        "day": "The day on which they came",
        "by": "Who submitted them",
        "button": "Record the comments",
        "done": "The force’s comments are recorded.",
    },
    InspectionStepKind.PUBLISHED: {
        "heading": "Note that the comments are published",
        "day": "The day on which they were published",
        "by": "Who published them",
        "button": "Note the publication",
        "done": "The publication is noted, and the clock is met.",
    },
    InspectionStepKind.SENT_TO_INSPECTORATE: {
        "heading": "Note that a copy went to the inspectorate",
        "day": "The day on which it was sent",
        "by": "Who sent it",
        "button": "Note it",
        "done": "It is noted that the inspectorate has a copy.",
    },
    InspectionStepKind.SENT_TO_HOME_SECRETARY: {
        "heading": "Note that a copy went to the Home Secretary",
        "day": "The day on which it was sent",
        "by": "Who sent it",
        "button": "Note it",
        "done": "It is noted that the Home Secretary has a copy.",
    },
}


@inspections.get("/inspections/<code>/asking")
def asking(code: str) -> str:
    """Whom to ask for comments, by which day, and what the mail says."""
    session = current_session()
    report = stored.by_code(session, code)
    last_on = progress_of(session, report).last_on
    by = working_day_before(last_on, ANSWER_WORKING_DAYS, wiring().calendar.is_working_day)
    by = max(by, current_moment().today + timedelta(days=1))
    chief = next(
        (one.code for one in _asked(session) if one.chief_officer and one.escalates_to_id is None), ""
    )
    chief = chief or next((one.code for one in _asked(session) if one.title.lower() == "chief constable"), "")
    return _asking(report, {"post": chief, "answer_by": f"{by.day} {by.month} {by.year}", "note": ""})


@inspections.post("/inspections/<code>/asking")
def ask(code: str) -> ResponseReturnValue:
    """Holds the mail that asks for the force's comments."""
    report = stored.by_code(current_session(), code, lock=True)
    typed = {name: request.form.get(name, "") for name in ("post", "answer_by", "note")}
    try:
        wanted = Invitation(typed["post"], day_sent(typed["answer_by"], "answer_by"), typed["note"])
        mail = service.invite_force(
            current_desk(), report, wanted, wiring().stationery, version=version_sent()
        )
    except (BadInput, Conflict, InvalidMove) as error:
        abandon()
        return _asking(stored.by_code(current_session(), code), typed, error), _status(error)
    flash(f"The mail to {mail.to_name} is held. Read it, then release it.", "success")
    return redirect(url_for("inspections.show", code=report.code), 303)


@inspections.get("/inspections/<code>/steps/<what>")
def step(code: str, what: str) -> str:
    """The form that notes one step."""
    kind, today = _kind(what), current_moment().today
    report = stored.by_code(current_session(), code)
    values = {
        "on": f"{today.day} {today.month} {today.year}",
        "by": "",
        "note": "",
        "url": report.comments_url,
    }
    text = report.force_comments if kind is InspectionStepKind.FORCE_COMMENTED else ""
    return _step(report, kind, {**values, "text": text})


@inspections.post("/inspections/<code>/steps/<what>")
def take_step(code: str, what: str) -> ResponseReturnValue:
    kind = _kind(what)
    report = stored.by_code(current_session(), code, lock=True)
    typed = {name: request.form.get(name, "") for name in ("on", "by", "note", "url", "text")}
    try:
        wanted = StepWanted(day_sent(typed["on"], "on"), typed["by"], typed["note"])
        desk, seen = current_desk(), version_sent()
        if kind is InspectionStepKind.FORCE_COMMENTED:
            service.note_force_comments(desk, report, typed["text"], wanted, version=seen)
        elif kind is InspectionStepKind.PUBLISHED:
            service.note_published(desk, report, typed["url"], wanted, version=seen)
        else:
            service.note_sent(desk, report, kind, wanted, version=seen)
    except (BadInput, Conflict, InvalidMove) as error:
        abandon()
        return _step(stored.by_code(current_session(), code), kind, typed, error), _status(error)
    flash(PAGES[kind]["done"], "success")
    return redirect(url_for("inspections.show", code=report.code), 303)


@inspections.get("/inspections/<code>/comments")
def write(code: str) -> str:
    """The editor of the Commissioner's comments; where nothing is written yet, it begins from the findings and what is said of them."""
    session = current_session()
    report = stored.by_code(session, code)
    return _editor(report, writing_rows.standing(session, COMMENTS, about_inspection(code), _slot(report)))


@inspections.post("/inspections/<code>/comments")
def save(code: str) -> ResponseReturnValue:
    """Saves the text as a new version; every version is kept."""
    report = stored.by_code(current_session(), code)
    if request.form.get("resolution") == "theirs":
        return redirect(url_for("inspections.write", code=report.code), 303)
    body = chosen(request.form, {"body": "The comments"}).get("body", "")
    code, about = report.code, about_inspection(report.code)
    try:
        seen = row_number(request.form.get("version", "")) or 0
        reader = wiring().prose_reader
        save_text(
            current_desk(),
            reader,
            kind=COMMENTS,
            about=about,
            slot=COMMENTS_SLOT,
            body=body,
            seen_version=seen,
        )
    except Conflict as error:
        abandon()
        report = stored.by_code(current_session(), code)
        standing = writing_rows.standing(current_session(), COMMENTS, about, _slot(report))
        found = conflict_of(
            f"{COMMENTS} {about} {COMMENTS_SLOT}",
            error.version,
            {"body": body},
            {"body": standing["body"]},
            {"body": "The comments"},
        )
        return _editor(report, {**standing, "body": body}, conflict=found), 409
    except BadInput as error:
        abandon()
        report = stored.by_code(current_session(), code)
        standing = writing_rows.standing(current_session(), COMMENTS, about, _slot(report))
        return _editor(report, {**standing, "body": body}, problem=str(error)), 422
    flash("The comments are saved.", "success")
    return redirect(url_for("inspections.show", code=report.code), 303)


@inspections.post("/inspections/<code>/comments/preview")
def preview(code: str) -> ResponseReturnValue:
    """The text as its readers will see it, saved nowhere."""
    abandon()
    report = stored.by_code(current_session(), code)
    body = request.form.get("body", "").replace("\r\n", "\n")
    if wants_fragment():
        shown, problem = _shown(report, body)
        return render_template("writing/_preview.html", preview=shown, problem=problem)
    standing = writing_rows.standing(
        current_session(), COMMENTS, about_inspection(report.code), _slot(report)
    )
    return _editor(report, {**standing, "body": body})


def _editor(
    report: "InspectionReport",
    shown: dict[str, Any],
    *,
    conflict: dict[str, Any] | None = None,
    problem: str = "",
) -> str:
    preview_, unread = _shown(report, shown["body"])
    return render_template(
        "inspections/comments.html",
        report=report,
        shown=shown,
        preview=preview_,
        problem=problem or unread,
        conflict=conflict,
        progress=progress_of(current_session(), report),
        errors=[{"text": problem, "href": "#body"}] if problem else [],
    )


def _shown(report: "InspectionReport", body: str) -> tuple[dict[str, Any] | None, str]:
    try:
        about = about_inspection(report.code)
        return writing_rows.preview(current_session(), wiring(), COMMENTS, about, COMMENTS_SLOT, body), ""
    except BadInput as error:
        return None, str(error)


def _slot(report: "InspectionReport") -> Slot:
    found = [row.finding for row in stored.findings(current_session(), THE_OFFICE, report.key)]
    proposed = proposed_comments(report.title, report.body, date_words(report.published_on), found)
    return Slot(COMMENTS_SLOT, "The Commissioner’s comments", proposed=proposed)


def _asked(session: Any) -> list[posts.Post]:
    forces = {one.key for one in posts.organisations(session) if one.kind.value == "force"}
    return [one for one in posts.listed(session, active=True) if one.organisation_id in forces]


def _asking(report: "InspectionReport", values: Typed, error: Exception | None = None) -> str:
    session = current_session()
    options = [{"value": one.code, "label": one.title} for one in _asked(session)]
    progress = progress_of(session, report)
    return render_template(
        "inspections/asking.html",
        report=report,
        values=values,
        posts=options,
        progress=progress,
        **_errors(error),
    )


def _step(
    report: "InspectionReport", kind: InspectionStepKind, values: Typed, error: Exception | None = None
) -> str:
    progress = progress_of(current_session(), report)
    return render_template(
        "inspections/step.html",
        report=report,
        what=kind.value,
        words=PAGES[kind],
        values=values,
        progress=progress,
        viewer_name=current_viewer().name,
        **_errors(error),
    )


def _errors(error: Exception | None) -> dict[str, Any]:
    field = error.field if isinstance(error, BadInput) else ""
    if error is None:
        return {"errors": [], "wrong": {}}
    words = str(error)
    if isinstance(error, Conflict):
        words = "Someone saved something about this report first. Look at its page, then send this again."
    return {
        "errors": [{"text": words, "href": f"#{field}" if field else None}],
        "wrong": {field: words} if field else {},
    }


def _status(error: Exception) -> int:
    return 409 if isinstance(error, Conflict | InvalidMove) else 422


def _kind(what: str) -> InspectionStepKind:
    if what not in {one.value for one in PAGES}:
        raise NotFound("There is no such step.")
    return InspectionStepKind(what)

"""Taking in an existing log: the imports there were, choosing a file, how far one is, and what was done."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.imports import Fate, ImportState
from tracker.domain.wording import count_words
from tracker.services import imports as service
from tracker.services.documents import Upload
from tracker.services.import_forgetting import forget_import
from tracker.services.import_undoing import take_back
from tracker.store import imports as stored
from tracker.store import meetings
from tracker.web.import_rows_page import rows_page
from tracker.web.requests import abandon, current_actor, current_desk, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.imports import Import

imports = Blueprint("imports", __name__)

HEADINGS = {
    ImportState.PREPARING: "The file is being read",
    ImportState.WRITING: "The actions are being written",
    ImportState.FAILED: "The file could not be taken in",
    ImportState.CANCELLED: "It was stopped, and nothing was written",
}
STATE_WORDS = {
    ImportState.CHOSEN: ("Begun", "grey"),
    ImportState.PREPARING: ("Being read", "blue"),
    ImportState.PREPARED: ("Not written yet", "amber"),
    ImportState.WRITING: ("Being written", "blue"),
    ImportState.DONE: ("Taken in", "green"),
    ImportState.TAKEN_BACK: ("Taken back", "grey"),
    ImportState.FAILED: ("Failed", "red"),
    ImportState.CANCELLED: ("Stopped", "grey"),
}
STEP_WORDS = {
    "": "About to begin",
    "reading": "Reading the rows",
    service.JUDGING: "Looking for each row on record",
}


@imports.get("/imports")
def index() -> str:
    rows = [
        {
            "number": one.key,
            "name": one.name,
            "series": series.code,
            "state": STATE_WORDS[one.state],
            "by": one.made_by,
            "at": one.made_at,
        }
        for one, series in stored.listed(current_session())
    ]
    return render_template("imports/index.html", rows=rows)


@imports.get("/imports/new")
def new() -> str:
    return _file_form(series=request.args.get("series", ""))


@imports.post("/imports")
def create() -> ResponseReturnValue:
    chosen = request.form.get("series", "")
    try:
        desk = current_desk()
        series = next((one for one in meetings.series_listed(desk.session) if one.code == chosen), None)
        if series is None:
            raise BadInput("Choose the series that the actions of this log belong to.", field="series")
        one = service.choose_file(desk, wiring().files, series, _upload())
    except BadInput as error:
        abandon()
        return _file_form(series=chosen, error=error), 422
    return redirect(url_for("imports.show", number=one.key), 303)


@imports.get("/imports/<int:number>")
def show(number: int) -> ResponseReturnValue:
    """Where it stands: how far it is, the step that waits, or what was done."""
    one = stored.by_number(current_session(), number)
    if one.state in (ImportState.PREPARED, ImportState.CHOSEN):
        step = one.step if one.step in ("rows", "understood") else "rows"
        return redirect(url_for(f"imports.{step}", number=number))
    if one.state in (ImportState.DONE, ImportState.TAKEN_BACK):
        return _done(one)
    return render_template("imports/progress.html", work=progress(one), name=one.name)


@imports.get("/imports/<int:number>/progress")
def watch(number: int) -> ResponseReturnValue:
    """How far it is; when it is over the page is loaded anew."""
    one = stored.by_number(current_session(), number)
    if one.state not in stored.AT_WORK:
        return "", 200, {"HX-Refresh": "true"}
    return render_template("imports/_progress.html", work=progress(one))


@imports.get("/imports/<int:number>/file")
def file(number: int) -> str:
    """The first step, gone back to."""
    session = current_session()
    one = stored.by_number(session, number)
    series = next(each for each in meetings.series_listed(session) if each.id == one.series_id)
    return _file_form(series=series.code, one=one)


@imports.post("/imports/<int:number>/stop")
def stop(number: int) -> ResponseReturnValue:
    """Stops what is being done. While rows are written nobody else can write, so the wish is left beside the database."""
    with wiring().read() as session:
        state = stored.by_number(session, number).state
    if state is ImportState.WRITING:
        wiring().progress_notes.stop(f"import-{number}")
    else:
        with wiring().writing(current_actor()) as desk:
            service.stop(desk, stored.by_number(desk.session, number, lock=True))
    return redirect(url_for("imports.show", number=number), 303)


@imports.post("/imports/<int:number>/again")
def again(number: int) -> ResponseReturnValue:
    service.prepare_again(current_desk(), stored.by_number(current_session(), number, lock=True))
    return redirect(url_for("imports.show", number=number), 303)


@imports.post("/imports/<int:number>/forget")
def forget(number: int) -> ResponseReturnValue:
    """Deletes an import that wrote nothing."""
    one = stored.by_number(current_session(), number, lock=True)
    name = one.name
    forget_import(current_desk(), one)
    flash(f"What was read of “{name}” is deleted. Nothing of it was on record.", "success")
    return redirect(url_for("imports.index"), 303)


@imports.get("/imports/<int:number>/take-back")
def taking_back(number: int) -> str:
    return _taking_back(stored.by_number(current_session(), number))


@imports.post("/imports/<int:number>/take-back")
def took_back(number: int) -> ResponseReturnValue:
    reason = request.form.get("reason", "")
    try:
        take_back(current_desk(), stored.by_number(current_session(), number, lock=True), reason=reason)
    except (BadInput, InvalidMove) as error:
        abandon()
        return _taking_back(stored.by_number(current_session(), number), reason, error), 422
    flash("The import was taken back. The record is as it was before.", "success")
    return redirect(url_for("imports.show", number=number), 303)


def progress(one: "Import") -> dict[str, Any]:
    """The context of imports/_progress.html."""
    written = wiring().progress_notes.said(f"import-{one.key}") if one.state is ImportState.WRITING else None
    done = one.done if written is None else written
    return {
        "number": one.key,
        "heading": HEADINGS[one.state],
        "step": "Writing the actions" if one.state is ImportState.WRITING else STEP_WORDS.get(one.step, ""),
        "done": min(done, one.total) if one.total else done,
        "total": one.total,
        "said": one.said,
        "over": one.state not in stored.AT_WORK,
        "writing": one.state is ImportState.WRITING,
    }


def _done(one: "Import") -> str:
    counts = stored.counts(current_session(), one.key)
    said = _said(counts)
    back = one.state is ImportState.TAKEN_BACK
    return render_template(
        "imports/done.html",
        one=one,
        heading="This import was taken back" if back else said,
        said=said,
        back=back,
        **rows_page(current_session(), one, url_for("imports.show", number=one.key)),
    )


def _said(counts: dict[Fate, int]) -> str:
    """ "312 actions were added, 4 changed" """
    new, changed = counts[Fate.NEW], counts[Fate.CHANGED]
    first, verb = (new, "added") if new else (changed, "changed")
    said = f"{count_words(first, 'action')} {'was' if first == 1 else 'were'} {verb}"
    return f"{said}, {changed:,} changed" if new and changed else said


def _taking_back(one: "Import", reason: str = "", error: Exception | None = None) -> str:
    counts = stored.counts(current_session(), one.key)
    href = "#reason" if isinstance(error, BadInput) else None
    return render_template(
        "imports/take_back.html",
        one=one,
        added=counts[Fate.NEW],
        changed=counts[Fate.CHANGED],
        reason=reason,
        error=str(error) if isinstance(error, BadInput) else None,
        errors=[{"text": str(error), "href": href}] if error else None,
    )


def _upload() -> Upload:
    came = request.files.get("file")
    if came is None or not came.filename:
        raise BadInput("Choose the file of the log.", field="file")
    return Upload(came.filename, came.read(), wiring().settings.upload_limit_bytes)


def _file_form(*, series: str, one: "Import | None" = None, error: BadInput | None = None) -> str:
    options = [
        {"value": each.code, "label": f"{each.title} ({each.code})"}
        for each in meetings.series_listed(current_session())
    ]
    return render_template(
        "imports/file.html",
        options=options,
        series=series or (options[0]["value"] if len(options) == 1 else ""),
        one=one,
        megabytes=wiring().settings.upload_limit_bytes // 1_000_000,
        errors=[{"text": str(error), "href": f"#{error.field}"}] if error else None,
        error={error.field: str(error)} if error else {},
    )


from tracker.web import imports_steps  # noqa: E402, F401  its views belong to this blueprint

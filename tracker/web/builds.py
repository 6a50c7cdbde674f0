"""The files of a version while they are made: how far that is, stopping it, and asking for them again."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.builds import OVER, BuildState
from tracker.domain.errors import InvalidMove
from tracker.domain.report_kinds import FORM_WORDS, Form
from tracker.domain.wording import join_words
from tracker.services import builds as service
from tracker.store import builds as stored
from tracker.store import reports
from tracker.web.access import current_viewer
from tracker.web.requests import current_actor, current_session, wiring

if TYPE_CHECKING:
    from sqlmodel import Session

builds = Blueprint("builds", __name__)

HEADINGS = {
    BuildState.WAITING: "The files are about to be made",
    BuildState.RUNNING: "The files are being made",
    BuildState.FAILED: "The files could not be made",
    BuildState.CANCELLED: "The files were not all made",
}


@builds.get("/reports/<int:number>/files")
def show(number: int) -> ResponseReturnValue:
    """How far the files of a version are; when they are made the page is loaded anew, because it says their sizes."""
    session = current_session()
    reports.version(session, current_viewer(), number)
    build = progress(session, number)
    if build is None or build["over"]:
        return "", 200, {"HX-Refresh": "true"}
    return render_template("builds/_progress.html", build=build)


@builds.post("/reports/<int:number>/files")
def ask(number: int) -> ResponseReturnValue:
    """Has the files made again that are missing: after they were cancelled, or could not be made."""
    with wiring().writing(current_actor()) as desk:
        version, _ = reports.version(desk.session, current_viewer(), number)
        service.ask_for_files(desk, version)
    return redirect(url_for("reports.show", number=number), 303)


@builds.post("/reports/<int:number>/files/cancel")
def cancel(number: int) -> ResponseReturnValue:
    with wiring().writing(current_actor()) as desk:
        reports.version(desk.session, current_viewer(), number)
        build = stored.of_version(desk.session, number)
        if build is None:
            raise InvalidMove("No file of this report is being made, so there is nothing to stop.")
        service.cancel_build(desk, build.key)
    flash("Stopped. Files that were made already stay.", "success")
    return redirect(url_for("reports.show", number=number), 303)


def progress(session: "Session", version_id: int) -> dict[str, Any] | None:
    """The context of builds/_progress.html; None where every file was made, or none was asked for."""
    build = stored.of_version(session, version_id)
    if build is None or build.state is BuildState.DONE:
        return None
    return {
        "number": version_id,
        "heading": HEADINGS[build.state],
        "forms": join_words([FORM_WORDS[Form(form)] for form in build.forms.split()]),
        "step": _step_words(build.step),
        "done": build.done,
        "total": build.total,
        "said": build.said,
        "over": build.state in OVER,
    }


def _step_words(step: str) -> str:
    """ "Making the PDF", "Laying out page 12 of the PDF" """
    form = step.removeprefix("making ")
    if form in list(Form):
        return f"Making {FORM_WORDS[Form(form)]}"
    return f"PDF: {step}" if step else ""

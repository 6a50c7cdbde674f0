"""Reports: builds one for a meeting, shows what there is, hands out the file, issues it.

A PDF takes a second or two to set. That is done between two short transactions, so that nobody who logs an action waits for it.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.services import reports as service
from tracker.store import meetings
from tracker.store import reports as stored
from tracker.web.access import current_viewer
from tracker.web.requests import current_actor, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting
    from tracker.models.record import ReportVersion

reports = Blueprint("reports", __name__)


@reports.get("/reports")
def index() -> str:
    session = current_session()
    rows = [
        {"version": version, "meeting": meeting, "name": file_name(version, meeting)}
        for version, meeting in stored.listed(session, current_viewer())
    ]
    coming = meetings.coming(session, current_moment().today)
    return render_template("reports/index.html", rows=rows, coming=coming)


@reports.post("/meetings/<reference>/reports")
def build(reference: str) -> ResponseReturnValue:
    """Freezes the record and cuts a version from it, then sets its PDF."""
    parts = wiring()
    with parts.writing(current_actor()) as desk:
        meeting = meetings.by_reference(desk.session, reference)
        version = service.freeze_report(
            desk, meeting, office_name=parts.settings.office_name, contact=str(parts.settings.mail_from)
        )
        number, cut = version.key, version.number
    _set_pdf(number)
    flash(f"Version {cut} of the action status report is ready.", "success")
    return redirect(url_for("reports.index", _anchor=f"report-{number}"), 303)


@reports.get("/reports/<int:number>/<name>")
def download(number: int, name: str) -> ResponseReturnValue:
    """The file that was kept; where none was, the same bytes made again from the frozen record."""
    parts, session = wiring(), current_session()
    version, snapshot = stored.version(session, current_viewer(), number)
    file = stored.file_of(session, number)
    content = (
        parts.files.open(file.sha256)
        if file
        else BytesIO(service.make_pdf(parts.report_renderer, parts.pdf, snapshot, version.state))
    )
    attached = request.args.get("show") is None
    answer = send_file(
        content, "application/pdf", as_attachment=attached, download_name=_safe_name(name, number)
    )
    # send_file lets browsers keep what they ask about again; a draft is kept on no shared machine.
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@reports.post("/reports/<int:number>/issue")
def issue(number: int) -> ResponseReturnValue:
    """Issues a version, and sets its file anew: it is no draft any more."""
    with wiring().writing(current_actor()) as desk:
        version, _ = stored.version(desk.session, current_viewer(), number, lock=True)
        service.issue_report(desk, version)
    _set_pdf(number)
    flash("The report is issued. The Panel can read it now.", "success")
    return redirect(url_for("reports.index", _anchor=f"report-{number}"), 303)


def file_name(version: "ReportVersion", meeting: "Meeting | None") -> str:
    """ "action-status-ppm-2023-10-04-v2.pdf" """
    about = meeting.reference.lower() if meeting else str(version.id)
    return f"{version.kind}-{about}-v{version.number}.pdf"


def _set_pdf(number: int) -> None:
    """Sets the PDF of a version outside any transaction, then keeps it."""
    parts, viewer = wiring(), current_viewer()
    with parts.read() as session:
        version, snapshot = stored.version(session, viewer, number)
        meeting = meetings.numbered(session, version.meeting_id)
        name = file_name(version, meeting)
    content = service.make_pdf(parts.report_renderer, parts.pdf, snapshot, version.state)
    with parts.writing(current_actor()) as desk:
        kept, _ = stored.version(desk.session, viewer, number)
        service.keep_pdf(desk, parts.files, kept, content, name=name)


def _safe_name(name: str, number: int) -> str:
    """The name in the address, when it is one of ours."""
    plain = all(c.isascii() and (c.isalnum() or c in "-.") for c in name)
    return name if plain and name.endswith(".pdf") and len(name) < 100 else f"report-{number}.pdf"

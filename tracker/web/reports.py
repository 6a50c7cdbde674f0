"""Reports: builds one of any kind for a meeting, shows what there is, hands out the files, issues it.

The files are made by the scheduler (`web/builds.py`). Who opens one before it is there gets the same bytes, made on the spot.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import NotFound
from tracker.domain.meeting_words import day_words
from tracker.domain.report_kinds import (
    ACTION_LOG,
    ACTION_STATUS,
    KINDS,
    MEDIA_TYPES,
    Form,
    ReportKind,
    form_in,
    kind_named,
)
from tracker.services import aftermath, report_files
from tracker.services import reports as service
from tracker.services.report_cuts import cut_of
from tracker.store import meetings, posts
from tracker.store import reports as stored
from tracker.web import report_pages as pages
from tracker.web.access import ACCESS, current_viewer
from tracker.web.builds import progress
from tracker.web.requests import current_actor, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.people import Post

reports = Blueprint("reports", __name__)


@reports.get("/reports")
def index() -> str:
    session, viewer = current_session(), current_viewer()
    rows = [pages.row(version, meeting) for version, meeting in stored.listed(session, viewer)]
    coming = meetings.coming(session, current_moment().today)
    builds = bool(coming and viewer.roles & ACCESS["reports.build"])
    return render_template(
        "reports/index.html",
        rows=rows,
        heading=pages.heading(rows),
        coming=day_words(coming) if coming else "",
        offers=pages.offers(coming) if coming and builds else [],
        sees_drafts=viewer.reads_everything,
    )


@reports.get("/reports/<int:number>")
def show(number: int) -> str:
    """One version: its files, the cut for each owner, and what changed since the one before."""
    session = current_session()
    version, snapshot = stored.version(session, current_viewer(), number)
    meeting = meetings.numbered(session, version.meeting_id)
    page = pages.page(version, snapshot, meeting)
    return render_template("reports/show.html", **page, build=progress(session, number))


@reports.post("/meetings/<reference>/reports")
def build(reference: str) -> ResponseReturnValue:
    """Freezes the record and cuts a version from it; its files are made in the background. `show` leads to the PDF at once."""
    parts = wiring()
    kind = _kind(request.values.get("kind", ACTION_STATUS))
    with parts.writing(current_actor()) as desk:
        meeting = meetings.by_reference(desk.session, reference)
        office, contact = parts.settings.office_name, parts.contact
        version = service.build_report(desk, kind.name, meeting, office_name=office, contact=contact)
        number, cut, name = version.key, version.number, report_files.file_name(version)
    if request.values.get("show"):
        return redirect(url_for("reports.download", number=number, name=name, show=1), 303)
    flash(f"Version {cut} of the {kind.title.lower()} is on record.", "success")
    return redirect(url_for("reports.show", number=number), 303)


@reports.get("/reports/<int:number>/<name>")
def download(number: int, name: str) -> ResponseReturnValue:
    """A file of a version, by its ending: the one that was kept, else the same bytes made again. `post` asks for an owner's cut."""
    parts, session = wiring(), current_session()
    version, snapshot = stored.version(session, current_viewer(), number)
    form = _form(kind_named(version.kind), name)
    post = _owner(request.args.get("post", ""))
    if post:
        content = report_files.make_file(
            parts.report_press, snapshot, cut_of(session, version), form, post=post
        )
    else:
        content = report_files.file_content(session, parts.report_press, parts.files, number, form)
    answer = send_file(
        BytesIO(content),
        MEDIA_TYPES[form],
        as_attachment=request.args.get("show") is None,
        download_name=report_files.file_name(version, form, post=post),
    )
    # send_file lets browsers keep what they ask about again; a draft is kept on no shared machine.
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@reports.post("/reports/<int:number>/issue")
def issue(number: int) -> ResponseReturnValue:
    """Issues a version; its files are made anew, because it is no draft any more. With the action log the record of its meeting is issued."""
    with wiring().writing(current_actor()) as desk:
        version, _ = stored.version(desk.session, current_viewer(), number)
        meeting = meetings.numbered(desk.session, version.meeting_id)
        if meeting and version.kind == ACTION_LOG and pages.standing(version) == "draft":
            meeting = meetings.by_reference(desk.session, meeting.reference, lock=True)
            number = aftermath.issue_log(desk, meeting, wiring().stationery).key
        else:
            service.issue_report(desk, version)
    flash("The report is issued. The Panel can read it now.", "success")
    return redirect(url_for("reports.show", number=number), 303)


def _kind(name: str) -> ReportKind:
    if name not in KINDS:
        raise NotFound("There is no report of that kind. Choose one from the page of the meeting.")
    return KINDS[name]


def _owner(code: str) -> "Post | None":
    """The post that a cut is asked for. Only the office is given one: the others read what was issued for all."""
    if not code:
        return None
    if not current_viewer().reads_everything:
        raise NotFound("There is no such file of this report.")
    return posts.by_code(current_session(), code)


def _form(kind: ReportKind, name: str) -> Form:
    """The form that the name in an address ends in."""
    form = form_in(name)
    if form is None or form not in kind.forms:
        raise NotFound("There is no such file of this report.")
    return form

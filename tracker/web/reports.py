"""Reports: builds one of any kind for a meeting, shows what there is, hands out the files, issues it.

The files are made by the scheduler (`web/builds.py`). Who opens one before it is there gets the same bytes, made on the spot.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.audiences import Audience
from tracker.domain.errors import NotFound
from tracker.domain.report_kinds import (
    ACTION_STATUS,
    KINDS,
    MEDIA_TYPES,
    Form,
    ReportKind,
    form_in,
    kind_named,
)
from tracker.domain.report_words import in_a_sentence
from tracker.services import report_files
from tracker.services import reports as service
from tracker.services.report_cuts import cut_of
from tracker.store import meetings, posts
from tracker.store import reports as stored
from tracker.web import report_filters as filters
from tracker.web import report_pages as pages
from tracker.web.access import current_viewer
from tracker.web.builds import progress
from tracker.web.report_show import page
from tracker.web.requests import current_actor, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.people import Post

reports = Blueprint("reports", __name__)
WEB_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'none'"
"""For a report as a web page: its style and its pictures are in it, it fetches and runs nothing, and it is no page of ours."""


@reports.get("/reports")
def index() -> str:
    """Every version that the viewer may read; once there are many, by kind, audience and state."""
    session, viewer = current_session(), current_viewer()
    every = stored.listed(session, viewer)
    wanted = filters.wanted()
    found = stored.listed(session, viewer, **wanted) if any(wanted.values()) else every
    sizes = stored.sizes(session, [version.key for version, _ in found])
    titles = {number: title for number, _, title in posts.named(session)}
    builds = pages.may_build()
    coming = meetings.coming(session, current_moment().today) if builds else None
    held = meetings.last_held(session) if builds else None
    return render_template(
        "reports/index.html",
        rows=[pages.row(version, meeting, titles, sizes) for version, meeting in found],
        heading=pages.heading([version for version, _ in every]),
        filter=filters.shown([version for version, _ in every], wanted),
        groups=pages.groups(coming, held),
        builds=builds,
        sees_drafts=viewer.reads_everything,
    )


@reports.get("/reports/<int:number>")
def show(number: int) -> str:
    """One version: what is to be done next, its files, the cut for each owner, and what changed since the one before."""
    session = current_session()
    version, snapshot = stored.version(session, current_viewer(), number)
    return render_template("reports/show.html", **page(version, snapshot), build=progress(session, number))


@reports.post("/meetings/<reference>/reports")
def build(reference: str) -> ResponseReturnValue:
    """Freezes the record and cuts a version from it; its files are made in the background. `show` leads to the PDF at once."""
    parts = wiring()
    kind = asked_kind()
    with parts.writing(current_actor()) as desk:
        meeting = meetings.by_reference(desk.session, reference)
        office, contact, audience = parts.settings.office_name, parts.contact, asked_audience(kind)
        version = service.build_report(
            desk, kind.name, meeting, office_name=office, contact=contact, audience=audience
        )
        number, cut, name = version.key, version.number, report_files.file_name(version)
    if request.values.get("show"):
        return redirect(url_for("reports.download", number=number, name=name, show=1), 303)
    flash(
        f"Version {cut} of the {in_a_sentence(kind.title)} is built, as a draft. Read it, then have it approved.",
        "success",
    )
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
    if form is Form.HTML:
        answer.headers["Content-Security-Policy"] = WEB_PAGE_POLICY
    return answer


def asked_kind() -> ReportKind:
    """The kind that a form asks for. Raises `NotFound` for one that there is not."""
    name = request.values.get("kind", ACTION_STATUS)
    if name not in KINDS:
        raise NotFound("There is no report of that kind. Choose one from the page of the meeting.")
    return KINDS[name]


def asked_audience(kind: ReportKind) -> Audience:
    """For whom a report is built: the one that is asked for, else the first that the kind is for."""
    typed = request.values.get("audience", "")
    return Audience(typed) if typed in list(Audience) else kind.audiences[0]


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


from tracker.web import report_about, report_steps, sign_offs  # noqa: E402, F401  (their pages belong to this blueprint)

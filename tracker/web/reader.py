"""The reader: a page of a document with its text and its picture, and what on it is used as evidence."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, NotFound
from tracker.domain.marking import Marking, marking_of
from tracker.domain.references import spoken
from tracker.services.evidence_on_record import attach_excerpt
from tracker.services.excerpts import draft_excerpt, keep_excerpt
from tracker.store import actions as stored
from tracker.store import reader as pages
from tracker.store.actions_meant import meant
from tracker.store.stories import updates
from tracker.web.access import current_viewer
from tracker.web.htmx import wants_fragment
from tracker.web.reader_page import Asked, page_shown
from tracker.web.reader_use import Chosen, chosen_of, use_shown
from tracker.web.requests import abandon, current_desk, current_session, wiring

reader = Blueprint("reader", __name__)

JPEG = b"\xff\xd8\xff"
A_YEAR = "private, max-age=31536000, immutable"
"""A picture never changes: another version of the file has another address. What is OFFICIAL-SENSITIVE no browser keeps."""


@reader.get("/actions/<reference>/quote")
def begin(reference: str) -> ResponseReturnValue:
    """To the first page of the document that was chosen: what is used there is for this action, until another is named."""
    session, viewer = current_session(), current_viewer()
    action = stored.by_reference(session, viewer, reference)
    wanted = request.args.get("document", "")
    for code, _, number in pages.readable(session, viewer):
        if code == wanted:
            return redirect(f"{_page(code, number, 1)}?action={action.reference}", 303)
    raise NotFound("There is no such document that was read. Go back, and choose one from the list.")


@reader.get("/documents/<code>/<int:number>/pages/<int:position>")
def show(code: str, number: int, position: int) -> str:
    session, viewer = current_session(), current_viewer()
    opened = pages.opened(session, viewer, code, number)
    page = pages.page(session, opened, position)
    asked = Asked(request.args.get("find", ""), request.args.get("action", "")[:30])
    return render_template("reader/show.html", **page_shown(session, viewer, opened, page, asked))


@reader.get("/documents/<code>/<int:number>/pages")
def turn_to(code: str, number: int) -> ResponseReturnValue:
    """To the page whose number was typed: that of the file, else the position; to the first for anything else."""
    opened = pages.opened(current_session(), current_viewer(), code, number)
    typed = request.args.get("page", "").strip()
    listed = pages.contents(current_session(), opened)
    wanted = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
    kept = Asked(action=request.args.get("action", "")[:30]).query()
    for one in listed:
        if wanted in (one.page, None if one.page else one.position):
            return redirect(_page(code, number, one.position) + kept, 303)
    if typed and listed:
        raise NotFound("This document has no such page. Go back, and type another number.")
    return redirect(_page(code, number, listed[0].position), 303) if listed else abort(404)


@reader.get("/documents/<code>/<int:number>/pages/<int:position>/picture")
def picture(code: str, number: int, position: int) -> Response:
    """The picture of a page, to whoever may open the page."""
    session = current_session()
    opened = pages.opened(session, current_viewer(), code, number)
    page = pages.page(session, opened, position)
    if not page.picture_sha256:
        raise NotFound("There is no picture of this page.")
    with wiring().files.open(page.picture_sha256) as kept:
        content = kept.read()
    answer = Response(content, mimetype="image/jpeg" if content.startswith(JPEG) else "image/png")
    answer.set_etag(page.picture_sha256)
    answer.make_conditional(request)
    is_sensitive = marking_of(opened.document.marking) is Marking.SENSITIVE
    answer.headers["Cache-Control"] = "private, no-store" if is_sensitive else A_YEAR
    return answer


@reader.get("/documents/<code>/<int:number>/pages/<int:position>/use")
def use(code: str, number: int, position: int) -> ResponseReturnValue:
    """What was chosen, with the citation that it will have; nothing is kept yet."""
    return _use(code, number, position, {"action": request.args.get("action", "")})


@reader.post("/documents/<code>/<int:number>/pages/<int:position>/use")
def attach(code: str, number: int, position: int) -> ResponseReturnValue:
    session, viewer = current_session(), current_viewer()
    typed = {name: request.form.get(name, "") for name in ("action", "shows", "update")}
    try:
        opened = pages.opened(session, viewer, code, number)
        page = pages.page(session, opened, position)
        found = meant(session, viewer, typed["action"])
        if len(found) != 1:
            several = [(one.reference, one.title) for one in found]
            abandon()
            return _use(code, number, position, typed, several=several)
        action = stored.by_reference(session, viewer, found[0].reference, lock=True)
        known = {str(row.key): row.key for row in updates(session, action.key)}
        desk = current_desk()
        excerpt = keep_excerpt(desk, opened.version, position, chosen_of(request.form, page.words).choice())
        attach_excerpt(desk, action, excerpt, shows=typed["shows"], update_id=known.get(typed["update"]))
    except BadInput as error:
        abandon()
        return _use(code, number, position, typed, error=error)
    flash(f"This is evidence for {spoken(action.reference)} now: {excerpt.citation}.", "success")
    asked = Asked(action=action.reference if request.args.get("action") else "")
    return redirect(f"{_page(code, number, position)}{asked.query()}#used", 303)


def _use(
    code: str,
    number: int,
    position: int,
    typed: dict[str, str],
    *,
    several: list[tuple[str, str]] | None = None,
    error: BadInput | None = None,
) -> ResponseReturnValue:
    session, viewer = current_session(), current_viewer()
    opened = pages.opened(session, viewer, code, number)
    page = pages.page(session, opened, position)
    try:
        chosen = chosen_of(request.values, page.words)
        draft = draft_excerpt(current_desk(), opened.document, opened.version, position, chosen.choice())
    except BadInput as refused:
        chosen, draft, error = Chosen(), None, refused
    template = "reader/_use.html" if wants_fragment() else "reader/use.html"
    shown = use_shown(session, viewer, opened, page, chosen, draft, typed, several, error)
    shown["given"] = request.args.get("action", "")[:30]
    return render_template(template, **shown), 422 if error or several is not None else 200


def _page(code: str, number: int, position: int) -> str:
    return url_for("reader.show", code=code, number=number, position=position)

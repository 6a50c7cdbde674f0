"""Adding documents, changing what is said of them, and what happens to the reading of their files."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.documents import ACCEPTED, KINDS
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.marking import Marking
from tracker.domain.wording import count_words
from tracker.services import documents as service
from tracker.services.documents import Added, Upload
from tracker.store import documents as stored
from tracker.web import choices
from tracker.web.access import current_viewer
from tracker.web.documents import documents
from tracker.web.forms.documents import LABELS, TypedPaper
from tracker.web.requests import abandon, current_desk, current_session, wants_json, wiring

if TYPE_CHECKING:
    from tracker.models.evidence import Document

MOST_FILES = 20
"""In one go."""
TRANSPARENCY = ("Full – proactively published", "Partial", "None")


@documents.get("/documents/new")
def new() -> str:
    return _new_form(TypedPaper(meeting=request.args.get("meeting", "").upper()))


@documents.post("/documents")
def create() -> ResponseReturnValue:
    """One document or several, each from its file; or one whose file is not here. A script sends one file at a time."""
    typed = TypedPaper.from_form(request.form)
    try:
        if request.form.get("kept") in (stored.ON_PAPER, stored.BY_NAME):
            return _name(typed)
        added = _add(typed)
    except BadInput as error:
        if wants_json():
            raise
        abandon()
        return _new_form(typed, error), 422
    if wants_json():
        return _as_json(added[0]), 200 if added[0].known else 201
    return _after(added)


@documents.get("/documents/<code>/edit")
def edit(code: str) -> str:
    document = stored.by_code(current_session(), current_viewer(), code)
    return _edit_form(document, _typed(document))


@documents.post("/documents/<code>")
def update(code: str) -> ResponseReturnValue:
    session, viewer = current_session(), current_viewer()
    document = stored.by_code(session, viewer, code, lock=True)
    typed = TypedPaper.from_form(request.form)
    seen = request.form.get("version", type=int)
    try:
        service.correct_document(current_desk(), document, typed.paper(session, document), version=seen)
    except (BadInput, Conflict) as error:
        abandon()
        now = stored.by_code(current_session(), viewer, code)
        return _edit_form(now, typed, error), 409 if isinstance(error, Conflict) else 422
    flash(f"“{document.title}” is saved.", "success")
    return redirect(url_for("documents.show", code=document.code), 303)


@documents.get("/documents/<code>/versions/new")
def new_version(code: str) -> str:
    return _version_form(stored.by_code(current_session(), current_viewer(), code))


@documents.post("/documents/<code>/versions")
def add_version(code: str) -> ResponseReturnValue:
    session, viewer = current_session(), current_viewer()
    document = stored.by_code(session, viewer, code, lock=True)
    printed = request.form.get("printed", "")
    try:
        (upload,) = _uploads(most=1)
        added = service.add_version(current_desk(), wiring().files, document, upload, printed=printed)
    except BadInput as error:
        abandon()
        return _version_form(stored.by_code(current_session(), viewer, code), printed, error), 422
    number = added.version.number
    said = (
        "is this file already. Nothing was changed." if added.known else "is added, and is read in a moment."
    )
    flash(f"Version {number} {said}", "" if added.known else "success")
    return redirect(url_for("documents.show", code=document.code), 303)


@documents.post("/documents/<code>/<int:number>/cancel")
def cancel(code: str, number: int) -> ResponseReturnValue:
    document, version, _ = stored.version(current_session(), current_viewer(), code, number)
    locked = stored.lock_version(current_session(), version.key)
    service.cancel_reading(current_desk(), document, locked)
    flash(f"Reading “{document.title}” was stopped. Its file is kept.", "success")
    return redirect(url_for("documents.show", code=document.code), 303)


@documents.post("/documents/<code>/<int:number>/again")
def read_again(code: str, number: int) -> ResponseReturnValue:
    document, version, _ = stored.version(current_session(), current_viewer(), code, number)
    locked = stored.lock_version(current_session(), version.key)
    service.read_again(current_desk(), document, locked)
    return redirect(url_for("documents.show", code=document.code), 303)


def _name(typed: TypedPaper) -> ResponseReturnValue:
    """A document whose file is not here. Raises `BadInput`."""
    desk, held = current_desk(), request.form["kept"] == stored.ON_PAPER
    paper = typed.paper(desk.session)
    document = service.name_document(desk, paper, held=held, code=request.form.get("code", ""))
    flash(f"“{document.title}” is on record. Add its file whenever you have it.", "success")
    return redirect(url_for("documents.show", code=document.code), 303)


def _add(typed: TypedPaper) -> list[Added]:
    """A document for each file. Raises `BadInput`, and then nothing is kept of any of its files."""
    desk, code = current_desk(), request.form.get("code", "")
    paper = typed.paper(desk.session)
    uploads = _uploads(most=MOST_FILES)
    if len(uploads) > 1:
        # A title and a code are of one document; each of several is called after its file.
        paper, code = replace(paper, title=""), ""
    return [service.add_document(desk, wiring().files, paper, upload, code=code) for upload in uploads]


def _uploads(*, most: int) -> list[Upload]:
    """The files that came. Raises `BadInput`."""
    came = [file for file in request.files.getlist("file") if file.filename]
    if not came:
        raise BadInput("Choose the file.", field="file")
    if len(came) > most:
        raise BadInput(f"Choose at most {count_words(most, 'file')} at once.", field="file")
    limit = wiring().settings.upload_limit_bytes
    return [Upload(file.filename or "", file.read(), limit) for file in came]


def _after(added: list[Added]) -> ResponseReturnValue:
    for one in added:
        if one.known:
            flash(f"“{one.document.title}” is on record already: nothing was added twice.")
    if len(added) == 1:
        return redirect(url_for("documents.show", code=added[0].document.code), 303)
    numbers = "-".join(str(one.version.id) for one in added)
    return redirect(url_for("documents.index", added=numbers), 303)


def _as_json(added: Added) -> Any:
    return jsonify(
        version=added.version.id,
        title=added.document.title,
        href=url_for("documents.show", code=added.document.code),
        known=added.known,
    )


def _typed(document: "Document") -> TypedPaper:
    session = current_session()
    current = next((row for row, _ in stored.versions(session, document.key)), None)
    return TypedPaper.of(session, document, current)


def _new_form(typed: TypedPaper, error: BadInput | None = None) -> str:
    code, kept = request.form.get("code", ""), request.form.get("kept", stored.HERE)
    return render_template("documents/new.html", typed=typed, code=code, kept=kept, **_fields(error))


def _edit_form(document: "Document", typed: TypedPaper, error: BadInput | Conflict | None = None) -> str:
    theirs = []
    if isinstance(error, Conflict):
        mine, now = typed.words(), _typed(document).words()
        theirs = [
            {"label": label, "mine": mine[name], "theirs": now[name]}
            for name, label in LABELS.items()
            if mine[name].split() != now[name].split()
        ]
    return render_template(
        "documents/edit.html", document=document, typed=typed, theirs=theirs, **_fields(error)
    )


def _version_form(document: "Document", printed: str = "", error: BadInput | None = None) -> str:
    return render_template("documents/new_version.html", document=document, printed=printed, **_fields(error))


def _fields(error: BadInput | Conflict | None) -> dict[str, Any]:
    """What every form of a document needs besides what was typed."""
    session = current_session()
    wrong = {error.field or "file": str(error)} if isinstance(error, BadInput) else {}
    limit = wiring().settings.upload_limit_mb
    return {
        "wrong": wrong,
        "errors": [{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()]
        or [{"text": str(one), "href": "#theirs"} for one in [error] if one],
        "meetings": choices.all_meetings(session),
        "markings": [{"value": one.value, "label": one.value} for one in Marking],
        "transparencies": TRANSPARENCY,
        "publishers": stored.publishers(session, current_viewer()),
        "accept": ",".join(KINDS),
        "file_words": f"{ACCEPTED[:1].upper()}{ACCEPTED[1:]}, up to {limit} MB each",
    }

"""Purging a mistake: the words or the file, a look at everything that holds them, and one step that takes them out.

The words travel in the bodies of forms alone: never in an address, a log, a cookie or the history. That is why a look is a POST that
answers a page. It reads, and changes nothing.
"""

import json
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput
from tracker.domain.purging import Words, check_reason, mark_of, words_typed
from tracker.services.destroying import owed
from tracker.services.purging import Tools, purge_file, purge_words
from tracker.services.purging_file import FileFound, look_at_file
from tracker.services.purging_look import Found, look
from tracker.store import purges as stored
from tracker.web.requests import abandon, asked_page, current_desk, current_moment, current_session, wiring
from tracker.web.sweeping import rid_the_disk

purging = Blueprint("purging", __name__, url_prefix="/purge")
SIZE = 20


@purging.get("")
def index() -> str:
    """The way to a purge: words, or a file that came in; and the purges that were made."""
    return _start()


@purging.post("/look")
def look_for() -> ResponseReturnValue:
    """Everything that holds the words, as it stands now. Reads only, in a session that cannot write."""
    try:
        words = _words()
        reason = check_reason(request.form.get("reason", ""), words)
    except BadInput as error:
        return _start(error), 422
    return _found(words, reason)


@purging.post("")
def make() -> ResponseReturnValue:
    """Takes the words out of the ticked places."""
    try:
        words = _words()
        reason = check_reason(request.form.get("reason", ""), words)
        made = purge_words(
            current_desk(),
            _tools(),
            words,
            chosen=request.form.getlist("chosen"),
            reason=reason,
            places_typed=request.form.get("number", ""),
        )
    except BadInput as error:
        abandon()
        if error.field in ("words", "reason"):
            return _start(error), 422
        return _found(words, reason, error), 422
    return _done(made.key)


@purging.get("/files/<int:file_id>")
def of_file(file_id: int) -> str:
    """One file: what it is, what was read in it, and what goes with it."""
    return _file(look_at_file(current_session(), file_id))


@purging.post("/files/<int:file_id>")
def make_of_file(file_id: int) -> ResponseReturnValue:
    """Destroys the file, with what was read in it."""
    try:
        made = purge_file(
            current_desk(),
            _tools(),
            file_id,
            reason=request.form.get("reason", ""),
            with_name="with_name" in request.form,
            confirmed="sure" in request.form,
        )
    except BadInput as error:
        abandon()
        return _file(look_at_file(current_session(), file_id), error), 422
    return _done(made.key)


@purging.get("/<int:number>")
def show(number: int) -> str:
    """One purge: from where, and what still holds it."""
    made = stored.purge(current_session(), number)
    return render_template(
        "purging/show.html",
        made=made,
        taken=json.loads(made.taken_from)["places"],
        still=json.loads(made.still_in)["places"],
        subjects=made.subjects.splitlines(),
        waits=owed(current_session()) is not None,
        is_sqlite=wiring().database.is_sqlite,
    )


def _done(number: int) -> ResponseReturnValue:
    """On to the purge. The disk is rid of it when it is committed, before the answer leaves."""
    rid_the_disk()
    flash("It was taken out. What it was taken from, and what still holds it, stands below.", "success")
    return redirect(url_for("purging.show", number=number), 303)


def _words() -> Words:
    return words_typed(
        request.form.get("words", ""),
        within="within" in request.form,
        mark=mark_of(current_moment().today),
    )


def _tools() -> Tools:
    return Tools(wiring().held_files, wiring().words)


def _start(error: BadInput | None = None) -> str:
    page = asked_page()
    files, total = stored.files(current_session(), page, SIZE)
    return render_template(
        "purging/index.html",
        files=files,
        older=url_for("purging.index", page=page + 1) if page * SIZE < total else None,
        newer=url_for("purging.index", page=page - 1) if page > 1 else None,
        purges=stored.purges(current_session()),
        typed=request.form,
        **_wrong(error),
    )


def _found(words: Words, reason: str, error: BadInput | None = None) -> str:
    with wiring().database.read_as_one() as session:
        found: Found = look(session, wiring().held_files, words)
    return render_template(
        "purging/found.html",
        held=found,
        words=words,
        reason=reason,
        chosen=request.form.getlist("chosen") if error else None,
        mark=mark_of(current_moment().today),
        typed=request.form,
        **_wrong(error),
    )


def _file(found: FileFound, error: BadInput | None = None) -> str:
    return render_template("purging/file.html", held=found, typed=request.form, **_wrong(error))


def _wrong(error: BadInput | None) -> dict[str, Any]:
    wrong = {error.field: str(error)} if error else {}
    return {
        "wrong": wrong,
        "errors": [{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()],
    }

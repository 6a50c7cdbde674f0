"""What the readers of a version do not get: withholding words with a reason, giving them back, and letting a name stand."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput
from tracker.services import redactions as service
from tracker.store import reports as stored
from tracker.web import redactions_page as pages
from tracker.web.access import current_viewer
from tracker.web.requests import abandon, current_desk, current_session

redactions = Blueprint("redactions", __name__)


@redactions.get("/reports/<int:number>/redactions")
def show(number: int) -> str:
    """The words of a version as its readers get them; `field` chooses one to withhold, `q` looks for words."""
    version, _ = stored.version(current_session(), current_viewer(), number)
    path = request.args.get("field", "")
    typed = pages.Typed(path=path, words=_sought() if path else "")
    return render_template("redactions/show.html", **pages.page(current_session(), version, typed, _sought()))


@redactions.post("/reports/<int:number>/redactions")
def withhold(number: int) -> ResponseReturnValue:
    version, _ = stored.version(current_session(), current_viewer(), number)
    typed = pages.Typed.from_form(request.form)
    try:
        service.withhold_words(
            current_desk(),
            version,
            path=typed.path,
            words=typed.words,
            reason=typed.reason,
            note=typed.note,
            everywhere=typed.everywhere,
        )
    except BadInput as wrong:
        abandon()
        version, _ = stored.version(current_session(), current_viewer(), number)
        context = pages.page(current_session(), version, typed, _sought(), wrong)
        return render_template("redactions/show.html", **context), 422
    flash("It is withheld from this version. Read below how it stands now.", "success")
    return _back(number)


@redactions.post("/reports/<int:number>/redactions/<int:position>/back")
def give_back(number: int, position: int) -> ResponseReturnValue:
    """Takes a redaction back, or a name out again."""
    version, _ = stored.version(current_session(), current_viewer(), number)
    row = service.take_back(current_desk(), version, position)
    flash(f"{pages.what(row)} is no longer {pages.done(row)} in this version.", "success")
    return _back(number)


@redactions.post("/reports/<int:number>/redactions/names")
def keep_name(number: int) -> ResponseReturnValue:
    version, _ = stored.version(current_session(), current_viewer(), number)
    row = service.keep_name(current_desk(), version, name=request.form.get("name", ""))
    flash(f"{row.words} is named in this version.", "success")
    return _back(number)


def _sought() -> str:
    return " ".join(request.values.get("q", "").split())


def _back(number: int) -> ResponseReturnValue:
    return redirect(url_for("redactions.show", number=number, q=_sought() or None), 303)

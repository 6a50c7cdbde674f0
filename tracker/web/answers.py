"""The answers of owners as they come: the secretariat accepts each, asks again, or proposes it for the meeting."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, InvalidMove, NotFound
from tracker.domain.references import action_reference, parse_action
from tracker.services import readings
from tracker.store import actions, meetings
from tracker.web import answers_page as page
from tracker.web.access import current_viewer
from tracker.web.incoming import row_number
from tracker.web.requests import abandon, current_desk, current_session, wiring

answers = Blueprint("answers", __name__)


@answers.get("/answers")
def index() -> str:
    return render_template(
        "answers/index.html", **page.context(done=row_number(request.args.get("done", "")))
    )


@answers.post("/answers/<int:update_id>/accept")
def accept(update_id: int) -> ResponseReturnValue:
    try:
        readings.accept(current_desk(), update_id)
    except InvalidMove as error:
        return _refused(error)
    return _on(update_id)


@answers.post("/answers/<int:update_id>/meeting")
def propose(update_id: int) -> ResponseReturnValue:
    try:
        readings.propose(current_desk(), update_id)
    except InvalidMove as error:
        return _refused(error)
    return _on(update_id)


@answers.post("/answers/<int:update_id>/again")
def ask_again(update_id: int) -> ResponseReturnValue:
    words = request.form.get("words", "")[:200_000]
    try:
        mail = readings.ask_again(current_desk(), update_id, words, wiring().stationery)
    except (BadInput, InvalidMove) as error:
        return _refused(error, {"id": update_id, "words": words})
    if mail.held_because:
        flash(f"The question waits under Mail until you release it. {mail.held_because}", "success")
    return _on(update_id)


@answers.post("/answers/<int:update_id>/undo")
def undo(update_id: int) -> ResponseReturnValue:
    try:
        readings.take_back(current_desk(), update_id)
    except InvalidMove as error:
        return _refused(error)
    return redirect(url_for("answers.index", _anchor=f"answer-{update_id}"), 303)


@answers.get("/answers/record")
def record() -> ResponseReturnValue:
    """Leads to the form for an answer that came another way, by the number of its action as somebody types it."""
    typed = request.args.get("action", "")
    listed = meetings.series_that_meet(current_session())
    try:
        reference = action_reference(*parse_action(typed, series=listed[0].code if len(listed) == 1 else ""))
        actions.by_reference(current_session(), current_viewer(), reference)
    except (BadInput, NotFound) as error:
        errors = [{"text": str(error), "href": "#action"}]
        return render_template("answers/index.html", **page.context(errors=errors, looked_for=typed)), 422
    return redirect(url_for("updates.new", reference=reference, **{"from": "answers"}), 303)


def _on(update_id: int) -> ResponseReturnValue:
    """To the next answer, which the form names; what was done to this one is said, and can be undone."""
    following = row_number(request.form.get("next", ""))
    anchor = f"answer-{following}" if following else None
    page = row_number(request.form.get("page", ""))
    return redirect(url_for("answers.index", done=update_id, page=page, _anchor=anchor), 303)


def _refused(error: BadInput | InvalidMove, typed: dict[str, Any] | None = None) -> ResponseReturnValue:
    """The page as it stands now, with what is wrong, and the words that were typed."""
    abandon()
    href = f"#words-{typed['id']}" if typed and isinstance(error, BadInput) else ""
    context = page.context(errors=[{"text": str(error), "href": href}], typed=typed)
    return render_template("answers/index.html", **context), 422 if isinstance(error, BadInput) else 409

"""After a meeting: its mails are read together, covered with a note and released, and its action log is issued."""

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.corrections import check_correctable
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.wording import count_words
from tracker.services.aftermath import Released, cover_mails, issue_log, release_log_mails
from tracker.store import meetings
from tracker.web import aftermath_page as page
from tracker.web.access import current_viewer
from tracker.web.htmx import wants_fragment
from tracker.web.incoming import row_number
from tracker.web.report_approving import given
from tracker.web.requests import abandon, current_desk, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

aftermath = Blueprint("aftermath", __name__)


@aftermath.get("/meetings/<reference>/mails")
def show(reference: str) -> str:
    return render_template("aftermath/show.html", **page.context(_closed(reference)))


@aftermath.get("/meetings/<reference>/mails/states")
def states(reference: str) -> ResponseReturnValue:
    """How far the mails are, or 204 while that is what the page shows."""
    meeting = _closed(reference)
    if not wants_fragment():
        return _to(meeting)
    found = page.states(meeting)
    if request.args.get("seen") == found["states_version"]:
        return "", 204
    return render_template("aftermath/_states.html", fragment=True, **found)


@aftermath.post("/meetings/<reference>/mails/note")
def cover(reference: str) -> ResponseReturnValue:
    """Puts a note above one mail, or above all of them where none is named."""
    meeting = _closed(reference, lock=True)
    given = {name: request.form.get(name, "") for name in ("mail", "note", "was")}
    mail_id = row_number(given["mail"])
    parts = {"was": given["was"], "mail_id": mail_id, "stationery": wiring().stationery}
    try:
        cover_mails(current_desk(), meeting, given["note"], **parts)
    except (BadInput, Conflict) as error:
        abandon()
        typed = {**given, "mail": mail_id or "all", "problem": str(error)}
        if isinstance(error, Conflict):
            typed["was"] = typed["theirs"] = str(error.current["note"])
        context = page.context(_closed(reference), typed)
        return render_template("aftermath/show.html", **context), 409 if "theirs" in typed else 422
    flash("The note is saved. This is how the mails will arrive.", "success")
    return _to(meeting, f"letter-{mail_id}" if mail_id else "letters", noted=str(mail_id or "all"))


@aftermath.post("/meetings/<reference>/mails/release")
def release(reference: str) -> ResponseReturnValue:
    """Lets go the mails that came, each as it was read: what nobody has seen stays held."""
    meeting = _closed(reference, lock=True)
    read = _read(request.form.getlist("mail"))
    _say(release_log_mails(current_desk(), meeting, read, wiring().stationery), bool(read))
    return _to(meeting)


@aftermath.post("/meetings/<reference>/mails/issue")
def issue(reference: str) -> ResponseReturnValue:
    """Issues the action log, and with its first version the record of the meeting."""
    meeting = _closed(reference, lock=True)
    without = request.form.get("without", "")
    try:
        version = issue_log(
            current_desk(), meeting, wiring().stationery, **given(current_viewer()), without=without
        )
    except (BadInput, Conflict) as error:
        abandon()
        context = page.context(_closed(reference), wrong=error)
        return render_template("aftermath/show.html", **context), 409 if isinstance(error, Conflict) else 422
    words = "The record is issued" if version.number == 1 else f"Version {version.number} is issued"
    flash(f"{words}: the Panel can read the action log now.", "success")
    return _to(meeting)


def _read(typed: list[str]) -> dict[int, int]:
    """The mails that a form names, each with the version of it that was read: "12-3". What is no such thing is left out."""
    pairs = ([row_number(part) for part in text.split("-")] for text in typed)
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and None not in pair}


def _say(done: Released, asked: bool) -> None:
    if done.released:
        words = count_words(len(done.released), "mail is", "mails are", starts=True)
        leaves = "it has" if len(done.released) == 1 else "they have"
        flash(f"{words} released. This page shows when {leaves} left.", "success")
    if done.changed:
        words = count_words(len(done.changed), "mail says", "mails say", starts=True)
        flash(
            f"{words} something else by now, because the record changed after you opened this page. "
            "Nothing of that was sent: read it again, then release it.",
            "error",
        )
    for mail in done.stuck:
        flash(mail.held_because, "error")
    if not (done.released or done.changed or done.stuck):
        taken = (
            "Someone released or cancelled this before you." if asked else "Tick the mails to release first."
        )
        flash(f"Nothing was released. {taken}", "error")


def _closed(reference: str, *, lock: bool = False) -> "Meeting":
    """The meeting, whose record stands. Raises `NotFound` and `InvalidMove`."""
    meeting = meetings.by_reference(current_session(), reference, lock=lock)
    check_correctable(meeting.status)
    return meeting


def _to(meeting: "Meeting", anchor: str | None = None, **values: str) -> ResponseReturnValue:
    address = url_for("aftermath.show", reference=meeting.reference.lower(), _anchor=anchor, **values)
    return redirect(address, 303)

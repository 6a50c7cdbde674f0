"""An update by an owner who is signed in, or by the secretariat on an owner's behalf."""

import uuid
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.actions import LIVE
from tracker.domain.due_words import due_words
from tracker.domain.errors import BadInput, InvalidMove, NotFound
from tracker.domain.reading import TAKEN_DOWN, Way
from tracker.domain.references import read_meeting, spoken
from tracker.domain.viewers import Role
from tracker.domain.wording import date_words
from tracker.services.answers import give_answer
from tracker.store import posts
from tracker.store import shown as pages
from tracker.store.shown import Shown
from tracker.web.access import current_viewer
from tracker.web.evidence import file_words
from tracker.web.forms.answers import AnswerRead
from tracker.web.forms.mail_file import READ, from_mail
from tracker.web.forms.updates import MORE, read_update
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring
from tracker.web.said_before import said_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.datastructures import FileStorage

updates = Blueprint("updates", __name__)
WAYS = {Way.TELEPHONE: "Telephone", Way.MAIL: "Mail", Way.WORD: "Word file", Way.IN_PERSON: "In person"}
SENT = {
    "update": "The update is saved.",
    "close": "Closure is recommended.",
    "more_time": "More time is asked for.",
}


@updates.get("/actions/<reference>/update")
def new(reference: str) -> ResponseReturnValue:
    shown = pages.shown(current_session(), current_viewer(), reference)
    if shown.action.status not in LIVE:
        raise InvalidMove(
            "This action is closed, so it takes no more updates. Reopen it first, with a reason."
        )
    values = dict.fromkeys(MORE, "") | {
        "client_id": str(uuid.uuid4()),
        "by_name": _holder(shown),
        "received_by": current_viewer().name,
        "given_on": date_words(current_moment().today),
        "from": request.args.get("from", ""),
    }
    return _page(shown, AnswerRead(values))


@updates.post("/actions/<reference>/update")
def create(reference: str) -> ResponseReturnValue:
    session, viewer, moment = current_session(), current_viewer(), current_moment()
    shown = pages.shown(session, viewer, reference)
    on_behalf = _on_behalf(shown)
    files = request.files.getlist("evidence_file")
    read = read_update(request.form, files, moment.today, taken_down=on_behalf)
    if on_behalf and (said := _in_a_mail(files)):
        read.values |= said
        read.errors = [{"text": READ, "href": "#text"}]
    elif read.answer:
        try:
            give_answer(
                current_desk(),
                shown.action,
                read.answer,
                files=wiring().files,
                by_name=read.values["by_name"] if on_behalf else viewer.name,
                limit_bytes=wiring().settings.upload_limit_bytes,
                via=read.values["way"] if on_behalf else Way.ACCOUNT,
                received_by=read.values["received_by"] if on_behalf else "",
            )
        except BadInput as error:
            read.add(error)
        except InvalidMove as error:
            read.errors.append({"text": str(error), "href": "#text"})
            return _page(shown, read), 409
    if read.errors:
        abandon()
        return _page(pages.shown(current_session(), viewer, reference), read), 422
    flash(f"{spoken(shown.action.reference)}: {SENT[read.values['choice']]}", "success")
    return redirect(_back(read.values["from"]) or f"/actions/{shown.action.reference}", 303)


def _in_a_mail(files: "Sequence[FileStorage]") -> dict[str, str]:
    """What a mail that came with the form says, by the names of the fields."""
    return from_mail(request.form, files, current_moment().today, wiring().letterbox.reader.words)


def _back(came_from: str) -> str:
    """Where the form was opened: the page of answers, or the papers of a meeting; empty for the action's own page."""
    if came_from == "answers":
        return url_for("answers.index")
    try:
        read_meeting(came_from)
    except NotFound:
        return url_for("work.index") if came_from == "work" else ""
    return url_for("meetings.show", reference=came_from.lower(), _anchor="papers")


def _on_behalf(shown: Shown) -> bool:
    """True when the words are not the viewer's own: the secretariat has received them from the owner."""
    viewer = current_viewer()
    return not (viewer.may(Role.OWNER) and shown.action.post_id in viewer.post_ids)


def _holder(shown: Shown) -> str:
    """Whose words they most likely are: those of whoever holds the post today."""
    post_id = shown.action.post_id
    held = posts.holders_on(current_session(), current_moment().today, [post_id]) if post_id else {}
    holder = held.get(post_id) if post_id else None
    return holder.name if holder else ""


def _page(shown: Shown, read: AnswerRead) -> str:
    action = shown.action
    due = due_words(action.due_kind, action.due_on, shown.due_meeting_on, action.kind)
    return render_template(
        "updates/new.html",
        action=_named(shown),
        said=said_before(current_session(), action.key),
        due_words=due[:1].lower() + due[1:],
        values=read.values,
        errors=read.errors,
        taken_down=_on_behalf(shown),
        ways=[{"value": way.value, "words": WAYS[way]} for way in TAKEN_DOWN],
        back=_back(read.values["from"]),
        file_words=file_words(),
    )


def _named(shown: Shown) -> dict[str, Any]:
    action = shown.action
    day = date_words(action.raised_on) if action.raised_on else ""
    asked = (
        f"Asked in {shown.raised_date_words}."
        if shown.raised_date_words
        else f"Asked on {day}."
        if day
        else ""
    )
    return {
        "reference": action.reference,
        "number": spoken(action.reference),
        "question": action.asked or action.title,
        "asked_words": asked,
    }

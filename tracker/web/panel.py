"""What the Panel asked of the office: the replies that are due, the form that logs an ask, and the one that notes a reply."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.panel_asks import ASK_WORDS, AskKind, SeriesKind, panel_heading, reply_words
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import date_words
from tracker.services.panel_asks import AskWanted, log_ask, note_ask, note_reply
from tracker.services.series import create_series
from tracker.store import actions, meetings
from tracker.store import panel_asks as stored
from tracker.web import choices
from tracker.web.forms.day_field import day_sent
from tracker.web.inspections import version_sent
from tracker.web.requests import abandon, current_desk, current_moment, current_session

if TYPE_CHECKING:
    from tracker.store.panel_asks import Asked

panel = Blueprint("panel", __name__)
NAMES = ("kind", "wording", "title", "asked_on", "asked_by", "reply_by", "post", "action")
Typed = dict[str, str]


@panel.get("/panel")
def index() -> str:
    return _index({"code": "PFCP", "title": "Police, Fire and Crime Panel"})


@panel.post("/panel/series")
def make_series() -> ResponseReturnValue:
    """The series of the Panel's meetings, which numbers what the Panel asks."""
    typed = {name: request.form.get(name, "") for name in ("code", "title")}
    try:
        series = create_series(current_desk(), kind=SeriesKind.PANEL, **typed)
    except BadInput as error:
        abandon()
        return _index(typed, error), 422
    flash(
        f"The series {series.code} is on record. Its papers leave five clear days before each meeting.",
        "success",
    )
    return redirect(url_for("panel.index"), 303)


@panel.get("/panel/asks/new")
def new() -> str:
    """The form that logs what the Panel asked; of an action that was logged at its meeting, what is known of that."""
    today = current_moment().today
    values = {
        **dict.fromkeys(NAMES, ""),
        "kind": AskKind.RECOMMENDATION.value,
        "asked_on": f"{today.day} {today.month} {today.year}",
    }
    reference = request.args.get("action", "")
    if reference:
        action = actions.by_reference(current_session(), THE_OFFICE, reference)
        on = action.raised_on or today
        values |= {"action": action.reference, "title": action.title, "wording": action.asked or action.title}
        values["asked_on"] = f"{on.day} {on.month} {on.year}"
    return _form(values)


@panel.post("/panel/asks")
def create() -> ResponseReturnValue:
    typed = {name: request.form.get(name, "") for name in NAMES}
    try:
        desk, wanted = current_desk(), _wanted(typed)
        if typed["action"]:
            action = actions.by_reference(desk.session, THE_OFFICE, typed["action"], lock=True)
            ask = note_ask(desk, action, wanted)
        else:
            ask = log_ask(desk, _series(), wanted)
        reference = stored.reference_of(desk.session, ask)
    except (BadInput, InvalidMove) as error:
        abandon()
        return _form(typed, error), 422 if isinstance(error, BadInput) else 409
    by = f" The reply is due by {date_words(wanted.reply_by)}." if wanted.reply_by else ""
    flash(f"{reference} is on record.{by}", "success")
    return redirect(url_for("panel.index"), 303)


@panel.get("/panel/asks/<reference>")
def show(reference: str) -> str:
    """What was asked, and the form that notes the reply."""
    ask, _ = stored.by_reference(current_session(), reference)
    on = ask.replied_on or current_moment().today
    return _reply(reference, {"reply": ask.reply, "replied_on": f"{on.day} {on.month} {on.year}"})


@panel.post("/panel/asks/<reference>")
def reply(reference: str) -> ResponseReturnValue:
    ask, action = stored.by_reference(current_session(), reference, lock=True)
    typed = {name: request.form.get(name, "") for name in ("reply", "replied_on")}
    try:
        on = day_sent(typed["replied_on"], "replied_on")
        note_reply(current_desk(), ask, action, typed["reply"], on, version=version_sent())
    except (BadInput, Conflict) as error:
        abandon()
        return _reply(reference, typed, error), 422 if isinstance(error, BadInput) else 409
    flash(
        f"The reply on {action.reference} is on record. Close the action when nothing more is to be done.",
        "success",
    )
    return redirect(url_for("panel.index"), 303)


def _index(typed: Typed, error: BadInput | None = None) -> str:
    session, today = current_session(), current_moment().today
    rows = stored.listed(session)
    waiting = [row for row in rows if not row.ask.replied_on]
    return render_template(
        "panel/index.html",
        heading=panel_heading([row.ask.reply_by for row in waiting], today, len(rows)),
        waiting=[_row(row) for row in waiting],
        replied=[_row(row) for row in rows if row.ask.replied_on],
        not_noted=stored.not_noted(session),
        series=stored.all_series(session),
        coming=_coming(),
        values=typed,
        **_errors(error),
    )


def _coming() -> dict[str, Any] | None:
    """The Panel's next meeting, with the day on which its papers leave."""
    session, today = current_session(), current_moment().today
    found = [meetings.coming(session, today, series_id=one.key) for one in stored.all_series(session)]
    meeting = min((one for one in found if one), key=lambda one: one.starts_on, default=None)
    if meeting is None:
        return None
    where = url_for("meetings.show", reference=meeting.reference.lower())
    return {"starts_on": meeting.starts_on, "papers_due": meeting.papers_due, "href": where}


def _row(one: "Asked") -> dict[str, Any]:
    ask, action = one.ask, one.action
    today = current_moment().today
    return {
        "reference": action.reference,
        "title": action.title,
        "kind": ASK_WORDS[ask.kind],
        "wording": ask.wording,
        "asked": f"{ask.asked_by}, {date_words(action.raised_on)}"
        if ask.asked_by and action.raised_on
        else ask.asked_by or (date_words(action.raised_on) if action.raised_on else ""),
        "owner": one.owner or "No owner yet",
        "words": reply_words(ask.reply_by, ask.replied_on),
        "late": bool(ask.reply_by and not ask.replied_on and ask.reply_by < today),
        "reply": ask.reply,
    }


def _series() -> Any:
    found = stored.all_series(current_session())
    if not found:
        raise InvalidMove("There is no series of the Panel’s meetings yet. Make it first.")
    return found[0]


def _wanted(typed: Typed) -> AskWanted:
    if typed["kind"] not in {kind.value for kind in AskKind}:
        raise BadInput("Say whether it is a recommendation or a question.", field="kind")
    return AskWanted(
        kind=AskKind(typed["kind"]),
        wording=typed["wording"],
        title=typed["title"],
        asked_on=day_sent(typed["asked_on"], "asked_on"),
        asked_by=typed["asked_by"],
        reply_by=day_sent(typed["reply_by"], "reply_by"),
        post=typed["post"],
    )


def _form(values: Typed, error: Exception | None = None) -> str:
    kinds = [{"value": kind.value, "label": f"A {words}"} for kind, words in ASK_WORDS.items()]
    posts = choices.owners(current_session())
    return render_template("panel/new.html", values=values, kinds=kinds, posts=posts, **_errors(error))


def _reply(reference: str, values: Typed, error: Exception | None = None) -> str:
    ask, action = stored.by_reference(current_session(), reference)
    words = reply_words(ask.reply_by, ask.replied_on)
    return render_template(
        "panel/reply.html",
        ask=ask,
        action=action,
        words=words,
        kind=ASK_WORDS[ask.kind],
        values=values,
        **_errors(error),
    )


def _errors(error: Exception | None) -> dict[str, Any]:
    if error is None:
        return {"errors": [], "wrong": {}}
    field = error.field if isinstance(error, BadInput) else ""
    words = (
        "Someone noted a reply first. It is below beside what you typed."
        if isinstance(error, Conflict)
        else str(error)
    )
    return {
        "errors": [{"text": words, "href": f"#{field}" if field else None}],
        "wrong": {field: words} if field else {},
    }

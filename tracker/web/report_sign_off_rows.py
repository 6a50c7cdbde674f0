"""What the page of a version shows of the force's word: whom it was sent to, what they said, and the forms for both."""

from typing import TYPE_CHECKING, Any

from flask import request, url_for

from tracker.domain.errors import BadInput, TrackerError
from tracker.domain.mails import MailState
from tracker.domain.report_kinds import kind_named
from tracker.domain.sign_offs import SignOffState, state_of
from tracker.domain.wording import date_words, moment_words
from tracker.domain.workdays import working_day_after
from tracker.store import mails, report_versions
from tracker.web.access import ACCESS, current_viewer
from tracker.web.requests import current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.people import Post
    from tracker.models.reports import ReportVersion, SignOff

USUAL_WORKING_DAYS = 5
"""Until the answer, where no other day is given."""
STATES = {
    SignOffState.WAITING: ("Waiting for an answer", "amber"),
    SignOffState.AUTHORISED: ("Authorised", "green"),
    SignOffState.REFUSED: ("Not authorised", "red"),
    SignOffState.FELL_AWAY: ("About an older text", ""),
}
ASKS = ("post", "answer_by", "note")
ANSWERS = ("authorised", "by", "words")


def sign_offs(version: "ReportVersion", wrong: TrackerError | None) -> dict[str, Any] | None:
    """The context of reports/_sign_offs.html; None where there is nothing to show and nothing to ask."""
    session = current_session()
    is_open = version.issued_at is None and not kind_named(version.kind).working
    may_ask = is_open and bool(current_viewer().roles & ACCESS["reports.ask_sign_off"])
    rows = [
        _row(one, post, wrong, may_answer=may_ask)
        for one, post in report_versions.asked(session, version.key)
    ]
    if not rows and not may_ask:
        return None
    return {
        "rows": rows,
        "waits": [row["post"] for row in rows if row["state"] is SignOffState.WAITING],
        "ask": _ask(wrong) if may_ask else None,
    }


def _row(one: "SignOff", post: "Post", wrong: TrackerError | None, *, may_answer: bool) -> dict[str, Any]:
    state = state_of(one)
    mine = request.form.get("sign_off") == str(one.id)
    return {
        "id": one.id,
        "version": one.version,
        "post": post.title,
        "state": state,
        "words": STATES[state][0],
        "tone": STATES[state][1],
        "asked": f"{moment_words(one.asked_at)}, by {one.asked_by}",
        "answer_by": date_words(one.answer_by) if one.answer_by else "",
        "late": bool(
            state is SignOffState.WAITING and one.answer_by and one.answer_by < current_moment().today
        ),
        "note": one.note,
        "said": one.answered_words,
        "answered": f"{one.authorised_by}, {date_words(one.answered_at)}. Written down by {one.recorded_by}."
        if one.answered_at
        else "",
        "mail": _mail(one.mail_id),
        "answers": may_answer and state is SignOffState.WAITING,
        "typed": {name: request.form.get(name, "") for name in ANSWERS} if mine else {},
        "wrong": {wrong.field: str(wrong)} if mine and isinstance(wrong, BadInput) else {},
    }


def _mail(mail_id: int | None) -> dict[str, Any] | None:
    """Where its mail is, and whether it still waits to be released."""
    mail = mails.by_id(current_session(), mail_id) if mail_id else None
    if mail is None:
        return None
    return {"href": url_for("mail.show", mail_id=mail.id), "held": mail.state is MailState.HELD}


def _ask(wrong: TrackerError | None) -> dict[str, Any]:
    typed = {name: request.form.get(name, "") for name in ASKS}
    if not typed["answer_by"]:
        days = (current_moment().today, USUAL_WORKING_DAYS, wiring().calendar.is_working_day)
        typed["answer_by"] = date_words(working_day_after(*days))
    mine = "answer_by" in request.form
    return {
        "posts": [
            {"value": post.code, "label": post.title}
            for post in report_versions.posts_of_force(current_session())
        ],
        "typed": typed,
        "wrong": {wrong.field: str(wrong)} if mine and isinstance(wrong, BadInput) else {},
        "is_open": mine and wrong is not None,
    }

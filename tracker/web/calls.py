"""Recording that an owner was chased by telephone: about one action, or about all that a post owes."""

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, NotFound
from tracker.domain.references import spoken
from tracker.domain.wording import date_words
from tracker.services.calls import note_call
from tracker.store import actions as stored_actions
from tracker.store import calls as stored
from tracker.store import posts
from tracker.web.access import current_viewer
from tracker.web.forms.chasing import typed_day
from tracker.web.requests import abandon, current_desk, current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.people import Post

calls = Blueprint("calls", __name__)
SHOWN_FOR = timedelta(days=366)
"""How long a call is listed on the page of its post."""


@calls.get("/actions/<reference>/call")
def about_action(reference: str) -> str:
    return _page(*_of_action(reference))


@calls.post("/actions/<reference>/call")
def note_about_action(reference: str) -> ResponseReturnValue:
    post, action = _of_action(reference)
    try:
        _note(post, action)
    except BadInput as error:
        abandon()
        return _page(*_of_action(reference), error), 422
    return redirect(url_for("actions.show", reference=reference), 303)


@calls.get("/posts/<code>/call")
def to_post(code: str) -> str:
    return _page(posts.by_code(current_session(), code))


@calls.post("/posts/<code>/call")
def note_to_post(code: str) -> ResponseReturnValue:
    try:
        _note(posts.by_code(current_session(), code))
    except BadInput as error:
        abandon()
        return _page(posts.by_code(current_session(), code), error=error), 422
    return redirect(url_for("calls.to_post", code=code), 303)


def _of_action(reference: str) -> "tuple[Post, Action]":
    """The post that answers for an action, and the action. Raises `NotFound` where nobody does."""
    action = stored_actions.by_reference(current_session(), current_viewer(), reference)
    post = next((one for one in posts.listed(current_session()) if one.id == action.post_id), None)
    if post is None:
        raise NotFound("No post answers for this action, so there is nobody to telephone.")
    return post, action


def _note(post: "Post", action: "Action | None" = None) -> None:
    made_on = typed_day(request.form, "made_on", "Give the day of the call.")
    spoke_to = request.form.get("spoke_to", "")
    note_call(
        current_desk(), post, action, made_on=made_on, spoke_to=spoke_to, note=request.form.get("note", "")
    )
    flash("The call is recorded.", "success")


def _page(post: "Post", action: "Action | None" = None, error: BadInput | None = None) -> str:
    session, today = current_session(), current_moment().today
    held = posts.holders_on(session, today, [post.key]).get(post.key)
    wrong = {error.field: str(error)} if error else {}
    return render_template(
        "chasing/call.html",
        post=post,
        about=spoken(action.reference) if action else "",
        title=action.title if action else "",
        back=url_for("actions.show", reference=action.reference)
        if action
        else url_for("posts.show", code=post.code),
        calls=[] if action else stored.of_post(session, post.key, today - SHOWN_FOR),
        typed=request.form or {"made_on": date_words(today), "spoke_to": held.name if held else ""},
        wrong=wrong,
        errors=[{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()],
    )

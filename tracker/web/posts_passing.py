"""Handing a post over: what passes to whom and the mail of it are looked at first, and then it is done as it was read."""

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput
from tracker.domain.many_at_once import OTHER_BY_NOW
from tracker.domain.wording import count_words, date_words, weekday_date
from tracker.services import posts as service
from tracker.services.passing import Passing, what_passes
from tracker.store import links
from tracker.store import posts as stored
from tracker.web.access import current_viewer
from tracker.web.due_words import due_on_words
from tracker.web.forms.posts import NEW, NOBODY, TypedHandOver
from tracker.web.posts import posts
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.people import Person, Post


@posts.get("/posts/<code>/hand-over")
def hand_over(code: str) -> str:
    post = stored.by_code(current_session(), code)
    return _form(post, TypedHandOver(on=date_words(current_moment().today)))


@posts.post("/posts/<code>/hand-over/preview")
def see_passing(code: str) -> ResponseReturnValue:
    return _hand_over(code, looks=True)


@posts.post("/posts/<code>/hand-over")
def take_over(code: str) -> ResponseReturnValue:
    """Hands it over. With `read`, only where that means what was read."""
    return _hand_over(code, looks=False)


def _hand_over(code: str, *, looks: bool) -> ResponseReturnValue:
    """Does it, and looks at what it means. It is taken back where that was all, or where it means something else by now."""
    typed = TypedHandOver.from_form(request.form)
    post = stored.by_code(current_session(), code)
    ending = len(links.live(current_session(), current_moment().machine, post_id=post.key))
    try:
        said, passing = _take_over(post, typed)
    except BadInput as error:
        abandon()
        return _form(stored.by_code(current_session(), code), typed, error), 422
    is_other = not looks and request.form.get("read", passing.read) != passing.read
    if looks or is_other:
        page = _preview(post, typed, passing, ending, OTHER_BY_NOW if is_other else "")
        abandon()
        return page, 409 if is_other else 200
    flash(said, "success")
    return redirect(url_for("posts.show", code=post.code), 303)


def _preview(post: "Post", typed: TypedHandOver, passing: Passing, ending: int, wrong: str) -> str:
    """The page of what passes. `ending` links stop working."""
    now = stored.holders_on(current_session(), passing.told_on, [post.key]).get(post.key)
    return render_template(
        "posts/passing.html",
        heading=_heading(passing, now.name if now else ""),
        post={"title": post.title, "code": post.code},
        first_day=date_words(typed.day()),
        holder=now.name if now else "",
        ending=ending,
        rows=[_row(one) for one in passing.actions],
        mail=_mail(passing),
        hidden=[(name, value) for name, value in typed.fields().items() if value],
        read=passing.read,
        errors=[{"text": wrong, "href": "#passes"}] if wrong else [],
    )


def _take_over(post: "Post", typed: TypedHandOver) -> tuple[str, Passing]:
    """Hands the post over. Returns a sentence that says so, and what it means."""
    desk, on = current_desk(), typed.day()
    if typed.who == NOBODY:
        service.vacate_post(desk, post=post, on=on)
        said = (
            f"The last day in the post is the one before {date_words(on)}. What it answers for stays with it."
        )
    else:
        person = _person(typed)
        service.hand_over_post(desk, post=post, to=person, on=on, acting=typed.acting)
        acting = ", acting" if typed.acting else ""
        said = f"{person.name} holds the post from {date_words(on)}{acting}. Its actions moved with it."
    return said, what_passes(desk, current_viewer(), post, on=on, stationery=wiring().stationery)


def _person(typed: TypedHandOver) -> "Person":
    if typed.who == NEW:
        person = service.create_person(current_desk(), name=typed.name, email=typed.email)
        current_session().flush()
        return person
    found = next((one for one in stored.persons(current_session()) if str(one.id) == typed.who), None)
    if found is None:
        raise BadInput("Choose who takes the post over.", field="who")
    return found


def _heading(passing: Passing, holder: str) -> str:
    count = len(passing.actions)
    if not count:
        return "No open action passes with this post"
    verb = "passes" if count == 1 else "pass"
    if holder:
        return f"{count_words(count, 'open action')} {verb} to {holder}"
    return f"{count_words(count, 'open action')} {'stays' if count == 1 else 'stay'} with a vacant post"


def _row(one: Any) -> dict[str, str]:
    return {"reference": one.reference, "title": one.title, "due": due_on_words(one)}


def _mail(passing: Passing) -> dict[str, str] | None:
    planned, letter = passing.planned, passing.letter
    if planned is None or letter is None:
        return None
    return {
        "subject": letter.subject,
        "to": planned.to.name or planned.to.post.title,
        "address": planned.to.address,
        "when": weekday_date(passing.told_on),
        "held_because": planned.held_because,
        "body": letter.body_text,
    }


def _form(post: "Post", typed: TypedHandOver, error: BadInput | None = None) -> str:
    session = current_session()
    now = stored.holders_on(session, current_moment().today, [post.key]).get(post.key)
    # The service names fields of a holder; on this page there is one day.
    wrong = (
        {{"ends_on": "on", "starts_on": "on"}.get(error.field, error.field or "who"): str(error)}
        if error
        else {}
    )
    return render_template(
        "posts/hand_over.html",
        post=post,
        now=now,
        typed=typed,
        wrong=wrong,
        errors=[{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()],
        people=[{"value": str(one.id), "label": one.name} for one in stored.persons(session)],
    )

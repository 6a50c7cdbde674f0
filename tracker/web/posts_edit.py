"""Making a post, and changing it. Handing it over is in `posts_passing`."""

import re
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict
from tracker.services import posts as service
from tracker.services.posts import PostWanted
from tracker.store import posts as stored
from tracker.web.forms.posts import LABELS, NEW, TypedPost
from tracker.web.posts import posts
from tracker.web.requests import abandon, current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.people import Post

KINDS = {
    "force": "Police force",
    "office": "Commissioner's office",
    "fire_service": "Fire and rescue service",
    "partner": "Partner",
    "panel": "Police, Fire and Crime Panel",
}


@posts.get("/posts/new")
def new() -> str:
    return _form("posts/new.html", TypedPost())


@posts.post("/posts")
def create() -> ResponseReturnValue:
    typed = TypedPost.from_form(request.form)
    try:
        post = service.create_post(current_desk(), _wanted(typed))
    except BadInput as error:
        abandon()
        return _form("posts/new.html", typed, error), 422
    flash(f"{post.title} is on record. Say below who holds it.", "success")
    return redirect(url_for("posts.hand_over", code=post.code), 303)


@posts.get("/posts/<code>/edit")
def edit(code: str) -> str:
    post = stored.by_code(current_session(), code)
    return _form("posts/edit.html", _typed(post), post=post)


@posts.post("/posts/<code>")
def update(code: str) -> ResponseReturnValue:
    post = stored.by_code(current_session(), code)
    typed = TypedPost.from_form(request.form)
    try:
        service.correct_post(
            current_desk(), post, _wanted(typed), version=request.form.get("version", type=int)
        )
    except (BadInput, Conflict) as error:
        abandon()
        now = stored.by_code(current_session(), code)
        return _form("posts/edit.html", typed, error, now), 409 if isinstance(error, Conflict) else 422
    flash(f"{post.title} is saved.", "success")
    return redirect(url_for("posts.show", code=post.code), 303)


def _wanted(typed: TypedPost) -> PostWanted:
    """What the form asks for. An organisation that is not on record yet is made with it. Raises `BadInput`."""
    session = current_session()
    organisation = _organisation(typed)
    above = stored.find(session, typed.escalates_to) if typed.escalates_to else None
    if typed.escalates_to and above is None:
        raise BadInput("Choose the post above from the list.", field="escalates_to")
    return PostWanted(
        code=typed.code or _code_of(typed.title),
        title=typed.title,
        organisation_id=organisation,
        chief_officer=typed.chief_officer,
        elected=typed.elected,
        named_contact=typed.named_contact,
        escalates_to_id=above.key if above else None,
        address=typed.address,
        active=typed.active,
    )


def _organisation(typed: TypedPost) -> int:
    session = current_session()
    if typed.organisation == NEW:
        if typed.organisation_kind not in KINDS:
            raise BadInput("Choose what kind of organisation it is.", field="organisation_kind")
        made = service.create_organisation(
            current_desk(),
            code=_code_of(typed.organisation_name),
            name=typed.organisation_name,
            kind=service.OrganisationKind(typed.organisation_kind),
        )
        session.flush()
        return made.key
    found = next((one for one in stored.organisations(session) if one.code == typed.organisation), None)
    if found is None:
        raise BadInput("Choose the organisation that the post belongs to.", field="organisation")
    return found.key


def _code_of(title: str) -> str:
    """A short code made from a title: "Head of Estates" as head-of-estates."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]


def _typed(post: "Post") -> TypedPost:
    session = current_session()
    organisation = next(one.code for one in stored.organisations(session) if one.id == post.organisation_id)
    above = next((one.code for one in stored.listed(session) if one.id == post.escalates_to_id), "")
    return TypedPost.of(post, organisation, above)


def _form(
    template: str, typed: TypedPost, error: BadInput | Conflict | None = None, post: "Post | None" = None
) -> str:
    session = current_session()
    wrong = {_field(error.field): str(error)} if isinstance(error, BadInput) else {}
    theirs = []
    if isinstance(error, Conflict) and post is not None:
        mine, now = typed.words(), _typed(post).words()
        theirs = [
            {"label": label, "mine": mine[name], "theirs": now[name]}
            for name, label in LABELS.items()
            if mine[name] != now[name]
        ]
    above = [one for one in stored.listed(session, active=True) if post is None or one.id != post.id]
    organisations: list[dict[str, Any]] = [
        {"value": one.code, "label": one.name} for one in stored.organisations(session)
    ]
    return render_template(
        template,
        typed=typed,
        post=post,
        wrong=wrong,
        theirs=theirs,
        errors=[{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()]
        or [{"text": str(one), "href": "#theirs"} for one in [error] if one],
        organisations=[*organisations, {"value": NEW, "label": "One that is not on record yet"}],
        kinds=[{"value": value, "label": label} for value, label in KINDS.items()],
        above=[{"value": one.code, "label": one.title} for one in above],
    )


def _field(name: str) -> str:
    """The field of the page for one that a service names."""
    return {"email": "address", "": "title"}.get(name, name)

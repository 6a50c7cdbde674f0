"""The administrator's pages of accounts: who signs in, as what, and the one-time link with which a password is set."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security.recoverable import generate_reset_password_token

from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.viewers import Role
from tracker.services import users as service
from tracker.store import posts
from tracker.store import users as stored
from tracker.web.accounts_mail import link_of, queue_letter
from tracker.web.forms.users import LABELS, TypedUser
from tracker.web.frame import ROLE_NAMES
from tracker.web.requests import abandon, current_desk, current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.users import User

users = Blueprint("users", __name__)

HINTS = {
    Role.SECRETARIAT: "logs actions, chases owners, prepares papers and reports",
    Role.COMMISSIONER: "decides; also the Deputy and the Chief Executive, each under their own name",
    Role.OWNER: "answers for the actions of the posts that they hold",
    Role.PANEL: "reads the reports that were issued",
    Role.AUDITOR: "reads everything, changes nothing",
    Role.ADMINISTRATOR: "keeps accounts, posts and reference data",
}


@users.get("/users")
def index() -> str:
    session = current_session()
    people = {person.id: person.name for person in posts.persons(session)}
    rows = [
        {
            "name": user.name,
            "email": user.email,
            "href": url_for("users.edit", number=user.id),
            "roles": [ROLE_NAMES[Role(role.name)] for role in user.roles],
            "person": people.get(user.person_id, ""),
            "active": user.active,
            "waits": not user.password,
        }
        for user in stored.listed(session)
    ]
    able = sum(row["active"] and not row["waits"] for row in rows)
    return render_template("users/index.html", rows=rows, able=able)


@users.get("/users/new")
def new() -> str:
    return _form_page("users/new.html", TypedUser())


@users.post("/users")
def create() -> ResponseReturnValue:
    typed = TypedUser.from_form(request.form)
    try:
        user = service.create_user(current_desk(), typed.wanted())
        current_session().flush()
    except BadInput as error:
        abandon()
        return _form_page("users/new.html", typed, error), 422
    if typed.sends_link:
        _send_link(user)
    else:
        flash(
            f"The account of {user.name} is made. Give out a link below, so that a password can be set.",
            "success",
        )
    return redirect(url_for("users.edit", number=user.id), 303)


@users.get("/users/<int:number>")
def edit(number: int) -> str:
    user = stored.by_number(current_session(), number)
    return _form_page("users/edit.html", TypedUser.of(user), user=user)


@users.post("/users/<int:number>")
def update(number: int) -> ResponseReturnValue:
    user = stored.by_number(current_session(), number)
    typed = TypedUser.from_form(request.form)
    try:
        service.correct_user(
            current_desk(), user, typed.wanted(), version=request.form.get("version", type=int)
        )
    except BadInput as error:
        return _again(number, typed, error), 422
    except Conflict as conflict:
        return _again(number, typed, conflict), 409
    flash(f"The account of {user.name} is saved.", "success")
    return redirect(url_for("users.index"), 303)


@users.post("/users/<int:number>/link")
def link(number: int) -> ResponseReturnValue:
    """Gives out a one-time link: by mail, or on a page that is shown once and never kept."""
    user = stored.by_number(current_session(), number)
    if not user.active:
        raise InvalidMove("This account is closed. Open it first, then give out a link.")
    if request.form.get("how") == "show":
        service.note_link(current_desk(), user, how="shown to the administrator")
        return render_template(
            "users/link.html", user=user, link=link_of(generate_reset_password_token(user))
        )
    _send_link(user)
    return redirect(url_for("users.edit", number=number), 303)


def _send_link(user: "User") -> None:
    service.note_link(current_desk(), user, how="sent by mail")
    queue_letter(
        current_session(),
        "account_link",
        to_name=user.name,
        to_address=user.email,
        link=link_of(generate_reset_password_token(user)),
    )
    flash(
        f"A link to set a password is on its way to {user.email}. It works once, for three days.", "success"
    )


def _again(number: int, typed: TypedUser, error: BadInput | Conflict) -> str:
    """The form with what was typed in it, over the account as it is now."""
    abandon()
    user = stored.by_number(current_session(), number)
    return _form_page("users/edit.html", typed, error, user=user)


def _form_page(
    template: str, typed: TypedUser, error: BadInput | Conflict | None = None, user: "User | None" = None
) -> str:
    people = {str(person.id): person.name for person in posts.persons(current_session())}
    wrong = {error.field or "name": str(error)} if isinstance(error, BadInput) else {}
    theirs = _theirs(user, typed, people) if isinstance(error, Conflict) and user else []
    return render_template(
        template,
        typed=typed,
        user=user,
        wrong=wrong,
        theirs=theirs,
        errors=[{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()]
        or [{"text": str(error), "href": "#theirs"} for error in [error] if error],
        roles=[
            {"value": role.value, "label": ROLE_NAMES[role], "hint": hint} for role, hint in HINTS.items()
        ],
        people=[{"value": number, "label": name} for number, name in people.items()],
        holds=_holds(user),
    )


def _theirs(user: "User", typed: TypedUser, people: dict[str, str]) -> list[dict[str, str]]:
    """Where somebody else saved something other than what was typed here."""
    mine = typed.words(people, ROLE_NAMES)
    now = TypedUser.of(user).words(people, ROLE_NAMES)
    labels = {**LABELS, "active": "The account"}
    return [
        {"label": label, "mine": mine[name], "theirs": now[name]}
        for name, label in labels.items()
        if mine[name] != now[name]
    ]


def _holds(user: "User | None") -> list[dict[str, Any]]:
    """The posts that the person behind the account answers for today."""
    if user is None or user.person_id is None:
        return []
    session = current_session()
    held = posts.posts_of_person(session, user.person_id, current_moment().today)
    return [{"title": post.title, "code": post.code} for post in posts.listed(session) if post.id in held]

"""Whom the mail of a post reaches: who stands in while its holder is away, who gets copies, who gets one mail a week."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound
from tracker.domain.wording import date_words
from tracker.services import absences as service
from tracker.services.absences import Away
from tracker.services.addressees import Addressees
from tracker.store import addressees as besides
from tracker.store import posts as stored
from tracker.web.access import current_viewer
from tracker.web.chasing import chasing
from tracker.web.forms.chasing import chosen_person, typed_absence
from tracker.web.forms.posts import NEW
from tracker.web.requests import abandon, current_desk, current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.chasing import Absence
    from tracker.models.people import Person, Post


@chasing.get("/posts/<code>/mail")
def post(code: str) -> str:
    """The page; `absence` in the address names the one that its form changes."""
    return _page(code, number=request.args.get("absence", type=int))


@chasing.post("/posts/<code>/mail/absences")
def add_absence(code: str) -> ResponseReturnValue:
    def add(post: "Post") -> str:
        absence = service.note_absence(current_desk(), post, typed_absence(current_desk(), request.form))
        return f"Away until {date_words(absence.ends_on)} is noted."

    return _doing(code, add)


@chasing.post("/posts/<code>/mail/absences/<int:number>")
def change_absence(code: str, number: int) -> ResponseReturnValue:
    """Other days or another delegate; or the holder is back, or was not away at all."""

    def change(post: "Post") -> str:
        absence = _absence(post, number)
        if request.form.get("do") == "remove":
            service.drop_absence(current_desk(), absence)
            return "The absence is removed."
        version = request.form.get("version", type=int)
        if request.form.get("do") == "save":
            away = typed_absence(current_desk(), request.form)
            service.correct_absence(current_desk(), absence, away, version=version)
            return f"Away {_days(absence)} is saved."
        yesterday = current_moment().today - timedelta(days=1)
        if absence.starts_on > yesterday:
            raise InvalidMove("That absence has not lasted a day yet. Remove it instead.")
        until = Away(absence.starts_on, absence.ends_on, absence.delegate_id, absence.note)
        service.correct_absence(current_desk(), absence, replace(until, ends_on=yesterday), version=version)
        return f"The absence ended on {date_words(yesterday)}. From today the holder is written to."

    return _doing(code, change, number if request.form.get("do") == "save" else None)


@chasing.post("/posts/<code>/mail/staff-officer")
def staff_officer(code: str) -> ResponseReturnValue:
    def choose(post: "Post") -> str:
        person = chosen_person(current_desk(), request.form, "staff_officer")
        version = request.form.get("version", type=int)
        service.set_staff_officer(current_desk(), post, person, version=version)
        return f"{person.name} gets a copy of each mail." if person else "Nobody gets a copy for this post."

    return _doing(code, choose)


@chasing.post("/posts/<code>/mail/weekly")
def weekly(code: str) -> ResponseReturnValue:
    def ask(post: "Post") -> str:
        person = _holder(post)
        if person is None:
            raise InvalidMove("Nobody holds this post today, so there is nobody to ask.")
        wanted = request.form.get("weekly_only") == "yes"
        service.ask_weekly_only(current_desk(), person, wanted)
        return f"{person.name} gets {'one mail a week' if wanted else 'each reminder on its day'}."

    return _doing(code, ask)


@chasing.post("/posts/<code>/mail/mine")
def my_weekly(code: str) -> ResponseReturnValue:
    """The holder of the post says how often they want to be written to. Raises `NotFound` for anybody else."""
    post = stored.by_code(current_session(), code)
    person = _holder(post) if post.key in current_viewer().post_ids else None
    if person is None:
        raise NotFound("There is no such page. Choose one of the posts that you hold.")
    wanted = request.form.get("weekly_only") == "yes"
    service.ask_weekly_only(current_desk(), person, wanted)
    flash(f"You get {'one mail a week' if wanted else 'each reminder on its day'}.", "success")
    return redirect(url_for("work.index"), 303)


def _doing(code: str, what: "Callable[[Post], str]", number: int | None = None) -> ResponseReturnValue:
    """Does `what`, says so, and goes back to the page; keeps what was typed where it cannot be done.

    `number` is that of the absence that the form changes.
    """
    try:
        said = what(stored.by_code(current_session(), code))
    except (BadInput, Conflict) as error:
        abandon()
        return _page(code, error, number), 409 if isinstance(error, Conflict) else 422
    flash(said, "success")
    return redirect(url_for("chasing.post", code=code), 303)


def _absence(post: "Post", number: int) -> "Absence":
    found = besides.absences(current_session(), current_moment().today, post.key)
    absence = next((one for one in found if one.id == number), None)
    if absence is None:
        raise NotFound("That absence is not there any more.")
    return absence


def _holder(post: "Post") -> "Person | None":
    held = stored.holders_on(current_session(), current_moment().today, [post.key]).get(post.key)
    persons = stored.persons(current_session())
    return next((one for one in persons if held and one.id == held.person_id), None)


def _page(code: str, error: BadInput | Conflict | None = None, number: int | None = None) -> str:
    session, today = current_session(), current_moment().today
    post = stored.by_code(session, code)
    people = {one.id: one.name for one in stored.persons(session)}
    to = Addressees(session, today).answering(post.key)
    wrong = {error.field: str(error)} if isinstance(error, BadInput) else {}
    changed = _absence(post, number) if number is not None else None
    return render_template(
        "chasing/post.html",
        post=post,
        holder=_holder(post),
        reaches=to.name or to.address,
        away=to.away,
        is_above=to.post.id != post.id,
        absences=[_row(one, people) for one in besides.absences(session, today, post.key)],
        people=[
            *({"value": str(number), "label": name} for number, name in people.items()),
            {"value": NEW, "label": "Someone who is not on record yet"},
        ],
        changed=changed,
        typed=request.form if request.form or changed is None else _values(changed),
        wrong=wrong,
        errors=[{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()]
        or [{"text": "Someone changed this post first. Look again, then save.", "href": "#main-content"}]
        * bool(error),
    )


def _row(absence: "Absence", people: dict[int | None, str]) -> dict[str, Any]:
    return {
        "id": absence.id,
        "version": absence.version,
        "days": _days(absence),
        "delegate": people.get(absence.delegate_id, "Nobody: mail goes to the holder all the same"),
        "note": absence.note,
        "has_begun": absence.starts_on < current_moment().today,
    }


def _days(absence: "Absence") -> str:
    return f"{date_words(absence.starts_on)} to {date_words(absence.ends_on)}"


def _values(absence: "Absence") -> dict[str, str]:
    """An absence as its form has it."""
    return {
        "starts_on": date_words(absence.starts_on),
        "ends_on": date_words(absence.ends_on),
        "delegate": str(absence.delegate_id or ""),
        "note": absence.note,
    }

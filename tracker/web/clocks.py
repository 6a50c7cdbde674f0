"""The dates that the office itself owes: how far each has run, and the form with which one is started, corrected and met."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict
from tracker.domain.statutory import (
    STATUTES,
    USUAL_STEPS,
    ClockKind,
    ClockWanted,
    left_words,
    met_words,
    share_run,
    steps_text,
)
from tracker.domain.wording import count_words, date_words
from tracker.services import clocks as service
from tracker.store import clocks as stored
from tracker.store import posts
from tracker.web.forms.day_field import day_sent, in_figures
from tracker.web.incoming import row_number
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.chasing import StatutoryClock

clocks = Blueprint("clocks", __name__)
LABELS = {
    "kind": "What is owed",
    "title": "Title",
    "post": "Who is reminded",
    "starts_on": "First day",
    "last_on": "Last day",
    "steps": "Reminders",
    "note": "Note",
    "action": "Action",
}
Typed = dict[str, str]


@clocks.get("/clocks")
def index() -> str:
    rows = [_row(one) for one in stored.listed(current_session())]
    running = [row for row in rows if not row["is_met"]]
    late = sum(row["is_late"] for row in running)
    heading = "The office owes nothing by a date"
    if late:
        heading = f"{count_words(late, 'date', starts=True)} that the office owes {'is' if late == 1 else 'are'} overdue"
    elif running:
        heading = f"The office owes {count_words(len(running), 'answer')} by a date"
    return render_template(
        "clocks/index.html", heading=heading, running=running, met=[row for row in rows if row["is_met"]]
    )


@clocks.get("/clocks/new")
def new() -> str:
    return _page(
        {**dict.fromkeys(LABELS, ""), "steps": _steps(USUAL_STEPS), "kind": ClockKind.INSPECTION_COMMENTS}
    )


@clocks.post("/clocks")
def start() -> ResponseReturnValue:
    typed = _typed()
    try:
        clock = service.start_clock(current_desk(), _wanted(typed))
    except BadInput as error:
        abandon()
        return _page(typed, error=error), 422
    flash(f"The last day is {date_words(clock.last_on)}.", "success")
    return redirect(url_for("clocks.index"), 303)


@clocks.get("/clocks/<int:number>")
def edit(number: int) -> str:
    clock = stored.by_number(current_session(), number)
    return _page(_values(clock), clock)


@clocks.post("/clocks/<int:number>")
def correct(number: int) -> ResponseReturnValue:
    clock = stored.by_number(current_session(), number, lock=True)
    typed = _typed()
    try:
        service.correct_clock(current_desk(), clock, _wanted(typed), version=_version())
    except (BadInput, Conflict) as error:
        return _refused(number, typed, error)
    flash(f"{clock.title} is saved. The last day is {date_words(clock.last_on)}.", "success")
    return redirect(url_for("clocks.index"), 303)


@clocks.post("/clocks/<int:number>/met")
def meet(number: int) -> ResponseReturnValue:
    """Notes on which day what was owed went out; no day lets the clock run again."""
    clock = stored.by_number(current_session(), number, lock=True)
    typed = {"met_on": request.form.get("met_on", "")}
    again = bool(request.form.get("again"))
    try:
        met_on = None if again else day_sent(typed["met_on"], "met_on")
        if met_on is None and not again:
            raise BadInput("Give the day on which it went out.", field="met_on")
        service.meet_clock(current_desk(), clock, met_on, version=_version())
    except (BadInput, Conflict) as error:
        return _refused(number, typed, error)
    words = met_words(clock.met_on, clock.last_on) if clock.met_on else "The clock runs again"
    flash(f"{words}.", "success")
    return redirect(url_for("clocks.index"), 303)


def _refused(number: int, typed: Typed, error: BadInput | Conflict) -> ResponseReturnValue:
    abandon()
    clock = stored.by_number(current_session(), number)
    now = _values(clock)
    if isinstance(error, BadInput):
        return _page({**now, **typed}, clock, error=error), 422
    theirs = [
        {"label": label, "mine": _said(name, typed[name]), "theirs": _said(name, now[name])}
        for name, label in {**LABELS, "met_on": "Met on"}.items()
        if name in typed and typed[name].split() != now[name].split()
    ]
    return _page({**now, **typed}, clock, theirs=theirs), 409


def _page(
    values: Typed,
    clock: "StatutoryClock | None" = None,
    *,
    error: BadInput | None = None,
    theirs: list[dict[str, str]] | None = None,
) -> str:
    field = error.field if error else ""
    return render_template(
        "clocks/edit.html",
        clock=clock,
        values=values,
        kinds=[_kind(kind) for kind in ClockKind],
        posts=[
            {"value": key, "label": title} for key, _, title in posts.named(current_session(), active=True)
        ],
        errors=[{"text": str(error), "href": f"#{field}" if field else None}] if error else [],
        wrong={field: str(error)} if error else {},
        theirs=theirs or [],
    )


def _kind(kind: ClockKind) -> dict[str, str]:
    statute = STATUTES[kind]
    days = (
        f"{statute.days} days, the first counted" if statute.days else "the last day is set by someone else"
    )
    return {
        "value": kind.value,
        "label": statute.title,
        "hint": ". ".join(filter(None, (statute.source, days[0].upper() + days[1:]))),
    }


def _row(one: stored.ListedClock) -> dict[str, Any]:
    clock, today = one.clock, current_moment().today
    is_working_day = wiring().calendar.is_working_day
    times = service.times_of(clock)
    share = share_run(times, clock.met_on or today)
    days = (clock.last_on - clock.starts_on).days + 1
    run = round(share * days)
    is_late = not clock.met_on and clock.last_on < today
    left = left_words(clock.last_on, today, is_working_day)
    return {
        "title": clock.title,
        "href": url_for("clocks.edit", number=clock.key),
        "what": STATUTES[clock.kind].title,
        "source": STATUTES[clock.kind].source,
        "post": one.post_title,
        "reference": one.reference or "",
        "starts_on": clock.starts_on,
        "last_on": clock.last_on,
        "is_met": clock.met_on is not None,
        "is_late": is_late,
        "words": met_words(clock.met_on, clock.last_on) if clock.met_on else left[0].upper() + left[1:],
        "run_words": f"{run} of {count_words(days, 'day')} {'had' if clock.met_on else 'have'} run",
        "percent": f"{share * 100:.2f}",
    }


def _values(clock: "StatutoryClock") -> Typed:
    return {
        "kind": clock.kind.value,
        "title": clock.title,
        "post": str(clock.post_id),
        "starts_on": in_figures(clock.starts_on),
        "last_on": in_figures(clock.last_on),
        "steps": clock.steps.replace(",", ", "),
        "note": clock.note,
        "action": str(service.shown(current_session(), clock)["action"]),
        "met_on": in_figures(clock.met_on) if clock.met_on else "",
    }


def _said(name: str, value: str) -> str:
    if name == "post":
        return next((title for key, _, title in posts.named(current_session()) if str(key) == value), "")
    if name == "kind":
        return next((statute.title for kind, statute in STATUTES.items() if kind.value == value), "")
    return value


def _typed() -> Typed:
    return {name: request.form.get(name, "") for name in LABELS}


def _wanted(typed: Typed) -> ClockWanted:
    if typed["kind"] not in {kind.value for kind in ClockKind}:
        raise BadInput("Choose what is owed.", field="kind")
    return ClockWanted(
        kind=ClockKind(typed["kind"]),
        title=typed["title"],
        post_id=row_number(typed["post"]),
        starts_on=day_sent(typed["starts_on"], "starts_on"),
        last_on=None if STATUTES[ClockKind(typed["kind"])].days else day_sent(typed["last_on"], "last_on"),
        steps=typed["steps"],
        note=typed["note"],
        action=typed["action"],
    )


def _steps(steps: tuple[int, ...]) -> str:
    return steps_text(steps).replace(",", ", ")


def _version() -> int:
    return request.form.get("version", default=-1, type=int)

"""One change to many actions, in three steps: choose what should change, see what would, and do it. Nothing is written before."""

from itertools import groupby
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict
from tracker.domain.many_at_once import What, done_words
from tracker.domain.meetings import UNDER_WAY
from tracker.domain.wording import count_words
from tracker.services.many_at_once import Preview, change_many, preview_many
from tracker.services.many_plan import NO_PRIORITY, chosen
from tracker.store import meetings
from tracker.web import choices
from tracker.web.access import current_viewer
from tracker.web.forms.many import Chosen, TypedChange
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

many = Blueprint("many", __name__)
FIRST = 25
"""Lines that stand on the page at once; the rest of them one click away."""
VERBS = {
    What.OWNER: "Change the owner",
    What.PRIORITY: "Change the priority",
    What.DUE: "Change the due date",
    What.MEETING: "Add to a meeting",
    What.ASK: "Ask for an update",
}


@many.get("/actions/many")
def choose() -> ResponseReturnValue:
    which, typed = Chosen.of(request.args), TypedChange.of(request.args)
    try:
        return _form(which, typed)
    except BadInput as error:
        flash(str(error))
        return redirect(_back(which), 303)


@many.post("/actions/many/preview")
def preview() -> ResponseReturnValue:
    which, typed = Chosen.of(request.form), TypedChange.of(request.form)
    abandon()  # it only reads, and keeps no other writer waiting
    if request.form.get("back"):
        return _form(which, typed)
    try:
        return _preview(which, typed)
    except BadInput as error:
        return _form(which, typed, error), 422


@many.post("/actions/many")
def change() -> ResponseReturnValue:
    which, typed = Chosen.of(request.form), TypedChange.of(request.form)
    try:
        desk = current_desk()
        asking = typed.asking(desk.session, desk.moment.today, desk.calendar.is_working_day)
        done = change_many(
            desk,
            current_viewer(),
            which.choice,
            asking,
            read=request.form.get("read", ""),
            stationery=wiring().stationery,
        )
    except Conflict as conflict:
        abandon()
        return _preview(which, typed, conflict), 409
    except BadInput as error:
        abandon()
        return _form(which, typed, error), 422
    flash(done_words(asking.what, done.changed, len(done.mails), done.held), "success")
    return redirect(_back(which), 303)


def _back(which: Chosen) -> str:
    return f"/actions?{which.filter}"


def _form(which: Chosen, typed: TypedChange, error: BadInput | None = None) -> str:
    """Raises `BadInput` where no action is chosen, or too many."""
    session, today = current_session(), current_moment().today
    actions, missing = chosen(session, current_viewer(), which.choice, today)
    wrong = {typed.field(error.field): str(error)} if error else {}
    return render_template(
        "many/choose.html",
        heading=f"What should change for {count_words(len(actions) + len(missing), 'action')}?",
        actions=[{"reference": one.reference, "title": one.title} for one in actions[:100]],
        more=max(0, len(actions) - 100),
        which=which,
        back=_back(which),
        typed=typed,
        verbs=[(what.value, words) for what, words in VERBS.items()],
        wrong=wrong,
        errors=[{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()],
        **_offered(),
    )


def _offered() -> dict[str, Any]:
    session, today = current_session(), current_moment().today
    coming = [one for one in meetings.listed(session) if one.status in UNDER_WAY and one.papers_due >= today]
    return {
        "posts": choices.owners(session),
        "priorities": [*choices.priorities(session), {"value": NO_PRIORITY, "label": "No priority"}],
        "meetings": [
            {"value": one.reference, "label": choices.meeting_words(one)} for one in reversed(coming)
        ],
    }


def _preview(which: Chosen, typed: TypedChange, conflict: Conflict | None = None) -> str:
    moment = current_moment()
    asking = typed.asking(current_session(), moment.today, wiring().calendar.is_working_day)
    seen = preview_many(
        current_session(), current_viewer(), which.choice, asking, moment, wiring().stationery
    )
    count = len(seen.changes.lines)
    return render_template(
        "many/preview.html",
        heading=_heading(asking.what, count),
        caption=VERBS[asking.what],
        button=_button(asking.what, count),
        asks=asking.what is What.ASK,
        reason=asking.reason,
        cause=_cause_words(seen),
        lines=[_line(one) for one in seen.changes.lines],
        first=FIRST,
        left=_left(seen),
        left_count=len(seen.changes.left),
        mails=[_mail(one) for one in seen.mails],
        mails_heading=_mails_heading(seen),
        read=seen.read,
        hidden=[*which.hidden, *typed.hidden],
        back=_back(which),
        errors=[{"text": str(conflict), "href": "#changes"}] if conflict else [],
    )


def _heading(what: What, count: int) -> str:
    if what is What.ASK:
        return (
            f"An update will be asked for on {count_words(count, 'action')}"
            if count
            else "Nobody would be asked"
        )
    return f"{count_words(count, 'action')} will change" if count else "Nothing would change"


def _button(what: What, count: int) -> str:
    actions = count_words(count, "action")
    return f"Ask for an update on {actions}" if what is What.ASK else f"Change {actions}"


def _cause_words(seen: Preview) -> str:
    if not seen.asking.moves_dates:
        return ""
    if seen.asking.agreed:
        return f"Revised date agreed by {seen.asking.decided_by}. It counts as slippage where there was a date before."
    return "Due date corrected: the date on record was wrong. It does not count as slippage."


def _mails_heading(seen: Preview) -> str:
    if not seen.mails:
        return "No mail is owed"
    return f"{count_words(len(seen.mails), 'mail')}, as {'it' if len(seen.mails) == 1 else 'they'} will read"


def _line(one: Any) -> dict[str, str]:
    return {
        "reference": one.action.reference,
        "title": one.action.title,
        "before": one.before,
        "after": one.after,
    }


def _left(seen: Preview) -> list[dict[str, Any]]:
    """What is left alone, by why."""
    by_why = sorted(seen.changes.left, key=lambda one: one.why)
    return [
        {"why": why, "actions": [{"reference": one.reference, "title": one.title} for one in group]}
        for why, group in groupby(by_why, key=lambda one: one.why)
    ]


def _mail(one: Any) -> dict[str, Any]:
    return {
        "to": one.told.to_name,
        "address": one.to.address,
        "post": one.to.post.title,
        "held_because": one.held_because,
        "copies": ", ".join(one.copies),
        "subject": one.text.subject,
        "body": one.text.body_text,
    }

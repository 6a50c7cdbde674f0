"""What goes out in the next ten working days, and each mail of it: read, held, skipped, sent now or tested before it is made."""

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from tracker.domain.errors import BadInput, NotFound
from tracker.domain.mails import MailKind
from tracker.domain.wording import weekday_date
from tracker.services import stepping_in
from tracker.services.forecast import find_planned, fingerprint, forecast, read_ahead
from tracker.store import forecast as stored
from tracker.store import meetings
from tracker.web.access import current_viewer
from tracker.web.chasing_words import day_rows, forecast_heading, planned_row
from tracker.web.mail_words import KINDS, framed
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.services.planned import Planned

chasing = Blueprint("chasing", __name__)
OTHER_BY_NOW = "This mail says something else by now. Nothing was done. Read it again below."


@chasing.get("/chasing")
def index() -> str:
    session, today = current_session(), current_moment().today
    days = forecast(session, today, wiring().calendar.is_working_day)
    return render_template(
        "chasing/index.html",
        heading=forecast_heading(days),
        days=day_rows(days),
        left_held=stored.left_held(session, today),
        series=[
            {"title": one.title, "href": url_for("chasing.policy", code=one.code.lower())}
            for one in meetings.series_listed(session)
        ],
    )


@chasing.get("/chasing/mails/<day>/<code>/<kind>")
def show(day: str, code: str, kind: str) -> str:
    planned, on = _find(day, code, kind)
    return _page(planned, on)


@chasing.get("/chasing/mails/<day>/<code>/<kind>/html")
def html(day: str, code: str, kind: str) -> ResponseReturnValue:
    """The mail as it would look in a mail program, for a frame."""
    planned, on = _find(day, code, kind)
    return framed(read_ahead(current_session(), wiring().stationery, planned, on).body_html)


@chasing.post("/chasing/mails/<day>/<code>/<kind>")
def step_in(day: str, code: str, kind: str) -> ResponseReturnValue:
    """Does what the button says with the mail that was read, and with no other."""
    planned, on = _find(day, code, kind)
    if request.form.get("read") != fingerprint(planned):
        abandon()
        return _page(*_find(day, code, kind), BadInput(OTHER_BY_NOW, field="mail")), 409
    try:
        said = _step_in(planned, on, request.form.get("do", ""))
    except BadInput as error:
        abandon()
        return _page(*_find(day, code, kind), error), 422
    flash(said, "success")
    if request.form.get("do") == "test":
        return redirect(url_for("chasing.show", day=day, code=code, kind=kind), 303)
    return redirect(url_for("chasing.index", _anchor=f"day-{day}"), 303)


def _step_in(planned: "Planned", on: date, what: str) -> str:
    desk, stationery = current_desk(), wiring().stationery
    to = planned.to.name or planned.to.post.title
    if what == "hold":
        stepping_in.hold_planned(desk, planned, on, stationery)
        return f"The mail to {to} is held. It goes when you release it under Mail."
    if what == "skip":
        reason = request.form.get("reason", "")
        stepping_in.skip_planned(desk, planned, on, stationery, reason=reason)
        return f"The mail to {to} of {weekday_date(on)} is skipped."
    if what == "send":
        stepping_in.send_planned_now(desk, planned, stationery)
        return f"The mail to {to} is sent within a minute."
    if what == "test":
        address = current_user.email
        stepping_in.queue_test(desk, planned, on, stationery, name=current_viewer().name, address=address)
        return f"A test of this mail is sent to {address} within a minute. Nobody else gets it."
    raise BadInput("Choose what to do with this mail.", field="mail")


def _find(day: str, code: str, kind: str) -> "tuple[Planned, date]":
    """The planned mail that an address names. Raises `NotFound` where there is none."""
    try:
        on, which = date.fromisoformat(day), MailKind(kind)
    except ValueError:
        raise NotFound("There is no such mail. Choose one from what goes out.") from None
    planned = find_planned(
        current_session(),
        current_moment().today,
        wiring().calendar.is_working_day,
        day=on,
        code=code,
        kind=which,
    )
    if planned is None:
        raise NotFound("Nothing more is planned here: it was made, skipped or answered. See what goes out.")
    return planned, on


def _page(planned: "Planned", on: date, error: BadInput | None = None) -> str:
    letter = read_ahead(current_session(), wiring().stationery, planned, on)
    wrong = {error.field: str(error)} if error else {}
    facts: list[dict[str, Any]] = [
        {
            "name": "To",
            "value": planned.to.name or planned.to.post.title,
            "note": planned.to.address or "no address",
        },
        {"name": "Post", "value": planned.to.post.title},
        {"name": "Goes out", "value": f"{weekday_date(on)}, {planned.begins_at:%H:%M}"},
    ]
    if planned.to.away:
        facts.insert(1, {"name": "Stands in for", "value": planned.to.away})
    if planned.copies:
        facts.append({"name": "Copies", "value": ", ".join(planned.copies)})
    return render_template(
        "chasing/show.html",
        kind=KINDS[planned.kind],
        subject=letter.subject,
        body=letter.body_text,
        row=planned_row(planned, on),
        facts=facts,
        read=fingerprint(planned),
        may_send=bool(planned.to.address),
        wrong=wrong,
        typed=request.form,
        errors=[{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()],
        address={"day": on.isoformat(), "code": planned.to.post.code, "kind": planned.kind.value},
    )


from tracker.web import chasing_policy, chasing_posts  # noqa: E402, F401  (their pages stand on this blueprint)

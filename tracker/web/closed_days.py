"""The days on which the office is closed, besides weekends and bank holidays: nothing is sent on them."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, NotFound
from tracker.domain.wording import weekday_date
from tracker.services import closed_days as service
from tracker.store import closed_days as stored
from tracker.web.forms.chasing import typed_day
from tracker.web.requests import abandon, current_desk, current_moment, current_session

closed_days = Blueprint("closed_days", __name__)


@closed_days.get("/closed-days")
def index() -> str:
    return _page()


@closed_days.post("/closed-days")
def add() -> ResponseReturnValue:
    try:
        day = typed_day(request.form, "day", "Give the day, such as 27 December 2023.")
        service.close_office(current_desk(), day, note=request.form.get("note", ""))
    except BadInput as error:
        abandon()
        return _page(error), 422
    flash(
        f"The office is closed on {weekday_date(day)}. What would go out then goes on the next working day.",
        "success",
    )
    return redirect(url_for("closed_days.index"), 303)


@closed_days.post("/closed-days/<day>/open")
def open_again(day: str) -> ResponseReturnValue:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise NotFound("There is no such day.") from None
    service.open_office(current_desk(), on)
    flash(f"{weekday_date(on)} is a working day again.", "success")
    return redirect(url_for("closed_days.index"), 303)


def _page(error: BadInput | None = None) -> str:
    wrong = {error.field: str(error)} if error else {}
    return render_template(
        "chasing/closed_days.html",
        days=stored.listed(current_session(), current_moment().today),
        typed=request.form,
        wrong=wrong,
        errors=[{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()],
    )

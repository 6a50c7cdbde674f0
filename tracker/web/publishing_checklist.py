"""What the law asks to be published of this work, with what is, and what is missing."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain import information_order as order
from tracker.domain.errors import BadInput
from tracker.domain.information_order import Mend
from tracker.services.information_order import checklist as answers
from tracker.services.information_order import note_elsewhere
from tracker.store import published as stored
from tracker.web.publishing import publishing
from tracker.web.requests import abandon, current_desk, current_moment, current_session

STATES = {
    "met": ("Published", "green"),
    "partly": ("Partly published", "amber"),
    "missing": ("Missing", "red"),
}
MENDS = {
    Mend.PUBLISH: ("Publish it", lambda one: url_for("publishing.together", kind="meeting", subject=one)),
    Mend.TIME_AND_PLACE: (
        "Add them to the meeting",
        lambda one: url_for("meetings.edit", reference=one),
    ),
    Mend.AGENDA: ("Write the agenda", lambda one: url_for("agenda.edit", reference=one)),
    Mend.PAPER: ("Add a paper", lambda _one: url_for("documents.new")),
    Mend.LOG: ("Build its action log", lambda one: url_for("meetings.show", reference=one)),
    Mend.REPORT: (
        "Publish its action log",
        lambda one: url_for("publishing.show", kind="report", subject=one),
    ),
    Mend.DECISIONS: ("Publish actions", lambda _one: url_for("publishing.index")),
    Mend.ELSEWHERE: ("Say where it is published", lambda one: f"#url-{one}"),
    Mend.RESPONSE: ("Build one for the public", lambda _one: url_for("reports.index")),
}
"""What mends each gap, and where."""


@publishing.get("/checklist")
def checklist() -> str:
    return _page()


@publishing.post("/checklist")
def note() -> ResponseReturnValue:
    """Notes where one line of the checklist stands outside this product."""
    form = request.form
    try:
        version = form.get("version", "")
        note_elsewhere(
            current_desk(),
            form.get("duty", ""),
            url=form.get("url", ""),
            on=_day(form.get("published_on", "")),
            note=form.get("note", ""),
            version=int(version) if version.isdigit() and len(version) < 9 else None,
        )
    except BadInput as error:
        abandon()
        return _page(error), 422
    flash("It is noted.", "success")
    return redirect(f"{url_for('publishing.checklist')}#{form.get('duty', '')}", 303)


def _day(typed: str) -> date | None:
    """The day of a date field, which browsers send as 2023-10-04. Raises `BadInput`."""
    try:
        return date.fromisoformat(typed.strip()) if typed.strip() else None
    except ValueError:
        raise BadInput(
            "Write the day as year, month and day, such as 2023-10-04.", field="published_on"
        ) from None


def _page(error: BadInput | None = None) -> str:
    session = current_session()
    answered = answers(session, current_moment().today)
    missing = sum(1 for one in answered if one.state == "missing")
    duty = request.form.get("duty", "")
    return render_template(
        "publishing/checklist.html",
        answered=answered,
        elsewhere=stored.elsewhere(session),
        states=STATES,
        mends=MENDS,
        order=order.ORDER,
        order_url=order.ORDER_URL,
        heading=_heading(missing, len(answered)),
        typed=request.form if error else {},
        wrong={error.field: str(error)} if error else {},
        errors=[{"text": str(error), "href": f"#{error.field}-{duty}"}] if error else [],
    )


def _heading(missing: int, of: int) -> str:
    if not missing:
        return "Something is published for each duty"
    return f"{missing} of {of} duties {'has' if missing == 1 else 'have'} nothing published"

"""The private calendar of a series: the file that calendar programs fetch, and the page on which its address is made and taken back."""

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import LinkDead
from tracker.services import series_calendars as service
from tracker.store import meetings
from tracker.store import series_calendars as stored
from tracker.web.calendars import PURPOSE, count_fetch, kept_private, private_calendar
from tracker.web.requests import current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import MeetingSeries

series_calendars = Blueprint("series_calendars", __name__)


@series_calendars.get("/calendar/series/<token>.ics")
def fetch(token: str) -> ResponseReturnValue:
    """The meetings of a series, for a calendar program: nobody signs in, the address is the key. 304 where nothing changed."""
    count_fetch(token)
    session, settings = current_session(), wiring().settings
    try:
        series = service.open_calendar(session, wiring().key_for(PURPOSE), token)
    except LinkDead as error:
        return kept_private(Response(f"{error}\n", 410, mimetype="text/plain"))
    days = service.days_of_series(session, series, settings.base_url)
    at = datetime.combine(current_moment().today, time(), UTC)
    return private_calendar(series.title, f"{series.code.lower()}.ics", days, at)


@series_calendars.get("/series/<code>/calendar")
def show(code: str) -> str:
    series = _series(code)
    session = current_session()
    token = service.token_of(session, wiring().key_for(PURPOSE), series.key)
    at = f"{wiring().settings.base_url}/calendar/series/{token}.ics" if token else ""
    return render_template(
        "calendars/series.html",
        series=series,
        address=at,
        subscribe=f"webcal://{at.partition('://')[2]}" if at else "",
        made=stored.calendar_of(session, series.key) if at else None,
    )


@series_calendars.post("/series/<code>/calendar")
def renew(code: str) -> ResponseReturnValue:
    service.renew(current_desk(), _series(code))
    flash("The new address is below. One that was there before does not work any more.", "success")
    return redirect(url_for("series_calendars.show", code=code), 303)


@series_calendars.post("/series/<code>/calendar/take-back")
def take_back(code: str) -> ResponseReturnValue:
    service.take_back(current_desk(), _series(code))
    flash("The address is taken back: it does not work any more.", "success")
    return redirect(url_for("series_calendars.show", code=code), 303)


def _series(code: str) -> "MeetingSeries":
    return meetings.series_by_code(current_session(), code)

"""The policy of a series: its form, what would go out under it before it is saved, and saving it."""

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.commissions import commission_due
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.policy import WEEKDAYS, Policy, checked
from tracker.domain.wording import date_words
from tracker.services.forecast import compare, forecast
from tracker.services.office_ahead import unsent_requests
from tracker.services.policies import Policies, policies, policy_of, save_policy, version_of
from tracker.services.policy_effects import effect_of
from tracker.store import meetings
from tracker.web.chasing import chasing
from tracker.web.chasing_words import change_rows, forecast_heading
from tracker.web.forms.policy import TypedPolicy, parts_in_words
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from datetime import date

    from tracker.models.meetings import MeetingSeries


@chasing.get("/series/<code>/chasing")
def policy(code: str) -> str:
    series = meetings.series_by_code(current_session(), code)
    return _page(series, TypedPolicy.of(policy_of(current_session(), series.key)))


@chasing.post("/series/<code>/chasing")
def save(code: str) -> ResponseReturnValue:
    """Saves the policy; or shows what would go out under what is typed, and changes nothing."""
    typed = TypedPolicy.from_form(request.form)
    if request.form.get("do") == "preview":
        abandon()
        return _preview(code, typed)
    series = meetings.series_by_code(current_session(), code)
    desk, seen = current_desk(), request.form.get("version", type=int)
    try:
        wanted = checked(typed.policy())
        effect = effect_of(desk.session, series, wanted)
        save_policy(desk, series, wanted, version=seen)
    except (BadInput, Conflict) as error:
        abandon()
        series = meetings.series_by_code(current_session(), code)
        return _page(series, typed, error), 409 if isinstance(error, Conflict) else 422
    said = effect.words if effect.waiting else ""
    flash(
        f"The owners of the {series.title} are chased by this policy from now on. {said}".strip(), "success"
    )
    return redirect(url_for("chasing.policy", code=code), 303)


def _preview(code: str, typed: TypedPolicy) -> ResponseReturnValue:
    series = meetings.series_by_code(current_session(), code)
    try:
        wanted = checked(typed.policy())
    except BadInput as error:
        return _page(series, typed, error), 422
    return _page(
        series, typed, preview=_previewed(series, wanted), seen=request.form.get("version", type=int)
    )


def _previewed(series: "MeetingSeries", wanted: Policy) -> dict[str, Any]:
    """What goes out under `wanted`, beside what goes out as it is, and what becomes of the mails that wait."""
    session, today, worked = current_session(), current_moment().today, wiring().calendar.is_working_day
    instead = Policies({**policies(session), series.key: wanted})
    now, then = forecast(session, today, worked), forecast(session, today, worked, by=instead)
    rows = change_rows(compare(now, then))
    return {
        "heading": forecast_heading(then),
        "effect": " ".join([effect_of(session, series, wanted).words, *_requests(series, wanted)]),
        "rows": rows,
        "changed": sum(bool(row["change"]) for row in rows),
    }


def _requests(series: "MeetingSeries", wanted: Policy) -> list[str]:
    """From when the requests to the force that nobody has sent are to leave, where that changes."""
    session, today = current_session(), current_moment().today
    weeks = policy_of(session, series.key).commissioning_weeks
    if weeks == wanted.commissioning_weeks:
        return []
    return [
        _request_words(
            date_words(meeting.starts_on), commission_due(meeting.starts_on, wanted.commissioning_weeks)
        )
        for meeting in unsent_requests(session, series.key, today)
    ]


def _request_words(meeting: str, due: "date | None") -> str:
    """The request for 4 October 2023 is to be sent from 6 September 2023."""
    until = f"is to be sent from {date_words(due)}" if due else "is not asked for any more"
    return f"The request for {meeting} {until}."


def _page(
    series: "MeetingSeries",
    typed: TypedPolicy,
    error: BadInput | Conflict | None = None,
    *,
    preview: dict[str, Any] | None = None,
    seen: int | None = None,
) -> str:
    session = current_session()
    wrong = {error.field: str(error)} if isinstance(error, BadInput) else {}
    theirs = _theirs(series, typed) if isinstance(error, Conflict) else []
    version = version_of(session, series.key)
    return render_template(
        "chasing/policy.html",
        series=series,
        typed=typed,
        version=version if seen is None else seen,
        weekdays=[{"value": str(day), "label": name} for day, name in enumerate(WEEKDAYS)],
        is_default=version == 0,
        preview=preview,
        theirs=theirs,
        wrong=wrong,
        errors=[{"text": sentence, "href": f"#{field}"} for field, sentence in wrong.items()]
        or [{"text": str(one), "href": "#theirs"} for one in [error] if one],
    )


def _theirs(series: "MeetingSeries", typed: TypedPolicy) -> list[dict[str, str]]:
    """Where what was typed differs from what someone saved meanwhile."""
    mine = parts_in_words(typed.policy())
    now = parts_in_words(policy_of(current_session(), series.key))
    return [
        {"label": label, "mine": mine[label], "theirs": now[label]}
        for label in mine
        if mine[label] != now[label]
    ]

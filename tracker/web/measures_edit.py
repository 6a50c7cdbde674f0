"""The forms with which a measure is defined, changed, discontinued and taken up again."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput
from tracker.domain.measure_values import UNIT_WORDS
from tracker.domain.measures import Better, Unit
from tracker.domain.wording import date_words
from tracker.services import measures as service
from tracker.services.measures import MeasureWanted
from tracker.store import measures as stored
from tracker.store import meetings
from tracker.web.incoming import row_number
from tracker.web.measures_forms import (
    Typed,
    carry_out,
    choice_of,
    day_of,
    day_typed,
    number_of,
    theirs_rows,
    typed_fields,
    version_sent,
)
from tracker.web.measures_show import BETTER_WORDS
from tracker.web.requests import current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.measures import Measure

LABELS = {
    "code": "Short code",
    "title": "Name",
    "counts": "What it counts",
    "unit": "Unit",
    "better": "Which way is better",
    "priority": "Priority",
    "national_measure": "National measure",
    "starts_on": "Measured from",
    "fix_after": "Fix the limits after",
    "position": "Place in the list",
}
ENDED = ("ends_on", "ended_note")


def new() -> str:
    return _page({**dict.fromkeys(LABELS, ""), "position": "0"}, None)


def create() -> ResponseReturnValue:
    typed = typed_fields(LABELS)

    def change() -> str:
        measure = service.define_measure(current_desk(), _wanted(typed))
        flash(f"{measure.title} is defined. Add its readings.", "success")
        return url_for("measures.show", code=measure.code)

    return carry_out(lambda **given: _page(**given, measure=None), typed, change)


def edit(code: str) -> str:
    measure = stored.by_code(current_session(), code)
    return _page(_values(measure), measure)


def update(code: str) -> ResponseReturnValue:
    typed = {**typed_fields(LABELS), "code": code}

    def change() -> str:
        measure = stored.by_code(current_session(), code, lock=True)
        service.change_measure(current_desk(), measure, _wanted(typed), version=version_sent())
        flash(f"{measure.title} is saved.", "success")
        return url_for("measures.show", code=measure.code)

    return carry_out(lambda **given: _again(code, **given), typed, change)


def end(code: str) -> ResponseReturnValue:
    """Discontinues a measure."""
    typed = typed_fields(ENDED)

    def change() -> str:
        measure = stored.by_code(current_session(), code, lock=True)
        day = day_of(typed, "ends_on")
        if day is None:
            raise BadInput("Give the last day on which it was measured.", field="ends_on")
        service.discontinue_measure(
            current_desk(), measure, ends_on=day, note=typed["ended_note"], version=version_sent()
        )
        flash(f"{measure.title} is discontinued from {date_words(day)}. Its readings stay.", "success")
        return url_for("measures.show", code=code)

    return carry_out(lambda **given: _again(code, **given), typed, change)


def resume(code: str) -> ResponseReturnValue:
    """Takes a discontinued measure up again."""

    def change() -> str:
        measure = stored.by_code(current_session(), code, lock=True)
        service.take_up_again(current_desk(), measure, version=version_sent())
        flash(f"{measure.title} is measured again.", "success")
        return url_for("measures.show", code=code)

    return carry_out(lambda **given: _again(code, **given), {}, change)


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/measures/new")(new)
    blueprint.post("/measures")(create)
    blueprint.get("/measures/<code>/edit")(edit)
    blueprint.post("/measures/<code>/edit")(update)
    blueprint.post("/measures/<code>/ended")(end)
    blueprint.post("/measures/<code>/resumed")(resume)


def _again(code: str, typed: Typed, **given: Any) -> str:
    measure = stored.by_code(current_session(), code)
    return _page({**_values(measure), **typed}, measure, **given)


def _page(
    typed: Typed,
    measure: "Measure | None",
    *,
    errors: list[dict[str, Any]] | None = None,
    wrong: dict[str, str] | None = None,
    theirs: dict[str, Any] | None = None,
) -> str:
    session = current_session()
    return render_template(
        "measures/edit.html",
        measure=measure,
        values=typed,
        units=[{"value": one.value, "label": words.capitalize()} for one, words in UNIT_WORDS.items()],
        betters=[{"value": one.value, "label": words} for one, words in BETTER_WORDS.items()],
        priorities=[{"value": one.key, "label": one.title} for one in meetings.priorities(session)],
        national_measures=[
            {"value": one.key, "label": one.title} for one in meetings.national_measures(session)
        ],
        errors=errors or [],
        wrong=wrong or {},
        theirs=theirs_rows(LABELS, typed, theirs),
    )


def _wanted(typed: Typed) -> MeasureWanted:
    return MeasureWanted(
        code=typed["code"],
        title=typed["title"],
        counts=typed["counts"],
        unit=choice_of(typed, "unit", Unit, "Choose the unit."),
        better=choice_of(typed, "better", Better, "Choose which way is better."),
        priority_id=row_number(typed["priority"]),
        national_measure_id=row_number(typed["national_measure"]),
        starts_on=day_of(typed, "starts_on"),
        fix_after=number_of(typed, "fix_after", "Give a number of points, 12 or more, or leave it empty."),
        position=number_of(typed, "position", "Give its place in the list as a number, such as 3.") or 0,
    )


def _values(measure: "Measure") -> Typed:
    return {
        "code": measure.code,
        "title": measure.title,
        "counts": measure.counts,
        "unit": measure.unit.value,
        "better": measure.better.value,
        "priority": str(measure.priority_id or ""),
        "national_measure": str(measure.national_measure_id or ""),
        "starts_on": day_typed(measure.starts_on),
        "fix_after": str(measure.fix_after or ""),
        "position": str(measure.position),
        "ends_on": day_typed(measure.ends_on),
        "ended_note": measure.ended_note,
    }

"""The areas for which figures are kept: their list, and the form with which one is added or changed."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.measures import AreaKind
from tracker.services import areas as service
from tracker.services.areas import AreaWanted
from tracker.store import measures as stored
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
from tracker.web.requests import current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.measures import Area

LABELS = {
    "code": "Short code",
    "title": "Name",
    "kind": "What it is",
    "starts_on": "First day",
    "ends_on": "Last day",
    "position": "Place in the list",
    "note": "Note",
}
KIND_WORDS = {AreaKind.FORCE: "The whole force", AreaKind.HUB: "A hub", AreaKind.OTHER: "Another area"}


def areas() -> str:
    return _page(_empty(), None)


def add_area() -> ResponseReturnValue:
    typed = typed_fields(LABELS)

    def change() -> str:
        area = service.add_area(current_desk(), _wanted(typed))
        flash(f"{area.title} is added.", "success")
        return url_for("measures.areas")

    return carry_out(lambda **given: _page(**given, area=None), typed, change)


def edit_area(code: str) -> str:
    area = stored.area_by_code(current_session(), code)
    return _page(_values(area), area)


def change_area(code: str) -> ResponseReturnValue:
    typed = {**typed_fields(LABELS), "code": code}

    def change() -> str:
        area = stored.area_by_code(current_session(), code)
        service.change_area(current_desk(), area, _wanted(typed), version=version_sent())
        flash(f"{area.title} is saved.", "success")
        return url_for("measures.areas")

    def again(typed: Typed, **given: Any) -> str:
        area = stored.area_by_code(current_session(), code)
        return _page({**_values(area), **typed}, area, **given)

    return carry_out(again, typed, change)


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/measures/areas")(areas)
    blueprint.post("/measures/areas")(add_area)
    blueprint.get("/measures/areas/<code>")(edit_area)
    blueprint.post("/measures/areas/<code>")(change_area)


def _page(
    typed: Typed,
    area: "Area | None",
    *,
    errors: list[dict[str, Any]] | None = None,
    wrong: dict[str, str] | None = None,
    theirs: dict[str, Any] | None = None,
) -> str:
    return render_template(
        "measures/areas.html",
        area=area,
        areas=stored.areas(current_session()),
        values=typed,
        kinds=[{"value": one.value, "label": words} for one, words in KIND_WORDS.items()],
        kind_words={one.value: words for one, words in KIND_WORDS.items()},
        errors=errors or [],
        wrong=wrong or {},
        theirs=theirs_rows(LABELS, typed, theirs),
    )


def _wanted(typed: Typed) -> AreaWanted:
    return AreaWanted(
        code=typed["code"],
        title=typed["title"],
        kind=choice_of(typed, "kind", AreaKind, "Choose what it is."),
        starts_on=day_of(typed, "starts_on"),
        ends_on=day_of(typed, "ends_on"),
        note=typed["note"],
        position=number_of(typed, "position", "Give its place in the list as a number, such as 3.") or 0,
    )


def _empty() -> Typed:
    return {**dict.fromkeys(LABELS, ""), "kind": AreaKind.HUB.value, "position": "0"}


def _values(area: "Area") -> Typed:
    return {
        "code": area.code,
        "title": area.title,
        "kind": area.kind.value,
        "starts_on": day_typed(area.starts_on),
        "ends_on": day_typed(area.ends_on),
        "position": str(area.position),
        "note": area.note,
    }

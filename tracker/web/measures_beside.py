"""The forms for what stands beside the readings of a measure: definitions, targets and averages, rebases."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import NotFound
from tracker.domain.measure_values import HOW, read_value, value_words
from tracker.domain.measures import AgainstKind
from tracker.domain.wording import date_words
from tracker.services import measures_beside as service
from tracker.services.measures_beside import AgainstWanted, RebaseWanted
from tracker.store import measures as stored
from tracker.web.measures_forms import (
    Typed,
    area_choices,
    area_of,
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
    from tracker.models.measures import Against, Measure

DEFINITION = ("from_on", "words", "breaks")
BESIDE = {
    "kind": "What it is",
    "area": "Area",
    "value": "Value",
    "rank": "Rank",
    "rank_of": "Of how many",
    "from_on": "Holds from",
    "to_on": "Holds until",
    "words": "Words",
    "source": "Source",
}
REBASE = ("from_on", "title", "reason", "decided_on", "decided_by", "area")
KIND_WORDS = {
    AgainstKind.TARGET: "Target",
    AgainstKind.NATIONAL: "National average",
    AgainstKind.MOST_SIMILAR: "Average of the most similar forces",
    AgainstKind.RANK: "Rank among the forces",
}


def new_definition(code: str) -> str:
    return _page("definition", code, dict.fromkeys(DEFINITION, ""))


def add_definition(code: str) -> ResponseReturnValue:
    typed = typed_fields(DEFINITION)

    def change() -> str:
        measure = stored.by_code(current_session(), code, lock=True)
        row = service.add_definition(
            current_desk(),
            measure,
            from_on=day_of(typed, "from_on"),
            words=typed["words"],
            breaks=bool(typed["breaks"]),
        )
        flash(
            f"The definition holds from {date_words(row.from_on)} on." if row.from_on else "Saved.", "success"
        )
        return url_for("measures.show", code=code)

    return carry_out(lambda **given: _page("definition", code, **given), typed, change)


def new_beside(code: str) -> str:
    return _page("beside", code, {**dict.fromkeys(BESIDE, ""), "kind": AgainstKind.TARGET.value})


def add_beside(code: str) -> ResponseReturnValue:
    typed = typed_fields(BESIDE)

    def change() -> str:
        measure = stored.by_code(current_session(), code, lock=True)
        service.set_beside(current_desk(), measure, _wanted(typed, measure))
        flash("Added.", "success")
        return url_for("measures.show", code=code)

    return carry_out(lambda **given: _page("beside", code, **given), typed, change)


def edit_beside(code: str, number: int) -> str:
    measure, row = _row(code, number)
    return _page("beside", code, _values(row, measure), number=number)


def change_beside(code: str, number: int) -> ResponseReturnValue:
    typed = typed_fields(BESIDE)

    def change() -> str:
        stored.by_code(current_session(), code, lock=True)
        measure, row = _row(code, number)
        service.change_beside(current_desk(), measure, row, _wanted(typed, measure), version=version_sent())
        flash("Saved.", "success")
        return url_for("measures.show", code=code)

    return carry_out(lambda **given: _page("beside", code, **given, number=number), typed, change)


def new_rebase(code: str) -> str:
    return _page("rebase", code, dict.fromkeys(REBASE, ""))


def add_rebase(code: str) -> ResponseReturnValue:
    typed = typed_fields(REBASE)

    def change() -> str:
        measure = stored.by_code(current_session(), code, lock=True)
        wanted = RebaseWanted(
            from_on=day_of(typed, "from_on"),
            title=typed["title"],
            reason=typed["reason"],
            decided_on=day_of(typed, "decided_on"),
            decided_by=typed["decided_by"],
            area_id=area_of(typed),
        )
        row = service.rebase(current_desk(), measure, wanted)
        flash(f"New limits begin on {date_words(row.from_on)}.", "success")
        return url_for("measures.show", code=code)

    return carry_out(lambda **given: _page("rebase", code, **given), typed, change)


def take_back_rebase(code: str, number: int) -> ResponseReturnValue:
    measure = stored.by_code(current_session(), code, lock=True)
    row = next((one for one in stored.rebases(current_session(), measure.key) if one.id == number), None)
    if row is None:
        raise NotFound("There is no such rebase. Choose one from the measure’s page.")

    def change() -> str:
        service.take_back_rebase(current_desk(), measure, row, reason=request.form.get("why", ""))
        flash("The rebase is taken back. The history keeps it.", "success")
        return url_for("measures.show", code=code)

    def again(typed: Typed, **given: Any) -> str:
        return _page("rebase", code, {**dict.fromkeys(REBASE, ""), **typed}, **given)

    return carry_out(again, {"why": request.form.get("why", "")}, change)


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/measures/<code>/definitions")(new_definition)
    blueprint.post("/measures/<code>/definitions")(add_definition)
    blueprint.get("/measures/<code>/targets")(new_beside)
    blueprint.post("/measures/<code>/targets")(add_beside)
    blueprint.get("/measures/<code>/targets/<int:number>")(edit_beside)
    blueprint.post("/measures/<code>/targets/<int:number>")(change_beside)
    blueprint.get("/measures/<code>/rebases")(new_rebase)
    blueprint.post("/measures/<code>/rebases")(add_rebase)
    blueprint.post("/measures/<code>/rebases/<int:number>")(take_back_rebase)


def _page(
    what: str,
    code: str,
    typed: Typed,
    *,
    number: int | None = None,
    errors: list[dict[str, Any]] | None = None,
    wrong: dict[str, str] | None = None,
    theirs: dict[str, Any] | None = None,
) -> str:
    measure = stored.by_code(current_session(), code)
    row = _row(code, number)[1] if number else None
    return render_template(
        f"measures/{what}.html",
        measure=measure,
        row=row,
        values=typed,
        areas=area_choices(),
        kinds=[{"value": one.value, "label": words} for one, words in KIND_WORDS.items()],
        how=HOW[measure.unit],
        rebases=stored.rebases(current_session(), measure.key),
        errors=errors or [],
        wrong=wrong or {},
        theirs=theirs_rows(BESIDE, typed, theirs),
    )


def _row(code: str, number: int) -> "tuple[Measure, Against]":
    measure = stored.by_code(current_session(), code)
    row = next((one for one in stored.set_beside(current_session(), measure.key) if one.id == number), None)
    if row is None:
        raise NotFound("There is no such target or average. Choose one from the measure’s page.")
    return measure, row


def _wanted(typed: Typed, measure: "Measure") -> AgainstWanted:
    kind = choice_of(typed, "kind", AgainstKind, "Choose what it is.")
    is_rank = kind is AgainstKind.RANK
    return AgainstWanted(
        kind=kind,
        area_id=area_of(typed),
        value=None if is_rank else read_value(typed["value"], measure.unit),
        rank=number_of(typed, "rank", "Give the rank as a number, such as 6."),
        rank_of=number_of(typed, "rank_of", "Give of how many as a number, such as 43."),
        from_on=day_of(typed, "from_on"),
        to_on=day_of(typed, "to_on"),
        words=typed["words"],
        source=typed["source"],
    )


def _values(row: "Against", measure: "Measure") -> Typed:
    area = next((one for one in stored.areas(current_session()) if one.id == row.area_id), None)
    return {
        "kind": row.kind.value,
        "area": area.code if area else "",
        "value": "" if row.value is None else value_words(row.value, measure.unit),
        "rank": str(row.rank or ""),
        "rank_of": str(row.rank_of or ""),
        "from_on": day_typed(row.from_on),
        "to_on": day_typed(row.to_on),
        "words": row.words,
        "source": row.source,
    }

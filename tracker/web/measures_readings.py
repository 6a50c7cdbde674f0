"""One reading: typed, and on its own page revised, queried with the force, answered, removed."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import NotFound
from tracker.domain.evidence import page_number
from tracker.domain.measure_values import HOW, read_value, value_words
from tracker.domain.measures import ReadingStatus, Unit
from tracker.domain.periods import read_period
from tracker.services import readings_of_measures as service
from tracker.services.readings_of_measures import ReadingWanted
from tracker.store import evidence, measure_pages
from tracker.store import measures as stored
from tracker.web.access import current_viewer
from tracker.web.incoming import row_number
from tracker.web.measures_forms import (
    Typed,
    area_choices,
    area_of,
    carry_out,
    choice_of,
    day_of,
    theirs_rows,
    typed_fields,
    version_sent,
)
from tracker.web.measures_show import STATUS_WORDS, source_words
from tracker.web.requests import current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.measures import Measure, MeasureReading

LABELS = {
    "period": "Period",
    "until": "Ends on",
    "area": "Area",
    "value": "Value",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "status": "Status",
    "document": "Document",
    "page": "Page",
    "source": "Where in it",
    "note": "Note",
    "question": "Question",
}
FIRST = (ReadingStatus.FINAL, ReadingStatus.PROVISIONAL)


def new_reading(code: str) -> str:
    areas = stored.areas(current_session())
    usual = {"status": ReadingStatus.FINAL.value, "area": areas[0].code if areas else ""}
    asked = request.args.get("area", "")
    typed = {**dict.fromkeys(LABELS, ""), **usual, **({"area": asked} if asked else {})}
    return _new_page(code, typed)


def add_reading(code: str) -> ResponseReturnValue:
    typed = typed_fields(LABELS)

    def change() -> str:
        measure = stored.by_code(current_session(), code, lock=True)
        row = service.add_reading(current_desk(), measure, _wanted(typed, measure))
        flash(f"{row.period}: {value_words(row.value, measure.unit)} is added.", "success")
        if request.form.get("another"):
            return url_for("measures.new_reading", code=code, area=typed["area"])
        return url_for("measures.show", code=code, area=typed["area"])

    return carry_out(lambda **given: _new_page(code, **given), typed, change)


def reading(code: str, number: int) -> str:
    return _page(code, number, {})


def revise(code: str, number: int) -> ResponseReturnValue:
    typed = typed_fields(LABELS)

    def change() -> str:
        measure, row = _locked(code, number)
        period = {"period": row.period, "until": "", "area": _area_code(row), "status": "final"}
        # Its period and area stay; only the value and where it stands are typed.
        wanted = _wanted({**typed, **period}, measure, row)
        later = service.revise_reading(current_desk(), measure, row, wanted, version=version_sent())
        flash(f"Revised to {value_words(later.value, measure.unit)}. Both are kept.", "success")
        return url_for("measures.show", code=code, area=_area_code(row))

    return _carry_out(code, number, typed, change)


def query(code: str, number: int) -> ResponseReturnValue:
    """Notes what the force is asked."""
    typed = {"question": request.form.get("question", "")}

    def change() -> str:
        measure, row = _locked(code, number)
        service.query_reading(
            current_desk(), measure, row, question=typed["question"], version=version_sent()
        )
        flash("The reading is marked as queried with the force.", "success")
        return url_for("measures.reading", code=code, number=number)

    return _carry_out(code, number, typed, change)


def answer(code: str, number: int) -> ResponseReturnValue:
    """Notes what the force answered."""
    typed = {"answer": request.form.get("answer", "")}

    def change() -> str:
        measure, row = _locked(code, number)
        service.answer_query(current_desk(), measure, row, answer=typed["answer"], version=version_sent())
        flash("The answer is kept. Revise or remove the reading if it was wrong.", "success")
        return url_for("measures.reading", code=code, number=number)

    return _carry_out(code, number, typed, change)


def remove(code: str, number: int) -> ResponseReturnValue:
    typed = {"reason": request.form.get("reason", "")}

    def change() -> str:
        measure, row = _locked(code, number)
        service.remove_reading(current_desk(), measure, row, reason=typed["reason"], version=version_sent())
        flash(f"{row.period} is removed. It stays on record with the reason.", "success")
        return url_for("measures.show", code=code, area=_area_code(row))

    return _carry_out(code, number, typed, change)


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/measures/<code>/readings/new")(new_reading)
    blueprint.post("/measures/<code>/readings")(add_reading)
    blueprint.get("/measures/<code>/readings/<int:number>")(reading)
    blueprint.post("/measures/<code>/readings/<int:number>/revised")(revise)
    blueprint.post("/measures/<code>/readings/<int:number>/queried")(query)
    blueprint.post("/measures/<code>/readings/<int:number>/answered")(answer)
    blueprint.post("/measures/<code>/readings/<int:number>/removed")(remove)


def document_choices() -> list[dict[str, str]]:
    return [
        {"value": str(one.key), "label": one.title if one.held else f"{one.title} (not held)"}
        for one in evidence.documents(current_session())
    ]


def _carry_out(code: str, number: int, typed: Typed, change: Any) -> ResponseReturnValue:
    return carry_out(lambda **given: _page(code, number, **given), typed, change)


def _locked(code: str, number: int) -> "tuple[Measure, MeasureReading]":
    session = current_session()
    measure = stored.by_code(session, code, lock=True)
    row = stored.reading_by_number(session, number, lock=True)
    if row.measure_id != measure.id:
        raise NotFound("There is no such reading. Choose one from the measure’s table.")
    return measure, row


def _wanted(typed: Typed, measure: "Measure", like: "MeasureReading | None" = None) -> ReadingWanted:
    period = read_period(typed["period"], day_of(typed, "until"))
    if like is not None:
        period = type(period)(like.starts_on, like.ends_on, like.basis, like.period)
    return ReadingWanted(
        period=period,
        value=read_value(typed["value"], measure.unit),
        area_id=area_of(typed),
        numerator=_part(typed, "numerator"),
        denominator=_part(typed, "denominator"),
        status=choice_of(typed, "status", ReadingStatus, "Choose the status."),
        document_id=row_number(typed["document"]),
        page=page_number(typed["page"]),
        source=typed["source"],
        note=typed["note"],
        question=typed["question"],
    )


def _part(typed: Typed, field: str) -> float | None:
    return read_value(typed[field], Unit.COUNT, field=field) if typed[field].strip() else None


def _new_page(
    code: str,
    typed: Typed,
    *,
    errors: list[dict[str, Any]] | None = None,
    wrong: dict[str, str] | None = None,
) -> str:
    measure = stored.by_code(current_session(), code)
    return render_template(
        "measures/reading_new.html",
        measure=measure,
        values=typed,
        areas=area_choices(),
        documents=document_choices(),
        statuses=[{"value": one.value, "label": STATUS_WORDS[one.value]} for one in FIRST],
        how=HOW[measure.unit],
        disputed="question" in (wrong or {}) or "has a reading already" in (wrong or {}).get("period", ""),
        errors=errors or [],
        wrong=wrong or {},
    )


def _page(
    code: str,
    number: int,
    typed: Typed,
    *,
    errors: list[dict[str, Any]] | None = None,
    wrong: dict[str, str] | None = None,
    theirs: dict[str, Any] | None = None,
) -> str:
    session = current_session()
    measure = stored.by_code(session, code)
    rows = measure_pages.readings_for(session, current_viewer(), measure.key)
    row = next((one for one in rows if one.id == number), None)
    if row is None:
        raise NotFound("There is no such reading, or it is not yours to see.")
    source = measure_pages.sources(session, [row]).get(row.document_id or 0)
    return render_template(
        "measures/reading.html",
        measure=measure,
        row=row,
        area=next((one.title for one in stored.areas(session) if one.id == row.area_id), ""),
        value=value_words(row.value, measure.unit),
        source=source_words(source, row),
        marking=source.marking if source else "",
        status=STATUS_WORDS[row.status.value],
        earlier=next((one for one in rows if one.id == row.replaces_id), None),
        later=next((one for one in rows if one.replaces_id == row.id and not one.removed_on), None),
        words_of=lambda one: value_words(one.value, measure.unit),
        values={**_values(row), **typed},
        documents=document_choices(),
        how=HOW[measure.unit],
        errors=errors or [],
        wrong=wrong or {},
        theirs=theirs_rows({"value": "Value", "question": "Question", "answer": "Answer"}, typed, theirs),
    )


def _values(row: "MeasureReading") -> Typed:
    return {**dict.fromkeys(LABELS, ""), "document": str(row.document_id or ""), "answer": "", "reason": ""}


def _area_code(row: "MeasureReading") -> str:
    return next((one.code for one in stored.areas(current_session()) if one.id == row.area_id), "")

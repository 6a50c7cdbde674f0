"""A table of readings, pasted from a spreadsheet or from a CSV or Excel file: first what becomes of each line, then all at once."""

import hashlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Unreadable
from tracker.domain.measure_values import HOW, value_words
from tracker.domain.measures import Unit
from tracker.domain.reading_tables import MOST_CHARACTERS
from tracker.domain.wording import count_words
from tracker.services import reading_tables as service
from tracker.services.reading_tables import Common, Fate, FateKind
from tracker.store import measures as stored
from tracker.web.incoming import row_number
from tracker.web.measures_forms import Typed, area_choices, area_of, day_of, typed_fields
from tracker.web.measures_readings import document_choices
from tracker.web.requests import abandon, current_desk, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.measures import Measure

FIELDS = ("table", "area", "until", "document", "source")
KINDS = (".csv", ".xlsx")
LARGEST = 5_000_000
TONES = {
    FateKind.NEW: ("New", "blue"),
    FateKind.SAME: ("Same", ""),
    FateKind.REVISES: ("Revises", "amber"),
    FateKind.UNREADABLE: ("Left out", "red"),
}


def table(code: str) -> str:
    areas = stored.areas(current_session())
    return _page(code, {**dict.fromkeys(FIELDS, ""), "area": areas[0].code if areas else ""})


def check_table(code: str) -> ResponseReturnValue:
    """The dry run; or, with the digest of what a dry run showed, the real one."""
    typed = typed_fields(FIELDS)
    try:
        typed["table"] = _uploaded() or typed["table"]
        measure = stored.by_code(current_session(), code, lock=True)
        fates = service.foresee(current_desk(), measure, typed["table"], _common(typed))
        seen = request.form.get("seen", "")
        if not seen or request.files.get("file"):
            return _page(code, typed, fates=fates)
        if seen != _digest(fates):
            changed = (
                "The table or the record has changed since you looked. Look at the lines again, then save."
            )
            return _page(code, typed, fates=fates, errors=[{"text": changed, "href": "#fates-heading"}]), 409
        written = service.enter(current_desk(), measure, fates)
    except BadInput as error:
        abandon()
        errors = [{"text": str(error), "href": f"#{error.field or 'table'}"}]
        return _page(code, typed, errors=errors, wrong={error.field: str(error)}), 422
    flash(
        f"{count_words(written, 'reading', starts=True)} {'is' if written == 1 else 'are'} saved.", "success"
    )
    return redirect(url_for("measures.show", code=code, area=typed["area"]), 303)


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/measures/<code>/table")(table)
    blueprint.post("/measures/<code>/table")(check_table)


def _common(typed: Typed) -> Common:
    return Common(
        area_id=area_of(typed),
        document_id=row_number(typed["document"]),
        source=typed["source"].strip(),
        until=day_of(typed, "until"),
    )


def _uploaded() -> str:
    """The text of a file that came with the form, "" without one. It is read apart, under limits of time and memory. Raises `BadInput`."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return ""
    kind = PurePath(file.filename).suffix.lower()
    if kind not in KINDS:
        raise BadInput("Send a CSV or an Excel file (.csv or .xlsx), or paste the table.", field="file")
    content = file.stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadInput("That file is larger than 5 MB. Send the table of one measure alone.", field="file")
    try:
        with wiring().reader.open(BytesIO(content), kind, stopping=lambda: False) as opened:
            text = "\n".join(page.words for page in opened.pages())
    except Unreadable as error:
        raise BadInput(str(error), field="file") from error
    if len(text) > MOST_CHARACTERS:
        raise BadInput(
            "That file holds more than a table of readings. Paste the part that is one.", field="file"
        )
    return text


def _page(
    code: str,
    typed: Typed,
    *,
    fates: Sequence[Fate] | None = None,
    errors: list[dict[str, Any]] | None = None,
    wrong: dict[str, str] | None = None,
) -> str:
    measure = stored.by_code(current_session(), code)
    counts = {kind: sum(one.kind is kind for one in fates or ()) for kind in FateKind}
    written = counts[FateKind.NEW] + counts[FateKind.REVISES]
    return render_template(
        "measures/table.html",
        measure=measure,
        values=typed,
        areas=area_choices(),
        documents=document_choices(),
        how=HOW[measure.unit],
        fates=None if fates is None else [_fate(one, measure) for one in fates],
        seen=_digest(fates or ()),
        heading=_heading(counts, written)
        if fates is not None
        else f"Add a table of readings: {measure.title}",
        button=_button(written, counts[FateKind.UNREADABLE]),
        written=written,
        fractions=fates is not None and _look_like_fractions(fates, measure.unit),
        errors=errors or [],
        wrong=wrong or {},
    )


def _heading(counts: dict[FateKind, int], written: int) -> str:
    if not written:
        return "There is nothing to save"
    left = counts[FateKind.UNREADABLE]
    tail = f"; {count_words(left, 'line')} cannot be read" if left else ""
    return f"{count_words(written, 'reading', starts=True)} can be saved{tail}"


def _button(written: int, left: int) -> str:
    words = f"Save {count_words(written, 'reading')}"
    return f"{words} and leave out {count_words(left, 'line')}" if left else words


def _fate(fate: Fate, measure: "Measure") -> dict[str, Any]:
    label, tone = TONES[fate.kind]
    cells = fate.line.cells
    return {
        "number": fate.line.number,
        "label": label,
        "tone": tone,
        "words": fate.words,
        "period": fate.wanted.period.words if fate.wanted else cells.get("period", ""),
        "days": (fate.wanted.period.starts_on, fate.wanted.period.ends_on) if fate.wanted else None,
        "area": fate.area or cells.get("area", ""),
        "value": value_words(fate.wanted.value, measure.unit) if fate.wanted else cells.get("value", ""),
    }


def _digest(fates: Sequence[Fate]) -> str:
    """What a person was shown, so that nothing else is saved."""
    shown = [(one.line.number, one.kind, one.words, one.wanted) for one in fates]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


def _look_like_fractions(fates: Sequence[Fate], unit: Unit) -> bool:
    """A spreadsheet keeps 8.6% as 0.086: every value of a percentage lies under 1."""
    values = [one.wanted.value for one in fates if one.wanted]
    return unit is Unit.PERCENT and bool(values) and all(abs(value) <= 1 for value in values) and any(values)

"""What an inspection found: pasted or typed, shown as it was understood, corrected, and only then put on record."""

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Unreadable
from tracker.domain.inspection_list import LONGEST, MOST, ListRead, read_list
from tracker.domain.inspection_sheets import read_book
from tracker.domain.inspections import KIND_WORDS, FindingKind
from tracker.domain.wording import count_words
from tracker.services.inspection_findings import FindingWanted, add_findings
from tracker.store import inspections as stored
from tracker.web import choices
from tracker.web.forms.day_field import day_sent
from tracker.web.inspections import inspections
from tracker.web.requests import abandon, current_desk, current_session, wiring

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage

    from tracker.models.inspections import InspectionReport

FIELDS = ("kind", "number", "wording", "title", "due", "due_words", "post", "under", "action_taken")
NO_HEADING = (
    "No finding was recognised. Begin each with its kind, such as “Recommendation 1:”, “Area for improvement:” or "
    "“Cause of concern:”, or type them one by one."
)
NO_ROW = (
    "No finding was recognised in “{name}”. Put the names of the columns into its first row, such as Type, Ref, Wording and Deadline, or "
    "paste the list instead."
)
Row = dict[str, Any]


@inspections.get("/inspections/<code>/findings")
def findings(code: str) -> str:
    """The box to paste a list into; with `typed` an empty finding to fill in."""
    report = stored.by_code(current_session(), code)
    if request.args.get("typed"):
        return _check(report, [_empty()], ())
    return _paste(report)


@inspections.post("/inspections/<code>/findings/read")
def read(code: str) -> ResponseReturnValue:
    """What is understood of a pasted list, or of a file where one was chosen. Writes nothing."""
    abandon()
    report = stored.by_code(current_session(), code)
    if (came := request.files.get("file")) and came.filename:
        return _read_file(report, came)
    pasted = request.form.get("pasted", "")
    if len(pasted) > LONGEST:
        return _paste(
            report, pasted, f"Paste up to {LONGEST:,} characters at once; this has {len(pasted):,}."
        ), 422
    understood = read_list(pasted)
    if not understood.findings:
        return _paste(report, pasted, NO_HEADING if pasted.strip() else "Paste the list first."), 422
    return _check(report, _read_rows(understood), understood.not_taken)


def _read_file(report: "InspectionReport", came: "FileStorage") -> ResponseReturnValue:
    """The findings of a file; where there are none the page says why, with what was pasted beside it."""
    name, pasted = str(came.filename), request.form.get("pasted", "")
    try:
        with wiring().logs.open(came.stream, name) as book:
            understood = read_book(book)
    except Unreadable as error:
        return _paste(report, pasted, f"“{name}”: {error}", "file"), 422
    if not understood.findings:
        return _paste(report, pasted, NO_ROW.format(name=name), "file"), 422
    return _check(report, _read_rows(understood), understood.not_taken, columns=understood.columns, file=name)


@inspections.post("/inspections/<code>/findings")
def add(code: str) -> ResponseReturnValue:
    """Puts the findings on record as they were confirmed; those that are left out are forgotten. One more can be asked for first."""
    report = stored.by_code(current_session(), code, lock=True)
    rows = _sent()
    if request.form.get("more"):
        abandon()
        return _check(stored.by_code(current_session(), code), [*rows, _empty()], ())
    kept = [(place, row) for place, row in enumerate(rows) if row["keep"]]
    places = {place: kept_place for kept_place, (place, _) in enumerate(kept)}
    try:
        found = add_findings(current_desk(), report, [_wanted(row, place, places) for place, row in kept])
    except BadInput as error:
        abandon()
        field = _field_on_page(error.field, [place for place, _ in kept])
        return _check(stored.by_code(current_session(), code), rows, (), error=(str(error), field)), 422
    flash(
        f"{count_words(len(found), 'finding', starts=True)} of the report {_are(len(found))} on record, each as an action.",
        "success",
    )
    return redirect(url_for("inspections.show", code=report.code, _anchor="findings"), 303)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _paste(report: "InspectionReport", pasted: str = "", problem: str = "", field: str = "pasted") -> str:
    return render_template(
        "inspections/paste.html",
        report=report,
        pasted=pasted,
        wrong={field: problem},
        errors=[{"text": problem, "href": f"#{field}"}] if problem else [],
    )


def _check(
    report: "InspectionReport",
    rows: list[Row],
    not_taken: tuple[str, ...],
    *,
    error: tuple[str, str] | None = None,
    columns: tuple[str, ...] = (),
    file: str = "",
) -> str:
    words, field = error or ("", "")
    return render_template(
        "inspections/check.html",
        report=report,
        rows=rows,
        not_taken=not_taken,
        columns=columns,
        file=file,
        kinds=[
            {"value": kind.value, "label": said[:1].upper() + said[1:]} for kind, said in KIND_WORDS.items()
        ],
        posts=choices.owners(current_session()),
        concerns=[
            {"value": place, "label": f"Finding {place + 1}"}
            for place, row in enumerate(rows)
            if row["kind"] == FindingKind.CAUSE_OF_CONCERN
        ],
        errors=[{"text": words, "href": f"#{field}" if field else None}] if error else [],
        wrong={field: words} if field else {},
    )


def _empty() -> Row:
    return {**dict.fromkeys(FIELDS, ""), "kind": FindingKind.RECOMMENDATION.value, "keep": True}


def _read_rows(understood: ListRead) -> list[Row]:
    return [
        {
            "kind": one.kind.value,
            "number": one.number,
            "wording": one.wording,
            "title": one.title,
            "due": f"{one.due_on.day} {one.due_on.month} {one.due_on.year}" if one.due_on else "",
            "due_words": one.due_words,
            "post": "",
            "under": "" if one.under is None else str(one.under),
            "action_taken": one.action_taken,
            "keep": True,
        }
        for one in understood.findings
    ]


def _sent() -> list[Row]:
    """The findings as the form sent them."""
    count = min(request.form.get("count", default=0, type=int), MOST)
    return [
        {name: request.form.get(f"{name}-{place}", "") for name in FIELDS}
        | {"keep": not request.form.get(f"leave-{place}")}
        for place in range(max(count, 0))
    ]


def _wanted(row: Row, place: int, places: dict[int, int]) -> FindingWanted:
    if row["kind"] not in {kind.value for kind in FindingKind}:
        raise BadInput("Choose what kind of finding it is.", field=f"kind-{places[place]}")
    kind = FindingKind(row["kind"])
    under = int(row["under"]) if row["under"].isascii() and row["under"].isdigit() else None
    return FindingWanted(
        kind=kind,
        wording=row["wording"],
        title=row["title"],
        number=row["number"],
        due_words=row["due_words"],
        due_on=day_sent(row["due"], f"due-{places[place]}"),
        post=row["post"],
        under=places.get(under) if under is not None and kind is FindingKind.RECOMMENDATION else None,
        action_taken=row["action_taken"],
    )


def _field_on_page(field: str, kept: list[int]) -> str:
    """The field on the page, where those that are left out stand too."""
    name, _, place = field.rpartition("-")
    return f"{name}-{kept[int(place)]}" if name and place.isdigit() and int(place) < len(kept) else ""

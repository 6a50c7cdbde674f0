"""The steps of an import after its file: what was understood, who is meant, and every row. Each can be gone back to."""

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict
from tracker.domain.imports import Fate
from tracker.domain.references import action_reference
from tracker.domain.wording import count_words, date_words, join_words
from tracker.services import imports as service
from tracker.services.import_carried import carried_rows, take_last
from tracker.services.import_known import chased_from
from tracker.store import imports as stored
from tracker.store import meetings
from tracker.web.forms.days import typed_day
from tracker.web.import_matches_page import matches_page, typed_matches
from tracker.web.import_rows_page import rows_page
from tracker.web.import_tables_page import tables_page, typed_corrections
from tracker.web.imports import imports
from tracker.web.incoming import row_number
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.imports import Import


@imports.get("/imports/<int:number>/understood")
def understood(number: int) -> ResponseReturnValue:
    return _step(number, "understood")


@imports.post("/imports/<int:number>/understood")
def correct(number: int) -> ResponseReturnValue:
    """What a person says of the tables. The file is read again only where that is something new."""
    one = stored.by_number(current_session(), number, lock=True)
    try:
        corrections = typed_corrections(one, request.form)
        read_again = service.correct(current_desk(), one, corrections, version=_version())
    except (BadInput, Conflict) as error:
        abandon()
        return _step(number, "understood", error), 422
    return _on(number, "imports.show" if read_again else "imports.matches")


@imports.get("/imports/<int:number>/matches")
def matches(number: int) -> ResponseReturnValue:
    return _step(number, "matches")


@imports.post("/imports/<int:number>/matches")
def match(number: int) -> ResponseReturnValue:
    """Who and what words mean. The rows are judged again only where that is something new."""
    one = stored.by_number(current_session(), number, lock=True)
    try:
        said = typed_matches(current_desk(), one, request.form)
        service.match(current_desk(), one, said, version=_version())
    except (BadInput, Conflict) as error:
        abandon()
        return _step(number, "matches", error), 422
    return _on(number, "imports.rows")


@imports.get("/imports/<int:number>/rows")
def rows(number: int) -> ResponseReturnValue:
    return _step(number, "rows")


@imports.post("/imports/<int:number>/rows")
def leave_out(number: int) -> ResponseReturnValue:
    """Leaves the ticked rows out, or puts them back."""
    one = stored.by_number(current_session(), number, lock=True)
    ids = [key for typed in request.form.getlist("row") if (key := row_number(typed))][:200]
    if request.form.get("do") == "last":
        carried = take_last(current_desk(), one, matcher=wiring().matcher, version=_version())
        flash(f"The last row of {count_words(carried, 'action')} is taken.", "success")
        return _on(number, "imports.rows")
    out = request.form.get("do") != "back"
    count = service.leave_out(current_desk(), one, ids, out=out, matcher=wiring().matcher, version=_version())
    if count:
        words = "left out" if out else "put back"
        flash(f"{count_words(count, 'row')} {'is' if count == 1 else 'are'} {words}.", "success")
    else:
        flash("No row was ticked, so nothing changed.")
    back = url_for(
        "imports.rows", number=number, fate=request.form.get("fate") or None, page=request.form.get("page")
    )
    return redirect(back, 303)


@imports.post("/imports/<int:number>/write")
def write(number: int) -> ResponseReturnValue:
    """The button of the last step."""
    one = stored.by_number(current_session(), number, lock=True)
    desk = current_desk()
    try:
        today = current_moment().today
        service.chase_later(
            desk, one, typed_day(request.form.get("chase_from", ""), today, field="chase_from")
        )
        service.write_it(desk, one, version=_version())
    except (BadInput, Conflict) as error:
        abandon()
        return _step(number, "rows", error), 422
    return _on(number, "imports.show")


def _on(number: int, endpoint: str) -> ResponseReturnValue:
    return redirect(url_for(endpoint, number=number), 303)


def _version() -> int | None:
    return request.form.get("version", type=int)


def _step(number: int, step: str, error: BadInput | Conflict | None = None) -> ResponseReturnValue:
    """The page of a step; the page of the import itself where its steps cannot be gone through now."""
    one = stored.by_number(current_session(), number)
    if one.state not in service.OPEN_STATES or not one.understood:
        return redirect(url_for("imports.show", number=number))
    field = error.field if isinstance(error, BadInput) else ""
    context = {"one": one, "step": step, "version": one.version, "typed": request.form}
    context["errors"] = [{"text": str(error), "href": f"#{field}" if field else None}] if error else None
    context["wrong"] = {field: str(error)} if error and field else {}
    page = {"understood": _understood, "matches": _matches, "rows": _rows}[step]
    return page(one, context)


def _understood(one: "Import", context: dict[str, object]) -> str:
    return render_template("imports/understood.html", **context, **tables_page(one, request.form))


def _matches(one: "Import", context: dict[str, object]) -> str:
    found = matches_page(current_session(), one, current_moment().today, request.form)
    return render_template("imports/matches.html", **context, **found)


def _rows(one: "Import", context: dict[str, object]) -> str:
    session, desk = current_session(), current_desk()
    told = service.preview(desk, one)
    series = next(each for each in meetings.series_listed(session) if each.id == one.series_id)
    chase_from = one.chase_from or chased_from(desk)
    return render_template(
        "imports/rows.html",
        **context,
        **rows_page(session, one, url_for("imports.rows", number=one.key), series.code),
        heading=fates_heading(told.counts),
        carried=len(carried_rows(session, one)),
        told=told,
        button=_button(told.counts),
        goes_on_at=action_reference(series.code, told.counting.goes_on_at),
        jumps=told.counting.first_free - series.next_number > max(50, 2 * sum(told.counts.values())),
        highest=action_reference(series.code, told.counting.highest),
        chase_from=request.form.get("chase_from") or date_words(chase_from),
        chase_day=date_words(chase_from),
    )


def fates_heading(counts: dict[Fate, int]) -> str:
    """ "312 actions will be added, 4 changed, 6 cannot be taken" """
    parts = []
    if counts[Fate.NEW]:
        parts.append(f"{count_words(counts[Fate.NEW], 'action')} will be added")
    if counts[Fate.CHANGED]:
        words = (
            f"{counts[Fate.CHANGED]:,} changed"
            if parts
            else f"{count_words(counts[Fate.CHANGED], 'action')} will be changed"
        )
        parts.append(words)
    if counts[Fate.UNREADABLE]:
        parts.append(
            f"{counts[Fate.UNREADABLE]:,} cannot be taken"
            if parts
            else f"{count_words(counts[Fate.UNREADABLE], 'row')} cannot be taken"
        )
    if not parts:
        return "Nothing in this file is new"
    return ", ".join(parts)


def _button(counts: dict[Fate, int]) -> str:
    new, changed = counts[Fate.NEW], counts[Fate.CHANGED]
    parts = [f"Add {count_words(new, 'action')}"] if new else []
    if changed:
        parts.append(f"change {changed:,}" if parts else f"Change {count_words(changed, 'action')}")
    return join_words(parts)

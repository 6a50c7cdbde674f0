"""Filters of the actions under a name: kept, opened by their own address, renamed, shared and deleted."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict
from tracker.services import saved_filters as service
from tracker.store import saved_filters as stored
from tracker.store.filter_query import query_of, read_query
from tracker.web.access import current_viewer
from tracker.web.action_filters import Asked, gone, options, selected
from tracker.web.requests import abandon, current_desk, current_moment, current_session

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from tracker.domain.viewers import Viewer
    from tracker.models.outside import SavedFilter

saved_filters = Blueprint("saved_filters", __name__)


def above_the_list(session: "Session", viewer: "Viewer", query: str, today: "date") -> list[dict[str, Any]]:
    """The saved filters as they stand above the list of actions, each with its count; the one that is open is marked."""
    rows = stored.listed(session, viewer)
    counts = stored.counts(session, viewer, rows, today)
    return [
        {
            "name": row.name,
            "href": url_for("saved_filters.show", number=row.key),
            "count": counts[row.key],
            "current": row.query == query,
            "shared": row.shared and row.user_id != viewer.user_id,
        }
        for row in rows
    ]


@saved_filters.get("/actions/saved")
def index() -> str:
    session, viewer, today = current_session(), current_viewer(), current_moment().today
    rows = stored.listed(session, viewer)
    counts, makers = stored.counts(session, viewer, rows, today), stored.makers(session, rows)
    offered = options(session)
    return render_template(
        "saved_filters/index.html",
        rows=[
            {
                "name": row.name,
                "href": url_for("saved_filters.show", number=row.key),
                "edit": url_for("saved_filters.edit", number=row.key)
                if service.may_change(row, viewer.user_id, viewer.roles)
                else "",
                "count": counts[row.key],
                "shared": row.shared,
                "maker": "you" if row.user_id == viewer.user_id else makers.get(row.user_id, ""),
                "about": _about(row.query, offered),
                "gone": gone(read_query(row.query), offered),
            }
            for row in rows
        ],
    )


@saved_filters.get("/actions/saved/new")
def new() -> str:
    return _form("", query_of(read_query(request.args.get("filter", ""))), shared=False)


@saved_filters.post("/actions/saved")
def create() -> ResponseReturnValue:
    name, query, shared = request.form.get("name", ""), request.form.get("filter", ""), _shared()
    try:
        row = service.keep_filter(current_desk(), name=name, query=query, shared=shared)
    except BadInput as error:
        abandon()
        return _form(name, query_of(read_query(query)), shared=shared, error=error), 422
    flash(f"The filter “{row.name}” is saved. It stands above the list.", "success")
    return redirect(url_for("saved_filters.show", number=row.key), 303)


@saved_filters.get("/actions/saved/<int:number>")
def show(number: int) -> ResponseReturnValue:
    row = stored.by_number(current_session(), current_viewer(), number)
    return redirect(f"/actions?{row.query}", 303)


@saved_filters.get("/actions/saved/<int:number>/edit")
def edit(number: int) -> str:
    row = stored.by_number(current_session(), current_viewer(), number)
    return _form(row.name, row.query, shared=row.shared, row=row)


@saved_filters.post("/actions/saved/<int:number>")
def update(number: int) -> ResponseReturnValue:
    row = stored.by_number(current_session(), current_viewer(), number, lock=True)
    name, shared, version = request.form.get("name", ""), _shared(), request.form.get("version", 0, type=int)
    try:
        service.correct_filter(current_desk(), row, name=name, shared=shared, version=version)
    except (BadInput, Conflict) as error:
        abandon()
        row = stored.by_number(current_session(), current_viewer(), number)
        page = _form(name, row.query, shared=shared, row=row, error=error)
        return page, 409 if isinstance(error, Conflict) else 422
    flash(f"The filter “{row.name}” is saved.", "success")
    return redirect(url_for("saved_filters.index"), 303)


@saved_filters.post("/actions/saved/<int:number>/delete")
def delete(number: int) -> ResponseReturnValue:
    row = stored.by_number(current_session(), current_viewer(), number, lock=True)
    service.delete_filter(current_desk(), row)
    flash(f"The filter “{row.name}” is deleted. No action was changed.", "success")
    return redirect(url_for("saved_filters.index"), 303)


def _shared() -> bool:
    return request.form.get("shared") == "yes"


def _about(query: str, offered: Any) -> str:
    """What a filter narrows to, in words."""
    groups = selected(Asked(read_query(query), 1), offered)
    return ", ".join(item["text"] for group in groups for item in group["items"]) or "Every action"


def _form(
    name: str,
    query: str,
    *,
    shared: bool,
    row: "SavedFilter | None" = None,
    error: BadInput | Conflict | None = None,
) -> str:
    return render_template(
        "saved_filters/edit.html",
        name=name,
        query=query,
        shared=shared,
        row=row,
        about=_about(query, options(current_session())),
        wrong=str(error) if error else "",
        errors=[{"text": str(error), "href": "#name"}] if error else [],
    )

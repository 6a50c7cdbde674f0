"""Measures: the dashboard by priority, and the page of each. What changes them is in the modules that are registered here."""

from flask import Blueprint, render_template, request

from tracker.store import measures as stored
from tracker.web import measures_areas, measures_beside, measures_edit, measures_readings, measures_tables
from tracker.web.access import current_viewer
from tracker.web.measures_board import board
from tracker.web.measures_show import measure_page
from tracker.web.requests import current_session

measures = Blueprint("measures", __name__)


@measures.get("/measures")
def index() -> str:
    show = request.args.get("show", "")
    return render_template("measures/index.html", **board(current_session(), current_viewer(), show))


@measures.get("/measures/<code>")
def show(code: str) -> str:
    session = current_session()
    measure = stored.by_code(session, code)
    asked = request.args
    page = measure_page(session, current_viewer(), measure, asked.get("area", ""), asked.get("basis", ""))
    return render_template("measures/show.html", **page)


for module in (measures_edit, measures_areas, measures_beside, measures_readings, measures_tables):
    module.add_to(measures)

"""Says whether the product can serve, and serves what belongs to no noun: the office's colours, the accessibility statement."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tracker.domain.errors import Unavailable
from tracker.store import version
from tracker.store.session import explain
from tracker.web.requests import current_session, wiring

health = Blueprint("health", __name__)
brand = Blueprint("brand", __name__)
pages = Blueprint("pages", __name__)


@health.get("/healthz")
def show() -> ResponseReturnValue:
    """200 when it can serve, 503 with the reason when it cannot."""
    try:
        version.check(current_session().connection())
        current_session().execute(text("SELECT count FROM history_head")).one()
    except DBAPIError as error:
        return {"status": "unavailable", "reason": str(explain(error))}, 503
    except Unavailable as error:
        return {"status": "unavailable", "reason": str(error)}, 503
    return {"status": "ok"}


@brand.get("/brand.css")
def css() -> Response:
    """The office's colour as a custom property: the policy allows no style in a page."""
    sheet = f":root {{ --brand: {wiring().settings.brand_colour}; }}\n"
    return Response(sheet, mimetype="text/css", headers={"Cache-Control": "public, max-age=3600"})


@pages.get("/accessibility")
def accessibility() -> str:
    return render_template("pages/accessibility.html")

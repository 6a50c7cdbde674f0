"""How the public's pages and files are answered: with nothing of a session in them, and with what caches need to know."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, request, send_file, url_for
from sqlmodel import Session

from tracker.store import published as stored
from tracker.web.frame import VERSION, asset
from tracker.web.published_front import MAX_AGE
from tracker.web.requests import current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.publishing import PublicationFile

NAVIGATION = (
    ("Meetings", "meetings"),
    ("Actions", "actions"),
    ("Measures", "measures"),
    ("Papers", "documents"),
    ("Reports", "reports"),
)


def page(template: str, *, status: int = 200, **context: Any) -> Response:
    """A page of the published record, rendered without the context of the office's pages: nobody is signed in here.

    It tells of other things that are public too, so it is as new as the newest change of any.
    """
    html = current_app.jinja_env.get_template(template).render(**_frame(), **context)
    return kept_for_a_while(Response(html, status, mimetype="text/html"))


def kept_for_a_while(answer: Response, modified: datetime | None = None) -> Response:
    """Lets anyone keep the answer for some minutes. `modified` is that of the newest change where it is not given."""
    answer.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    answer.last_modified = _no_older_than_today(modified or stored.stamp(current_session()).newest)
    return answer


def _no_older_than_today(modified: datetime | None) -> datetime:
    """Whether something is overdue changes with the day, so a page is never older than that."""
    midnight = current_moment().machine.replace(hour=0, minute=0, second=0, microsecond=0)
    return max(modified, midnight) if modified else midnight


def open_data(content: str | bytes, media_type: str) -> Response:
    """A file for programs, which pages of other sites may fetch too."""
    answer = Response(content, content_type=f"{media_type}; charset=utf-8")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return kept_for_a_while(answer)


def svg(picture: str, modified: datetime) -> Response:
    return kept_for_a_while(Response(picture, mimetype="image/svg+xml"), modified)


def public_file(session: Session, found: "PublicationFile") -> Response:
    """The file as it was kept, known by its own digest."""
    kept = stored.stored_file(session, found)
    if request.if_none_match.contains(kept.sha256):
        answer = Response(status=304)
    else:
        answer = send_file(
            wiring().files.open(kept.sha256),
            kept.media_type,
            as_attachment=kept.media_type != "application/pdf",
            download_name=found.name,
        )
        answer.last_modified = kept.added_at
    answer.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    answer.set_etag(kept.sha256)
    return answer


def _frame() -> dict[str, Any]:
    """What every public page needs around it. Nothing of it depends on who asks."""
    parts = wiring()
    here = request.path.removeprefix("/published").strip("/").partition("/")[0]
    return {
        "office_name": parts.settings.office_name,
        "base_url": parts.settings.base_url,
        "navigation": [
            {"label": label, "href": f"/published/{folder}", "current": here == folder}
            for label, folder in NAVIGATION
        ],
        "brand_stylesheet": url_for("brand.css"),
        "asset": asset,
        "version": VERSION,
        "is_demonstration": parts.is_demonstration,
        "contact": parts.contact,
        "today": current_moment().today,
    }

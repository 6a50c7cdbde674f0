"""The published record: pages for anyone, made of what was published and of nothing else. No session, no cookie, no sign-in."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.public_cuts import PublicMeasure
from tracker.domain.publishing import Published, PublishedEvent
from tracker.store import published as stored
from tracker.web import published_pages as pages
from tracker.web.published_answers import page, public_file, svg
from tracker.web.requests import asked_page, current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.publishing import Publication

published = Blueprint("published", __name__, url_prefix="/published")

GONE_WORDS = "It was public, and was withdrawn."
LISTS = {
    "measures": (Published.MEASURE, "Measures"),
    "reports": (Published.REPORT, "Reports"),
    "documents": (Published.DOCUMENT, "Papers"),
}


@published.get("")
@published.get("/")
def index() -> Response:
    session, today = current_session(), current_moment().today
    return page("published/index.html", **pages.front(session, today))


@published.get("/search")
def search() -> Response:
    """What is public and has all the words that were typed."""
    typed = request.args.get("q", "").strip()[:200]
    return page("published/search.html", **pages.found(current_session(), typed))


@published.get("/meetings")
def meetings() -> Response:
    return page("published/meetings.html", **pages.meetings(current_session(), current_moment().today))


@published.get("/actions")
def actions() -> Response:
    return page(
        "published/actions.html",
        **pages.actions(
            current_session(),
            current_moment().today,
            typed=request.args.get("q", "").strip()[:200],
            priority=request.args.get("priority", ""),
            state=request.args.get("status", ""),
            number=asked_page(),
        ),
    )


@published.get("/<folder>")
def listed(folder: str) -> Response:
    if folder not in LISTS:
        return nothing_here()
    kind, title = LISTS[folder]
    return page("published/list.html", title=title, folder=folder, rows=pages.rows(current_session(), kind))


@published.get("/<folder>/<subject>")
def show(folder: str, subject: str) -> ResponseReturnValue:
    """One thing: its page, 410 with the words for the public where it was withdrawn, 404 where it was never public."""
    address = f"{folder}/{subject}"
    row = stored.at_address(current_session(), address)
    if row is None:
        return nothing_here()
    if row.address != address:
        return redirect(f"/published/{row.address}", 301)
    if not row.is_public:
        return _gone(row)
    context = pages.one(current_session(), row, current_moment().today)
    return page(f"published/{row.kind.value}.html", **context)


@published.get("/measures/<code>/chart-<name>.svg")
def chart(code: str, name: str) -> ResponseReturnValue:
    """A chart of a measure as it was frozen: `name` is its code, with "-narrow" behind it for a phone."""
    row = stored.at_address(current_session(), f"measures/{code}")
    cut = pages.cut_of(row) if row else None
    if row is None or not isinstance(cut, PublicMeasure):
        return nothing_here()
    if not row.is_public:
        return _gone(row)
    wanted = name.removesuffix("-narrow")
    for one in cut.charts:
        if one.code == wanted:
            return svg(one.wide if wanted == name else one.narrow, row.changed_at)
    return nothing_here()


@published.get("/<folder>/<subject>/files/<name>")
def file(folder: str, subject: str, name: str) -> ResponseReturnValue:
    """A file of what is public. Only what its publication names can be fetched."""
    row = stored.at_address(current_session(), f"{folder}/{subject}")
    found = stored.file_named(current_session(), row.key, name) if row else None
    if row is None or found is None:
        return nothing_here()
    return public_file(current_session(), found) if row.is_public else _gone(row)


@published.get("/accessibility")
def accessibility() -> Response:
    return page("published/accessibility.html")


@published.get("/<path:rest>")
def unknown(rest: str) -> Response:
    """Whatever else is asked for under /published."""
    return nothing_here()


def nothing_here() -> Response:
    return page("published/unknown.html", status=404)


def _gone(row: "Publication") -> Response:
    last = next(
        one for one in stored.decisions(current_session(), row.key) if one.event is PublishedEvent.WITHDRAWN
    )
    context: dict[str, Any] = {
        "day": last.decided_at,
        "words": last.public_words or GONE_WORDS,
        "home": url_for("published.index"),
    }
    return page("published/gone.html", status=410, **context)

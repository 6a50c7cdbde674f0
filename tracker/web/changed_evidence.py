"""Evidence that changed or vanished with a new version of its document: both texts side by side, to be accepted or unlinked."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.compared import Stretch, compared
from tracker.domain.documents import ExcerptState
from tracker.domain.errors import InvalidMove, NotFound
from tracker.domain.references import spoken
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words
from tracker.services.finding_again import accept_change
from tracker.store import excerpts
from tracker.store.evidence import quoted
from tracker.store.excerpts import Flagged
from tracker.web.access import ACCESS, current_viewer
from tracker.web.requests import current_desk, current_session

changed_evidence = Blueprint("changed_evidence", __name__)

Row = dict[str, Any]


@changed_evidence.get("/changed-evidence")
def index() -> str:
    session, viewer = current_session(), current_viewer()
    rows = [_row(one, viewer) for one in excerpts.flagged(session, viewer)]
    heading = (
        f"{count_words(len(rows), 'excerpt', starts=True)} changed with a new version"
        if rows
        else "No evidence has changed"
    )
    return render_template("evidence/changed.html", heading=heading, rows=rows)


@changed_evidence.post("/changed-evidence/<int:excerpt_id>")
def accept(excerpt_id: int) -> ResponseReturnValue:
    session = current_session()
    row = excerpts.by_id(session, excerpt_id)
    if row is None:
        raise NotFound("There is no such excerpt.")
    try:
        row = accept_change(current_desk(), row)
    except InvalidMove as dealt_with:
        flash(str(dealt_with), "notice")
        return redirect(url_for("changed_evidence.index"), 303)
    kept = "kept as the earlier version had it" if row.state is ExcerptState.GONE else "taken as it reads now"
    flash(f"{row.citation}: {kept}.", "success")
    return redirect(url_for("changed_evidence.index"), 303)


def _row(one: Flagged, viewer: Viewer) -> Row:
    excerpt = one.excerpt
    gone = excerpt.state is ExcerptState.GONE
    place = quoted(current_session(), [evidence for evidence, _ in one.actions]).get(excerpt.key)
    number = place.number if place else None
    was = excerpt.quote or excerpt.place or "The whole page"
    left, right = (
        compared(was, one.now) if one.now and excerpt.quote else ([Stretch(was)], [Stretch(one.now)])
    )
    may = bool(viewer.roles & ACCESS["changed_evidence.accept"])
    return {
        "id": excerpt.key,
        "citation": excerpt.citation,
        "why": excerpt.state_note,
        "was": left,
        "now": right,
        "gone": gone,
        "reader_href": f"/documents/{one.document.code}/{number}/pages/{excerpt.position}" if number else "",
        "reader_words": "Open the earlier version" if gone else "Open the page in the new version",
        "yes": "Keep it, citing the earlier version" if gone else "Accept what it says now",
        "may": may,
        "actions": [
            {
                "words": f"{spoken(action.reference)}: {action.title}",
                "href": f"/actions/{action.reference}",
                "shows": evidence.shows,
                "unlink_href": f"/actions/{action.reference}/evidence/{evidence.id}/removal" if may else "",
            }
            for evidence, action in one.actions
        ],
    }

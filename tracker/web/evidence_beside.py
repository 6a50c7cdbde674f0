"""Shows a piece of evidence beside whatever is being decided: in a pane of the page, or as a page of its own."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import NotFound
from tracker.domain.evidence import EvidenceKind
from tracker.domain.marking import Marking, marking_of
from tracker.domain.references import spoken
from tracker.domain.wording import date_words
from tracker.store import actions as stored
from tracker.store import evidence as stored_evidence
from tracker.store import measures
from tracker.store.evidence import Quoted
from tracker.web.access import current_viewer
from tracker.web.evidence_items import evidence_item
from tracker.web.htmx import wants_fragment
from tracker.web.requests import current_session, wiring

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.evidence import Evidence, StoredFile

beside = Blueprint("beside", __name__)

SHOWN_AS = {
    "application/pdf": "pdf",
    "image/png": "picture",
    "image/jpeg": "picture",
    "text/plain": "text",
    "text/csv": "text",
}
"""What a browser shows by itself; any other file is handed out to be opened by its own program."""
PAGE_ALONE = "navpanes=0&pagemode=none&view=FitH"
"""What Chromium's and Firefox's viewers are asked for: the page across the pane, without their own list of pages."""
MOST_TEXT = 200_000
"""Bytes of a text file that are shown."""
OF_A_FILE = "default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'"
"""The policy of a file that is shown in a frame of our own pages: it can load nothing. The styles are the browser's viewer's."""


@beside.get("/actions/<reference>/evidence/<int:evidence_id>/beside")
def show(reference: str, evidence_id: int) -> str:
    action, row, file = _found(reference, evidence_id)
    template = "evidence/_beside.html" if wants_fragment() else "evidence/show.html"
    return render_template(template, evidence=_shown(action, row, file))


@beside.get("/actions/<reference>/evidence/<int:evidence_id>/content")
def content(reference: str, evidence_id: int) -> ResponseReturnValue:
    """A PDF or a picture, for a frame of this site and of no other."""
    _, _, file = _found(reference, evidence_id)
    if file is None or SHOWN_AS.get(file.media_type) not in ("pdf", "picture"):
        raise NotFound("There is no such file that could be shown here.")
    answer: Response = send_file(
        wiring().files.open(file.sha256),
        mimetype=file.media_type,
        download_name=file.name,
        etag=file.sha256,
        max_age=0,
    )
    answer.headers["Content-Security-Policy"] = OF_A_FILE
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _found(reference: str, evidence_id: int) -> "tuple[Action, Evidence, StoredFile | None]":
    """Raises `NotFound`, also where the evidence is that of another action."""
    session, viewer = current_session(), current_viewer()
    action = stored.by_reference(session, viewer, reference)
    found = stored_evidence.numbered(session, evidence_id)
    if found is None or found[0].action_id != action.id:
        raise NotFound("There is no such evidence, or it is not yours to see.")
    if found[0].removed_on and not viewer.reads_everything:
        raise NotFound("There is no such evidence, or it is not yours to see.")
    return action, *found


def _shown(action: "Action", row: "Evidence", file: "StoredFile | None") -> dict[str, Any]:
    here = f"/actions/{action.reference}/evidence/{row.id}"
    quoted = stored_evidence.quoted(current_session(), [row])
    item = evidence_item(row, action.reference, quoted)
    shown_as = _shown_as(row, file)
    page = f"#page={row.page or 1}&{PAGE_ALONE}" if shown_as == "pdf" else ""
    text, cut = _text(file) if file and shown_as == "text" else ("", False)
    return {
        "name": row.label,
        "where": ", ".join(filter(None, (item["where"], item["seen"]))),
        "shows": row.shows,
        "flag": item.get("flag", ""),
        "removed": item.get("removed", ""),
        "video": item["href"] if row.kind is EvidenceKind.VIDEO else "",
        "reading": _reading(row.reading_id),
        "excerpt": _excerpt(quoted.get(row.excerpt_id or 0)),
        "added": f"Attached on {date_words(row.added_on)}{f' by {row.added_by}' if row.added_by else ''}",
        "shown_as": shown_as,
        "src": f"{here}/content{page}",
        "download": here if file else "",
        "purge": url_for("purging.of_file", file_id=file.key) if file and not file.destroyed_on else "",
        "url": row.url,
        "held": row.held,
        "text": text,
        "cut": cut,
        "number": spoken(action.reference),
        "title": action.title,
        "action_href": f"/actions/{action.reference}",
    }


def _shown_as(row: "Evidence", file: "StoredFile | None") -> str:
    if file:
        return SHOWN_AS.get(file.media_type, "file")
    if row.kind in (EvidenceKind.VIDEO, EvidenceKind.READING, EvidenceKind.EXCERPT):
        return row.kind.value
    return "link" if row.url else "name"


def _reading(number: int | None) -> dict[str, str] | None:
    """Where its measure is, and what became of the reading since it was attached: the figure beside stays as it was."""
    if number is None:
        return None
    session = current_session()
    reading = measures.reading_by_number(session, number)
    measure = measures.by_number(session, reading.measure_id)
    revised = any(
        one.replaces_id == number and not one.removed_on for one in measures.readings(session, measure.key)
    )
    since = [
        f"It was removed since. {reading.removed_reason}".strip() if reading.removed_on else "",
        "It was revised since." if revised else "",
        f"It is queried with the force: {reading.query}" if reading.query and not reading.answer else "",
        "It is invented, for the demonstration." if reading.invented else "",
    ]
    return {
        "href": f"/measures/{measure.code}",
        "title": measure.title,
        "since": " ".join(filter(None, since)),
    }


def _excerpt(found: Quoted | None) -> dict[str, Any] | None:
    """The words of an excerpt and its citation; and its page, for those who may read the document itself."""
    if found is None:
        return None
    excerpt, viewer = found.excerpt, current_viewer()
    opens = viewer.reads_everything or marking_of(found.document.marking) is Marking.OFFICIAL
    here = f"/documents/{found.document.code}/{found.number}/pages/{excerpt.position}"
    page = here if opens and found.number else ""
    return {
        "quote": excerpt.quote,
        "citation": excerpt.citation,
        "marking": found.document.marking,
        "reader": page,
        "picture": f"{page}/picture" if page and found.picture_sha256 else "",
    }


def _text(file: "StoredFile") -> tuple[str, bool]:
    """The beginning of a text file, and whether there is more. What is not UTF-8 was most likely written on Windows."""
    with wiring().files.open(file.sha256) as opened:
        start = opened.read(MOST_TEXT + 1)
    kept, cut = start[:MOST_TEXT], len(start) > MOST_TEXT
    try:
        # A character that is cut in two at the end is left out.
        return kept.decode("utf-8-sig", errors="ignore" if cut else "strict"), cut
    except UnicodeDecodeError:
        return kept.decode("cp1252", errors="replace"), cut

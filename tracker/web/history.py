"""The history: of one action, and the whole of it with the state of its chain."""

from datetime import datetime
from itertools import groupby
from typing import Any

from flask import Blueprint, render_template, request, url_for

from tracker.domain.errors import RecordBroken
from tracker.domain.history_words import changes, event_words, numbers_in
from tracker.domain.wording import count_words, date_words, moment_words
from tracker.services.audit import verify_history
from tracker.store import actions
from tracker.store import history as stored
from tracker.store.documents import codes_by_subject
from tracker.store.names import named
from tracker.web.access import current_viewer
from tracker.web.requests import asked_page, current_session, wiring

history = Blueprint("history", __name__)
SIZE = 50
OUTSIDE = {
    True: "The last is the one that was kept outside the database.",
    False: "No digest is kept outside the database yet, so a cut-off end would not show.",
}
HEAD_UNREADABLE = (
    "The file history-head.json in the data folder cannot be read, so nothing vouches for the end of the history. "
    "Restore it from a backup."
)


@history.get("/history")
def index() -> str:
    """The whole history, a page at a time. With `check`, the chain is walked and what was found is said."""
    # Read before the session begins: what is written meanwhile then cannot look cut off.
    checked = _checked() if "check" in request.args else None
    session = current_session()
    head = stored.head(session)
    number = asked_page()
    pages = {
        "page": number,
        "of": max(1, -(-head.count // SIZE)),
        "total": head.count,
        "from": min(head.count, (number - 1) * SIZE + 1),
        "to": min(head.count, number * SIZE),
        "href": lambda page: url_for("history.index", page=page),
        "noun": "rows",
    }
    rows = _rows(stored.page(session, number, SIZE))
    return render_template(
        "history/index.html", rows=rows, runs=_runs(rows), head=head, pages=pages, checked=checked
    )


@history.get("/actions/<reference>/history")
def of_action(reference: str) -> str:
    """Every change of one action, the latest first."""
    action = actions.by_reference(current_session(), current_viewer(), reference)
    rows = _rows(stored.of_subject(current_session(), action.reference))
    return render_template("history/of_action.html", rows=rows, runs=_runs(rows), action=action)


def _when(at: str, source: str) -> str:
    """The moment of a row; of the demonstration's the day alone, because no paper gives an hour."""
    moment = datetime.fromisoformat(at)
    return date_words(moment) if source == "demonstration" else moment_words(moment)


def _checked() -> dict[str, Any]:
    try:
        kept = wiring().head_file.read()
    except (OSError, ValueError, KeyError, TypeError):
        return {"holds": False, "sentence": HEAD_UNREADABLE}
    try:
        with wiring().database.read_as_one() as session:
            found = verify_history(session, wiring().keys.history, kept)
    except RecordBroken as broken:
        return {"holds": False, "sentence": str(broken)}
    return {
        "holds": True,
        "sentence": f"All {count_words(found.count, 'row')} hold. {OUTSIDE[kept is not None]}",
    }


def _runs(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows that are shown as one: saves of the same notes by the same person, one right after the other."""

    def same(row: dict[str, Any]) -> tuple[str, ...]:
        is_save = row["event"] == event_words("notes.saved")
        return (row["subject"], row["actor"], row["source"]) if is_save else (str(row["number"]),)

    return [list(run) for _, run in groupby(rows, same)]


def _rows(found: Any) -> list[dict[str, Any]]:
    held = [pair for _, payload in found for pair in numbers_in(payload)]
    known = named(current_session(), held)
    documents = codes_by_subject(current_session(), {row.subject for row, _ in found})
    return [
        {
            "number": row.number,
            "when": _when(row.at, row.source),
            "actor": row.actor,
            "source": row.source,
            "event": event_words(row.event),
            "subject": documents.get(row.subject, row.subject),
            "digest": row.digest,
            "changes": changes(payload, known),
            "disposed": payload is None,
        }
        for row, payload in found
    ]

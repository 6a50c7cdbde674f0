"""The rows of an import, a page at a time, as their page shows them."""

from typing import TYPE_CHECKING, Any

from flask import request

from tracker.domain.import_rows import LogDue, LogRow, LogStatus
from tracker.domain.import_texts import from_text
from tracker.domain.imports import Fate
from tracker.domain.references import action_reference
from tracker.domain.wording import date_words
from tracker.store import imports as stored
from tracker.web.requests import asked_page

if TYPE_CHECKING:
    from sqlmodel import Session

    from tracker.models.imports import Import, ImportRow

DONE = {Fate.NEW: "Added"}
"""What a fate is called once the rows are written."""
FATES = {
    Fate.NEW: ("New", "green"),
    Fate.CHANGED: ("Changed", "blue"),
    Fate.UNREADABLE: ("Cannot be taken", "red"),
    Fate.SAME: ("Already there", "grey"),
    Fate.LEFT_OUT: ("Left out", "grey"),
}
"""Each fate as it is called on the page, in the order in which they are offered."""
STATUSES = {
    LogStatus.OPEN: "Open",
    LogStatus.COMPLETE: "Complete",
    LogStatus.CLOSED: "Closed",
    LogStatus.WITHDRAWN: "Withdrawn",
}


def rows_page(session: "Session", one: "Import", here: str, series: str = "") -> dict[str, Any]:
    """The context of imports/_rows.html: the page of rows of the address `here`, and how many there are of each fate.

    With the short code of its `series` each row says which reference it will have.
    """
    counts = stored.counts(session, one.key)
    asked = request.args.get("fate", "")
    fate = Fate(asked) if asked in list(Fate) else None
    total = counts[fate] if fate else sum(counts.values())
    last = max(1, -(-total // stored.PAGE_SIZE))
    at = min(asked_page(), last)
    return {
        "rows": [
            _row(row, reference or _to_be(row, series), not series)
            for row, reference in stored.page(session, one.key, fate, at)
        ],
        "fate": fate,
        "fates": [("", "All rows", sum(counts.values()), here)]
        + [
            (f.value, words, counts[f], f"{here}?fate={f.value}")
            for f, (words, _) in FATES.items()
            if counts[f]
        ],
        "counts": {each.value: count for each, count in counts.items()},
        "pages": {
            "page": at,
            "of": last,
            "total": total,
            "from": min(total, (at - 1) * stored.PAGE_SIZE + 1),
            "to": min(total, at * stored.PAGE_SIZE),
            "href": lambda page: f"{here}?{f'fate={fate.value}&' if fate else ''}page={page}",
            "noun": "row" if total == 1 else "rows",
        },
    }


def _row(row: "ImportRow", reference: str | None, written: bool) -> dict[str, Any]:
    log = from_text(row.read)
    words, tone = FATES[row.fate]
    if written:
        words = DONE.get(row.fate, words)
    return {
        "id": row.key,
        "place": f"{row.sheet}, row {row.row}" if row.sheet else f"Row {row.row}",
        "own": row.reference,
        "title": row.title or "Nothing says what was asked",
        "facts": _facts(log),
        "fate": words,
        "tone": tone,
        "why": row.why,
        "problems": log.problems if row.fate in (Fate.NEW, Fate.CHANGED) else (),
        "reference": reference,
        "there": row.action_id is not None,
        "out": row.fate is Fate.LEFT_OUT,
    }


def _to_be(row: "ImportRow", series: str) -> str | None:
    """The reference that a new row will have, where it brings its number."""
    new = series and row.fate is Fate.NEW and row.about.startswith("n:")
    return action_reference(series, int(row.about[2:])) if new else None


def _facts(log: LogRow) -> str:
    """ "Head of Contact · due 7 November 2023 · open" """
    due = date_words(log.due) if log.due else log.due_text
    said = len(log.updates)
    parts = (
        log.owner or "no owner",
        f"due {due}" if due and log.due_kind is not LogDue.NONE else "",
        STATUSES[log.status].lower(),
        f"{said} {'update' if said == 1 else 'updates'}" if said else "",
    )
    return " · ".join(filter(None, parts))

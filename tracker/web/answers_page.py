"""What the page of answers shows: those that nobody has read, the newest first, and those that were read lately."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import request, url_for

from tracker.domain.actions import LIVE
from tracker.domain.reading import READING_WORDS, WAY_WORDS, Reading, Way, first_reading
from tracker.domain.references import spoken
from tracker.domain.wording import clock_time, count_words, date_words
from tracker.store import incoming, readings, stories
from tracker.store.readings import GivenAnswer
from tracker.web.access import current_viewer
from tracker.web.evidence_items import evidence_item
from tracker.web.incoming import row_number
from tracker.web.requests import current_session, wiring

if TYPE_CHECKING:
    from tracker.models.actions import Update

Row = dict[str, Any]
MOST_NEW, MOST_READ = 50, 15
"""Answers on a page of those that wait, and of those that were read."""
MOST_COUNTED = 1_500
TONES = {Reading.ACCEPTED: "green", Reading.ASKED_AGAIN: "amber", Reading.FOR_MEETING: "blue"}


def context(
    *,
    done: int | None = None,
    errors: list[dict[str, str]] | None = None,
    typed: Row | None = None,
    looked_for: str = "",
) -> Row:
    """The context of answers/index.html. `done` is the answer that was just read; `typed` words that could not be sent: {id, words}."""
    session, viewer = current_session(), current_viewer()
    total = readings.count_unread(session)
    pages = _pages("page", total, MOST_NEW, "answers")
    read_pages = _pages("read", readings.count_read(session, MOST_COUNTED), MOST_READ, "answers")
    new = rows(readings.unread(session, viewer, MOST_NEW, pages["page"]))
    read = rows(readings.read_lately(session, viewer, MOST_READ, read_pages["page"]))
    just = readings.given(session, viewer, done) if done else None
    lost = typed and typed["words"].strip() and typed["id"] not in {row["id"] for row in new}
    return {
        "heading": f"{count_words(total, 'answer waits', 'answers wait', starts=True)} to be read"
        if total
        else "Every answer is read",
        "new": _with_next(new),
        "pages": pages,
        "read": read,
        "read_pages": read_pages,
        "by_mail": incoming.how_many_wait(session),
        "just": rows([just])[0] if just else None,
        "errors": errors,
        "typed": typed,
        "lost": typed["words"] if typed and lost else "",
        "looked_for": looked_for,
    }


def _pages(name: str, total: int, size: int, noun: str) -> Row:
    """For components/pagination.html: the page that the address asks for by `name`, or the last one there is."""
    of = max(1, -(-total // size))
    asked = row_number(request.args.get(name, "") or request.form.get(name, "")) or 1
    page = min(asked, of)
    anchor = "read-heading" if name == "read" else None
    return {
        "page": page,
        "of": of,
        "total": total,
        "from": min(total, (page - 1) * size + 1),
        "to": min(total, page * size),
        "href": lambda number: url_for("answers.index", **{name: number}, _anchor=anchor),
        "noun": noun,
    }


def rows(given: Sequence[GivenAnswer]) -> list[Row]:
    """Answers as the pages show them, in a fixed number of queries."""
    evidence = stories.all_evidence(current_session(), {one.action.key for one in given})
    return [_row(one, evidence.get(one.action.key, [])) for one in given]


def _row(one: GivenAnswer, evidence: Sequence[Any]) -> Row:
    update, action = one.update, one.action
    asked = action.asked.strip()
    return {
        "id": update.key,
        "reference": action.reference,
        "number": spoken(action.reference),
        "title": action.title,
        "asked": asked if asked != action.title.strip() else "",
        "owner": one.post_title,
        "due_on": action.due_on,
        "rating": update.rating.value if update.rating else None,
        "recommends_closure": update.recommends_closure,
        "more_time_until": update.more_time_until,
        "text": update.body,
        "came": _came(update),
        "evidence": [evidence_item(row, action.reference) for row in evidence if row.update_id == update.key],
        "decide_href": url_for("actions.decision", reference=action.reference)
        if action.status in LIVE and (update.recommends_closure or update.more_time_until)
        else "",
        "reading": READING_WORDS[update.reading],
        "tone": TONES.get(update.reading, ""),
        "read_by": update.read_by,
        "can_undo": update.reading is not first_reading(update.via),
    }


def _came(update: "Update") -> str:
    """ "By Ann Able, by the link, 20 September 2023, 10:12" """
    known = update.via in set(Way)
    way = f", {WAY_WORDS[Way(update.via)]}" if known else ""
    received = f", received by {update.received_by}" if update.received_by else ""
    day = update.given_words or date_words(update.given_on)
    at = f", {clock_time(update.given_at, wiring().settings.timezone)}" if update.given_at else ""
    return f"{update.by_name or 'The owner'}{way}{received}, {day}{at}"


def _with_next(new: list[Row]) -> list[Row]:
    """Each with the one that is read after it: the one below, else the one above."""
    for at, row in enumerate(new):
        beside = new[at + 1 : at + 2] or new[max(at - 1, 0) : at]
        row["next"] = beside[0]["id"] if beside else ""
    return new

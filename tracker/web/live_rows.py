"""What the meeting room shows: its agenda, what was logged, the matters arising of an item, what was understood of a line."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.actions import Status
from tracker.domain.captured import Captured
from tracker.domain.due import DueKind
from tracker.domain.errors import BadInput
from tracker.domain.labels import OUTCOME
from tracker.domain.matters_arising import Heading, is_matters_arising, memory
from tracker.domain.references import spoken
from tracker.domain.round_of_matters import so_many
from tracker.domain.typed_due import standing_words
from tracker.domain.wording import date_words
from tracker.services import capture
from tracker.store import logged as stored_logged
from tracker.store import matters as stored_matters
from tracker.store import matters_arising, meetings, stories
from tracker.store import room as stored_room
from tracker.store.actions import ListedAction
from tracker.web.access import current_viewer
from tracker.web.requests import asked_once, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.actions import Review
    from tracker.models.meetings import AgendaItem, Meeting

Row = dict[str, Any]
MOST_CARDS = 8
"""Matters arising beside the box; the whole list is on the meeting's page."""
MOST_STOPS = 5
MOST_NOTES = 2
"""What is said of one line at most: more would be read by nobody who is listening."""


def item_key(item: "AgendaItem") -> str:
    """What an agenda item is called in an address and in a form: its number, where it has one."""
    return item.number or f"no-{item.id}"


def item_words(item: "AgendaItem") -> str:
    """ "3.1 Contact and response" """
    return f"{item.number} {item.title}".strip()


def find_item(agenda: Sequence["AgendaItem"], key: str) -> "AgendaItem | None":
    """The item called `key`; None for "". Raises `BadInput` for one that is not on this agenda."""
    if not key:
        return None
    found = next((item for item in agenda if item_key(item) == key), None)
    if found is None:
        raise BadInput(
            f"There is no item {key[:12]} on this agenda. Choose one of its items.", field="agenda_item"
        )
    return found


def agenda_rows(
    meeting: "Meeting", agenda: Sequence["AgendaItem"], on_screen: int | None = None
) -> list[Row]:
    """The headings, each with what was done under it. `on_screen` is the number of the item that the room's screen shows."""
    session = current_session()
    counts = stored_logged.counts_by_item(session, meeting.key)
    rows = []
    for item in agenda:
        words = [f"{counts[item.key]} new"] if item.key in counts else []
        if is_matters_arising(item.title):
            decided, total = _progress(meeting)
            words = [f"{decided} of {so_many(total)}", *words] if total else words
        rows.append(
            {
                "id": item_key(item),
                "number": item.number,
                "title": item.title,
                "count_words": "\n".join(words),
                "on_screen": item.id == on_screen,
                "matters_href": url_for(
                    "live.show", reference=meeting.reference.lower(), item=item_key(item)
                ),
            }
        )
    return rows


def next_meeting(meeting: "Meeting", day: date | None = None) -> "Meeting | None":
    """What "next meeting" means when it is said at `meeting`, on `day` or today: the one after it."""
    said_on = max(meeting.starts_on, day or current_moment().today)
    series_id = meeting.series_id
    return asked_once(
        ("next meeting", series_id, said_on),
        lambda: meetings.next_after(current_session(), series_id, said_on),
    )


def on_screen(meeting: "Meeting") -> int | None:
    """The number of the agenda item that the room's screen shows."""
    return asked_once(
        ("on screen", meeting.key), lambda: stored_room.on_screen(current_session(), meeting.key)
    )


def _progress(meeting: "Meeting") -> tuple[int, int]:
    """How many of all the matters arising are decided, and how many there are."""
    return asked_once(
        ("progress", meeting.key),
        lambda: stored_matters.progress(current_session(), current_viewer(), meeting),
    )


def cards(meeting: "Meeting", item: "AgendaItem | None") -> tuple[list[Row], int]:
    """The matters arising that belong under `item`, all of them where there is none; and how many there are."""
    session, items = current_session(), None
    if item is not None and not is_matters_arising(item.title):
        subject = Heading(item.number, item.title, item.priority_id)
        items = matters_arising.items_about(session, meeting.series_id, subject)
    viewer = current_viewer()
    rows = stored_matters.first_in_the_round(
        session, viewer, meeting, current_moment().today, most=MOST_CARDS, items=items
    )
    _decided, total = (
        _progress(meeting) if items is None else stored_matters.progress(session, viewer, meeting, items)
    )
    decisions = stored_matters.decided(session, meeting.key)
    lives = _stops(rows, meeting)
    return [_card(row, meeting, lives[row.id], decisions.get(row.id)) for row in rows], total


def _card(row: ListedAction, meeting: "Meeting", stops: list[Row], decision: "Review | None") -> Row:
    tag = None
    if decision is not None:
        tag = {"words": f"Decided: {OUTCOME[decision.outcome]}", "tone": "blue"}
    elif row.status is Status.RECOMMENDED:
        tag = {"words": "Recommended for closure", "tone": "green"}
    elif row.due_on and row.due_on < current_moment().today:
        tag = {"words": "Overdue", "tone": "red"}
    address = meeting.reference.lower()
    return {
        "reference": row.reference,
        "number": spoken(row.reference),
        "href": url_for("actions.show", reference=row.reference),
        "title": row.title,
        "rating": row.last_rating.value if row.last_rating else None,
        "tag": tag,
        "stops": stops,
        "story": story_words(row),
        "links": [
            {
                "label": "Decide again" if decision else "Decide",
                "href": url_for("reviews.show", reference=address, action=row.reference),
            },
            {
                "label": "Log a follow-up",
                "href": url_for("live.show", reference=address, raised_by=row.reference),
                "raised_by": row.reference,
            },
        ],
    }


def story_words(row: ListedAction) -> str:
    """ "Raised 17 May 2023 · updated 30 June 2023 · carried forward once" """
    words = [f"Raised {date_words(row.raised_on)}" if row.raised_on else "Raised before the record begins"]
    words.append(f"updated {date_words(row.last_update_on)}" if row.last_update_on else "no update yet")
    kept = memory(
        times_carried=row.times_carried,
        times_moved=row.times_moved,
        original=row.original_due_on,
        due_on=row.due_on,
        assurance=row.assurance,
    )
    return " · ".join([*words, *([kept] if kept else [])])


def _stops(rows: Sequence[ListedAction], meeting: "Meeting") -> dict[int, list[Row]]:
    """The life of each action as a few stops: where it was raised, what was said and decided since, this meeting."""
    session, ids = current_session(), [row.id for row in rows]
    updates, reviews = stories.all_updates(session, ids), stories.all_reviews(session, ids)
    found = {}
    for row in rows:
        past = [(u.given_on, "Update", "between") for u in updates.get(row.id, [])]
        past += [
            (r.decided_on, "Decision", "meeting" if r.meeting_id else "between")
            for r in reviews.get(row.id, [])
        ]
        lived = [_stop("Raised", row.raised_on, "meeting"), *(_stop(w, on, k) for on, w, k in sorted(past))]
        found[row.id] = [
            *lived[:1],
            *lived[1:][2 - MOST_STOPS :],
            _stop("This meeting", meeting.starts_on, "coming"),
        ]
    return found


def _stop(what: str, on: date | None, kind: str) -> Row:
    return {"what": what, "when": date_words(on) if on else "", "kind": kind}


def understood(
    meeting: "Meeting", agenda: Sequence["AgendaItem"], text: str, at: str, day: date | None = None
) -> Row | None:
    """What the line says so far; see meetings/_understood.html. None for an empty line. Read as of `day`, else of today."""
    if not text.strip():
        return None
    session, today = current_session(), day or current_moment().today
    read = capture.understand(
        session, text, matcher=wiring().matcher, calendar=wiring().calendar, today=today
    )
    item = next((i for i in agenda if item_key(i) == (read.agenda_item or at)), None)
    return {
        "owner": read.owner.title if read.owner else "",
        **when_due(read, meeting, today),
        "under": item_words(item) if item else "",
        "priority": _priority(meeting, read, item),
        "problems": _problems(read, agenda),
        "notes": [*_as_one(text), *(note.sentence for note in read.notes)][:MOST_NOTES],
        "suggestions": _suggestions(read),
    }


def _as_one(text: str) -> list[str]:
    """Said of text that was pasted in several lines."""
    lines = sum(1 for line in text.splitlines() if line.strip())
    return [f"These {lines} lines become one action."] if lines > 1 else []


def when_due(read: Captured, meeting: "Meeting", today: date) -> Row:
    """The words for when the line is due, and a note that belongs to them; "" for neither."""
    if read.due is None:
        return {"due": "", "due_note": ""}
    if read.due.kind is DueKind.STANDING:
        return {"due": standing_words(read.due.exit_rule), "due_note": ""}
    if read.due.kind is DueKind.NEXT_MEETING:
        following = next_meeting(meeting, today)
        note = f"papers by {date_words(following.papers_due)}" if following else "not scheduled yet"
        return {"due": "next meeting", "due_note": note}
    return {"due": date_words(read.due.on) if read.due.on else "", "due_note": ""}


def _priority(meeting: "Meeting", read: Captured, item: "AgendaItem | None") -> str:
    if read.priority is None and (item is None or item.priority_id is None):
        return ""
    for priority in meetings.priorities(current_session(), meeting.starts_on):
        if priority.code == read.priority or (
            read.priority is None and item and priority.id == item.priority_id
        ):
            return priority.title
    return ""


def _problems(read: Captured, agenda: Sequence["AgendaItem"]) -> list[Row]:
    problems = [{"text": problem.sentence, "stops": True} for problem in read.problems]
    if read.agenda_item and read.agenda_item not in {item.number for item in agenda}:
        text = f"There is no item {read.agenda_item} on the agenda of this meeting. Type another number, or leave it out."
        problems.append({"text": text, "stops": True})
    return problems


def _suggestions(read: Captured) -> list[Row]:
    """The posts to choose from, where several fit."""
    asked = next((problem.words for problem in read.problems if problem.kind == "which_post"), "")
    return [
        {"insert": f"@{post.code}", "label": post.title, "replaces": asked} for post in read.owner_choices[:6]
    ]

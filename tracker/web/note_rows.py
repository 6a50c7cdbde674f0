"""What is shown of the notes of a meeting: one row for each agenda item, and one for the meeting as a whole."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.meetings import UNDER_WAY, MeetingStatus
from tracker.domain.plain_text import blocks
from tracker.domain.wording import clock_time, date_words
from tracker.store import notes as stored
from tracker.store.notes import WHOLE_MEETING
from tracker.web.access import ACCESS, NO_ONE, current_viewer
from tracker.web.live_rows import item_key, item_words
from tracker.web.requests import current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.meetings import AgendaItem, Meeting
    from tracker.models.sitting import AgendaNote

Row = dict[str, Any]
CLOSED = frozenset({MeetingStatus.HELD, MeetingStatus.ISSUED})
WHOLE = "The meeting as a whole"
LABELS = {"notes": "Notes", "decisions": "Decisions"}


def panel(meeting: "Meeting", agenda: Sequence["AgendaItem"], item: "AgendaItem | None") -> Row:
    """The context `notes` of meetings/_notes.html: every item's form, so that changing the item needs no network."""
    return {**about(meeting), "rows": rows(meeting, agenda), "current": item.key if item else WHOLE_MEETING}


def page(meeting: "Meeting", agenda: Sequence["AgendaItem"], typed: Row | None = None) -> Row:
    """The context `notes` of notes/index.html. `typed` is what came for one item and was not taken."""
    found = rows(meeting, agenda, typed)
    return {
        **about(meeting),
        "rows": found,
        "may_write": meeting.status in UNDER_WAY and bool(current_viewer().roles & ACCESS["notes.save"]),
        "lead": _lead(found),
    }


def rows(meeting: "Meeting", agenda: Sequence["AgendaItem"], typed: Row | None = None) -> list[Row]:
    """The items in the order of the agenda, then the meeting as a whole."""
    found = stored.of_meeting(current_session(), meeting.key)
    items: list[AgendaItem | None] = [*agenda, None]
    return [row(meeting, item, found.get(item.key if item else WHOLE_MEETING), typed) for item in items]


def row(
    meeting: "Meeting", item: "AgendaItem | None", note: "AgendaNote | None", typed: Row | None = None
) -> Row:
    """One item: see notes/_form.html."""
    number = item.key if item else WHOLE_MEETING
    address = {"reference": meeting.reference.lower(), "item": number}
    kept = {name: getattr(note, name) if note else "" for name in LABELS}
    shown = {
        "id": number,
        "key": item_key(item) if item else "",
        "heading": words_of(item),
        "version": note.version if note else 0,
        "saved": saved_words(note) if note else "",
        **kept,
        "read": {name: blocks(text) for name, text in kept.items()},
        "problems": {},
        "href": url_for("notes.save", **address),
        "earlier_href": url_for("notes.earlier", **address) if note else None,
        "correct_href": url_for("corrections.edit_notes", **address) if _may_correct(meeting) else None,
    }
    return {**shown, **typed} if typed and typed["id"] == number else shown


def words_of(item: "AgendaItem | None") -> str:
    """ "3.1 Contact and response", or "The meeting as a whole" """
    return item_words(item) if item else WHOLE


def saved_words(note: "AgendaNote") -> str:
    """ "Saved 14:52", with the day where it is not today's, and with who where it was somebody else."""
    day = date_words(note.saved_at)
    on = "" if day == date_words(current_moment().today) else f" on {day}"
    by = "" if note.saved_by == current_viewer().name else f" by {note.saved_by}"
    return f"Saved {clock_time(note.saved_at)}{on}{by}"


def as_json(note: "AgendaNote") -> Mapping[str, object]:
    """What the script of the page is told of one item."""
    return {
        "item": note.agenda_item_id or WHOLE_MEETING,
        "notes": note.notes,
        "decisions": note.decisions,
        "version": note.version,
        "who": note.saved_by,
        "when": clock_time(note.saved_at),
        "saved": saved_words(note) if note.version else "",
    }


def _may_correct(meeting: "Meeting") -> bool:
    may = current_viewer().roles & ACCESS.get("corrections.edit_notes", NO_ONE)
    return bool(may) and meeting.status in CLOSED


def about(meeting: "Meeting") -> Row:
    """Whose notes of which meeting: what the scripts of a page need to know."""
    address = meeting.reference.lower()
    return {
        "meeting": meeting.key,
        "viewer": current_viewer().user_id,
        "page": url_for("notes.index", reference=address),
        "changed": url_for("notes.changed", reference=address),
    }


def _lead(found: Sequence[Row]) -> str:
    noted = sum(1 for one in found if one["notes"].strip())
    decided = sum(1 for one in found if one["decisions"].strip())
    if not noted and not decided:
        return "Nothing has been noted yet."
    return f"Notes under {noted} of {len(found)} headings, decisions under {decided}."

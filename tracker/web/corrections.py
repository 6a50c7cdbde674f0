"""Corrects the record of a closed meeting: what can be corrected, what has been, and why. The forms are in the modules at the end."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain import labels
from tracker.domain.attendance import LABELS
from tracker.domain.corrections import check_correctable, must_be_issued_again
from tracker.domain.meeting_words import day_words
from tracker.domain.references import spoken
from tracker.domain.report_kinds import ACTION_LOG
from tracker.domain.wording import clock_time, date_words, moment_words
from tracker.services.correcting import Correcting
from tracker.services.corrections_sitting import WHOLE_MEETING, item_subject
from tracker.store import attendance, late_lines, matters_arising, meetings, notes
from tracker.store import corrections as stored
from tracker.web.access import current_viewer
from tracker.web.forms.entry import number
from tracker.web.requests import current_session, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting
    from tracker.store.actions import ListedAction

corrections = Blueprint("corrections", __name__)
Row = dict[str, Any]


@corrections.get("/meetings/<reference>/corrections")
def index(reference: str) -> str:
    session = current_session()
    meeting = closed(reference)
    return render_template(
        "corrections/index.html",
        **frame(meeting),
        made=[_made(row) for row in stored.of_meeting(session, meeting.key)],
        again=issued_again(meeting),
        raised=[_raised(row, meeting) for row in _raised_here(meeting)],
        decided=_decided(meeting),
        attended=_attended(meeting),
        noted=_noted(meeting),
        waiting=late_lines.waiting_at(session, meeting.key),
    )


def closed(reference: str, *, lock: bool = False) -> "Meeting":
    """The meeting, whose record stands. Raises `NotFound` and `InvalidMove`."""
    meeting = meetings.by_reference(current_session(), reference, lock=lock)
    check_correctable(meeting.status)
    return meeting


def frame(meeting: "Meeting") -> Row:
    """What every page here says of its meeting."""
    return {
        "meeting": meeting,
        "address": meeting.reference.lower(),
        "day": day_words(meeting),
        "series": meetings.series_numbered(current_session(), meeting.series_id).title,
        "here": url_for("corrections.index", reference=meeting.reference.lower()),
    }


def making(meeting: "Meeting", reason: str) -> Correcting:
    """The correction that is being made, with what its held mails are written anew with."""
    return Correcting(meeting, reason, wiring().stationery)


def seen() -> int:
    """The version that the form was made from. A form without one is taken for a stale one."""
    found = number(request.form.get("version"))
    return -1 if found is None else found


def keeps_theirs() -> bool:
    """True when somebody chose, of two texts, the one that is on record."""
    return request.form.get("resolution") == "theirs"


def done(meeting: "Meeting", words: str) -> ResponseReturnValue:
    """Back to the list, with what was done and what that asks for."""
    again = issued_again(meeting)
    flash(f"{words} {again['sentence']}".strip() if again else words, "success")
    return redirect(url_for("corrections.index", reference=meeting.reference.lower()), 303)


def left(meeting: "Meeting") -> ResponseReturnValue:
    """Back to the list, with nothing done."""
    flash("Their text stands. Nothing of yours was saved.")
    return redirect(url_for("corrections.index", reference=meeting.reference.lower()), 303)


def issued_again(meeting: "Meeting") -> Row | None:
    """What to say where the action log was issued before the last correction; None where it was not."""
    session = current_session()
    issued = stored.last_issued(session, meeting.key, ACTION_LOG)
    made_at = stored.last_made(session, meeting.key)
    if issued is None or not must_be_issued_again(issued.issued_at, made_at):
        return None
    return {
        "sentence": f"The action log was issued as version {issued.number} before this. Issue it again as "
        f"version {issued.number + 1}: it says what changed.",
    }


def _made(row: Any) -> Row:
    return {
        "when": moment_words(row.made_at),
        "who": row.made_by,
        "subject": row.subject,
        "what": row.what,
        "why": row.reason,
    }


def _raised_here(meeting: "Meeting") -> "list[ListedAction]":
    return matters_arising.raised_at(current_session(), current_viewer(), meeting.key)


def _raised(row: "ListedAction", meeting: "Meeting") -> Row:
    void = row.closure is not None and row.closure.value == "void"
    address = meeting.reference.lower()
    return {
        "reference": row.reference,
        "number": spoken(row.reference),
        "title": row.title,
        "owner": row.post_title or "",
        "due": date_words(row.due_on) if row.due_on else "",
        "void": void,
        "href": None if void else url_for("corrections.edit_action", reference=address, action=row.reference),
    }


def _decided(meeting: "Meeting") -> list[Row]:
    """The last decision on each action: those before it were decided again."""
    address = meeting.reference.lower()
    last = {
        one.reference: one
        for one in matters_arising.decided_at(current_session(), current_viewer(), meeting.key)
    }
    return [
        {
            "reference": one.reference,
            "number": spoken(one.reference),
            "title": one.title,
            "outcome": labels.OUTCOME[one.outcome],
            "href": url_for("corrections.edit_decision", reference=address, action=one.reference),
        }
        for one in last.values()
    ]


def _attended(meeting: "Meeting") -> list[Row]:
    """The posts of the list, each with who it was and whether they came."""
    address = meeting.reference.lower()
    return [
        {
            "post": one.title,
            "facts": ", ".join(filter(None, (one.name, LABELS[one.attended].lower(), one.note))),
            "href": url_for("corrections.edit_attendance", reference=address, post=one.post_id),
        }
        for one in attendance.of_meeting(current_session(), meeting.key)
    ]


def _noted(meeting: "Meeting") -> list[Row]:
    """The headings of the agenda, each with what was noted under it; the meeting as a whole at their end."""
    session, address = current_session(), meeting.reference.lower()
    found = notes.of_meeting(session, meeting.key)
    headings = [(item.key, item_subject(item), item) for item in meetings.agenda(session, meeting.key)]
    rows: list[Row] = []
    for key, words, item in [*headings, (notes.WHOLE_MEETING, WHOLE_MEETING, None)]:
        note = found.get(key)
        rows.append(
            {
                "words": words,
                "excerpt": _excerpt(note.decisions or note.notes) if note else "",
                "notes_href": url_for("corrections.edit_notes", reference=address, item=key),
                "heading_href": url_for("corrections.edit_heading", reference=address, item=key)
                if item
                else None,
            }
        )
    return rows


LONGEST_EXCERPT = 120


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_EXCERPT else f"{words[: LONGEST_EXCERPT - 1].rstrip()}…"


def minute_words(meeting: "Meeting") -> str:
    """ "between 14:30 and 16:00", where both are known."""
    if meeting.started_at is None or meeting.closed_at is None:
        return ""
    return f"between {clock_time(meeting.started_at)} and {clock_time(meeting.closed_at)}"


from tracker.web import (  # noqa: E402  the rest of this blueprint's routes
    corrections_actions,  # noqa: F401
    corrections_attendance,  # noqa: F401
    corrections_decisions,  # noqa: F401
    corrections_sitting,  # noqa: F401
)

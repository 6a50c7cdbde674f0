"""What the page before closing shows: all that is still to be settled, with the place where that is done. Nothing of it forces."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.actions import LIVE, Move, Status
from tracker.domain.attendance import Attended
from tracker.domain.meeting_words import day_words
from tracker.domain.references import spoken
from tracker.domain.wording import count_words, join_words
from tracker.services.closing import proposed_sitting
from tracker.store import attendance, late_lines, matters, matters_arising, notes
from tracker.store import meetings as stored
from tracker.store.actions import ListedAction
from tracker.web.access import current_viewer
from tracker.web.forms.day_field import summary
from tracker.web.forms.next_meeting import NextMeetingForm, proposed
from tracker.web.meeting_sections.afterwards import take_in_words
from tracker.web.requests import current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

Row = dict[str, Any]


def context(meeting: "Meeting", form: NextMeetingForm | None = None) -> Row:
    """The context of meetings/closing.html."""
    lists = _lists(meeting)
    following = stored.next_after(current_session(), meeting.series_id, meeting.starts_on)
    return {
        "meeting": meeting,
        "day": day_words(meeting),
        "lists": lists,
        "open_count": len({row["reference"] for group in lists for row in group["rows"]}),
        "others": _others(meeting),
        "carried": matters_arising.count_open_before(current_session(), meeting),
        "following": following,
        "form": None if following else form or next_form(meeting),
        "errors": summary(form) if form else None,
    }


def next_form(meeting: "Meeting") -> NextMeetingForm:
    """The form of the next meeting with the proposal in it."""
    moment, zone = current_moment(), wiring().settings.timezone
    working = wiring().calendar.is_working_day
    sitting = proposed_sitting(current_session(), meeting, moment.today, working, zone=zone)
    return NextMeetingForm(proposed(sitting), today=moment.today)


def _lists(meeting: "Meeting") -> list[Row]:
    """The actions that need a look, by what they need: {heading, hint, todo, rows}. An empty list is left out."""
    session, viewer = current_session(), current_viewer()
    left = matters_arising.unsettled(session, viewer, meeting)
    decisions = matters.decided(session, meeting.key)
    arising = [row for row in matters.arising(session, viewer, meeting) if row.status in LIVE]
    undecided = {row.id for row in left.undecided}
    deferred = [row for row in arising if row.id in decisions and decisions[row.id].outcome is Move.DEFERRED]
    missed = [row for row in arising if row.id not in decisions and row.id not in undecided]
    lists: list[tuple[str, str, Sequence[ListedAction], Callable[[ListedAction, str], str]]] = [
        ("Recommended for closure, not decided", "Decide on it", left.undecided, _review),
        ("Raised without an owner", "Name one", left.no_owner, _change),
        ("Without a date", "Agree one", left.no_date, _change),
        ("Standing without an exit rule", "Write it", left.no_rule, _change),
        ("Deferred", "Decide on it", deferred, _review),
        ("Not reached", "Decide on it", missed, _review),
    ]
    address = meeting.reference.lower()
    return [
        {"heading": heading, "todo": todo, "rows": [_row(row, settle(row, address)) for row in rows]}
        for heading, todo, rows, settle in lists
        if rows
    ]


def _row(row: ListedAction, settle: str) -> dict[str, str]:
    return {
        "reference": row.reference,
        "number": spoken(row.reference),
        "title": row.title,
        "owner": row.post_title or "",
        "href": url_for("actions.show", reference=row.reference),
        "settle": settle,
    }


def _review(row: ListedAction, address: str) -> str:
    return url_for("reviews.show", reference=address, action=row.reference)


def _change(row: ListedAction, address: str) -> str:
    """Where an action is changed: in the room what was raised there, on its own page what is older."""
    if row.raised_at == address.upper():
        return url_for("live.edit", reference=address, action=row.reference)
    if row.status is Status.RECOMMENDED:
        return _review(row, address)
    return url_for("actions.edit", reference=row.reference)


def _others(meeting: "Meeting") -> list[dict[str, str]]:
    """What else is to be looked at: {text, href, link}."""
    session, address = current_session(), meeting.reference.lower()
    rows = []
    expected = [
        one.title for one in attendance.of_meeting(session, meeting.key) if one.attended is Attended.EXPECTED
    ]
    if expected:
        words = join_words(expected) if len(expected) <= 3 else count_words(len(expected), "post")
        are = "is" if len(expected) == 1 else "are"
        rows.append(
            {
                "text": f"{words[0].upper()}{words[1:]} {are} still marked as expected: who came is not said.",
                "href": url_for("attendance.show", reference=address),
                "link": "Mark who came",
            }
        )
    silent = _without_notes(meeting)
    if silent:
        rows.append(
            {
                "text": f"{count_words(silent, 'agenda item has', 'agenda items have', starts=True)} no notes.",
                "href": url_for("notes.index", reference=address),
                "link": "Write them",
            }
        )
    for other, waiting in late_lines.waiting(session):
        if other.series_id == meeting.series_id:
            lines = count_words(waiting, "line", starts=True)
            rows.append(
                {
                    "text": f"{lines} arrived after the meeting of {day_words(other)} was closed.",
                    "href": url_for("late_lines.index", reference=other.reference.lower()),
                    "link": take_in_words(waiting),
                }
            )
    return rows


def _without_notes(meeting: "Meeting") -> int:
    """How many agenda items have neither notes nor decisions."""
    noted = notes.of_meeting(current_session(), meeting.key)
    written = {key for key, note in noted.items() if note.notes.strip() or note.decisions.strip()}
    return sum(item.key not in written for item in stored.agenda(current_session(), meeting.key))

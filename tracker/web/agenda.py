"""The agenda of a meeting: a line adds a heading, buttons and dragging put them in order. One heading is in `agenda_heading`."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, get_flashed_messages, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.agenda_lines import HeadingTyped, read_heading
from tracker.domain.errors import BadInput
from tracker.domain.meeting_words import day_words
from tracker.domain.meetings import MeetingStatus, check_agenda
from tracker.domain.wording import count_words
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.agenda_order import number_agenda_again, put_agenda_item, step_agenda_item
from tracker.services.agenda_template import copy_agenda, keep_as_template, start_from_template
from tracker.store import agenda as headings
from tracker.store import meetings
from tracker.web.htmx import wants_fragment
from tracker.web.incoming import row_number
from tracker.web.meeting_sections.agenda import agenda_rows, starts_from
from tracker.web.requests import abandon, current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.meetings import AgendaItem, Meeting

agenda = Blueprint("agenda", __name__)


@agenda.get("/meetings/<reference>/agenda")
def edit(reference: str) -> str:
    """The page; for a script, its list alone, with what was just done."""
    meeting = meetings.by_reference(current_session(), reference)
    check_agenda(meeting.status)
    if wants_fragment():
        # A script keeps the keyboard where it is; the page without one needs to be told.
        done = {"said": " ".join(get_flashed_messages()), "moved": None}
        return render_template("agenda/_list.html", **{**_list(meeting), **done})
    return _page(meeting)


@agenda.post("/meetings/<reference>/agenda")
def create(reference: str) -> ResponseReturnValue:
    """Adds a heading at the end, from one typed line."""
    meeting = meetings.by_reference(current_session(), reference, lock=True)
    text = request.form.get("line", "")
    try:
        item = add_agenda_item(current_desk(), meeting, _line(meeting, text))
    except BadInput as error:
        if wants_fragment():
            raise
        abandon()
        return _page(meetings.by_reference(current_session(), reference), text, str(error)), 422
    count = len(meetings.agenda(current_session(), meeting.key))
    flash(f"{_words(item)} is on the agenda, the {_of(count, count)}.", "success")
    return redirect(_address(reference, added=item.key), 303)


@agenda.post("/meetings/<reference>/agenda/<int:item>/place")
def place(reference: str, item: int) -> ResponseReturnValue:
    """One place up or down, or after another heading ("" for the first place)."""
    session, desk = current_session(), current_desk()
    meeting = meetings.by_reference(session, reference, lock=True)
    row, step = headings.item(session, meeting, item), request.form.get("step", "")
    if step in ("up", "down"):
        at = step_agenda_item(desk, meeting, row, "up" if step == "up" else "down")
    else:
        number = row_number(request.form.get("after", ""))
        after = headings.item(session, meeting, number) if number else None
        at = put_agenda_item(desk, meeting, row, after=after)
    count = len(meetings.agenda(session, meeting.key))
    flash(f"{_words(row)} is now the {_of(at, count)}.", "success")
    return redirect(_address(reference, moved=item, by=step or None, _anchor=f"heading-{item}"), 303)


@agenda.post("/meetings/<reference>/agenda/numbers")
def number_again(reference: str) -> ResponseReturnValue:
    meeting = meetings.by_reference(current_session(), reference, lock=True)
    changed = number_agenda_again(current_desk(), meeting)
    words = count_words(changed, "heading has", "headings have")
    flash(f"{words} another number now." if changed else "The numbers are in order as they are.", "success")
    return redirect(_address(reference), 303)


@agenda.post("/meetings/<reference>/agenda/copy")
def copy(reference: str) -> ResponseReturnValue:
    """Starts an empty agenda from that of the last meeting that has one."""
    session = current_session()
    meeting = meetings.by_reference(session, reference, lock=True)
    source = meetings.last_agenda_before(session, meeting)
    if source is None:
        raise BadInput("No earlier meeting of this series has an agenda. Add the headings one by one.")
    items = copy_agenda(current_desk(), meeting, source)
    return _started(reference, len(items))


@agenda.post("/meetings/<reference>/agenda/from-template")
def from_template(reference: str) -> ResponseReturnValue:
    """Starts an empty agenda from the template of its series."""
    meeting = meetings.by_reference(current_session(), reference, lock=True)
    return _started(reference, len(start_from_template(current_desk(), meeting)))


@agenda.post("/meetings/<reference>/agenda/template")
def keep_template(reference: str) -> ResponseReturnValue:
    """Keeps this agenda as the template of its series."""
    meeting = meetings.by_reference(current_session(), reference, lock=True)
    count = keep_as_template(current_desk(), meeting)
    series = meetings.series_numbered(current_session(), meeting.series_id)
    flash(
        f"{count_words(count, 'heading is', 'headings are')} the template of the {series.title} now.",
        "success",
    )
    return redirect(_address(reference), 303)


def _started(reference: str, count: int) -> ResponseReturnValue:
    flash(f"{count_words(count, 'heading is', 'headings are')} on the agenda now.", "success")
    return redirect(_address(reference), 303)


def _line(meeting: "Meeting", text: str) -> AgendaLine:
    """The typed line with its codes looked up. Raises `BadInput` for the field `line`."""
    session = current_session()
    priorities = {row.code: row.id for row in meetings.priorities(session, meeting.starts_on)}
    measures = {row.code: row.id for row in meetings.national_measures(session) if row.active}
    typed: HeadingTyped = read_heading(text, priorities=priorities, measures=measures)
    return AgendaLine(
        number=typed.number,
        title=typed.title,
        priority_id=priorities[typed.priority] if typed.priority else None,
        national_measure_id=measures[typed.measure] if typed.measure else None,
    )


def _page(meeting: "Meeting", line: str = "", problem: str = "") -> str:
    session = current_session()
    series = meetings.series_numbered(session, meeting.series_id)
    context = _list(meeting)
    rows = context["rows"]
    return render_template(
        "agenda/edit.html",
        caption=f"{series.title}, {day_words(meeting)}",
        series=series.title,
        starts=[] if rows else starts_from(meeting),
        template=len(headings.template(session, meeting.series_id)),
        numbers_stay=meeting.status is not MeetingStatus.SCHEDULED,
        priorities=meetings.priorities(session, meeting.starts_on),
        measures=[row for row in meetings.national_measures(session) if row.active],
        line=line,
        problem=problem,
        errors=[{"text": problem, "href": "#line"}] if problem else None,
        **context,
    )


def _list(meeting: "Meeting") -> dict[str, Any]:
    """The headings, how many there are in words, and which button the keyboard was at."""
    added, moved = request.args.get("added", ""), request.args.get("moved", "")
    rows = agenda_rows(meeting)
    return {
        "rows": rows,
        "heading": f"{count_words(len(rows), 'heading is', 'headings are')} on the agenda"
        if rows
        else "There is no agenda yet",
        "address": meeting.reference.lower(),
        "was_added": bool(added),
        "moved": row_number(moved),
        "by": request.args.get("by", ""),
        "said": "",
    }


def _words(item: "AgendaItem") -> str:
    return f"“{f'{item.number} {item.title}'.strip()}”"


def _of(place: int, count: int) -> str:
    """ "3rd of 18", "last of 18", "first of 18", "only one" """
    if count == 1:
        return "only one"
    if place in (1, count):
        return f"{'first' if place == 1 else 'last'} of {count}"
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending} of {count}"


def _address(reference: str, **values: Any) -> str:
    return url_for("agenda.edit", reference=reference.lower(), **values)


from tracker.web import agenda_heading  # noqa: E402, F401  the pages of one heading stand on this blueprint

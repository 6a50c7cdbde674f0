"""Notes and decisions by agenda item: read below each other, saved as they are typed, and their earlier versions."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotAllowed, RecordBroken
from tracker.domain.meeting_words import day_words
from tracker.domain.note_changes import Saved, Texts, Version, versions
from tracker.domain.note_changes import earlier as walked
from tracker.domain.plain_text import blocks
from tracker.domain.wording import clock_time, count_words, date_words
from tracker.services.notes import save_notes
from tracker.store import meetings
from tracker.store import notes as stored
from tracker.web import note_rows
from tracker.web.access import current_viewer
from tracker.web.conflicts import chosen, conflict_of
from tracker.web.incoming import row_number
from tracker.web.requests import abandon, current_desk, current_session, wants_json

if TYPE_CHECKING:
    from tracker.models.meetings import AgendaItem, Meeting

notes = Blueprint("notes", __name__)
ANOTHER_PERSON = (
    "This was typed by somebody else, who is not signed in here any more. Nothing was saved under your name. "
    "It is kept on this computer until they sign in again."
)


@notes.get("/meetings/<reference>/notes")
def index(reference: str) -> str:
    """Every item below each other, to read, to print, and to write in while the meeting is not over."""
    return _page(meetings.by_reference(current_session(), reference))


@notes.get("/meetings/<reference>/notes/changed")
def changed(reference: str) -> ResponseReturnValue:
    """The items of `known` ("17:4,0:2": item and version) that have another version by now; 204 when there is none."""
    session = current_session()
    meeting = meetings.by_reference(session, reference)
    found = stored.changed(session, meeting.key, _known(request.args.get("known", "")))
    return {"notes": [note_rows.as_json(note) for note in found]} if found else ("", 204)


@notes.post("/meetings/<reference>/notes/<int:item>")
def save(reference: str, item: int) -> ResponseReturnValue:
    """Saves both texts of one item; 0 stands for the meeting as a whole."""
    session = current_session()
    meeting = meetings.by_reference(session, reference, lock=True)
    under = stored.item(session, meeting, item)
    given = chosen(request.form, note_rows.LABELS)
    if wants_json():
        _check_writer()
    if request.form.get("resolution") == "theirs":
        return redirect(_after(meeting, under), 303)
    try:
        note = save_notes(
            current_desk(),
            meeting,
            under,
            notes=given.get("notes", ""),
            decisions=given.get("decisions", ""),
            version=row_number(request.form.get("version", "")) or 0,
        )
    except Conflict as error:
        return _both(meeting, item, given, error)
    except (BadInput, InvalidMove) as error:
        if wants_json():
            raise
        return _once_more(reference, item, given, error)
    if wants_json():
        return dict(note_rows.as_json(note))
    flash(f"The notes of “{note_rows.words_of(under)}” are saved.", "success")
    return redirect(_after(meeting, under), 303)


@notes.get("/meetings/<reference>/notes/<int:item>/earlier")
def earlier(reference: str, item: int) -> str:
    """The versions of one item, rebuilt from the history, the latest first."""
    session = current_session()
    meeting = meetings.by_reference(session, reference)
    under = stored.item(session, meeting, item)
    note = stored.of_meeting(session, meeting.key).get(item)
    found: list[tuple[Saved, Texts]] = []
    broken = ""
    if note is not None:
        try:
            found.extend(walked(Texts(note.notes, note.decisions), stored.saves(session, note)))
        except RecordBroken as error:
            broken = str(error)
    return render_template(
        "notes/earlier.html",
        heading=note_rows.words_of(under),
        day=day_words(meeting),
        versions=[_version(one) for one in versions(found)],
        broken=broken,
        back=_after(meeting, under),
    )


def _page(meeting: "Meeting", typed: dict[str, Any] | None = None, **context: Any) -> str:
    agenda = meetings.agenda(current_session(), meeting.key)
    return render_template(
        "notes/index.html",
        meeting=meeting,
        day=day_words(meeting),
        series=meetings.series_numbered(current_session(), meeting.series_id),
        notes=note_rows.page(meeting, agenda, typed),
        **context,
    )


def _check_writer() -> None:
    """Raises `NotAllowed` unless whoever typed this is who is signed in: another tab may have signed in as someone else."""
    if request.form.get("viewer") != str(current_viewer().user_id):
        raise NotAllowed(ANOTHER_PERSON)


def _both(meeting: "Meeting", item: int, given: Mapping[str, str], error: Conflict) -> ResponseReturnValue:
    """Someone saved first: both texts, for the script or as a page on which to choose."""
    note = stored.of_meeting(current_session(), meeting.key)[item]
    if wants_json():
        return {"error": str(error), "current": note_rows.as_json(note)}, 409
    under = stored.item(current_session(), meeting, item)
    mine = {name: given.get(name, "") for name in note_rows.LABELS}
    theirs = {name: str(error.current[name]) for name in note_rows.LABELS}
    conflict = conflict_of(stored.subject(note), error.version, mine, theirs, note_rows.LABELS)
    shown = {field["name"] for field in conflict["fields"]}
    conflict["carried"] = [{"name": name, "value": text} for name, text in mine.items() if name not in shown]
    context = {
        "heading": note_rows.words_of(under),
        "day": day_words(meeting),
        "conflict": conflict,
        "action": url_for("notes.save", reference=meeting.reference.lower(), item=item),
        "cancel_href": _after(meeting, under),
    }
    abandon()
    return render_template("notes/conflict.html", **context), 409


def _once_more(
    reference: str, item: int, given: Mapping[str, str], error: BadInput | InvalidMove
) -> ResponseReturnValue:
    """The page again, with what was typed; of a meeting that is over, what was typed beside what stands."""
    abandon()
    meeting = meetings.by_reference(current_session(), reference)
    if isinstance(error, InvalidMove):
        return _page(meeting, refused={"sentence": str(error), "typed": given, "item": item}), 409
    problem = {error.field: str(error)}
    found = _page(
        meeting,
        {"id": item, **given, "problems": problem},
        errors=[{"text": str(error), "href": f"#{error.field}-{item}"}],
    )
    return found, 422


def _after(meeting: "Meeting", item: "AgendaItem | None") -> str:
    """Where someone without scripts goes on: in the room, if the form stood there; else at the item on the page."""
    address = meeting.reference.lower()
    if request.form.get("from") == "room":
        key = note_rows.item_key(item) if item else None
        return url_for("live.show", reference=address, item=key, _anchor="notes")
    return url_for(
        "notes.index", reference=address, _anchor=f"item-{item.id if item else stored.WHOLE_MEETING}"
    )


def _version(version: Version) -> dict[str, Any]:
    began, ended = clock_time(version.began), clock_time(version.ended)
    times = began if began == ended else f"{began} to {ended}"
    rows = f"row {version.last:,}" if version.saves == 1 else f"rows {version.first:,} to {version.last:,}"
    return {
        "when": f"{date_words(version.ended)}, {times}",
        "by": version.by,
        "saves": f"{count_words(version.saves, 'save')}, {rows} of the history",
        "texts": {note_rows.LABELS[name]: blocks(getattr(version.texts, name)) for name in note_rows.LABELS},
    }


def _known(typed: str) -> dict[int, int]:
    """ "17:4,0:2" as {17: 4, 0: 2}; what is no pair of numbers means nothing."""
    pairs = (pair.partition(":") for pair in typed.split(",") if ":" in pair)
    return {row_number(item) or 0: row_number(version) or 0 for item, _, version in pairs}

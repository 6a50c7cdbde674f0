"""Writing the texts of a report in the app: every place for words with how far it is, and the editor of one."""

from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict, NotFound
from tracker.domain.meeting_words import day_words
from tracker.domain.report_kinds import kind_named
from tracker.domain.subjects import about_meeting
from tracker.domain.writing import Slot
from tracker.services.report_slots import SLOTS, slots_of
from tracker.services.writing import save_text, subject_of
from tracker.store import meetings
from tracker.store import writing as stored
from tracker.web import figure_picker
from tracker.web import writing_rows as rows
from tracker.web.conflicts import chosen, conflict_of
from tracker.web.htmx import wants_fragment
from tracker.web.incoming import row_number
from tracker.web.report_pages import may_build, offers
from tracker.web.requests import abandon, current_desk, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

writing = Blueprint("writing", __name__)
LABELS = {"body": "The text"}


class Place(NamedTuple):
    """Where a text stands: in which kind of report, about which meeting, at which slot."""

    kind: str
    meeting: "Meeting"
    slot: Slot

    @property
    def about(self) -> str:
        return about_meeting(self.meeting.reference)

    def address(self, endpoint: str, **values: Any) -> str:
        reference = self.meeting.reference.lower()
        return url_for(endpoint, reference=reference, report=self.kind, slot=self.slot.key, **values)

    @property
    def caption(self) -> str:
        return f"{kind_named(self.kind).title}, {day_words(self.meeting)}"

    @property
    def index(self) -> str:
        reference = self.meeting.reference.lower()
        return url_for(
            "writing.index", reference=reference, report=self.kind, _anchor=rows.anchor(self.slot.key)
        )


@writing.get("/meetings/<reference>/writing/<report>")
def index(reference: str, report: str) -> str:
    """Every text of one report, with what is written, empty or out of date."""
    session = current_session()
    meeting = meetings.by_reference(session, reference)
    slots = slots_of(session, written_kind(report), meeting)
    found = rows.listed(session, report, meeting, slots)
    return render_template(
        "writing/index.html",
        title=kind_named(report).title,
        day=day_words(meeting),
        heading=rows.heading(found),
        groups=rows.grouped(found),
        next=next((one for one in found if one["state"] == "needed"), None),
        builds=next(iter(offers(meeting, {report})), None) if may_build() else None,
        back=url_for("meetings.show", reference=meeting.reference.lower()),
    )


@writing.get("/meetings/<reference>/writing/<report>/<slot>")
def edit(reference: str, report: str, slot: str) -> str:
    """The editor of one text."""
    place = placed(reference, report, slot)
    return _page(place, rows.standing(current_session(), place.kind, place.about, place.slot))


@writing.post("/meetings/<reference>/writing/<report>/<slot>")
def save(reference: str, report: str, slot: str) -> ResponseReturnValue:
    """Saves the text as a new version."""
    place = placed(reference, report, slot)
    if request.form.get("resolution") == "theirs":
        return redirect(place.address("writing.edit"), 303)
    body = chosen(request.form, LABELS).get("body", "")
    try:
        save_text(
            current_desk(),
            wiring().prose_reader,
            kind=place.kind,
            about=place.about,
            slot=place.slot.key,
            body=body,
            seen_version=row_number(request.form.get("version", "")) or 0,
        )
    except Conflict as error:
        return _both(place, body, error), 409
    except BadInput as error:
        abandon()
        return _typed(placed(reference, report, slot), body, error), 422
    flash(f"“{place.slot.title}” is saved.", "success")
    return redirect(place.index, 303)


@writing.post("/meetings/<reference>/writing/<report>/<slot>/preview")
def preview(reference: str, report: str, slot: str) -> ResponseReturnValue:
    """The text as its readers will see it, saved nowhere: the preview alone for the script, else the whole page with what was typed."""
    body = request.form.get("body", "").replace("\r\n", "\n")
    if not wants_fragment():
        return _typed(placed(reference, report, slot), body)
    session = current_session()
    about = about_meeting(meetings.by_reference(session, reference).reference)
    try:
        shown = rows.preview(session, wiring(), written_kind(report), about, slot, body)
    except BadInput as error:
        return render_template("writing/_preview.html", preview=None, problem=str(error))
    return render_template("writing/_preview.html", preview=shown, problem="")


@writing.get("/meetings/<reference>/writing/<report>/<slot>/figures")
def figures(reference: str, report: str, slot: str) -> str:
    """The readings that can be put into a text, of the measure and the area that are asked for: a part of the editor."""
    meetings.by_reference(current_session(), reference)
    return render_template(
        "writing/_readings.html", picker=figure_picker.picker(current_session(), request.args)
    )


def placed(reference: str, report: str, slot: str) -> Place:
    """Raises `NotFound` for a place that this report does not have and in which nothing was ever written."""
    session = current_session()
    meeting = meetings.by_reference(session, reference)
    found = next((one for one in slots_of(session, written_kind(report), meeting) if one.key == slot), None)
    if found is None:
        if stored.find(session, report, about_meeting(meeting.reference), slot) is None:
            raise NotFound("There is no such place in this report. Choose one from its list.")
        found = rows.without_place(slot)
    return Place(report, meeting, found)


def written_kind(kind: str) -> str:
    """Raises `NotFound` for a kind of report that nobody writes in."""
    if kind not in SLOTS:
        raise NotFound("Nothing is written for a report of that kind.")
    return kind


def _page(place: Place, shown: dict[str, Any], **context: Any) -> str:
    measure = request.form.get("measure", place.slot.measure)
    asked = {
        "measure": measure,
        "area": request.form.get("area", ""),
        "printed": request.form.get("printed", ""),
    }
    return render_template(
        "writing/edit.html",
        place=place,
        shown=shown,
        preview=rows.preview(
            current_session(), wiring(), place.kind, place.about, place.slot.key, shown["body"]
        ),
        picker=figure_picker.picker(current_session(), asked),
        picking=bool(request.form.get("pick")),
        **context,
    )


def _typed(place: Place, body: str, error: BadInput | None = None) -> str:
    """The page with what was typed and is not saved."""
    shown = rows.standing(current_session(), place.kind, place.about, place.slot)
    shown |= {"body": body, "version": request.form.get("version", shown["version"])}
    if error is None:
        try:
            return _page(place, shown, previewed=True)
        except BadInput as found:
            error = found
    return render_template(
        "writing/edit.html",
        place=place,
        shown=shown,
        preview=None,
        picker=figure_picker.picker(current_session(), {}),
        picking=False,
        problem=str(error),
        errors=[{"text": str(error), "href": "#body"}],
    )


def _both(place: Place, body: str, error: Conflict) -> str:
    """Someone saved first: both texts, to choose from."""
    text = stored.find(current_session(), place.kind, place.about, place.slot.key)
    subject = subject_of(text) if text else ""
    theirs = {"body": str(error.current["body"])}
    conflict = conflict_of(subject, error.version, {"body": body}, theirs, LABELS)
    shown = {field["name"] for field in conflict["fields"]}
    for field in conflict["fields"]:
        # However short the two are: what is written from both may have paragraphs.
        field["multiline"] = True
    conflict["carried"] = [] if "body" in shown else [{"name": "body", "value": body}]
    context = {
        "conflict": conflict,
        "heading": place.slot.title,
        "caption": place.caption,
        "action": place.address("writing.save"),
        "cancel_href": place.address("writing.edit"),
    }
    abandon()
    return render_template("writing/conflict.html", **context)


from tracker.web import writing_versions  # noqa: E402, F401  (its pages belong to this blueprint)

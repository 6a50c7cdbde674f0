"""Attaches evidence to an action, and hands out a file that was attached."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue

from tracker.domain.actions import LIVE
from tracker.domain.errors import BadInput, InvalidMove, NotFound
from tracker.domain.evidence import EvidenceKind
from tracker.domain.measure_values import value_words
from tracker.domain.references import spoken
from tracker.domain.video import second_of
from tracker.domain.wording import date_words
from tracker.services.evidence import KINDS, attach_document, attach_file, attach_web, keep_file
from tracker.services.evidence_on_record import attach_reading, attach_video
from tracker.store import actions as stored
from tracker.store import choosing_evidence as choosing
from tracker.store import evidence as stored_evidence
from tracker.store import shown as pages
from tracker.store.measures import reading_by_number
from tracker.store.reader import readable
from tracker.store.shown import Shown
from tracker.store.stories import updates
from tracker.web.access import ACCESS, current_viewer
from tracker.web.forms.entry import number
from tracker.web.forms.evidence import EvidenceForm
from tracker.web.requests import abandon, current_desk, current_session, wiring

if TYPE_CHECKING:
    from sqlmodel import Session

evidence = Blueprint("evidence", __name__)
ACCEPT = ",".join(KINDS)


@evidence.get("/actions/<reference>/evidence")
def new(reference: str) -> ResponseReturnValue:
    return _page(_live(reference), EvidenceForm(formdata=None))


@evidence.post("/actions/<reference>/evidence")
def create(reference: str) -> ResponseReturnValue:
    stored.by_reference(current_session(), current_viewer(), reference, lock=True)
    shown, form = _live(reference), EvidenceForm()
    try:
        _attach(shown, form)
    except BadInput as error:
        abandon()
        form.refuse(error)
        return _page(_live(reference), form), 422
    flash(f"The evidence is attached to {spoken(shown.action.reference)}.", "success")
    return redirect(f"/actions/{shown.action.reference}", 303)


@evidence.get("/actions/<reference>/evidence/<int:evidence_id>")
def download(reference: str, evidence_id: int) -> ResponseReturnValue:
    """The file, as an attachment of its own type: no browser opens it inside this site."""
    session, viewer = current_session(), current_viewer()
    action = stored.by_reference(session, viewer, reference)
    found = stored_evidence.file_of(session, evidence_id)
    gone = found is not None and found[0].removed_on and not viewer.reads_everything
    if found is None or found[0].action_id != action.id or gone:
        raise NotFound("There is no such file, or it is not yours to see.")
    file = found[1]
    answer = send_file(
        wiring().files.open(file.sha256),
        mimetype=file.media_type,
        as_attachment=True,
        download_name=file.name,
        etag=file.sha256,
        max_age=0,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def file_words() -> str:
    """Which files are taken, and how large."""
    return f"PDF, Word, Excel, PowerPoint, CSV, text, e-mail (.eml or .msg) or a picture, up to {wiring().settings.upload_limit_mb} MB"


def _live(reference: str) -> Shown:
    shown = pages.shown(current_session(), current_viewer(), reference)
    if shown.action.status not in LIVE:
        raise InvalidMove(
            "This action is closed, so nothing can be attached to it. Reopen it first, with a reason."
        )
    return shown


def _attach(shown: Shown, form: EvidenceForm) -> None:
    desk, action = current_desk(), shown.action
    kind, where, shows = form.chosen, form.where(), form.text("shows")
    ours = {row.key for row in updates(desk.session, action.key)}
    update = number(form.text("update"))
    given: dict[str, Any] = {"shows": shows, "update_id": update if update in ours else None}
    if kind is EvidenceKind.WEB:
        seen_on = form.day_seen(desk.moment.today)
        attach_web(
            desk, action, form.text("url"), label=form.text("label"), where=where, seen_on=seen_on, **given
        )
    elif kind is EvidenceKind.DOCUMENT:
        attach_document(desk, action, form.text("document"), where=where, **given)
    elif kind is EvidenceKind.READING:
        picked = form.picked("reading", "Choose the reading.")
        attach_reading(desk, action, reading_by_number(desk.session, picked), **given)
    elif kind is EvidenceKind.VIDEO:
        picked = form.picked("meeting", "Choose the meeting.")
        meeting = next((row for row, _ in choosing.with_video(desk.session) if row.id == picked), None)
        if meeting is None:
            raise BadInput("That meeting has no video on record. Choose another.", field="meeting")
        attach_video(desk, action, meeting, second_of(form.text("second")), **given)
    else:
        upload = request.files.get("file")
        if upload is None or not upload.filename:
            raise BadInput("Choose the file.", field="file")
        limit = wiring().settings.upload_limit_bytes
        kept = keep_file(desk, wiring().files, name=upload.filename, content=upload.read(), limit_bytes=limit)
        attach_file(desk, action, kept, where=where, **given)


def _page(shown: Shown, form: EvidenceForm) -> str:
    action, session, viewer = shown.action, current_session(), current_viewer()
    form.reading.choices = [("", "Choose a reading"), *_readings(session)]
    form.meeting.choices = [("", "Choose a meeting"), *_meetings(session)]
    form.update.choices = [
        ("", "No, to the action"),
        *(
            (str(row.key), f"{row.given_words or date_words(row.given_on)}, by {row.by_name}")
            for row in updates(session, action.key)
        ),
    ]
    return render_template(
        "evidence/new.html",
        form=form,
        reference=action.reference,
        spoken=spoken(action.reference),
        question=action.asked or action.title,
        here=f"/actions/{action.reference}",
        file_words=file_words(),
        accept=ACCEPT,
        documents=[document.title for document in stored_evidence.documents(session)]
        if viewer.reads_everything
        else [],
        readable=readable(session, viewer) if viewer.roles & ACCESS["reader.begin"] else [],
    )


def _readings(session: "Session") -> "list[tuple[str, str]]":
    lines = choosing.readings(session) if current_viewer().reads_everything else []
    return [
        (
            str(line.reading.key),
            ", ".join(
                filter(
                    None,
                    (
                        f"{line.measure.title}: {value_words(line.reading.value, line.measure.unit)}",
                        line.reading.period,
                        line.area,
                        "invented" if line.reading.invented else "",
                    ),
                )
            ),
        )
        for line in lines
    ]


def _meetings(session: "Session") -> "list[tuple[str, str]]":
    return [
        (str(row.key), f"{title}, {row.date_words or date_words(row.starts_on)}")
        for row, title in choosing.with_video(session)
    ]


from tracker.web import evidence_removal  # noqa: E402, F401  (its pages belong to this blueprint)

"""Everything out: the page that offers the forms of an export and the archive of evidence, and the files themselves.

A POST leaves the entry in the history and leads on to an address that is good for ten minutes, for the one who asked. The file is
fetched from there, so that a slow line holds no lock, and a GET changes nothing.
"""

import json
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeSerializer

from tracker.domain.backups import size_words
from tracker.domain.errors import BadInput, NotFound
from tracker.domain.log_export_document import ExportForm
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import count_words
from tracker.services.exports import SUBJECT, note_export, outgoing
from tracker.store import exports as stored
from tracker.store.exports_files import archive_size, archived_files
from tracker.store.history import of_subject
from tracker.web.access import current_viewer
from tracker.web.requests import current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.record import HistoryRow

exports = Blueprint("exports", __name__)

ARCHIVE = "zip"
GOOD_FOR = timedelta(minutes=10)
PIECE = 1 << 18
SHOWN = 5
"""Exports made before that the page names."""
MEDIA_TYPES = {
    ExportForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportForm.CSV: "text/csv",
    ExportForm.JSON: "application/json",
    ARCHIVE: "application/zip",
}
WORDS = {
    ExportForm.XLSX: "Excel workbook",
    ExportForm.CSV: "CSV file",
    ExportForm.JSON: "JSON document",
    ARCHIVE: "Archive of files",
}


@exports.get("/export")
def index() -> str:
    return _page()


@exports.post("/export")
def ask() -> ResponseReturnValue:
    form = request.form.get("form", "")
    if form not in MEDIA_TYPES:
        return _page(BadInput("Choose what to export.", field="form")), 422
    desk = current_desk()
    if form == ARCHIVE:
        files, _ = archive_size(desk.session)
        note_export(desk, form, files=files)
    else:
        actions, sensitive = stored.counted(desk.session, THE_OFFICE)
        note_export(desk, form, actions=actions, sensitive=sensitive)
    until = (current_moment().machine + GOOD_FOR).timestamp()
    ticket = _tickets().dumps([form, current_viewer().user_id, int(until)])
    return redirect(url_for("exports.fetch", ticket=ticket), 303)


@exports.get("/export/<ticket>")
def fetch(ticket: str) -> Response:
    """The file, as everything stands now. Raises `NotFound` for an address that is over, or somebody else's."""
    try:
        form, user_id, until = _tickets().loads(ticket)
    except (BadData, ValueError) as error:
        raise NotFound("There is no such file. Go to Export and ask for it there.") from error
    if user_id != current_viewer().user_id or until < current_moment().machine.timestamp():
        raise NotFound(
            "This address was good for ten minutes, for the one who asked. Go to Export and ask again."
        )
    day = current_moment().today.isoformat()
    if form == ARCHIVE:
        with wiring().database.read_as_one() as session:
            held = list(archived_files(session, THE_OFFICE))
        pieces, name = wiring().evidence_archive(held), f"evidence-{day}.zip"
    else:
        pieces, name = _sent(_made(ExportForm(form))), f"record-{day}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(pieces, mimetype=MEDIA_TYPES[form], headers=headers)


def _made(form: ExportForm) -> BinaryIO:
    """The export in a file that is gone when it is closed, made of the record as it stands at one moment."""
    file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  it is closed when it was sent
    try:
        with wiring().database.read_as_one() as session:
            office, by = wiring().settings.office_name, current_viewer().name
            told = outgoing(session, office=office, made_by=by, moment=current_moment())
            wiring().export_makers[form].write(told, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _sent(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def _tickets() -> URLSafeSerializer:
    return URLSafeSerializer(wiring().key_for("exports"))


def _page(wrong: BadInput | None = None) -> str:
    session = current_session()
    actions, sensitive = stored.counted(session, THE_OFFICE)
    files, size = archive_size(session)
    made = [_entry(row, payload) for row, payload in of_subject(session, SUBJECT, SHOWN)]
    return render_template(
        "exports/index.html",
        actions=count_words(actions, "action"),
        sensitive=sensitive,
        files=count_words(files, "file"),
        size=size_words(size) if files else "",
        chosen=request.form.get("form", ""),
        made=made,
        wrong=str(wrong) if wrong else "",
        errors=[{"text": str(wrong), "href": "#form"}] if wrong else [],
    )


def _entry(row: "HistoryRow", payload: str | None) -> dict[str, Any]:
    """One export that was made: in which form, by whom and when. The form is "" where what the entry said was destroyed."""
    form = json.loads(payload)["after"]["form"] if payload else ""
    return {"form": WORDS.get(form, form), "by": row.actor, "at": datetime.fromisoformat(row.at)}

"""Evidence: listed, attached as an address or a file, downloaded."""

from typing import TYPE_CHECKING

from flask import Response, request, send_file

from tracker.domain.actions import LIVE
from tracker.domain.api_tokens import Scope
from tracker.domain.errors import BadInput, InvalidMove, NotFound
from tracker.domain.evidence import Locator
from tracker.services.evidence import attach_file, attach_web, keep_file
from tracker.store import api_lists
from tracker.store import evidence as stored
from tracker.store.stories import updates
from tracker.web.api.admission import caller
from tracker.web.api.found import action_of
from tracker.web.api.operations import FILE, FORM, Answered, operation
from tracker.web.api.parts import following
from tracker.web.api.problems import Refused
from tracker.web.api.shapes import Paged
from tracker.web.api.shapes_evidence import AddressSent, EvidenceList, EvidenceShown, FileSent, FileShown
from tracker.web.requests import current_desk, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.evidence import Evidence, StoredFile


@operation(
    "GET", "/actions/<reference>/evidence", scope=Scope.EVIDENCE_READ, asked=Paged, answers=EvidenceList
)
def list_evidence(reference: str, asked: Paged) -> Answered:
    """Lists what an action rests on. What was removed is left out."""
    session, action = current_session(), action_of(reference)
    found = api_lists.evidence(session, action.key, after=asked.after, limit=asked.limit + 1)
    rows, after = following(found, asked.limit)
    files = api_lists.files_of(session, rows)
    shown = [_shown(action, row, files.get(row.file_id or 0)) for row in rows]
    return Answered(EvidenceList(evidence=shown, next_after=after), after)


@operation(
    "POST",
    "/actions/<reference>/evidence",
    scope=Scope.EVIDENCE_WRITE,
    sent=AddressSent,
    answers=EvidenceShown,
    status=201,
)
def attach_address(reference: str, sent: AddressSent) -> Answered:
    """Attaches a web address to an action."""
    action = _live(reference)
    if sent.update and sent.update not in {row.key for row in updates(current_session(), action.key)}:
        raise BadInput("This action has no such update.", field="update")
    row = attach_web(
        current_desk(caller().actor),
        action,
        sent.url,
        label=sent.label or "",
        where=Locator(sent.page, sent.place or ""),
        shows=sent.shows or "",
        seen_on=sent.seen_on,
        update_id=sent.update,
    )
    current_session().flush()
    return Answered(_shown(action, row, None), location=f"/api/v1/actions/{action.reference}/evidence")


@operation(
    "POST",
    "/actions/<reference>/evidence/files",
    scope=Scope.EVIDENCE_WRITE,
    sent=FileSent,
    takes=FORM,
    answers=EvidenceShown,
    status=201,
)
def attach_upload(reference: str, sent: FileSent) -> Answered:
    """Attaches a file to an action. The field `file` of a form: the kinds and sizes that the page takes."""
    action, upload = _live(reference), request.files.get("file")
    if upload is None or len(request.files) != 1 or len(request.files.getlist("file")) != 1:
        raise BadInput("Send one file, with its name, in the field “file”.", field="file")
    desk, limit = current_desk(caller().actor), wiring().settings.upload_limit_bytes
    kept = keep_file(
        desk, wiring().files, name=upload.filename or "", content=upload.read(), limit_bytes=limit
    )
    row = attach_file(desk, action, kept, where=Locator(sent.page, sent.place), shows=sent.shows)
    current_session().flush()
    return Answered(_shown(action, row, kept), location=_href(action, row))


@operation(
    "GET",
    "/actions/<reference>/evidence/<int:number>/file",
    scope=Scope.EVIDENCE_READ,
    answers=None,
    gives=FILE,
)
def download(reference: str, number: int) -> Response:
    """Downloads a file that was attached."""
    action = action_of(reference)
    found = stored.file_of(current_session(), number)
    if found is None or found[0].action_id != action.id or found[0].removed_on:
        raise NotFound("There is no such file, or it is not yours to see.")
    file = found[1]
    if file.destroyed_on:
        raise Refused("gone", "This file was disposed of.")
    return send_file(
        wiring().files.open(file.sha256),
        mimetype=FILE,
        as_attachment=True,
        download_name=file.name,
        etag=file.sha256,
    )


def _live(reference: str) -> "Action":
    """The action, locked, while something can be attached to it."""
    action = action_of(reference, lock=True)
    if action.status not in LIVE:
        raise InvalidMove(
            "This action is closed, so nothing can be attached to it. Reopen it first, with a reason."
        )
    return action


def _shown(action: "Action", row: "Evidence", file: "StoredFile | None") -> EvidenceShown:
    return EvidenceShown(
        id=row.key,
        kind=row.kind,
        label=row.label or None,
        url=row.url or None,
        page=row.page,
        place=row.place or None,
        shows=row.shows or None,
        seen_on=row.seen_on,
        second=row.second,
        update=row.update_id,
        file=FileShown(
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            href=_href(action, row),
        )
        if file
        else None,
        added_on=row.added_on,
        added_by=row.added_by or None,
    )


def _href(action: "Action", row: "Evidence") -> str:
    return f"/api/v1/actions/{action.reference}/evidence/{row.key}/file"

"""Taking a piece of evidence away, with a reason; and the small picture of the page that it is on."""

from typing import TYPE_CHECKING

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, InvalidMove, NotFound
from tracker.domain.marking import Marking, marking_of
from tracker.domain.references import spoken
from tracker.services.removing_evidence import remove_evidence
from tracker.store import actions as stored
from tracker.store import evidence as stored_evidence
from tracker.web.access import current_viewer
from tracker.web.evidence import evidence
from tracker.web.evidence_items import evidence_item
from tracker.web.requests import abandon, current_desk, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.evidence import Evidence


@evidence.get("/actions/<reference>/evidence/<int:evidence_id>/removal")
def removal(reference: str, evidence_id: int) -> ResponseReturnValue:
    return _page(reference, evidence_id)


@evidence.post("/actions/<reference>/evidence/<int:evidence_id>/removal")
def remove(reference: str, evidence_id: int) -> ResponseReturnValue:
    action, row = _found(reference, evidence_id, lock=True)
    reason = request.form.get("reason", "")
    try:
        remove_evidence(current_desk(), action, row, reason=reason)
    except BadInput as error:
        abandon()
        return _page(reference, evidence_id, reason, error)
    flash(f"{row.label} is no evidence for {spoken(action.reference)} any more.", "success")
    return redirect(f"/actions/{action.reference}", 303)


@evidence.get("/actions/<reference>/evidence/<int:evidence_id>/thumbnail")
def thumbnail(reference: str, evidence_id: int) -> Response:
    """The page of an excerpt, small, to whoever may see the action; of a sensitive document there is none."""
    _, row = _found(reference, evidence_id)
    found = stored_evidence.quoted(current_session(), [row]).get(row.excerpt_id or 0)
    if found is None or not found.picture_sha256 or marking_of(found.document.marking) is Marking.SENSITIVE:
        raise NotFound("There is no picture of this page.")
    answer = Response(wiring().thumbnails.of(found.picture_sha256), mimetype="image/png")
    # A new version of its document may give it another page.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(found.picture_sha256)
    answer.make_conditional(request)
    return answer


def _found(reference: str, evidence_id: int, *, lock: bool = False) -> "tuple[Action, Evidence]":
    """Raises `NotFound`, also where it is the evidence of another action, or was removed and this viewer is not of the office."""
    session, viewer = current_session(), current_viewer()
    action = stored.by_reference(session, viewer, reference, lock=lock)
    found = stored_evidence.numbered(session, evidence_id)
    if found is None or found[0].action_id != action.id:
        raise NotFound("There is no such evidence, or it is not yours to see.")
    if found[0].removed_on and not viewer.reads_everything:
        raise NotFound("There is no such evidence, or it is not yours to see.")
    return action, found[0]


def _page(
    reference: str, evidence_id: int, reason: str = "", error: BadInput | None = None
) -> ResponseReturnValue:
    action, row = _found(reference, evidence_id)
    if row.removed_on:
        raise InvalidMove("Somebody has removed this already. It stays in the history of the action.")
    quoted = stored_evidence.quoted(current_session(), [row])
    item = {**evidence_item(row, action.reference, quoted), "href": "", "flag": ""}
    page = render_template(
        "evidence/removal.html",
        item=item,
        here=f"/actions/{action.reference}",
        action_of=f"/actions/{action.reference}/evidence/{row.id}/removal",
        spoken=spoken(action.reference),
        title=action.title,
        reason=reason,
        fault=str(error) if error else "",
        errors=[{"text": str(error), "href": "#reason"}] if error else [],
    )
    return page, 422 if error else 200

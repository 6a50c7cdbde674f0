"""Where the office decides what is public: what is, what changed since, what could be; one form for each decision."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, InvalidMove, NotFound
from tracker.domain.publishing import Published, PublishedEvent
from tracker.domain.viewers import Role
from tracker.services import publishing as service
from tracker.services.public_states import PublicState, standing_of
from tracker.store import published as stored
from tracker.store.publishable import Candidate
from tracker.web import publishing_pages as pages
from tracker.web.access import current_viewer
from tracker.web.published_answers import page as public_page
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.services.desk import Desk

publishing = Blueprint("publishing", __name__, url_prefix="/publishing")

DONE = {
    PublishedEvent.PUBLISHED: "It is public now.",
    PublishedEvent.CHANGED: "The public reads the changes now.",
    PublishedEvent.WITHDRAWN: "It is withdrawn. Its address says so.",
}


@publishing.get("")
def index() -> str:
    """What is public and changed since, what could be, what was withdrawn."""
    return render_template("publishing/index.html", **pages.index(current_session()))


@publishing.get("/<kind>/<subject>")
def show(kind: str, subject: str) -> str:
    return _page(_kind(kind), subject)


@publishing.post("/<kind>/<subject>")
def decide(kind: str, subject: str) -> ResponseReturnValue:
    """Publishes, publishes again or withdraws, as `event` says."""
    named = _kind(kind)
    event = request.form.get("event", "")
    if event not in list(PublishedEvent):
        raise BadInput("Choose what to do: publish, publish the changes, or withdraw.")
    try:
        _decide(current_desk(), named, subject, PublishedEvent(event), seen=request.form.get("seen", ""))
    except BadInput as error:
        abandon()
        return _page(named, subject, error), 422
    flash(DONE[PublishedEvent(event)], "success")
    return redirect(url_for("publishing.show", kind=kind, subject=subject), 303)


@publishing.get("/<kind>/<subject>/preview")
def preview(kind: str, subject: str) -> ResponseReturnValue:
    """The page as the public would get it. Only the office sees it here."""
    named = _kind(kind)
    standing = standing_of(current_session(), named, subject, pages.rules_now(current_session()))
    if standing.composed is None:
        raise InvalidMove(standing.refused)
    context = pages.preview(current_session(), named, subject, standing.composed, current_moment().today)
    answer = public_page(f"published/{named.value}.html", **context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@publishing.get("/<kind>/<subject>/together")
def together(kind: str, subject: str) -> str:
    return _together(_kind(kind), subject)


@publishing.post("/<kind>/<subject>/together")
def publish_together(kind: str, subject: str) -> ResponseReturnValue:
    """Publishes a meeting or a report with what belongs to it, as far as it was ticked, by one decision."""
    named, desk = _kind(kind), current_desk()
    try:
        done = _publish_ticked(desk, pages.offers(desk.session, named, subject), request.form.getlist("item"))
    except (BadInput, InvalidMove) as error:
        abandon()
        return _together(named, subject, error), 422
    flash(f"{done} things are public now." if done > 1 else "It is public now.", "success")
    return redirect(url_for("publishing.show", kind=kind, subject=subject), 303)


def _publish_ticked(desk: "Desk", offers: list[Candidate], ticked: list[str]) -> int:
    """How many were published or published again. Raises `BadInput` where nothing was ticked."""
    chosen = [one for one in offers if one.value in ticked]
    if not chosen:
        raise BadInput("Tick what to publish.", field="item")
    for one in chosen:
        standing = standing_of(desk.session, one.kind, one.subject, pages.rules_now(desk.session))
        changed = standing.state is PublicState.CHANGED
        event = PublishedEvent.CHANGED if changed else PublishedEvent.PUBLISHED
        _decide(desk, one.kind, one.subject, event)
    return len(chosen)


def _decide(desk: "Desk", kind: Published, subject: str, event: PublishedEvent, *, seen: str = "") -> None:
    """One decision, with the name and the reason of the form, about what was `seen`."""
    decision = service.Decision(
        request.form.get("decided_by", ""),
        request.form.get("reason", ""),
        request.form.get("public_words", "") if event is PublishedEvent.WITHDRAWN else "",
    )
    if event is PublishedEvent.PUBLISHED:
        service.publish(desk, wiring().words, kind, subject, decision, seen=seen)
        return
    row = stored.of(desk.session, kind, subject)
    if row is None:
        raise NotFound("This was never public.")
    version = request.form.get("version", "")
    saved = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None
    if event is PublishedEvent.CHANGED:
        service.publish_again(desk, wiring().words, row, decision, version=saved, seen=seen)
    else:
        service.withdraw(desk, row, decision, version=saved)


def _page(kind: Published, subject: str, error: BadInput | None = None) -> str:
    context = pages.one(current_session(), kind, subject)
    return render_template("publishing/show.html", **context, **_typed(error))


def _together(kind: Published, subject: str, error: BadInput | InvalidMove | None = None) -> str:
    session = current_session()
    offers = pages.offers(session, kind, subject)
    sent = request.method == "POST"
    return render_template(
        "publishing/together.html",
        kind=kind.value,
        subject=subject,
        offers=offers,
        ticked=request.form.getlist("item") if sent else pages.ticked_first(offers),
        **_typed(error),
    )


def _typed(error: BadInput | InvalidMove | None) -> dict[str, Any]:
    """What was typed, and the error at its field. The Commissioner's own name stands in the form already."""
    viewer = current_viewer()
    field = getattr(error, "field", "") if error else ""
    own = viewer.name if viewer.may(Role.COMMISSIONER) else ""
    return {
        "typed": {
            "decided_by": request.form.get("decided_by", own),
            "reason": request.form.get("reason", ""),
            "public_words": request.form.get("public_words", ""),
            "event": request.form.get("event", "withdrawn" if request.args.get("withdraw") else ""),
        },
        "wrong": {field: str(error)} if error else {},
        "errors": [{"text": str(error), "href": f"#{field or 'decided_by'}"}] if error else [],
    }


def _kind(name: str) -> Published:
    if name not in list(Published):
        raise NotFound("There is no such page. Choose something from the list.")
    return Published(name)

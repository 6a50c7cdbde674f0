"""Mail that came in: the secretariat accepts it as an update on the owner's behalf, or sets it aside; and addresses that failed."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.actions import Rating
from tracker.domain.errors import BadInput, Conflict, NotFound
from tracker.domain.mails import MailState
from tracker.domain.references import spoken
from tracker.services.bad_addresses import write_to_again
from tracker.services.incoming_decisions import accept as accept_mail
from tracker.services.incoming_decisions import set_aside as put_aside
from tracker.services.incoming_decisions import take_up as take_up_again
from tracker.services.updates import Said
from tracker.store import actions as stored_actions
from tracker.store import bad_addresses
from tracker.store import incoming as stored
from tracker.web import incoming_rows as rows
from tracker.web.access import current_viewer
from tracker.web.incoming import row_number
from tracker.web.requests import abandon, asked_page, current_desk, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.evidence import StoredFile

incoming_mail = Blueprint("incoming_mail", __name__)
FIELDS = ("action", "other", "rating", "text", "reason")
MEANWHILE = (
    "Someone worked on this mail meanwhile. This is how it stands now; what you typed is still in the form."
)


@incoming_mail.get("/mail/incoming")
def index() -> str:
    session = current_session()
    waiting = stored.waiting(session)
    settled, pages = rows.settled(asked_page())
    return render_template(
        "incoming/index.html",
        waiting=[rows.line(row) for row in waiting],
        settled=settled,
        pages=pages,
        failed=len(bad_addresses.standing(session)),
        is_read=wiring().settings.inbox is not None,
    )


@incoming_mail.get("/mail/incoming/<int:number>")
def show(number: int) -> str:
    return _page(number)


@incoming_mail.post("/mail/incoming/<int:number>/accept")
def accept(number: int) -> ResponseReturnValue:
    typed = {name: request.form.get(name, "") for name in FIELDS}
    stays_open = request.form.get("stays_open") == "1"
    files = {key for value in request.form.getlist("file") if (key := row_number(value)) is not None}
    try:
        action = _chosen(typed)
        said = Said(
            typed["text"], _rating(typed["rating"]), recommends_closure=request.form.get("choice") == "close"
        )
        accept_mail(current_desk(), number, action, said, file_ids=files, stays_open=stays_open, seen=_seen())
    except (BadInput, Conflict) as error:
        return _refused(number, typed, error, {"files": files, "stays_open": stays_open})
    flash(f"The mail is now an update of {spoken(action.reference).lower()}.", "success")
    if stays_open:
        return redirect(url_for("incoming_mail.show", number=number), 303)
    return redirect(url_for("incoming_mail.index"), 303)


@incoming_mail.post("/mail/incoming/<int:number>/set-aside")
def set_aside(number: int) -> ResponseReturnValue:
    typed = {"reason": request.form.get("reason", "")}
    try:
        put_aside(current_desk(), number, typed["reason"], seen=_seen())
    except (BadInput, Conflict) as error:
        return _refused(number, typed, error, {})
    flash("The mail is set aside. It is kept below, and can be taken up again.", "success")
    return redirect(url_for("incoming_mail.index"), 303)


@incoming_mail.post("/mail/incoming/<int:number>/take-up")
def take_up(number: int) -> ResponseReturnValue:
    take_up_again(current_desk(), number)
    flash("The mail waits again.", "success")
    return redirect(url_for("incoming_mail.show", number=number), 303)


@incoming_mail.get("/mail/incoming/<int:number>/whole")
def whole(number: int) -> ResponseReturnValue:
    """The message as it came, to be opened in a mail program."""
    return _sent(stored.whole(current_session(), stored.numbered(current_session(), number)))


@incoming_mail.get("/mail/incoming/<int:number>/files/<int:item>")
def file(number: int, item: int) -> ResponseReturnValue:
    for came, kept in stored.files(current_session(), number):
        if came.id == item and not came.refused:
            return _sent(kept)
    raise NotFound("There is no such file, or it is not yours to see.")


@incoming_mail.get("/mail/failed-addresses")
def addresses() -> str:
    session = current_session()
    standing, cleared = bad_addresses.standing(session), bad_addresses.cleared(session)
    shut = {row.address for row, _ in standing}
    waited = bad_addresses.waited(session, {row.address for row in cleared} - shut)
    return render_template(
        "incoming/addresses.html",
        standing=[rows.address(row, mail) for row, mail in standing],
        cleared=cleared,
        held=[rows.waits(mail) for mail in waited if mail.state is MailState.HELD],
        refused=[rows.waits(mail) for mail in waited if mail.state is MailState.FAILED],
    )


@incoming_mail.post("/mail/failed-addresses/<int:number>/write-again")
def write_again(number: int) -> ResponseReturnValue:
    row = write_to_again(current_desk(), number)
    waits = bool(bad_addresses.waited(current_session(), [row.address]))
    more = " What waited for it stands below." if waits else ""
    flash(f"{row.address} is written to again.{more}", "success")
    return redirect(url_for("incoming_mail.addresses"), 303)


def _chosen(typed: dict[str, str]) -> "Action":
    """The action of a radio, or the one whose reference was typed, which counts. Raises `BadInput`."""
    reference = typed["other"].strip() or typed["action"].strip()
    if not reference:
        raise BadInput("Choose the action that this mail is about, or give its reference.", field="other")
    try:
        return stored_actions.by_reference(current_session(), current_viewer(), reference)
    except NotFound:
        raise BadInput(
            f"There is no action “{reference[:40]}”. Give a reference such as PPM-006.", field="other"
        ) from None


def _rating(typed: str) -> Rating | None:
    return Rating(typed) if typed in list(Rating) else None


def _seen() -> int | None:
    return row_number(request.form.get("version", ""))


def _refused(
    number: int, typed: dict[str, str], error: BadInput | Conflict, ticked: dict[str, Any]
) -> ResponseReturnValue:
    """The page again, with all that was typed and the sentence at its field."""
    abandon()
    if isinstance(error, Conflict):
        return _page(number, typed, ticked, {"text": MEANWHILE}), 409
    field = error.field if error.field in FIELDS else "text"
    return _page(number, typed, ticked, {field: str(error)}), 422


def _page(
    number: int,
    typed: dict[str, str] | None = None,
    ticked: dict[str, Any] | None = None,
    problems: dict[str, str] | None = None,
) -> str:
    page = rows.page(stored.numbered(current_session(), number))
    values = {**page.pop("first"), **(typed or {})}
    return render_template(
        "incoming/show.html",
        **page,
        values=values,
        ticked=(ticked or {}).get("files"),
        stays_open=(ticked or {}).get("stays_open", False),
        problems=problems or {},
        errors=[{"text": text, "href": f"#{field}"} for field, text in (problems or {}).items()],
    )


def _sent(kept: "StoredFile") -> ResponseReturnValue:
    """As an attachment of its own type: no browser opens it inside this site."""
    answer = send_file(
        wiring().files.open(kept.sha256),
        mimetype=kept.media_type,
        as_attachment=True,
        download_name=kept.name,
        etag=kept.sha256,
        max_age=0,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer

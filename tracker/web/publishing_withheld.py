"""What the public does not get on the page of an action: words, each with a reason, and giving them back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.publishing import Published
from tracker.domain.redaction_reasons import EXEMPTIONS, OWN, REASONS, mark_of
from tracker.services.public_withholding import give_back, withhold_from_page
from tracker.store import public_withholdings as stored
from tracker.web import publishing_pages as pages
from tracker.web.requests import abandon, current_desk, current_session

publishing_withheld = Blueprint("publishing_withheld", __name__, url_prefix="/publishing/action")

KIND = Published.ACTION
REASON_GROUPS = (("The office’s own", OWN), ("Freedom of Information Act 2000", EXEMPTIONS))
TO_PUBLISH = " The public reads it so once you publish it, or its changes."


@publishing_withheld.get("/<subject>/withheld")
def show(subject: str) -> str:
    return _page(subject)


@publishing_withheld.post("/<subject>/withheld")
def withhold(subject: str) -> ResponseReturnValue:
    form = request.form
    try:
        withhold_from_page(
            current_desk(),
            KIND,
            subject,
            words=form.get("words", ""),
            reason=form.get("reason", ""),
            note=form.get("note", ""),
        )
    except (BadInput, InvalidMove) as error:
        abandon()
        return _page(subject, error), 422
    flash(f"The words are withheld.{TO_PUBLISH}", "success")
    return redirect(url_for("publishing_withheld.show", subject=subject), 303)


@publishing_withheld.post("/<subject>/withheld/<int:number>/back")
def back(subject: str, number: int) -> ResponseReturnValue:
    give_back(current_desk(), KIND, subject, number)
    flash(f"The words are given back.{TO_PUBLISH}", "success")
    return redirect(url_for("publishing_withheld.show", subject=subject), 303)


def _page(subject: str, error: BadInput | InvalidMove | None = None) -> str:
    field = (getattr(error, "field", "") or "words") if error else ""
    return render_template(
        "publishing/withheld.html",
        subject=subject,
        title=pages.one(current_session(), KIND, subject)["title"],
        rows=[
            {"row": one, "mark": mark_of(REASONS[one.reason])}
            for one in stored.of(current_session(), KIND, subject)
            if one.removed_at is None
        ],
        reasons=REASON_GROUPS,
        typed=request.form if error else {},
        wrong={field: str(error)} if error else {},
        errors=[{"text": str(error), "href": f"#{field}"}] if error else [],
    )

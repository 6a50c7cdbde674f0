"""A version is sent to the force for its word, and the answer is written down."""

from typing import TYPE_CHECKING

from flask import flash, request
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict
from tracker.services import sign_offs as service
from tracker.services.builds import ask_for_files
from tracker.services.sign_offs import Answer, SignOffWanted
from tracker.store import reports as stored
from tracker.web.access import current_viewer
from tracker.web.forms.days import typed_day
from tracker.web.forms.entry import number as row_version
from tracker.web.report_steps import refused, to
from tracker.web.reports import reports
from tracker.web.requests import current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.reports import ReportVersion


@reports.post("/reports/<int:number>/sign-offs")
def ask_sign_off(number: int) -> ResponseReturnValue:
    """Asks a post of the force; its mail is held until it has been read."""
    version = _version(number)
    try:
        day = typed_day(request.form.get("answer_by", ""), current_moment().today, field="answer_by")
        wanted = SignOffWanted(request.form.get("post", ""), day, request.form.get("note", ""))
        service.ask_sign_off(current_desk(), version, wanted, wiring().stationery)
    except BadInput as error:
        return refused(number, error)
    flash("The mail is held: read it below, then release it.", "success")
    return to(number)


@reports.post("/reports/<int:number>/sign-offs/<int:sign_off>")
def answer_sign_off(number: int, sign_off: int) -> ResponseReturnValue:
    """Writes down what the force said."""
    version, said = _version(number), request.form.get("authorised", "")
    try:
        if said not in ("yes", "no"):
            raise BadInput("Choose what the force said.", field="authorised")
        answer = Answer(said == "yes", request.form.get("by", ""), request.form.get("words", ""))
        seen = row_version(request.form.get("version"))
        service.record_answer(current_desk(), version, sign_off, answer, seen=seen)
        ask_for_files(current_desk(), version)
    except (BadInput, Conflict) as error:
        return refused(number, error)
    flash("The answer is on record.", "success")
    return to(number)


def _version(number: int) -> "ReportVersion":
    return stored.version(current_session(), current_viewer(), number)[0]

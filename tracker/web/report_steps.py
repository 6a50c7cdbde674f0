"""What is done with a version of a report: it is approved, issued, and cut for another audience."""

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.audiences import AUDIENCE_WORDS, Audience
from tracker.domain.errors import BadInput, Conflict, TrackerError
from tracker.domain.report_kinds import ACTION_LOG
from tracker.domain.version_states import VersionState
from tracker.services import aftermath
from tracker.services import reports as service
from tracker.services.approving import approve_report
from tracker.services.builds import ask_for_files
from tracker.store import meetings
from tracker.store import reports as stored
from tracker.web.access import current_viewer
from tracker.web.builds import progress
from tracker.web.report_approving import given
from tracker.web.report_show import page, readers
from tracker.web.reports import reports
from tracker.web.requests import abandon, current_desk, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.reports import ReportVersion


@reports.post("/reports/<int:number>/approve")
def approve(number: int) -> ResponseReturnValue:
    """Puts a name under a draft; it is issued later."""
    version = _version(number)
    try:
        approve_report(current_desk(), version, **given(current_viewer()))
        ask_for_files(current_desk(), version)
    except (BadInput, Conflict) as error:
        return refused(number, error)
    flash(f"Version {version.number} is approved. Issue it when it should leave.", "success")
    return to(number)


@reports.post("/reports/<int:number>/issue")
def issue(number: int) -> ResponseReturnValue:
    """Issues a version; a draft is approved in the same step. With the action log the record of its meeting is issued."""
    version = _version(number)
    try:
        _issue(version)
    except (BadInput, Conflict) as error:
        return refused(number, error)
    flash(f"Version {version.number} is issued: {readers(version)} now.", "success")
    return to(number)


@reports.post("/reports/<int:number>/cuts")
def cut(number: int) -> ResponseReturnValue:
    """Cuts a version for another audience from the same snapshot."""
    desk, typed = current_desk(), request.form.get("audience", "")
    if typed not in list(Audience):
        raise BadInput("Choose for whom the version is cut.", field="audience")
    version = service.cut_for(desk, _version(number), Audience(typed))
    ask_for_files(desk, version)
    words = AUDIENCE_WORDS[version.audience]
    flash(f"Version {version.number} {words} is cut from the same record. It is a draft: read it.", "success")
    return to(version.key)


def refused(number: int, error: TrackerError) -> ResponseReturnValue:
    """The page of the version once more, with what was typed and the sentence at its field."""
    abandon()
    session = current_session()
    version, snapshot = stored.version(session, current_viewer(), number)
    shown = page(version, snapshot, error)
    status = 409 if isinstance(error, Conflict) else 422
    return render_template("reports/show.html", **shown, build=progress(session, number)), status


def to(number: int) -> ResponseReturnValue:
    return redirect(url_for("reports.show", number=number), 303)


def _version(number: int) -> "ReportVersion":
    return stored.version(current_session(), current_viewer(), number)[0]


def _issue(version: "ReportVersion") -> None:
    desk, typed = current_desk(), given(current_viewer())
    without = request.form.get("without", "")
    is_open = version.state is not VersionState.ISSUED and version.audience is Audience.MEETING
    meeting = meetings.numbered(desk.session, version.meeting_id)
    if meeting and version.kind == ACTION_LOG and is_open:
        meeting = meetings.by_reference(desk.session, meeting.reference, lock=True)
        aftermath.issue_log(desk, meeting, wiring().stationery, **typed, without=without)
        return
    if version.state is VersionState.DRAFT:
        approve_report(desk, version, **typed)
    service.issue_report(desk, version, without=without)

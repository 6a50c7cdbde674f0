"""Reports about a post or an action are built from the pages of these."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.report_kinds import SubjectKind
from tracker.domain.report_words import in_a_sentence
from tracker.services import reports as service
from tracker.services.report_subjects import Reported, of_kind
from tracker.store import actions, posts
from tracker.web.access import current_viewer
from tracker.web.reports import asked_audience, asked_kind, reports
from tracker.web.requests import current_desk, current_session, wiring


@reports.post("/posts/<code>/reports")
def build_about_post(code: str) -> ResponseReturnValue:
    return _built(posts.by_code(current_session(), code))


@reports.post("/actions/<reference>/reports")
def build_about_action(reference: str) -> ResponseReturnValue:
    return _built(actions.by_reference(current_session(), current_viewer(), reference))


@reports.post("/inspections/<code>/reports")
def build_about_inspections(code: str) -> ResponseReturnValue:
    """The inspection register of one report; of all of them where the code is "all"."""
    return _built(of_kind(current_session(), SubjectKind.INSPECTIONS, code))


def _built(of: Reported) -> ResponseReturnValue:
    """Freezes what is known of a post or an action, and leads to the version that was cut from it."""
    parts, kind = wiring(), asked_kind()
    version = service.build_report(
        current_desk(),
        kind.name,
        of,
        office_name=parts.settings.office_name,
        contact=parts.contact,
        audience=asked_audience(kind),
    )
    flash(
        f"Version {version.number} of the {in_a_sentence(kind.title)} is built, as a draft. Read it, then have it approved.",
        "success",
    )
    return redirect(url_for("reports.show", number=version.key), 303)

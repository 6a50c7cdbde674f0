"""Who fills in the plain values of each kind of report: one row for each kind of `domain/report_kinds.py`."""

from collections.abc import Callable, Mapping

from tracker.domain import report_kinds as kinds
from tracker.domain.errors import BadInput
from tracker.domain.report_kinds import SubjectKind, kind_named
from tracker.domain.reports import Report
from tracker.models.actions import Action
from tracker.models.keeping import Disclosure
from tracker.models.meetings import Meeting
from tracker.models.people import Post
from tracker.services.desk import Desk
from tracker.services.report_chairs_list import compose_chairs_list
from tracker.services.report_composition import compose_action_status
from tracker.services.report_disclosure import compose_disclosure
from tracker.services.report_dossier import compose_dossier
from tracker.services.report_inspections import compose_register
from tracker.services.report_owner import compose_owners_report
from tracker.services.report_panel import compose_panel_update
from tracker.services.report_response import compose_response
from tracker.services.report_sitting import compose_action_log, compose_minutes
from tracker.services.report_subjects import Inspections, Subject

ABOUT_MEETINGS: Mapping[str, Callable[[Desk, Meeting, Report], Report]] = {
    kinds.ACTION_STATUS: compose_action_status,
    kinds.ACTION_LOG: compose_action_log,
    kinds.MINUTES: compose_minutes,
    kinds.CHAIRS_LIST: compose_chairs_list,
    kinds.PANEL_UPDATE: compose_panel_update,
    kinds.COMMISSIONER_RESPONSE: compose_response,
}
ABOUT_POSTS: Mapping[str, Callable[[Desk, Post, Report], Report]] = {kinds.OWNER: compose_owners_report}
ABOUT_ACTIONS: Mapping[str, Callable[[Desk, Action, Report], Report]] = {kinds.DOSSIER: compose_dossier}
ABOUT_DISCLOSURES: Mapping[str, Callable[[Desk, Disclosure, Report], Report]] = {
    kinds.DISCLOSURE: compose_disclosure
}
ABOUT_INSPECTIONS: Mapping[str, Callable[[Desk, Inspections, Report], Report]] = {
    kinds.INSPECTION_REGISTER: compose_register
}

NEEDED: Mapping[SubjectKind, str] = {
    SubjectKind.MEETING: "a meeting",
    SubjectKind.POST: "a post",
    SubjectKind.ACTION: "an action",
    SubjectKind.DISCLOSURE: "a request for what is held",
    SubjectKind.INSPECTIONS: "an inspection report, or all of them",
}


def composed(desk: Desk, kind: str, about: Subject, head: Report) -> Report:
    """The report as the record stands, given what every report has. Raises `BadInput` where the kind is about something else."""
    if about.meeting and kind in ABOUT_MEETINGS:
        return ABOUT_MEETINGS[kind](desk, about.meeting, head)
    if about.post and kind in ABOUT_POSTS:
        return ABOUT_POSTS[kind](desk, about.post, head)
    if about.action and kind in ABOUT_ACTIONS:
        return ABOUT_ACTIONS[kind](desk, about.action, head)
    if about.disclosure and kind in ABOUT_DISCLOSURES:
        return ABOUT_DISCLOSURES[kind](desk, about.disclosure, head)
    if about.inspections and kind in ABOUT_INSPECTIONS:
        return ABOUT_INSPECTIONS[kind](desk, about.inspections, head)
    row = kind_named(kind)
    raise BadInput(f"“{row.title}” is about {NEEDED[row.subject]}: name one.", field=row.subject.value)

"""Every kind of report: what it is called, what it freezes, how that is put into words, its forms, and when it can be built.

A new kind is a row here, a module with its plain values and its words, and a row in `services/report_composers.py`, which
fills them in. `templates/reports/<name>/` holds what is its own on paper: a style sheet, a page, pictures; none of them is needed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tracker.domain import (
    report_action_log,
    report_chairs_list,
    report_disclosure_paper,
    report_dossier_paper,
    report_inspections,
    report_inspections_paper,
    report_minutes,
    report_owner_paper,
    report_panel,
    report_panel_paper,
    report_response,
    report_response_paper,
    report_sitting,
    report_sitting_changes,
    report_status,
)
from tracker.domain.audiences import Audience
from tracker.domain.errors import Unavailable
from tracker.domain.meetings import MeetingStatus
from tracker.domain.paper import Paper
from tracker.domain.report_changes import Compared
from tracker.domain.report_compared import by_paper
from tracker.domain.report_disclosure import DisclosureBundle
from tracker.domain.report_dossier import ActionDossier
from tracker.domain.report_matters import ChairsList
from tracker.domain.report_opening import opening
from tracker.domain.report_owner import OwnersReport
from tracker.domain.report_panel import PanelUpdate
from tracker.domain.report_response import CommissionersResponse
from tracker.domain.report_sitting import ActionLog, Minutes
from tracker.domain.report_withheld_part import telling
from tracker.domain.reports import ActionStatusReport, Report
from tracker.domain.wording import join_words

ACTION_STATUS, ACTION_LOG, MINUTES, CHAIRS_LIST = "action-status", "action-log", "minutes", "chairs-list"
PANEL_UPDATE, COMMISSIONER_RESPONSE = "panel-update", "commissioner-response"
OWNER, DOSSIER, INSPECTION_REGISTER = "owner", "dossier", "inspection-register"
DISCLOSURE = "disclosure"


class Form(StrEnum):
    """What a report can be made as; the value is its name in the database (10 characters at most)."""

    PDF = "pdf"
    WORD = "docx"
    HTML = "html"
    EXCEL = "xlsx"
    CSV = "csv"
    ARCHIVE = "archive"
    PRINT = "print"
    PRINT_ALL = "print-all"


MEDIA_TYPES: Mapping[Form, str] = {
    Form.PDF: "application/pdf",
    Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.HTML: "text/html",
    Form.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.CSV: "text/csv",
    Form.ARCHIVE: "application/pdf",
    Form.PRINT: "application/pdf",
    Form.PRINT_ALL: "application/pdf",
}
FORM_WORDS: Mapping[Form, str] = {
    Form.PDF: "PDF",
    Form.WORD: "Word",
    Form.HTML: "Web page",
    Form.EXCEL: "Excel",
    Form.CSV: "CSV",
    Form.ARCHIVE: "PDF for the archive",
    Form.PRINT: "PDF for printing (cited pages)",
    Form.PRINT_ALL: "PDF for printing (whole documents)",
}
OTHER_PDFS = (Form.ARCHIVE, Form.PRINT, Form.PRINT_ALL)
ENDINGS: Mapping[Form, str] = {form: f"-{form}.pdf" if form in OTHER_PDFS else f".{form}" for form in Form}
"""What the name of a file ends in. Where one ending ends in another, the longer one counts."""

PAPERS = (Form.PDF, Form.WORD, Form.HTML, Form.ARCHIVE)
"""The forms of every paper."""
LISTS = (*PAPERS, Form.EXCEL, Form.CSV)
"""Those of a paper that lists actions: what it lists can be sorted and counted."""
OF_THE_DAY = tuple(form for form in LISTS if form is not Form.ARCHIVE)
"""Those of a list that is used on the day: no archive keeps it."""

S = MeetingStatus
AT_ANY_TIME = frozenset(S) - {S.CANCELLED}
ONCE_STARTED = frozenset({S.IN_SESSION, S.HELD, S.ISSUED})
ONCE_HELD = frozenset({S.HELD, S.ISSUED})
EVERYONE = (Audience.MEETING, Audience.PANEL, Audience.PUBLIC)


class SubjectKind(StrEnum):
    """What a kind of report is about."""

    MEETING = "meeting"
    POST = "post"
    ACTION = "action"
    DISCLOSURE = "disclosure"
    INSPECTIONS = "inspection"


@dataclass(frozen=True)
class ReportKind:
    """One kind. `record` is the dataclass that it freezes, `paper` puts that into words. `audiences` are those it can be cut for.

    `stages` are those of a meeting at which it can be built, empty for a kind that is about a post or an action; `offered` those at which
    a page offers it. `recut`: a draft is cut anew under its own number. `working`: used on the day, and not offered to be
    issued. `office_only`: nobody else reads it, issued or not. `compared`: what a version is compared by with the one issued
    before. `narrowed`: the cut for one owner, by the code and the title of the post. `format` goes up when a field changes its
    meaning or is taken away; a new field with a default needs no new number.
    """

    name: str
    title: str
    record: type[Report]
    paper: Callable[[Any], Paper]
    stages: frozenset[MeetingStatus] = frozenset()
    offered: frozenset[MeetingStatus] = frozenset()
    subject: SubjectKind = SubjectKind.MEETING
    audiences: tuple[Audience, ...] = (Audience.MEETING,)
    forms: tuple[Form, ...] = PAPERS
    recut: bool = False
    working: bool = False
    office_only: bool = False
    compared: Callable[[Any], Compared] | None = None
    narrowed: Callable[[Any, str, str], Report] | None = None
    format: int = 1


def _compared_by_paper(kind: ReportKind) -> Callable[[Any], Compared] | None:
    """How a kind is compared that has no way of its own; a working paper follows nothing that was issued."""
    return None if kind.working else by_paper(kind.paper)


KINDS: Mapping[str, ReportKind] = {
    kind.name: replace(
        kind, paper=opening(telling(kind.paper)), compared=kind.compared or _compared_by_paper(kind)
    )
    for kind in (
        ReportKind(
            CHAIRS_LIST,
            report_chairs_list.NAME,
            ChairsList,
            report_chairs_list.chairs_list_paper,
            stages=AT_ANY_TIME,
            offered=frozenset({S.SCHEDULED, S.IN_SESSION}),
            forms=OF_THE_DAY,
            working=True,
        ),
        ReportKind(
            ACTION_LOG,
            report_action_log.NAME,
            ActionLog,
            report_action_log.action_log_paper,
            audiences=EVERYONE,
            stages=ONCE_STARTED,
            offered=ONCE_STARTED,
            forms=LISTS,
            recut=True,
            compared=report_sitting_changes.compared,
            narrowed=report_sitting.for_owner,
        ),
        ReportKind(
            MINUTES,
            report_minutes.NAME,
            Minutes,
            report_minutes.minutes_paper,
            audiences=EVERYONE,
            stages=ONCE_STARTED,
            offered=frozenset({S.HELD, S.ISSUED}),
            forms=LISTS,
            recut=True,
            compared=report_minutes.compared,
        ),
        ReportKind(
            ACTION_STATUS,
            report_status.NAME,
            ActionStatusReport,
            report_status.status_paper,
            audiences=EVERYONE,
            stages=AT_ANY_TIME,
            offered=AT_ANY_TIME,
            forms=LISTS,
        ),
        ReportKind(
            PANEL_UPDATE,
            report_panel.NAME,
            PanelUpdate,
            report_panel_paper.panel_paper,
            stages=AT_ANY_TIME,
            offered=AT_ANY_TIME,
            audiences=(Audience.PANEL, Audience.PUBLIC),
            recut=True,
            forms=LISTS,
        ),
        ReportKind(
            COMMISSIONER_RESPONSE,
            report_response.NAME,
            CommissionersResponse,
            report_response_paper.response_paper,
            stages=ONCE_HELD,
            offered=ONCE_HELD,
            audiences=EVERYONE,
            recut=True,
            forms=LISTS,
        ),
        ReportKind(
            OWNER,
            report_owner_paper.NAME,
            OwnersReport,
            report_owner_paper.owners_paper,
            subject=SubjectKind.POST,
            audiences=(Audience.OWNER, Audience.MEETING),
            forms=LISTS,
        ),
        ReportKind(
            DOSSIER,
            report_dossier_paper.NAME,
            ActionDossier,
            report_dossier_paper.dossier_paper,
            subject=SubjectKind.ACTION,
            office_only=True,
            forms=(*PAPERS, Form.PRINT, Form.PRINT_ALL),
        ),
        ReportKind(
            INSPECTION_REGISTER,
            report_inspections.NAME,
            report_inspections.InspectionRegister,
            report_inspections_paper.register_paper,
            subject=SubjectKind.INSPECTIONS,
            audiences=EVERYONE,
            forms=LISTS,
            recut=True,
        ),
        ReportKind(
            DISCLOSURE,
            report_disclosure_paper.NAME,
            DisclosureBundle,
            report_disclosure_paper.disclosure_paper,
            subject=SubjectKind.DISCLOSURE,
            office_only=True,
            recut=True,
        ),
    )
}
"""In the order in which they are offered. Each opens with what it corrects and what changed, and closes with what is withheld."""


def kind_named(name: str) -> ReportKind:
    """The kind `action-log`. Raises `Unavailable` for one that this version cannot make."""
    if name not in KINDS:
        known = join_words([f"“{known}”" for known in KINDS])
        raise Unavailable(f"There is no report of the kind “{name[:40]}”. The kinds are {known}.")
    return KINDS[name]


def kind_of(report: Report) -> ReportKind:
    """The kind that freezes this report."""
    return next(kind for kind in KINDS.values() if kind.record is type(report))


def form_in(name: str) -> Form | None:
    """The form of the file with this name; None for an ending that no form has."""
    found = (form for form in Form if name.lower().endswith(ENDINGS[form]))
    return max(found, key=lambda form: len(ENDINGS[form]), default=None)

"""Puts an inspection report on record: with it the clock starts in which the Commissioner owes comments."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from tracker.domain.errors import BadInput
from tracker.domain.evidence import web_address
from tracker.domain.inspections import USUAL_BODY, checked_note
from tracker.domain.panel_asks import SeriesKind
from tracker.domain.statutory import LONGEST_TITLE, USUAL_STEPS, ClockKind, ClockWanted, steps_text
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import date_words
from tracker.models.evidence import Document
from tracker.models.inspections import InspectionReport
from tracker.models.meetings import MeetingSeries
from tracker.services.clocks import correct_clock, start_clock
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.series import create_series
from tracker.services.versions import check_version, next_version
from tracker.store import documents, meetings
from tracker.store import inspections as stored

SERIES_CODES = ("INS", "INSP", "INSPECT")
"""What the series of inspections is called: the first that no other series has."""
SERIES_TITLE = "Inspections"
LONGEST_BODY = 100
LONGEST_KIND = 60
_LONGEST_CODE = 50


@dataclass(frozen=True)
class InspectionWanted:
    """A report as it is typed. `document` is the code of a document of the library, or ""; `post_id` the post that is reminded."""

    title: str
    published_on: date | None
    post_id: int | None
    body: str = USUAL_BODY
    kind: str = ""
    url: str = ""
    document: str = ""
    note: str = ""


def add_report(desk: Desk, wanted: InspectionWanted) -> InspectionReport:
    """A new report, and its clock of 56 days. Raises `BadInput` for the field that makes no sense."""
    columns = _checked(desk, wanted)
    _check_new(desk, str(columns["title"]), wanted.published_on)
    series = inspection_series(desk)
    clock = start_clock(desk, _clock(wanted))
    report = InspectionReport(
        code=_free_code(desk, wanted), series_id=series.key, clock_id=clock.key, **columns
    )
    desk.session.add(report)
    desk.session.flush()
    record(desk, "inspection.added", subject_of(report), after=shown(desk.session, report))
    return report


def correct_report(
    desk: Desk, report: InspectionReport, wanted: InspectionWanted, *, version: int | None
) -> InspectionReport:
    """Other words or another day of publication: its clock moves with that. Raises `BadInput`, and `Conflict` where someone saved first."""
    before = shown(desk.session, report)
    check_version(report, version, before)
    for name, value in _checked(desk, wanted).items():
        setattr(report, name, value)
    clock = stored.clock_of(desk.session, report, lock=True)
    if clock is not None:
        correct_clock(desk, clock, _clock(wanted), version=None)
    next_version(report)
    desk.session.flush()
    record_change(desk, "inspection.corrected", subject_of(report), before, shown(desk.session, report))
    return report


def inspection_series(desk: Desk) -> MeetingSeries:
    """The series that numbers what inspections ask for; made when it is first needed."""
    known = stored.series(desk.session)
    if known is not None:
        return known
    taken = {one.code for one in meetings.series_listed(desk.session)}
    code = next((one for one in SERIES_CODES if one not in taken), None)
    if code is None:
        raise BadInput(
            "Every short code for inspections is taken by a series of meetings. Rename one of them."
        )
    return create_series(desk, code=code, title=SERIES_TITLE, kind=SeriesKind.INSPECTION)


def subject_of(report: InspectionReport) -> str:
    """What the history calls a report."""
    return f"inspection {report.code}"


def shown(session: Session, report: InspectionReport) -> dict[str, object]:
    """A report as its history and a form that someone else saved first show it."""
    document = session.get(Document, report.document_id) if report.document_id else None
    return {
        "title": report.title,
        "body": report.body,
        "kind": report.kind,
        "published_on": date_words(report.published_on),
        "url": report.url,
        "document": document.code if document else "",
        "note": report.note,
    }


def _checked(desk: Desk, wanted: InspectionWanted) -> dict[str, Any]:
    title, body, kind = (" ".join(one.split()) for one in (wanted.title, wanted.body, wanted.kind))
    if not title or len(title) > LONGEST_TITLE - 20:
        raise BadInput(
            f"Give the title of the report, in up to {LONGEST_TITLE - 20} characters.", field="title"
        )
    if not body or len(body) > LONGEST_BODY:
        raise BadInput(
            f"Say who inspected, such as {USUAL_BODY}, in up to {LONGEST_BODY} characters.", field="body"
        )
    if len(kind) > LONGEST_KIND:
        raise BadInput(f"Keep the kind of inspection to {LONGEST_KIND} characters.", field="kind")
    if wanted.published_on is None:
        raise BadInput(
            "Give the day on which the report was published: the clock starts on it.", field="published_on"
        )
    if wanted.published_on > desk.moment.today:
        raise BadInput(
            "That day is still to come. Add the report once it is published.", field="published_on"
        )
    return {
        "title": title,
        "body": body,
        "kind": kind,
        "published_on": wanted.published_on,
        "url": _address(wanted.url),
        "document_id": documents.by_code(desk.session, THE_OFFICE, wanted.document).key
        if wanted.document
        else None,
        "note": checked_note(wanted.note),
    }


def _address(typed: str) -> str:
    try:
        return web_address(typed) if typed.strip() else ""
    except BadInput as error:
        raise BadInput(str(error), field="url") from None


def _clock(wanted: InspectionWanted) -> ClockWanted:
    return ClockWanted(
        kind=ClockKind.INSPECTION_COMMENTS,
        title=f"Comments on “{' '.join(wanted.title.split())}”",
        post_id=wanted.post_id,
        starts_on=wanted.published_on,
        last_on=None,
        steps=steps_text(USUAL_STEPS),
    )


def _check_new(desk: Desk, title: str, published_on: date | None) -> None:
    for one in stored.listed(desk.session):
        if one.title.lower() == title.lower() and one.published_on == published_on:
            raise BadInput("This report is on record already. Open it from the list.", field="title")


def _free_code(desk: Desk, wanted: InspectionWanted) -> str:
    """The report's name in addresses: "2023-peel-staffordshire"."""
    year = wanted.published_on.year if wanted.published_on else ""
    words = re.sub(r"[^a-z0-9]+", "-", wanted.title.lower()).strip("-")
    code = f"{year}-{words}"[:_LONGEST_CODE].rstrip("-")
    taken = stored.codes(desk.session, code)
    if code not in taken:
        return code
    return next(f"{code}-{n}" for n in range(2, len(taken) + 3) if f"{code}-{n}" not in taken)

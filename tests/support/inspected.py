"""An inspection report with what it found, on record: for the tests of its pages, services and register."""

from datetime import date
from typing import Any

from tests.support.builders import Record
from tracker.domain.inspection_list import read_list
from tracker.models.inspections import Finding, InspectionReport
from tracker.services.desk import Desk
from tracker.services.inspection_findings import FindingWanted, add_findings
from tracker.services.inspections import InspectionWanted, add_report

TITLE = "Custody services in the area"
FOUND = """Cause of concern 1: The force does not keep detainees safe.
Recommendation 1: By 31 March 2024, the force should check each cell.
Recommendation 2: Within three months, the force should train its staff.
Area for improvement: The force should record the time of each visit.
"""


def inspected(record: Record, desk: Desk | None = None, **changed: Any) -> InspectionReport:
    """A report published on 6 September 2023: 31 October is the last day for comments. The Chief Executive is reminded."""
    post = record.post("chief-executive", holder="Cey Exec")
    wanted = {"title": TITLE, "kind": "Thematic", "published_on": date(2023, 9, 6), "post_id": post.key}
    return add_report(desk or record.desk, InspectionWanted(**{**wanted, **changed}))


def found_in(record: Record, report: InspectionReport, text: str = FOUND) -> list[Finding]:
    """The findings of a pasted list, on record."""
    record.post("head-of-custody", holder="Hal Custody")
    wanted = [
        FindingWanted(
            kind=one.kind,
            wording=one.wording,
            title=one.title,
            number=one.number,
            due_words=one.due_words,
            due_on=one.due_on,
            under=one.under,
            post="head-of-custody",
        )
        for one in read_list(text).findings
    ]
    return add_findings(record.desk, report, wanted)

"""A whole action status report to test with: forty actions on the subjects of the published papers, in words of our own.

Figures and dates are those of the papers; owners' answers of summer 2023 and what was decided since are made up.
"""

from datetime import date

from tests.support.report_sample_closed import CLOSED
from tests.support.report_sample_open import OPEN
from tests.support.report_sample_overdue import OVERDUE
from tracker.domain.reports import ActionStatusReport, NumberGap, ReportPriority
from tracker.domain.version_states import VersionState

PRIORITIES = (
    ReportPriority("local", "A local and responsive service"),
    ReportPriority("harm", "Prevent harm and protect people"),
    ReportPriority("victims", "Support victims and witnesses"),
    ReportPriority("reoffending", "Reduce offending and reoffending"),
    ReportPriority("justice", "A more effective criminal justice system"),
)

BEFORE = "Raised before the record begins. What was asked is not known; the paper of February 2019 does not answer it."

GAPS = tuple(NumberGap(f"Action {number:03}", BEFORE) for number in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13))


def report(**changes: object) -> ActionStatusReport:
    """The sample, with any of its fields changed."""
    fields: dict[str, object] = {
        "series_title": "Public Performance Meeting",
        "meeting_words": "4 October 2023, Oak Room, County Buildings, Stafford",
        "meeting_on": date(2023, 10, 4),
        "as_at": date(2023, 9, 27),
        "version": 1,
        "state": VersionState.ISSUED,
        "transparency": "full, proactively published",
        "author": "Governance Officer",
        "generated_words": "27 September 2023 at 16:05",
        "office_name": "Staffordshire Commissioner’s Office",
        "contact": "Governance team, governance@office.example, 01632 960 123",
        "priorities": PRIORITIES,
        "actions": (*OVERDUE, *OPEN, *CLOSED),
        "since_words": "17 May 2023",
        "number_gaps": GAPS,
        "history_head": "9f2c64ab7715e0d83c1b6d5f0a94e2776b3d18c0fe52a9074d8861b35a7fce10",
        "history_count": 1204,
    }
    return ActionStatusReport(**{**fields, **changes})  # type: ignore[arg-type]

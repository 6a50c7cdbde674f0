"""An inspection register to test with: two reports, one with comments still owed; every kind of finding, in every state."""

from datetime import date

from tests.support.report_sample import report
from tracker.domain.actions import Rating
from tracker.domain.inspections import FindingKind, FindingState
from tracker.domain.report_inspections import InspectionRegister, RegisteredFinding, RegisteredReport
from tracker.domain.reports import ReportEvent

CONCERN = RegisteredFinding(
    reference="INS-001",
    number_words="Action 001",
    kind=FindingKind.CAUSE_OF_CONCERN,
    name="Cause of concern 1",
    wording="The force does not answer calls quickly enough.",
    title="Answer calls sooner",
    owner="Head of Contact",
    action_words="Closed – complete",
    action_taken="A second team answers since June.",
    notes=(
        ReportEvent(date(2023, 6, 1), "", "Ann Able", "It began on 1 June.", Rating.GREEN),
        ReportEvent(date(2023, 7, 3), "", "submitted for closure by Cey Exec"),
        ReportEvent(date(2023, 8, 1), "", "sent back by HMICFRS", "One month is too short."),
    ),
)
RECOMMENDATION = RegisteredFinding(
    reference="INS-002",
    number_words="Action 002",
    kind=FindingKind.RECOMMENDATION,
    name="Recommendation 1",
    wording="By 31 August 2023, the force should:\n- answer in ten seconds;\n- call back who hung up.",
    title="Answer in ten seconds",
    state=FindingState.SUBMITTED,
    stands_words="Submitted for closure on 4 September 2023",
    owner="Head of Contact",
    due_on=date(2023, 8, 31),
    overdue_working_days=18,
    under="Cause of concern 1",
)
AREA = RegisteredFinding(
    reference="INS-003",
    number_words="Action 003",
    kind=FindingKind.AREA_FOR_IMPROVEMENT,
    name="Area for improvement",
    wording="The force should record crime better.",
    title="Record crime better",
    state=FindingState.CLOSED,
    stands_words="Closed by HMICFRS on 12 September 2023",
    due_words="Within three months",
    no_action_reason="It was done before the report came.",
)
FIRST = RegisteredReport(
    code="2023-peel",
    title="PEEL 2021/22: the force",
    body="HMICFRS",
    kind="PEEL",
    published_on=date(2023, 8, 15),
    last_on=date(2023, 10, 9),
    address="https://inspectorate.example/peel",
    force_comments_on=date(2023, 9, 12),
    findings=(CONCERN, RECOMMENDATION),
)
SECOND = RegisteredReport(
    code="2023-data",
    title="Crime data integrity",
    body="HMICFRS",
    kind="National",
    published_on=date(2023, 5, 2),
    last_on=date(2023, 6, 26),
    comments_published_on=date(2023, 6, 28),
    comments_address="https://office.example/comments",
    sent_to_inspectorate_on=date(2023, 6, 29),
    sent_to_home_secretary_on=date(2023, 6, 29),
    findings=(AREA,),
)


def register(**changes: object) -> InspectionRegister:
    """The sample, with any of its fields changed."""
    whole = report()
    fields: dict[str, object] = {
        **{name: getattr(whole, name) for name in ("as_at", "version", "state", "author", "office_name")},
        "series_title": "",
        "meeting_words": "",
        "meeting_on": date(2023, 9, 27),
        "generated_words": whole.generated_words,
        "contact": whole.contact,
        "about_words": "All inspection reports",
        "reports": (FIRST, SECOND),
    }
    return InspectionRegister(**{**fields, **changes})  # type: ignore[arg-type]

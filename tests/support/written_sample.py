"""A Panel update and a Commissioner's response to test with, in words of our own."""

from datetime import date
from typing import Any

from tests.support.report_sample_rich import chart
from tests.support.sitting_sample import HEAD, RAISED
from tracker.adapters.markdown import WrittenMarkdown
from tracker.domain.actions import Closure, Rating, Status
from tracker.domain.report_panel import PanelAsked, PanelUpdate
from tracker.domain.report_response import CommissionersResponse, ToldItem
from tracker.domain.report_slots import filled, panel_slots, response_slots
from tracker.domain.report_told import NationalTold, Signatory, ToldMeasure, ToldPriority
from tracker.domain.reports import ReportAction, ReportReview, ReportUpdate

LOCAL = ToldPriority("local", "A local and responsive service")
VICTIMS = ToldPriority("victims", "Support victims and witnesses")
CALLS = ToldMeasure(
    "101-abandonment",
    "101 abandonment rate",
    "101 calls given up before they are answered, of all 101 calls",
    "local",
    number=1,
    figure="12.7%",
    period="April 2023",
    baseline="Up 4.1 percentage points on 2019/20, from 8.6% to 12.7%.",
    beside=("7.7 percentage points above the target of 5%. Target not met.",),
    question="Of which calls?",
    document="Performance pack, May 2023",
    chart=chart(),
)
KNIVES = ToldMeasure(
    "knife-crime",
    "Knife crime, change on the baseline",
    "Change in recorded knife crime against the baseline",
    "harm",
    "serious-violence",
    number=2,
    figure="19%",
    period="12 months to March 2023",
    note="137 offences more.",
)
HOMICIDE = NationalTold("homicide", "Reduce murder and other homicide")
VIOLENCE = NationalTold("serious-violence", "Reduce serious violence")
ELECTED = (Signatory("Commissioner", "Ben Adams", "commissioner@office.example"),)
CONTACTS = (Signatory("Performance officer", "Pat Page", "pat@office.example"),)
BODIES = {
    "purpose": "To tell the Panel what was done.",
    "recommendation": "That the Panel note it.",
    "background": "The Plan was published.\n\nThe Panel heard of it last in July.",
    "priority:local": "Teams are local.\n\n- one\n- two\n\nThey **answer** sooner.",
    "priority:victims": "More were helped.",
    "opening": "The meeting took place.",
    "item:3.1": "Demand is growing.",
    "measure:101-abandonment": "This has to come down.",
    "statement:homicide": "The national pack gives a rank alone.",
    "closing": "Thank you.",
}
WRITTEN = {slot: WrittenMarkdown().read(body) for slot, body in BODIES.items()}
ACTIONS = (
    ReportAction(
        "PPM-024",
        "Action 024",
        "101 calls: how long people wait",
        owner="Head of Contact",
        priority_code="local",
        raised_words="17 May 2023, item 3.1",
        due_on=date(2023, 9, 13),
        due_words="13 September 2023",
        overdue_working_days=5,
        last_update=ReportUpdate(date(2023, 9, 12), "Head of Contact", "In hand.\nTo follow.", Rating.AMBER),
    ),
    ReportAction(
        "PPM-035",
        "Action 035",
        "Finish the strategy",
        owner="Head of Victims",
        priority_code="victims",
        status=Status.RECOMMENDED,
    ),
    ReportAction(
        "PPM-022",
        "Action 022",
        "Keep up recruitment",
        status=Status.CLOSED,
        closure=Closure.COMPLETE,
        status_words="Closed – complete",
        closed_words="17 May 2023",
        last_review=ReportReview("17 May 2023", "agreed closed – complete", note="The number was reached."),
    ),
)


ASKS = (
    PanelAsked(
        "PFCP-001",
        "Action 001",
        "question",
        "How long do callers wait?",
        "The chair, 12 September 2023",
        "Reply by 31 October 2023",
        stands_words="Open",
    ),
    PanelAsked(
        "PFCP-002",
        "Action 002",
        "recommendation",
        "That the hubs are named.",
        "12 September 2023",
        "Replied on 19 September 2023",
        reply="They are named in the annex.",
    ),
)


def panel_update(**facts: Any) -> PanelUpdate:
    given: dict[str, Any] = {
        "texts": filled(panel_slots((LOCAL, VICTIMS)), WRITTEN),
        "panel": "Police, Fire and Crime Panel",
        "panel_meeting": "10 October 2023",
        "plan": "Police and Crime Plan 2021 to 2024",
        "priorities": (LOCAL, VICTIMS),
        "measures": (CALLS,),
        "actions": ACTIONS,
        "since_words": "17 May 2023",
        "elected": ELECTED,
        "contacts": CONTACTS,
        "papers": ("Performance pack, May 2023",),
    }
    return PanelUpdate(**{**HEAD, **given, **facts})


def response(**facts: Any) -> CommissionersResponse:
    items = (ToldItem("3.1", "Contact and response", "local"), ToldItem("9", "Any other business"))
    slots = response_slots((LOCAL, VICTIMS), items, (CALLS, KNIVES), (HOMICIDE, VIOLENCE))
    given: dict[str, Any] = {
        "texts": filled(slots, WRITTEN),
        "ordinal": "fifth of Commissioner Ben Adams",
        "priorities": (LOCAL, VICTIMS),
        "items": items,
        "measures": (CALLS, KNIVES),
        "national": (HOMICIDE, VIOLENCE),
        "raised": RAISED,
        "next_meeting_words": "Wednesday 6 December 2023 at 14:30, Oak Room, Stafford",
        "elected": ELECTED,
        "contacts": CONTACTS,
    }
    return CommissionersResponse(**{**HEAD, **given, **facts})

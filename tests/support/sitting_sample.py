"""Papers about one sitting to test with: an action log, minutes and a chair's list, in words of our own."""

from datetime import date
from typing import Any

from tracker.domain.actions import Assurance, Closure, Kind, Move, Rating, Status
from tracker.domain.attendance import Attended
from tracker.domain.report_matters import ChairsList, MatterArising
from tracker.domain.report_sitting import (
    ActionLog,
    Attendee,
    CarriedAction,
    LoggedAction,
    LoggedDecision,
    MinutedItem,
    Minutes,
)
from tracker.domain.reports import ReportUpdate
from tracker.domain.version_states import VersionState

HEAD: dict[str, Any] = {
    "series_title": "Public Performance Meeting",
    "meeting_words": "4 October 2023, Oak Room, County Buildings, Stafford",
    "meeting_on": date(2023, 10, 4),
    "as_at": date(2023, 10, 5),
    "version": 1,
    "state": VersionState.ISSUED,
    "author": "Governance Officer",
    "generated_words": "5 October 2023 at 09:12",
    "office_name": "Staffordshire Commissioner’s Office",
    "contact": "governance@office.example",
    "history_head": "9f2c64ab7715e0d83c1b6d5f0a94e2776b3d18c0fe52a9074d8861b35a7fce10",
    "history_count": 1204,
}
CONTACT = {"owner": "Head of Contact", "owner_code": "head-of-contact"}
VICTIMS = {"owner": "Head of Victims", "owner_code": "head-of-victims"}
ATTENDANCE = (
    Attendee("Chief Constable", "Chris Noble", Attended.PRESENT),
    Attendee("Head of Contact", "Ann Able", Attended.PRESENT, "for Bea Bold"),
    Attendee("Head of Victims", "Val Vane", Attended.APOLOGIES),
)


def raised(number: int, title: str, **facts: Any) -> LoggedAction:
    return LoggedAction(f"PPM-{number:03}", f"Action {number:03}", title, **facts)


def decided(number: int, title: str, **facts: Any) -> LoggedDecision:
    return LoggedDecision(f"PPM-{number:03}", f"Action {number:03}", title, **facts)


def matter(number: int, title: str = "", **facts: Any) -> MatterArising:
    given = {"due_words": "30 November 2023", **CONTACT, **facts}
    return MatterArising(f"PPM-{number:03}", f"Action {number:03}", title or f"Matter {number}", **given)


RAISED = (
    raised(
        44,
        "101 calls: how long people wait",
        asked="Bring the waiting times by hour.\nSay what was tried.",
        item_number="3.1",
        item_title="Contact and response",
        due_words="Meeting of 6 December 2023, papers by 29 November 2023",
        **CONTACT,
    ),
    raised(45, "Survey victims of burglary", kind=Kind.COMMITMENT, due_words="30 November 2023", **VICTIMS),
    raised(46, "101 calls again", closure=Closure.VOID, closed_words="it repeats Action 044"),
    raised(47, "Look again at stop and search", parent="Action 045"),
)
DECISIONS = (
    decided(
        12,
        "What counts as violence",
        outcome=Move.REVISED_DATE,
        revised_to=date(2023, 11, 30),
        note="New rules apply.",
        reason="The registrar left.",
        decided_by="Ben Adams",
        assurance=Assurance.FURTHER,
        **CONTACT,
    ),
    decided(18, "Section 60 review", outcome=Move.COMPLETE, decided_by="Ben Adams", **VICTIMS),
)
CARRIED = (
    CarriedAction(
        "PPM-012", "Action 012", "What counts as violence", due_words="30 November 2023", **CONTACT
    ),
)
ITEMS = (
    MinutedItem("1", "Matters arising"),
    MinutedItem(
        "3.1",
        "Contact and response",
        notes="The Chief Constable spoke to the figures.\n\n- Abandonment rose.\n- Grade 1 fell.",
        decisions="The figures come to every meeting.",
    ),
    MinutedItem("9", "Any other business"),
)
SITTING: dict[str, Any] = {
    **HEAD,
    "hours_words": "14:31 to 16:05",
    "attendance": ATTENDANCE,
    "raised": RAISED,
    "decisions": DECISIONS,
    "next_meeting_words": "Wednesday 6 December 2023 at 14:30",
}
MATTERS = (
    matter(12, "What counts as violence", due_words="This meeting", memory="carried forward 4 times"),
    matter(19, "Scrutiny panels", overdue_working_days=14, due_words="31 August 2023"),
    matter(
        21,
        "Victim contracts",
        status=Status.RECOMMENDED,
        last_update=ReportUpdate(date(2023, 9, 12), "Val Vane", "It is done.", Rating.GREEN, True),
    ),
    matter(25, "Grade 2 attendance", kind=Kind.STANDING, due_words="Every meeting"),
    matter(27, "Vehicle crime", due_words=""),
    matter(
        30,
        "Safety cameras",
        more_time_words="31 January 2024",
        last_update=ReportUpdate(date(2020, 2, 1), "Ann Able", "Late.", Rating.RED, on_words="February 2020"),
    ),
)


def action_log(**changes: Any) -> ActionLog:
    return ActionLog(**{**SITTING, "carried": CARRIED, **changes})


def minutes(**changes: Any) -> Minutes:
    return Minutes(**{**SITTING, "items": ITEMS, **changes})


def chairs_list(**changes: Any) -> ChairsList:
    return ChairsList(**{**HEAD, "matters": MATTERS, **changes})

"""Inspection reports, what they find, and how far each finding has come."""

from enum import StrEnum


class FindingKind(StrEnum):
    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"
    CAUSE_OF_CONCERN = "cause_of_concern"


class FindingState(StrEnum):
    """The inspectorate closes a finding, not the office: what the office can do is submit it for closure."""

    OPEN = "open"
    SUBMITTED = "submitted"
    CLOSED = "closed"

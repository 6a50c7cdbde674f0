"""What must be seen of a measure before a standing action is ready for a decision."""

from enum import StrEnum


class ExitKind(StrEnum):
    IMPROVEMENT = "improvement"
    TARGET_MET = "target_met"
    WITHIN_REACH = "within_reach"

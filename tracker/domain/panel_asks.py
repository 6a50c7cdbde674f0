"""What the Police, Fire and Crime Panel asks of the office."""

from enum import StrEnum


class AskKind(StrEnum):
    RECOMMENDATION = "recommendation"
    QUESTION = "question"


class SeriesKind(StrEnum):
    """What a series of meetings is: those of the office with the force, the Panel's, or none at all, for what inspections ask."""

    PERFORMANCE = "performance"
    PANEL = "panel"
    INSPECTION = "inspection"

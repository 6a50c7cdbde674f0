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


PANEL_PAPERS_WORKING_DAYS = 6
"""Papers for the Panel leave with five clear days: neither the day on which they leave nor that of the meeting counts. Only working
days are counted, so they leave on the sixth working day before."""

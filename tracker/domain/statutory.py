"""Dates that the law sets the office itself, counted in calendar days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class ClockKind(StrEnum):
    INSPECTION_COMMENTS = "inspection_comments"
    PANEL_REPLY = "panel_reply"
    OTHER = "other"


@dataclass(frozen=True)
class Statute:
    """How a clock runs: `days` in all, the first day counted; None where someone else sets the last day."""

    title: str
    days: int | None
    source: str


STATUTES: Mapping[ClockKind, Statute] = {
    ClockKind.INSPECTION_COMMENTS: Statute(
        "Comments on an inspection report", 56, "Police Act 1996, section 55"
    ),
    ClockKind.PANEL_REPLY: Statute(
        "Written reply to the Panel", None, "Police Reform and Social Responsibility Act 2011, section 29"
    ),
    ClockKind.OTHER: Statute("Another date that the office owes", None, ""),
}


def last_day(kind: ClockKind, starts_on: date) -> date | None:
    """The last day of the clock: the day on which it starts is its first. None where someone else sets it.

    56 days from Wednesday 1 March 2023 end on Tuesday 25 April 2023.
    """
    days = STATUTES[kind].days
    return starts_on + timedelta(days=days - 1) if days else None

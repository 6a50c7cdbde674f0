"""The Commissioner's response to a performance meeting: what it freezes. Its comments stand in it by slot, the record's figures beside them."""

from dataclasses import dataclass

from tracker.domain.report_sitting import LoggedAction
from tracker.domain.report_told import (
    NationalTold,
    Signatory,
    ToldMeasure,
    ToldPriority,
    of_national,
    with_figures,
)
from tracker.domain.written_reports import WrittenReport

NAME = "Commissioner’s response"
OPENING, STATEMENT, CLOSING = "opening", "statement", "closing"


@dataclass(frozen=True)
class ToldItem:
    """An agenda item on which the Commissioner comments. `priority_code` is empty for one of no priority."""

    number: str
    title: str
    priority_code: str = ""
    national_code: str = ""

    @property
    def heading(self) -> str:
        return " ".join(part for part in (self.number, self.title) if part)


@dataclass(frozen=True, kw_only=True)
class CommissionersResponse(WrittenReport):
    """What the Commissioner answers to what was reported at a meeting. `measures` stand as they did on its day.

    `ordinal` is text, such as "fifth of Commissioner Ben Adams". `raised` are the actions that the meeting raised.
    """

    ordinal: str = ""
    priorities: tuple[ToldPriority, ...] = ()
    items: tuple[ToldItem, ...] = ()
    measures: tuple[ToldMeasure, ...] = ()
    national: tuple[NationalTold, ...] = ()
    raised: tuple[LoggedAction, ...] = ()
    next_meeting_words: str = ""
    elected: tuple[Signatory, ...] = ()
    contacts: tuple[Signatory, ...] = ()


def item_slot(number: str) -> str:
    """ "item:3.1" """
    return f"item:{number}"


def measure_slot(code: str) -> str:
    """ "measure:101-abandonment" """
    return f"measure:{code}"


def statement_slot(code: str) -> str:
    """ "statement:homicide" """
    return f"statement:{code}"


def read_under(response: CommissionersResponse, national: NationalTold) -> tuple[ToldMeasure, ...]:
    """The measures under a national one that have a reading; without any, the reason for none must be written."""
    return with_figures(of_national(response.measures, national.code))

"""The update to the Police, Fire and Crime Panel: what it freezes. The words of the office stand in it by slot, the record's beside them."""

from dataclasses import dataclass

from tracker.domain.report_told import Signatory, ToldMeasure, ToldPriority
from tracker.domain.reports import ReportAction
from tracker.domain.written_reports import WrittenReport

NAME = "Panel update"
PURPOSE, RECOMMENDATION, BACKGROUND = "purpose", "recommendation", "background"
ACROSS, PAPERS = "priority:none", "background-papers"


@dataclass(frozen=True)
class PanelAsked:
    """Something that the Panel asked of the office, in its words, and the reply. `kind` is "recommendation" or "question"."""

    reference: str
    number_words: str
    kind: str
    wording: str
    asked_words: str = ""
    reply_words: str = ""
    is_late: bool = False
    reply: str = ""
    stands_words: str = ""
    marking: str = "OFFICIAL"


@dataclass(frozen=True, kw_only=True)
class PanelUpdate(WrittenReport):
    """What the Panel is told of a Plan and of the actions under it.

    `panel` is its name, "" where none is on record, and `panel_meeting` the day and place of its meeting, "" while none is scheduled.
    `plan` is the title of the Plan. `since_words` name the meeting after which closed actions are told. `measures` are those with
    a reading. `elected` answer for the paper, `contacts` can be asked about it. `papers` are the documents that the figures rest on.
    `asks` are what the Panel asked and was not told of in full yet: what waits for its reply, and what was replied to since.
    """

    panel: str = ""
    panel_meeting: str = ""
    plan: str = ""
    priorities: tuple[ToldPriority, ...] = ()
    measures: tuple[ToldMeasure, ...] = ()
    actions: tuple[ReportAction, ...] = ()
    since_words: str = ""
    elected: tuple[Signatory, ...] = ()
    contacts: tuple[Signatory, ...] = ()
    papers: tuple[str, ...] = ()
    asks: tuple[PanelAsked, ...] = ()


def priority_slot(code: str) -> str:
    """ "priority:local" """
    return f"priority:{code}"

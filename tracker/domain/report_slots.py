"""Which texts the Panel update and the Commissioner's response have, in the order of the paper, and what belongs in each."""

from collections.abc import Mapping, Sequence

from tracker.domain.prose import Writing
from tracker.domain.report_panel import ACROSS, BACKGROUND, PAPERS, PURPOSE, RECOMMENDATION, priority_slot
from tracker.domain.report_response import (
    CLOSING,
    OPENING,
    STATEMENT,
    ToldItem,
    item_slot,
    measure_slot,
    statement_slot,
)
from tracker.domain.report_told import NationalTold, ToldMeasure, ToldPriority, of_national, with_figures
from tracker.domain.writing import Slot
from tracker.domain.written_reports import SlotText

FRAME = "The report itself"
PROGRESS = "Progress by priority"
STATED = "Statement on the National Crime and Policing Measures"
MEASURED = "Measures"
OTHER = "Other matters"

PURPOSE_HINT = "What the report is for, in a sentence or two. Each paragraph gets a number of its own."
RECOMMENDATION_HINT = "What the Panel is asked to do, such as to note the update and to comment on it."
BACKGROUND_HINT = "The Plan, when it was published, and what the Panel was told last. The priorities are listed beneath by themselves."
PROGRESS_HINT = (
    "What has been done and what came of it, a paragraph for each matter. The readings and the actions follow by themselves: "
    "link a figure rather than type it."
)
ACROSS_HINT = "What belongs to no one priority, such as officer numbers, money and buildings. Leave it empty where there is nothing."
PAPERS_HINT = "Papers that the report rests on. Those behind its figures are listed by themselves."
OPENING_HINT = (
    "Which meeting this was, who reported, and how the Commissioner sees the force’s performance as a whole."
)
ITEM_HINT = "The Commissioner’s comment on what was reported. The readings and the actions raised follow by themselves."
MEASURE_HINT = "The Commissioner’s comment on this measure, beside its chart. Leave it empty where the table says enough."
STATEMENT_HINT = "How the statement is introduced. Leave it empty for the usual words, which name the Order."
READ_HINT = "What the reading means for the force’s contribution to this national measure. Leave it empty where it speaks for itself."
REASON_HINT = (
    "Why there is no reading against the baseline for this national measure, and when there will be one."
)
CLOSING_HINT = "Thanks, and what is looked for at the next meeting, whose date is printed before this."


def panel_slots(priorities: Sequence[ToldPriority]) -> tuple[Slot, ...]:
    """The texts of a Panel update."""
    return (
        Slot(PURPOSE, "Purpose", PURPOSE_HINT, FRAME, needed=True),
        Slot(RECOMMENDATION, "Recommendation", RECOMMENDATION_HINT, FRAME, needed=True),
        Slot(BACKGROUND, "Background", BACKGROUND_HINT, FRAME, needed=True),
        *(
            Slot(priority_slot(one.code), one.title, PROGRESS_HINT, PROGRESS, needed=True)
            for one in priorities
        ),
        Slot(ACROSS, "Across the priorities", ACROSS_HINT, PROGRESS),
        Slot(PAPERS, "Background papers", PAPERS_HINT, FRAME),
    )


def response_slots(
    priorities: Sequence[ToldPriority],
    items: Sequence[ToldItem],
    measures: Sequence[ToldMeasure],
    national: Sequence[NationalTold],
) -> tuple[Slot, ...]:
    """The texts of a Commissioner's response: a comment on each item of the agenda under a priority must be there, on others it may."""
    titles = {one.code: one.title for one in priorities}
    return (
        Slot(OPENING, "Introduction", OPENING_HINT, FRAME, needed=True),
        *(
            Slot(
                item_slot(one.number),
                one.heading,
                ITEM_HINT,
                titles.get(one.priority_code, OTHER),
                needed=one.priority_code in titles,
            )
            for one in items
            if one.number
        ),
        *(
            Slot(measure_slot(one.code), one.title, MEASURE_HINT, MEASURED, measure=one.code)
            for one in with_figures(measures)
        ),
        Slot(STATEMENT, "How the statement is introduced", STATEMENT_HINT, STATED),
        *(_stated(one, measures) for one in national),
        Slot(CLOSING, "Closing", CLOSING_HINT, FRAME, needed=True),
    )


def filled(slots: Sequence[Slot], written: Mapping[str, Writing]) -> tuple[SlotText, ...]:
    """Each slot with what was written for it, in the order of the slots."""
    return tuple(SlotText(one.key, one.title, one.needed, written.get(one.key, Writing())) for one in slots)


def _stated(national: NationalTold, measures: Sequence[ToldMeasure]) -> Slot:
    """Without a reading the reason for none is needed."""
    is_read = bool(with_figures(of_national(measures, national.code)))
    hint = READ_HINT if is_read else REASON_HINT
    title = national.title if is_read else f"{national.title}: the reason for no reading"
    return Slot(statement_slot(national.code), title, hint, STATED, needed=not is_read)

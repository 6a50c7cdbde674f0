"""The Commissioner's response, put into words: comments by priority and agenda item, the statement on the national measures, what was asked."""

from collections.abc import Iterable

from tracker.domain.figures_used import figures_parts
from tracker.domain.paper import Block, Fact, Facts, Paper, Part, Prose
from tracker.domain.report_response import (
    CLOSING,
    NAME,
    OPENING,
    CommissionersResponse,
    ToldItem,
    item_slot,
    measure_slot,
)
from tracker.domain.report_response_actions import raised_facts, raised_part
from tracker.domain.report_response_statement import statement_part
from tracker.domain.report_told import (
    ToldMeasure,
    figures_table,
    of_national,
    of_no_priority,
    of_priority,
    small_picture,
    with_figures,
)
from tracker.domain.report_words import stopped
from tracker.domain.written_reports import written_blocks

READING = (
    "Each measure stands as it did on the day of the meeting, as far as its reading was on record by then; where the force was asked about "
    "a figure, that is said beside it. An action is something asked of an owner; its number is given once and never used again."
)
TITLE = "Commissioner’s response to the performance report"
MEASURES = "Where the measures stand"
OTHER = "Other matters"
NO_NEXT = "The next meeting is not scheduled yet."


def response_paper(response: CommissionersResponse) -> Paper:
    return Paper(
        name=NAME,
        report=response,
        title=TITLE,
        subtitle=_subtitle(response),
        reading=READING,
        parts=(
            Part("Introduction", written_blocks(response, OPENING), key="comments"),
            *_by_priority(response),
            *_other(response),
            *statement_part(response),
            raised_part(response),
            Part("Next meeting", (Prose((_next(response),)),), key="next"),
            _closing(response),
            *figures_parts(response),
        ),
    )


def _subtitle(response: CommissionersResponse) -> str:
    day = response.meeting_words.partition(", ")[0]
    ordinal = f", the {response.ordinal}" if response.ordinal else ""
    return f"{response.series_title} of {day}{ordinal}, with the statement on the National Crime and Policing Measures"


def _by_priority(response: CommissionersResponse) -> tuple[Part, ...]:
    """A part for each priority of the Plan that the meeting looked at, or under which something was measured."""
    parts = (
        Part(
            one.title,
            _under(
                response,
                [item for item in response.items if item.priority_code == one.code],
                of_priority(response.measures, one.code),
            ),
            key="comments",
        )
        for one in response.priorities
    )
    return tuple(part for part in parts if part.blocks)


def _other(response: CommissionersResponse) -> tuple[Part, ...]:
    """What the meeting looked at under no priority of the Plan."""
    known = {one.code for one in response.priorities}
    items = [item for item in response.items if item.priority_code not in known]
    blocks = (
        *_under(response, items, of_no_priority(response.measures, known)),
        *_loose(response),
    )
    return (Part(OTHER, blocks, key="comments"),) if blocks else ()


def _loose(response: CommissionersResponse) -> tuple[Block, ...]:
    """The actions that were raised under no item of the agenda."""
    known = {(item.number, item.title) for item in response.items}
    found = [one for one in response.raised if (one.item_number, one.item_title) not in known]
    return raised_facts(found)


def _under(
    response: CommissionersResponse, items: list[ToldItem], measures: tuple[ToldMeasure, ...]
) -> tuple[Block, ...]:
    """The items with what was said of each, then the measures that belong to none of them."""
    told_there = {measure.code for item in items for measure in _of_item(item, measures)}
    rest = tuple(one for one in measures if one.code not in told_there)
    parts = [
        Part(item.heading, blocks, key="item")
        for item in items
        if (blocks := _item(response, item, measures))
    ]
    if figures := tuple(_measures(response, rest)):
        parts.append(Part(MEASURES, figures, key="measures"))
    return tuple(parts)


def _item(
    response: CommissionersResponse, item: ToldItem, measures: tuple[ToldMeasure, ...]
) -> tuple[Block, ...]:
    at = (item.number, item.title)
    actions = [one for one in response.raised if (one.item_number, one.item_title) == at]
    return (
        *written_blocks(response, item_slot(item.number)),
        *_measures(response, _of_item(item, measures)),
        *raised_facts(actions),
    )


def _of_item(item: ToldItem, measures: tuple[ToldMeasure, ...]) -> tuple[ToldMeasure, ...]:
    """The measures of an item: those of the national measure under which it is filed."""
    return of_national(measures, item.national_code) if item.national_code else ()


def _measures(response: CommissionersResponse, measures: Iterable[ToldMeasure]) -> Iterable[Block]:
    """Their readings in one table, their pictures, and the Commissioner's comment on each that has one."""
    measures = tuple(measures)
    if figures := with_figures(measures):
        yield from figures_table(figures, "Readings and what each is set beside")
    for one in measures:
        comment = written_blocks(response, measure_slot(one.code))
        picture = (small_picture(one.chart),) if one.chart else ()
        if comment:
            yield Part(one.title, (*comment, *picture), key="measure")
        else:
            yield from picture


def _next(response: CommissionersResponse) -> str:
    words = response.next_meeting_words
    return stopped(f"The next {response.series_title} is on {words}") if words else NO_NEXT


def _closing(response: CommissionersResponse) -> Part:
    signed = tuple(
        Fact("Signed", strong=f"{one.name},", texts=(one.post,)) for one in response.elected if one.name
    )
    blocks = written_blocks(response, CLOSING)
    return Part("Closing", (*blocks, Facts(signed)) if signed else blocks, key="signed")

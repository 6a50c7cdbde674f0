"""The actions that a meeting raised, as the Commissioner's response tells them: under their items, and as a list."""

from collections.abc import Iterable

from tracker.domain.paper import Block, Cell, Column, Fact, Facts, Part, Prose, Table
from tracker.domain.report_response import CommissionersResponse
from tracker.domain.report_sitting import LoggedAction
from tracker.domain.report_sitting_parts import NO_DATE, NO_OWNER, asked_texts, item_words, kind_tags
from tracker.domain.report_words import stopped
from tracker.domain.wording import count_words, join_words

HEADING = "Actions raised at the meeting"
NONE = "The meeting raised no action."


def raised_facts(actions: Iterable[LoggedAction]) -> tuple[Block, ...]:
    """The actions under one item: number, what was asked, owner and due date. One that is not counted is told in the list alone."""
    facts = tuple(_fact(one) for one in actions if one.counts)
    return (Facts(facts),) if facts else ()


def raised_part(response: CommissionersResponse) -> Part:
    counted = tuple(one for one in response.raised if one.counts)
    gone = [one.number_words for one in response.raised if not one.counts]
    blocks: list[Block] = [_table(counted)] if counted else [Prose((NONE,))]
    if gone:
        were = "was" if len(gone) == 1 else "were"
        blocks.append(
            Prose(
                (f"{join_words(gone)} {were} withdrawn or merged with another, and not counted.",), quiet=True
            )
        )
    return Part(HEADING, tuple(blocks), count_words(len(counted), "action") if counted else "", key="raised")


def _fact(action: LoggedAction) -> Fact:
    due = f"Due: {stopped(action.due_words)}" if action.due_words else f"{NO_DATE}."
    return Fact(
        action.number_words,
        kind_tags(action),
        stopped(action.title),
        (*asked_texts(action), f"{action.owner or NO_OWNER}. {due}"),
    )


def _table(actions: tuple[LoggedAction, ...]) -> Table:
    columns = (Column("Number", 13), Column("Action", 41), Column("Owner", 22), Column("Due", 24))
    return Table(
        "raised", "The actions that this meeting raised", columns, tuple(_row(one) for one in actions)
    )


def _row(action: LoggedAction) -> tuple[Cell, ...]:
    item = item_words(action)
    return (
        Cell(strong=action.number_words),
        Cell(texts=(action.title,), tags=kind_tags(action), quiet=(item,) if item else ()),
        Cell(texts=(action.owner or NO_OWNER,)),
        Cell(texts=(action.due_words or NO_DATE,)),
    )

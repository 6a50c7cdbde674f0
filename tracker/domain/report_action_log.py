"""The action log, put into words: what was asked of whom at one meeting, what was decided there, and what goes on."""

from tracker.domain.paper import Block, Cell, Column, Paper, Part, Prose, Table
from tracker.domain.report_sitting import ActionLog, LoggedAction
from tracker.domain.report_sitting_parts import (
    NO_DATE,
    NO_OWNER,
    asked_texts,
    closed_text,
    decisions_table,
    item_words,
    kind_tags,
    meeting_part,
)
from tracker.domain.report_words import stopped
from tracker.domain.wording import count_words, number_words

NAME = "Action log"
READING = (
    "Numbers are given once and never used again: one that was logged in error stands here with the reason. A due date that is a "
    "meeting is the day on which its papers are due. What is carried forward stays open; carrying forward is not slippage."
)
MOST_LINES = 300
"""Lines of what is carried forward; of a longer list the rest is counted."""


def action_log_paper(log: ActionLog) -> Paper:
    parts = (
        meeting_part(log),
        _raised(log),
        *_decided(log),
        *_carried(log),
    )
    return Paper(
        name=NAME,
        report=log,
        title=_title(log),
        subtitle=_subtitle(log),
        lead=_lead(log),
        reading=READING,
        parts=parts,
    )


def _title(log: ActionLog) -> str:
    """The finding: "Seven actions were raised; five matters were decided"."""
    raised, decided = sum(action.counts for action in log.raised), len(log.decisions)
    so_far = " so far" if log.in_session else ""
    first = f"{count_words(raised, 'action', starts=True)} {'was' if raised == 1 else 'were'} raised{so_far}"
    if not decided:
        return first
    return f"{first}; {number_words(decided)} {'matter was' if decided == 1 else 'matters were'} decided"


def _subtitle(log: ActionLog) -> str:
    day = log.meeting_words.partition(", ")[0]
    whose = f", for the {log.for_owner}" if log.for_owner else ""
    return f"Action log of the {log.series_title} of {day}{whose}"


def _lead(log: ActionLog) -> str:
    said = ["The meeting is in session: this is what is on record so far."] if log.in_session else []
    if log.for_owner:
        said.append(f"It holds only what the {log.for_owner} answers for.")
    return " ".join(said)


def _raised(log: ActionLog) -> Part:
    count = sum(action.counts for action in log.raised)
    title = "Actions raised"
    blocks: tuple[Block, ...] = (_raised_table(log.raised),) if log.raised else (Prose(("None.",)),)
    return Part(title, blocks, count_words(count, "action"), key="raised")


def _raised_table(actions: tuple[LoggedAction, ...]) -> Table:
    columns = (Column("Number", 13), Column("What was asked", 46), Column("Owner", 21), Column("Due", 20))
    return Table("raised", "The actions that this meeting raised", columns, tuple(map(_raised_row, actions)))


def _raised_row(action: LoggedAction) -> tuple[Cell, ...]:
    number = Cell(strong=action.number_words)
    if not action.counts:
        struck = Cell(strong=action.title, tags=kind_tags(action), texts=(closed_text(action),), struck=True)
        return (number, struck, Cell(texts=("–",)), Cell(texts=("–",)))
    quiet = (item_words(action), f"Follows {action.parent}" if action.parent else "")
    asked = Cell(
        strong=action.title,
        tags=kind_tags(action),
        texts=asked_texts(action),
        quiet=(*(text for text in quiet if text), *action.marked),
    )
    due = Cell(
        texts=(action.due_words or NO_DATE,),
        quiet=(stopped(action.moved_words),) if action.moved_words else (),
    )
    return (number, asked, Cell(texts=(action.owner or NO_OWNER,)), due)


def _decided(log: ActionLog) -> tuple[Part, ...]:
    if not log.decisions:
        return ()
    table = decisions_table(log.decisions, "What the meeting decided on actions of earlier meetings")
    count = count_words(len(log.decisions), "decision")
    return (Part("Decisions on matters arising", (table,), count, key="decided"),)


def _carried(log: ActionLog) -> tuple[Part, ...]:
    if not log.carried:
        return ()
    columns = (Column("Number", 13), Column("Action", 46), Column("Owner", 21), Column("Due", 20))
    rows = tuple(
        (
            Cell(strong=one.number_words),
            Cell(texts=(one.title,), quiet=one.marked),
            Cell(texts=(one.owner or NO_OWNER,)),
            Cell(texts=(one.due_words or NO_DATE,)),
        )
        for one in log.carried[:MOST_LINES]
    )
    rest = len(log.carried) - len(rows)
    blocks: tuple[Block, ...] = (
        Table("carried", "The actions from before this meeting that stay open after it", columns, rows),
    )
    if rest:
        blocks = (*blocks, Prose((f"{count_words(rest, 'more action')}: see the action status report.",)))
    title = "Open from before" if log.in_session else "Carried forward"
    return (Part(title, blocks, count_words(len(log.carried), "action"), key="carried"),)

"""The chair's list, put into words: each matter arising on one row, with what the chair is asked to decide about it."""

from collections import Counter
from collections.abc import Callable, Mapping
from enum import Enum

from tracker.domain.actions import Kind, Status
from tracker.domain.labels import RATING
from tracker.domain.paper import Cell, Column, Paper, Part, Prose, Table, Tag
from tracker.domain.report_matters import ChairsList, MatterArising
from tracker.domain.report_sitting_parts import NO_OWNER
from tracker.domain.report_words import capital, stopped
from tracker.domain.wording import count_words, join_words, number_words

NAME = "Chair’s list"
COLUMNS = (
    Column("No.", 7),
    Column("Asked, and of whom", 26),
    Column("Due", 19),
    Column("Last update", 25),
    Column("For you to decide", 23, "blank"),
)


class Asked(Enum):
    """What a matter arising asks of the meeting."""

    CLOSE = "close"
    MORE_TIME = "more time"
    WHY_LATE = "why late"
    DATE = "date"
    PROGRESS = "progress"
    CONTINUE = "continue"


QUESTIONS: Mapping[Asked, str] = {
    Asked.CLOSE: "Close, as the owner recommends",
    Asked.MORE_TIME: "Give more time",
    Asked.WHY_LATE: "Why is it late, and what date now",
    Asked.DATE: "Set a date",
    Asked.PROGRESS: "Is the progress enough",
    Asked.CONTINUE: "Continue",
}
PHRASES: Mapping[Asked, Callable[[int], str]] = {
    Asked.CLOSE: "agree to close {}".format,
    Asked.MORE_TIME: "give {} more time".format,
    Asked.WHY_LATE: lambda number: f"hear why {number} {'is' if number == 1 else 'are'} late",
    Asked.DATE: "set a date for {}".format,
    Asked.PROGRESS: "judge the progress of {}".format,
}
"""What the meeting is asked to do with so many; that the rest continue needs no asking."""

LONGEST_UPDATE = 110
"""Characters of an owner's update that are printed; the whole of it stands in the action status report."""

MOST_ROWS = 300


def chairs_list_paper(report: ChairsList) -> Paper:
    return Paper(
        name=NAME,
        report=report,
        working=True,
        title=_title(report),
        subtitle=f"Chair’s list for the {report.series_title} of {report.meeting_words.partition(', ')[0]}",
        lead=lead(report.matters),
        parts=(_matters(report),),
    )


def asked_of_chair(matter: MatterArising) -> Asked:
    """What there is to decide about a matter: the owner's own request first, then what is wrong with it."""
    if matter.status is Status.RECOMMENDED:
        return Asked.CLOSE
    if matter.more_time_words:
        return Asked.MORE_TIME
    if matter.overdue_working_days is not None:
        return Asked.WHY_LATE
    if matter.kind is Kind.STANDING:
        return Asked.PROGRESS
    return Asked.CONTINUE if matter.due_words else Asked.DATE


def question(matter: MatterArising) -> str:
    """The same as the chair reads it."""
    asked = asked_of_chair(matter)
    until = f", until {matter.more_time_words}" if asked is Asked.MORE_TIME else ""
    return f"{QUESTIONS[asked]}{until}?"


def lead(matters: tuple[MatterArising, ...]) -> str:
    """ "The meeting is asked to agree to close 2, to hear why 4 are late and to set a date for 7." """
    waiting = Counter(asked_of_chair(matter) for matter in matters if not matter.decided_words)
    said = [words(waiting[asked]) for asked, words in PHRASES.items() if waiting[asked]]
    return f"The meeting is asked to {join_words(said)}." if said else ""


def _title(report: ChairsList) -> str:
    waiting = [matter for matter in report.matters if not matter.decided_words]
    if not report.matters:
        return "Nothing arises from earlier meetings"
    if not waiting:
        return "All matters arising are decided"
    first = count_words(len(waiting), "matter arises", "matters arise", starts=True)
    late = sum(matter.overdue_working_days is not None for matter in waiting)
    ready = sum(matter.status is Status.RECOMMENDED for matter in waiting)
    said = [f"{number_words(late)} {'is' if late == 1 else 'are'} overdue"] if late else []
    said += [f"{number_words(ready)} can be closed"] if ready else []
    return "; ".join((first, ", ".join(said))) if said else first


def _matters(report: ChairsList) -> Part:
    count = count_words(len(report.matters), "matter")
    if not report.matters:
        return Part("Matters arising", (Prose(("There is nothing to go through.",)),), key="matters")
    rows = tuple(_row(matter) for matter in report.matters[:MOST_ROWS])
    table = Table(
        "matters", "Matters arising, in the order in which the meeting goes through them", COLUMNS, rows
    )
    rest = len(report.matters) - len(rows)
    more = (Prose((f"{count_words(rest, 'more matter')}: see the action status report.",)),) if rest else ()
    return Part("Matters arising", (table, *more), count, key="matters")


def _row(matter: MatterArising) -> tuple[Cell, ...]:
    return (
        Cell(strong=matter.number_words.removeprefix("Action ")),
        Cell(strong=matter.title, texts=(matter.owner or NO_OWNER, *matter.marked)),
        _due(matter),
        _update(matter),
        _decision(matter),
    )


def _decision(matter: MatterArising) -> Cell:
    """What is asked of the chair, over the space to write in; or what this meeting has decided already."""
    if matter.decided_words:
        return Cell(tags=(Tag("closed", "Decided"),), texts=(capital(matter.decided_words),))
    return Cell(strong=question(matter))


def _due(matter: MatterArising) -> Cell:
    late = matter.overdue_working_days
    tags = (Tag("overdue", f"{count_words(late, 'working day')} late"),) if late is not None else ()
    due = matter.due_words or "No date yet"
    return Cell(
        tags=tags, texts=(due,), quiet=(capital(matter.memory.replace(" · ", ", ")),) if matter.memory else ()
    )


def _update(matter: MatterArising) -> Cell:
    update = matter.last_update
    if update is None:
        return Cell(texts=("None received.",))
    tags = (
        (Tag(update.rating.value, RATING[update.rating], update.rating.value[0].upper()),)
        if update.rating
        else ()
    )
    said = _shortened(" ".join(update.text.split()))
    return Cell(tags=tags, texts=(f"{update.day}: {said}",))


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_UPDATE:
        return stopped(text)
    cut = text.rfind(" ", LONGEST_UPDATE // 2, LONGEST_UPDATE)
    return f"{text[: cut if cut > 0 else LONGEST_UPDATE].rstrip(' ,;:.')}…"

"""The chair's list, put into words: each matter arising on one row, with what the chair is asked to decide about it."""

from tracker.domain.actions import Kind, Status
from tracker.domain.labels import RATING
from tracker.domain.paper import Cell, Column, Paper, Part, Prose, Table, Tag
from tracker.domain.report_matters import ChairsList, MatterArising
from tracker.domain.report_sitting_parts import NO_OWNER
from tracker.domain.report_words import capital, stopped
from tracker.domain.wording import count_words, date_words, number_words

NAME = "Chair’s list"
COLUMNS = (
    Column("No.", 7),
    Column("Asked, and of whom", 26),
    Column("Due", 19),
    Column("Last update", 25),
    Column("For you to decide", 23, "blank"),
)
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
        parts=(_matters(report),),
    )


def asked_of_chair(matter: MatterArising) -> str:
    """What the chair is asked to decide, in a few words, as a question without its mark."""
    if matter.status is Status.RECOMMENDED:
        return "Close, as the owner recommends"
    if matter.more_time_words:
        return f"Give more time, until {matter.more_time_words}"
    if matter.overdue_working_days is not None:
        return "Why is it late, and what date now"
    if matter.kind is Kind.STANDING:
        return "Is the progress enough"
    return "Continue" if matter.due_words else "Set a date"


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
        Cell(strong=matter.title, texts=(matter.owner or NO_OWNER,)),
        _due(matter),
        _update(matter),
        _decision(matter),
    )


def _decision(matter: MatterArising) -> Cell:
    """What is asked of the chair, over the space to write in; or what this meeting has decided already."""
    if matter.decided_words:
        return Cell(tags=(Tag("closed", "Decided"),), texts=(capital(matter.decided_words),))
    return Cell(strong=f"{asked_of_chair(matter)}?")


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
    return Cell(tags=tags, texts=(f"{date_words(update.on)}: {said}",))


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_UPDATE:
        return stopped(text)
    cut = text.rfind(" ", LONGEST_UPDATE // 2, LONGEST_UPDATE)
    return f"{text[: cut if cut > 0 else LONGEST_UPDATE].rstrip(' ,;:.')}…"

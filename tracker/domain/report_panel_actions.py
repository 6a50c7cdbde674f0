"""What came of the actions, as the Panel is told it: a sentence with their figures, and a line for each."""

from collections.abc import Sequence

from tracker.domain.labels import RATING
from tracker.domain.paper import Cell, Column, Table, Tag
from tracker.domain.report_sitting_parts import NO_DATE, NO_OWNER
from tracker.domain.report_words import capital, paragraphs, stopped
from tracker.domain.reports import ReportAction, ReportUpdate
from tracker.domain.wording import count_words, date_words, join_words, number_words

RATING_TAGS = {rating: Tag(rating.value, words.partition(", ")[0]) for rating, words in RATING.items()}
LONGEST = 280
"""Characters of what an owner said: the Panel is told how it stands, and the action's own page tells the rest."""
NOTHING_SAID = "No progress has been reported yet."


def came_of(actions: Sequence[ReportAction], since_words: str) -> str:
    """ "Twelve actions are open: two are overdue, one is recommended for closure and three are standing items. One was closed since …" """
    live = [one for one in actions if one.is_open]
    closed = [one for one in actions if not one.is_open]
    said = [_open_words(live)] if live else ["No action is open."]
    if closed:
        were = "was" if len(closed) == 1 else "were"
        since = f" since the meeting of {since_words}" if since_words else ""
        said.append(f"{count_words(len(closed), 'action', starts=True)} {were} closed{since}.")
    return " ".join(said)


def actions_table(actions: Sequence[ReportAction], since_words: str) -> Table:
    """Each action with its owner, and what came of it; what is closed stands last."""
    columns = (
        Column("Number", 14),
        Column("What was asked", 31),
        Column("Owner", 19),
        Column("What came of it", 36),
    )
    ordered = sorted(actions, key=lambda one: (not one.is_open, not one.is_overdue, one.reference))
    caption = f"Actions open, and those closed since {since_words}" if since_words else "Actions"
    return Table("actions", caption, columns, tuple(_row(one) for one in ordered))


def _open_words(live: Sequence[ReportAction]) -> str:
    parts = (
        (sum(one.is_overdue for one in live), "overdue", "overdue"),
        (sum(one.is_recommended for one in live), "recommended for closure", "recommended for closure"),
        (sum(one.is_standing for one in live), "a standing item", "standing items"),
        (sum(one.is_undated for one in live), "without a date", "without a date"),
    )
    said = [
        f"{number_words(n)} {'is' if n == 1 else 'are'} {one if n == 1 else many}"
        for n, one, many in parts
        if n
    ]
    if len(live) == 1:
        return f"One action is open{', and it' + said[0].removeprefix('one') if said else ''}."
    of_them = f": {join_words(said)}" if said else ""
    return f"{count_words(len(live), 'action', starts=True)} are open{of_them}."


def _row(action: ReportAction) -> tuple[Cell, ...]:
    raised = f"Raised {action.raised_words}" if action.raised_words else ""
    return (
        Cell(strong=action.number_words),
        Cell(texts=(action.title,), quiet=(raised,) if raised else ()),
        Cell(texts=(action.owner or NO_OWNER,)),
        _came_of(action),
    )


def _came_of(action: ReportAction) -> Cell:
    if not action.is_open:
        said = action.last_review
        texts = (
            (*paragraphs(said.note), *(paragraphs(f"Reason: {said.reason}") if said.reason else ()))
            if said
            else ()
        )
        closed = (
            f"{action.status_words}, {action.closed_words}" if action.closed_words else action.status_words
        )
        return Cell(tags=(Tag("closed", action.status_words),), texts=texts or (stopped(closed),))
    update = action.last_update
    tags = (Tag("overdue", "Overdue"),) if action.is_overdue else ()
    rated = (RATING_TAGS[update.rating],) if update and update.rating else ()
    recommended = (Tag("ready", "Recommended for closure"),) if action.is_recommended else ()
    return Cell(tags=(*tags, *recommended, *rated), texts=_said(update), quiet=(_due(action),))


def _said(update: ReportUpdate | None) -> tuple[str, ...]:
    if update is None:
        return (NOTHING_SAID,)
    told = " ".join(paragraphs(update.text))
    if len(told) > LONGEST:
        told = f"{told[:LONGEST].rpartition(' ')[0]} …"
    return (f"{update.day}: {told}",)


def _due(action: ReportAction) -> str:
    if action.exit_rule and action.is_standing:
        return stopped(f"At every meeting until {action.exit_rule}")
    due = capital(action.due_words) or (date_words(action.due_on) if action.due_on else NO_DATE)
    return stopped(f"Due: {due}" if due != NO_DATE else due)

"""One row made of those of an action that a file carries from sheet to sheet: the last is the newest word, nothing said before is lost."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.import_numbers import folded
from tracker.domain.import_rows import LogRow, LogUpdate


def carried(rows: Sequence[LogRow]) -> LogRow:
    """The last of `rows` (in the order of the file), raised where the first one was, with the updates of all, and the first date."""
    first, last = rows[0], rows[-1]
    twice = f"The reference “{last.reference}” stands in "
    return replace(
        last,
        meeting=first.meeting or last.meeting,
        agenda_item=first.agenda_item or last.agenda_item,
        raised_on=first.raised_on or last.raised_on,
        raised_text=first.raised_text or last.raised_text,
        original_due=last.original_due or first.original_due or first.due,
        updates=_updates(rows),
        problems=tuple(problem for problem in last.problems if not problem.startswith(twice)),
        notes=(*last.notes, *_dates(rows)),
    )


def _updates(rows: Sequence[LogRow]) -> tuple[LogUpdate, ...]:
    """What was said, each once, in the order of the file."""
    said = {folded(update.body): update for row in reversed(rows) for update in reversed(row.updates)}
    return tuple(reversed(said.values()))


def _dates(rows: Sequence[LogRow]) -> tuple[str, ...]:
    """The dates between the first and the last, in the words of the file."""
    words = list(dict.fromkeys(row.due_text.strip() for row in rows if row.due_text.strip()))
    return (f"Its dates in the file, one after the other: {', '.join(words)}.",) if len(words) > 1 else ()

"""An action that a file carries from sheet to sheet, under one reference and in the same words: its last row speaks for all."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from sqlmodel import Session

from tracker.domain.errors import InvalidMove
from tracker.domain.import_carried import carried
from tracker.domain.import_numbers import folded
from tracker.domain.import_texts import from_text, to_text
from tracker.domain.imports import Fate
from tracker.models.imports import Import, ImportRow
from tracker.ports import Matcher
from tracker.services.desk import Desk
from tracker.services.import_judging import AT_ONCE, judge
from tracker.services.import_known import known_of
from tracker.services.imports import check_open
from tracker.services.versions import next_version
from tracker.store import imports as stored


def carried_rows(session: Session, one: Import) -> list[list[ImportRow]]:
    """The rows of each such action, in the order of the file. One whose rows do not ask for the same is not among them."""
    wanted = sorted(stored.not_taken(session, one.key))
    found: list[list[ImportRow]] = []
    for start in range(0, len(wanted), AT_ONCE):
        rows = stored.rows_about(session, one.key, wanted[start : start + AT_ONCE])
        for _, some in groupby(
            sorted(rows, key=lambda row: (row.about, row.position)), lambda row: row.about
        ):
            alike = list(some)
            if len(alike) > 1 and all(folded(a.title) == folded(b.title) for a, b in pairwise(alike)):
                found.append(alike)
    return found


def take_last(desk: Desk, one: Import, *, matcher: Matcher, version: int | None = None) -> int:
    """Takes the last row of each, with what the earlier ones say besides; those are left out. Returns how many actions.

    Raises `InvalidMove` where there is none, and `Conflict`.
    """
    check_open(one, version)
    actions = carried_rows(desk.session, one)
    if not actions:
        raise InvalidMove("No action stands on several rows in the same words. Look at the rows again.")
    last = [_merged(rows) for rows in actions]
    desk.session.flush()
    judge(desk.session, one, sorted(last, key=lambda row: row.position), known_of(desk, one, matcher))
    next_version(one)
    return len(actions)


def _merged(rows: Sequence[ImportRow]) -> ImportRow:
    *earlier, last = rows
    where = f"row {last.row} of sheet “{last.sheet}”" if last.sheet else f"row {last.row}"
    last.read = to_text(carried([from_text(row.read) for row in rows]))
    for row in earlier:
        row.fate, row.why, row.action_id = Fate.LEFT_OUT, f"{stored.TAKEN_LATER}{where}.", None
    return last

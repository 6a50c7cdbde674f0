"""Says what becomes of each row of an import, beside the record and beside the other rows of the file. Writes nothing of the record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from tracker.domain.import_fates import Judged, There, judged, said_as, twice
from tracker.domain.import_plan import Known, Planned, planned
from tracker.domain.import_rows import LogRow
from tracker.domain.import_texts import from_text
from tracker.domain.imports import Fate
from tracker.models.imports import Import, ImportRow
from tracker.store import imports as stored

AT_ONCE = 400
"""Rows that are read and judged in one go: enough to ask seldom, and few enough that a long log takes no more memory."""

Raised = tuple[Any, Any, str]


@dataclass(frozen=True)
class Verdict:
    """A row with what it makes of an action, the action that it is about (None where there is none), and its fate."""

    row: ImportRow
    read: LogRow
    plan: Planned
    action_id: int | None
    judged: Judged


def verdicts(session: Session, one: Import, rows: Sequence[ImportRow], known: Known) -> list[Verdict]:
    """The fate of each of `rows`. What a person left out stays left out."""
    read = {row.position: from_text(row.read) for row in rows}
    plans = {position: planned(log, known) for position, log in read.items()}
    there = _There(session, one.series_id, plans.values())
    firsts = _firsts(session, one, rows)
    found = []
    for row in rows:
        log, plan = read[row.position], plans[row.position]
        action = there.meant(plan)
        if row.fate is Fate.LEFT_OUT:
            told = Judged(Fate.LEFT_OUT, row.why)
        elif (first := firsts.get(row.about)) and first.position < row.position:
            told = _beside(first, log)
        else:
            told = judged(plan, there.shown(action), known.titles)
        found.append(Verdict(row, log, plan, action["id"] if action else None, told))
    return found


def judge(session: Session, one: Import, rows: Sequence[ImportRow], known: Known) -> list[Verdict]:
    """Writes down the fate of each of `rows`, and answers it."""
    found = verdicts(session, one, rows, known)
    for verdict in found:
        verdict.row.fate, verdict.row.why = verdict.judged.fate, verdict.judged.why
        verdict.row.action_id = verdict.action_id
    return found


def _firsts(session: Session, one: Import, rows: Sequence[ImportRow]) -> dict[str, ImportRow]:
    """The first row of the file about each action that `rows` are about."""
    found: dict[str, ImportRow] = {}
    for row in stored.rows_about(session, one.key, {row.about for row in rows if row.about}):
        found.setdefault(row.about, row)
    return found


def _beside(first: ImportRow, log: LogRow) -> Judged:
    """The fate of a row about an action of which an earlier row tells."""
    alike = replace(from_text(first.read), row=log.row, sheet=log.sheet, reference=log.reference)
    where = f"row {first.row} of sheet “{first.sheet}”" if first.sheet else f"row {first.row}"
    if alike == log:
        return Judged(Fate.SAME, f"It stands on {where} too, in the same words.")
    return Judged(Fate.UNREADABLE, twice(first.row, first.sheet))


class _There:
    """The actions on record that some rows may be about."""

    def __init__(self, session: Session, series_id: int, plans: Iterable[Planned]) -> None:
        plans = list(plans)
        actions = stored.actions_meant(
            session,
            series_id,
            numbers={plan.number for plan in plans if plan.number is not None},
            own={plan.columns["own_reference"] for plan in plans},
            titles={plan.columns["title"] for plan in plans},
        )
        self._said = stored.said_of(session, [action["id"] for action in actions])
        self._by_number = {action["number"]: action for action in actions}
        self._by_own: dict[str, Mapping[str, Any]] = {}
        self._by_words: dict[tuple[str, Raised], Mapping[str, Any]] = {}
        for action in actions:
            if action["own_reference"]:
                self._by_own.setdefault(action["own_reference"], action)
            self._by_words.setdefault((action["title"], _raised(action)), action)

    def meant(self, plan: Planned) -> Mapping[str, Any] | None:
        """The action that a row is about: by its number, else by the office's own reference, else by its words."""
        if plan.number is not None:
            return self._by_number.get(plan.number)
        if own := plan.columns["own_reference"]:
            return self._by_own.get(own)
        return self._by_words.get((plan.columns["title"], _raised(plan.columns)))

    def shown(self, action: Mapping[str, Any] | None) -> There | None:
        if action is None:
            return None
        said = {said_as(body) for body in self._said.get(action["id"], ())}
        return There(action["reference"], action, said)


def _raised(columns: Mapping[str, Any]) -> Raised:
    return columns["raised_on"], columns["raised_meeting_id"], columns["origin"]

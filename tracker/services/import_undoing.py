"""Takes an import back as a whole: what it made is removed, what it changed is as it was. The history keeps both.

A removed action gives its number back to the office's own log alone: the counter is never lowered, so that no other action gets
it, and a gap says why the number has none until the log is taken in again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from sqlmodel import Session

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.imports import Fate, ImportState
from tracker.domain.wording import count_words, date_words, join_words
from tracker.models.actions import Action
from tracker.models.imports import Import, ImportRow
from tracker.models.meetings import MeetingSeries, NumberGap
from tracker.services.actions import shown
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.history_many import Told, record_many
from tracker.services.import_judging import AT_ONCE
from tracker.services.imports import subject
from tracker.services.versions import next_version
from tracker.store import import_traces as traces
from tracker.store import imports as stored

MOST_NAMED = 12
"""References that one sentence names."""


def take_back(desk: Desk, one: Import, *, reason: str, version: int | None = None) -> None:
    """Takes back `one`, which is locked. Raises `BadInput` without a reason, and `InvalidMove` where that cannot be done.

    An action to which something else has happened since cannot be taken back, and then nothing is: the sentence names it.
    """
    reason = reason.strip()
    if not reason:
        raise BadInput("Give the reason: it is kept in the history.", field="reason")
    if one.state is not ImportState.DONE:
        raise InvalidMove("Only what was taken in can be taken back.")
    series = stored.lock_counter(desk.session, one.series_id)
    if touched := touched_since(desk.session, one):
        raise InvalidMove(_refusal(touched))
    told: list[Told] = []
    for rows in _written(desk.session, one, Fate.CHANGED):
        told += [_put_back(desk, row) for row in rows]
    record_told = [told]
    for rows in _written(desk.session, one, Fate.NEW):
        record_told.append(_remove(desk, one, series, rows, reason))
    one.state, one.taken_back_at, one.taken_back_by = ImportState.TAKEN_BACK, desk.moment.now, desk.by.name
    one.taken_back_reason = reason
    next_version(one)
    desk.session.flush()
    for some in record_told:
        record_many(desk, "action.import_taken_back", some)
    counts = stored.counts(desk.session, one.key)
    after = {"reason": reason, "removed": counts[Fate.NEW], "as_before": counts[Fate.CHANGED]}
    record(desk, "import.taken_back", subject(one), after=after)


def touched_since(session: Session, one: Import) -> list[str]:
    """The references of the actions of an import to which something has happened since it was written."""
    found: list[str] = []
    for rows in _written(session, one, Fate.NEW):
        found += traces.touched(session, {row.action_id: 1 for row in rows if row.action_id}, made=True)
    for rows in _written(session, one, Fate.CHANGED):
        versions = {row.action_id: json.loads(row.before)["version"] for row in rows if row.action_id}
        found += traces.touched(session, versions, made=False)
    later = traces.in_later_import(session, one.key)
    return list(dict.fromkeys([*found, *later]))


def _refusal(touched: Sequence[str]) -> str:
    named = join_words(list(touched[:MOST_NAMED]))
    more = f" and {count_words(len(touched) - MOST_NAMED, 'other')}" if len(touched) > MOST_NAMED else ""
    return (
        f"This cannot be taken back, because something has happened since to {named}{more}. "
        "Nothing was changed. Correct or void those actions on their own pages instead."
    )


def _written(session: Session, one: Import, fate: Fate) -> Iterable[Sequence[ImportRow]]:
    position = 0
    while rows := stored.rows_after(session, one.key, position, AT_ONCE, (fate,)):
        yield [row for row in rows if row.action_id is not None]
        position = rows[-1].position


def _put_back(desk: Desk, row: ImportRow) -> Told:
    """The action as it was before the import."""
    action = desk.session.get_one(Action, row.action_id, with_for_update=True)
    before, kept = shown(action), json.loads(row.before)
    for name, value in kept["columns"].items():
        setattr(action, name, _typed(Action, name, value))
    traces.remove_rows(desk.session, updates=kept["updates"], changes=kept["changes"])
    next_version(action)
    desk.session.flush()
    return action.reference, before, shown(action)


def _typed(kind: type[Action], name: str, value: Any) -> Any:
    """`value`, as JSON keeps it, as the column has it."""
    types = get_args(kind.model_fields[name].annotation) or (kind.model_fields[name].annotation,)
    if value is None:
        return None
    if date in types:
        return date.fromisoformat(value)
    choice = next((one for one in types if isinstance(one, type) and hasattr(one, "__members__")), None)
    return choice(value) if choice else value


def _remove(
    desk: Desk, one: Import, series: MeetingSeries, rows: Sequence[ImportRow], reason: str
) -> list[Told]:
    """Removes the actions that these rows made, with what came with them, and says why their numbers have none."""
    ids = [row.action_id for row in rows if row.action_id is not None]
    by_id = {action.key: action for action in traces.actions_by_id(desk.session, ids)}
    actions = [by_id[key] for key in ids]
    said: list[Told] = [(action.reference, _gone(action), {}) for action in actions]
    explanation = f"Taken in from “{one.name}” and taken back on {date_words(desk.moment.today)}. {reason}"
    numbers = [action.number for action in actions]
    before = {}
    for row, action in zip(rows, actions, strict=True):
        row.action_id = None
        if row.before:
            before[action.number] = json.loads(row.before)["gap"]
        desk.session.expunge(action)
    desk.session.flush()
    traces.remove_actions(desk.session, ids)
    desk.session.add_all(
        NumberGap(series_id=series.key, number=number, explanation=before.get(number, explanation))
        for number in numbers
    )
    desk.session.flush()
    for row in rows:
        desk.session.expunge(row)
    return said


def _gone(action: Action) -> Mapping[str, object]:
    return {name: value for name, value in shown(action).items() if value not in (None, "")}

"""Writes an import: every row that is new or changed, in one transaction, with its own entry in the history."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Protocol

from tracker.domain.canonical import canonical_text
from tracker.domain.document_reading import Stopped
from tracker.domain.due import DueCause
from tracker.domain.errors import Conflict, TrackerError
from tracker.domain.import_plan import Known, Planned
from tracker.domain.imports import Fate, ImportState
from tracker.domain.references import action_reference
from tracker.models.actions import Action, DueChange, Update
from tracker.models.imports import Import
from tracker.models.meetings import MeetingSeries
from tracker.ports import Matcher
from tracker.services.actions import shown
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.history_many import Told, record_many
from tracker.services.import_judging import AT_ONCE, Verdict, verdicts
from tracker.services.import_known import known_of
from tracker.services.import_posts import make_posts
from tracker.services.import_rows_written import (
    Columns,
    change_rows,
    evidence_rows,
    review_rows,
    update_rows,
)
from tracker.services.imports import JUDGING, preview, subject
from tracker.services.links import revoke_links
from tracker.services.versions import next_version
from tracker.store import import_bulk as bulk
from tracker.store import import_traces as traces
from tracker.store import imports as stored

WRITTEN = (Fate.NEW, Fate.CHANGED)
MOVED_ON = (
    "The record changed since these rows were looked at, so nothing was written. "
    "They have been looked at again: see what becomes of them now."
)
STOPPED = "It was stopped. Nothing was written."


class ProgressNotes(Protocol):
    """Where it is said how far a transaction is, beside the database, and that it is to stop."""

    def say(self, name: str, done: int) -> None: ...
    def told_to_stop(self, name: str) -> bool: ...
    def forget(self, name: str) -> None: ...


def write(
    writing: Callable[[], AbstractContextManager[Desk]],
    notes: ProgressNotes,
    matcher: Matcher,
    number: int,
    *,
    stopping: Callable[[], bool] = lambda: False,
) -> ImportState:
    """Writes one import that waits for it, and says how it was left. Killed in between, nothing is written and it waits still."""
    try:
        with writing() as desk:
            one = stored.by_number(desk.session, number, lock=True)
            if one.state is not ImportState.WRITING:
                return one.state
            signed = replace(desk, by=replace(desk.by, name=one.written_by))
            write_rows(signed, one, matcher, notes, stopping=stopping)
        return ImportState.DONE
    except Stopped:
        if stopping():
            return ImportState.WRITING
        return _left(writing, number, ImportState.PREPARED, STOPPED)
    except Conflict as moved_on:
        return _left(writing, number, ImportState.PREPARING, str(moved_on))
    except TrackerError as reason:
        return _left(writing, number, ImportState.FAILED, str(reason))
    finally:
        notes.forget(subject_of(number))


def subject_of(number: int) -> str:
    """Under what name it is noted how far the writing is."""
    return f"import-{number}"


def _left(
    writing: Callable[[], AbstractContextManager[Desk]], number: int, state: ImportState, said: str
) -> ImportState:
    with writing() as desk:
        one = stored.by_number(desk.session, number, lock=True)
        one.state, one.said, one.done = state, said, 0
        one.step = JUDGING if state is ImportState.PREPARING else ""
        one.written_by = ""
        next_version(one)
    return state


def write_rows(
    desk: Desk,
    one: Import,
    matcher: Matcher,
    notes: ProgressNotes,
    *,
    stopping: Callable[[], bool] = lambda: False,
) -> None:
    """Writes the rows of `one`, which is locked. Raises `Conflict` where a row's fate is another by now, and `Stopped`."""
    series = stored.lock_counter(desk.session, one.series_id)
    make_posts(desk, one)
    known = known_of(desk, one, matcher)
    counts = preview(desk, one)
    one.chase_from, one.total = known.chase_from, counts.writes
    writer = _Writer(desk, one, series, known, counts.counting.first_free)
    series.next_number = counts.counting.goes_on_at
    position, done = 0, 0
    while rows := stored.rows_after(desk.session, one.key, position, AT_ONCE, WRITTEN):
        if stopping() or notes.told_to_stop(subject(one)):
            raise Stopped
        writer.write(verdicts(desk.session, one, rows, known))
        position, done = rows[-1].position, done + len(rows)
        notes.say(subject(one), done)
    writer.link()
    one.state, one.step, one.done, one.said = ImportState.DONE, "", done, ""
    one.written_at, one.written_by = desk.moment.now, desk.by.name
    next_version(one)
    writer.tell()
    told = {fate.value: counts.counts[fate] for fate in Fate}
    after = {"file": one.name, "series": series.code, **told, "next_number": series.next_number}
    record(desk, "import.written", subject(one), after=after)


class _Writer:
    """Writes some rows after the other."""

    def __init__(self, desk: Desk, one: Import, series: MeetingSeries, known: Known, free: int) -> None:
        self._desk, self._one, self._series, self._known, self._free = desk, one, series, known, free
        self._links: list[tuple[int, str, str]] = []
        self._told: list[Told] = []

    def write(self, some: Sequence[Verdict]) -> None:
        if any(verdict.judged.fate is not verdict.row.fate for verdict in some):
            raise Conflict(MOVED_ON, current={}, version=self._one.version)
        session = self._desk.session
        self._add([verdict for verdict in some if verdict.judged.fate is Fate.NEW])
        for verdict in some:
            if verdict.judged.fate is Fate.CHANGED:
                self._change(verdict)
        session.flush()
        # What is written need not be remembered: a long log takes no more memory than a short one.
        for verdict in some:
            session.expunge(verdict.row)

    def _add(self, new: Sequence[Verdict]) -> None:
        """The actions of new rows with all that comes with them, each table by one statement."""
        session = self._desk.session
        columns = [self._columns(verdict) for verdict in new]
        ids = bulk.add_actions(session, columns)
        actions = [{**action, "id": key} for action, key in zip(columns, ids, strict=True)]
        gaps = traces.take_gaps(session, self._series.key, [action["number"] for action in actions])
        for verdict, action in zip(new, actions, strict=True):
            gap = gaps.get(action["number"])
            verdict.row.action_id = action["id"]
            verdict.row.before = canonical_text({"gap": gap}) if gap else ""
        self._bring(list(zip([verdict.plan for verdict in new], actions, strict=True)))

    def _columns(self, verdict: Verdict) -> dict[str, Any]:
        number = verdict.plan.number
        if number is None:
            number, self._free = self._free, self._free + 1
        reference = action_reference(self._series.code, number)
        return {
            "series_id": self._series.key,
            "number": number,
            "reference": reference,
            **verdict.plan.columns,
        }

    def _bring(self, new: Sequence[tuple[Planned, Columns]]) -> None:
        """What came with new actions."""
        session, known = self._desk.session, self._known
        updates = bulk.add_updates(session, [update_rows(a, plan.updates, known) for plan, a in new])
        bulk.add_changes(
            session, [row for plan, a in new for row in change_rows(self._desk, a, plan.changes)]
        )
        ours = [(plan, a, mine) for (plan, a), mine in zip(new, updates, strict=True) if plan.more]
        reviews = bulk.add_reviews(
            session, [review_rows(a, plan.more.reviews, known) for plan, a, _ in ours if plan.more]
        )
        for (plan, action, mine), decided in zip(ours, reviews, strict=True):
            session.add_all(evidence_rows(self._desk, action, plan, mine, decided))
            if plan.more and (plan.more.parent or plan.more.merged_into):
                self._links.append((action["id"], plan.more.parent, plan.more.merged_into))

    def _change(self, verdict: Verdict) -> None:
        """Changes an action that is there, and keeps what it was beside the row."""
        session, told = self._desk.session, verdict.judged
        action = session.get_one(Action, verdict.action_id, with_for_update=True)
        before = shown(action)
        kept = {name: getattr(action, name) for name in (*told.columns, "times_moved", "original_due_on")}
        moved = self._moved(action, verdict)
        for name, value in told.columns.items():
            setattr(action, name, value)
        said = update_rows(action.model_dump(), told.updates, self._known)
        updates = [Update(**columns) for columns in said]
        session.add_all([*updates, *moved])
        next_version(action)
        session.flush()
        ids = {"updates": [one.key for one in updates], "changes": [one.key for one in moved]}
        verdict.row.before = canonical_text({"columns": kept, "version": action.version, **ids})
        if {"status", "post_id"} & set(told.columns):
            revoke_links(self._desk, action_id=action.key)
        after = {**shown(action), "import": subject(self._one)}
        self._told.append((action.reference, before, after))

    def _moved(self, action: Action, verdict: Verdict) -> list[DueChange]:
        columns, read = verdict.judged.columns, verdict.read
        if not {"due_kind", "due_on"} & set(columns):
            return []
        agreed = bool(read.original_due and read.due and read.due != read.original_due and action.due_on)
        change = DueChange(
            action_id=action.key,
            changed_on=self._desk.moment.today,
            before_kind=action.due_kind,
            before_on=action.due_on,
            after_kind=columns.get("due_kind", action.due_kind),
            after_on=columns.get("due_on", action.due_on),
            cause=DueCause.AGREED if agreed else DueCause.CORRECTED,
            reason=f"As the office’s own log “{self._one.name}” has it.",
            by_name=self._desk.by.name,
        )
        action.times_moved += int(agreed)
        if action.original_due_on is None or not agreed:
            action.original_due_on = change.after_on
        return [change]

    def link(self) -> None:
        """Ties answers to the actions that they raised, and what was merged to what took it in."""
        for action_id, parent, merged in self._links:
            action = self._desk.session.get_one(Action, action_id)
            action.parent_id = stored.action_numbered(self._desk.session, parent)
            action.merged_into_id = stored.action_numbered(self._desk.session, merged)
        self._desk.session.flush()

    def tell(self) -> None:
        """An entry of its own in the history for each action: at the end, because the head of the history is the last lock."""
        record_many(self._desk, "action.imported_change", self._told)
        for some in stored.written_by(self._desk.session, self._one.key, AT_ONCE):
            told: list[Told] = [(action.reference, {}, self._after(action)) for action in some]
            record_many(self._desk, "action.imported", told)

    def _after(self, action: Any) -> dict[str, object]:
        kept = {name: value for name, value in shown(action).items() if value not in (None, "")}
        own = {"own_reference": action.own_reference} if action.own_reference else {}
        return {**kept, **own, "source": action.source}

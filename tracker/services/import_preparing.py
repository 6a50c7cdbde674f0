"""Prepares an import: reads its file row by row, and says what would become of each row. Nothing of the record changes.

It goes in short transactions, so that others can write meanwhile, its progress can be seen, and it can be stopped between two. One
that was killed is begun anew: what it had read is forgotten first.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tracker.domain.actions import Kind, Status
from tracker.domain.canonical import canonical_text, made
from tracker.domain.document_reading import Stopped
from tracker.domain.errors import NotFound, TrackerError
from tracker.domain.import_numbers import about
from tracker.domain.import_rows import LogRow
from tracker.domain.import_texts import to_text
from tracker.domain.imports import Fate, ImportState
from tracker.domain.log_reading import rows as rows_of
from tracker.domain.log_reading import understand
from tracker.domain.log_sheets import Book
from tracker.domain.log_understood import Corrections, Understood
from tracker.models.imports import Import
from tracker.models.meetings import MeetingSeries
from tracker.ports import FileStore, LogReader, Matcher
from tracker.services.desk import Desk
from tracker.services.import_judging import AT_ONCE, Verdict, judge
from tracker.services.import_known import known_of
from tracker.services.imports import JUDGING, LEFT_OUT_BY
from tracker.services.leases import give_back_lease, take_lease
from tracker.store import imports as stored

Writing = Callable[[], AbstractContextManager[Desk]]
NO_TABLE = "No table of actions was found in this file. It needs a row of headings, and a column that says what is asked."


@dataclass(frozen=True)
class Bench:
    """What imports are prepared with. `holder` tells one worker from another."""

    reader: LogReader
    files: FileStore
    matcher: Matcher
    holder: str
    understand: Callable[[Book, Corrections], Understood] = understand
    rows: Callable[[Book, Understood], Iterator[LogRow]] = rows_of


def prepare(
    writing: Writing, bench: Bench, number: int, *, stopping: Callable[[], bool] = lambda: False
) -> ImportState | None:
    """Prepares one import, and says how it was left; None where it is over, was stopped, or another is at it."""
    work = _Preparing(writing, bench, number, stopping)
    if not work.claim():
        return None
    try:
        return work.run()
    except Stopped:
        work.leave()
        return None
    except TrackerError as reason:
        return work.finish(ImportState.FAILED, str(reason))


class _Preparing:
    def __init__(self, writing: Writing, bench: Bench, number: int, stopping: Callable[[], bool]) -> None:
        self._writing, self._bench, self._number, self._stopping = writing, bench, number, stopping
        self._lease = f"{stored.LEASE}{number}"
        self._owners: Counter[str] = Counter()
        self._statuses: Counter[tuple[str, str]] = Counter()
        self._due: Counter[tuple[int, str]] = Counter()

    def claim(self) -> bool:
        """Takes the import. False where another has it, or it is no longer to be prepared."""
        with self._writing() as desk:
            one = stored.by_number(desk.session, self._number, lock=True)
            mine = take_lease(desk.session, self._bench.holder, desk.moment.machine, name=self._lease)
            if not mine or one.state is not ImportState.PREPARING:
                return False
            self._sha256, self._name = stored.file_of(desk.session, one).sha256, one.name
            self._series = desk.session.get_one(MeetingSeries, one.series_id).code
            self._judges_alone = one.step == JUDGING
            self._corrections = _corrections(one.corrections)
            self._left_out = stored.places_left_out(desk.session, one.key)
        return True

    def run(self) -> ImportState:
        if not self._judges_alone:
            self._read()
        self._judge()
        return self.finish(ImportState.PREPARED, "")

    def finish(self, state: ImportState, said: str) -> ImportState:
        """Leaves it in `state`. One that is prepared says which step is looked at next."""
        with self._step() as (desk, one):
            one.state, one.said, one.step = state, said or one.said, ""
            if state is ImportState.PREPARED:
                one.step = "rows" if self._judges_alone else "understood"
            give_back_lease(desk.session, self._bench.holder, desk.moment.machine, name=self._lease)
        return state

    def leave(self) -> None:
        """Lets go of it where it was stopped, or this process is to end: the next one begins it anew."""
        with self._writing() as desk:
            give_back_lease(desk.session, self._bench.holder, desk.moment.machine, name=self._lease)

    def _step(self) -> AbstractContextManager[tuple[Desk, Import]]:
        return _Step(self._writing, self._bench.holder, self._number, self._lease)

    def _read(self) -> None:
        stop = self._stopping
        with (
            self._bench.files.open(self._sha256) as file,
            self._bench.reader.open(file, self._name, stopping=stop) as book,
        ):
            understood = self._understood(book)
            for at, some in enumerate(_some(self._bench.rows(book, understood))):
                if stop():
                    raise Stopped
                with self._step() as (desk, one):
                    stored.add_rows(desk.session, one.key, list(self._rows(some, at * AT_ONCE)))
                    one.done += len(some)
        with self._step() as (_, one):
            one.total = one.done
            one.found = canonical_text(
                {
                    "owners": dict(sorted(self._owners.items())),
                    "statuses": [[words, ours, n] for (words, ours), n in sorted(self._statuses.items())],
                }
            )

    def _understood(self, book: Book) -> Understood:
        """What is understood of the file, with what a person corrected: in it, or in the last one of its shape."""
        understood = self._bench.understand(book, self._corrections)
        with self._step() as (desk, one):
            if not one.shape and (kept := stored.shape(desk.session, understood.shape)):
                one.corrections, one.matches = kept.corrections, kept.matches
                self._corrections = _corrections(one.corrections)
            one.shape = understood.shape
            stored.forget_rows(desk.session, one.key)
            one.step, one.done, one.total = "reading", 0, sum(table.rows for table in understood.tables)
        if self._corrections.tables:
            understood = self._bench.understand(book, self._corrections)
        with self._step() as (_, one):
            one.understood = canonical_text({"understood": understood})
        return understood

    def _rows(self, some: list[LogRow], before: int) -> Iterator[dict[str, Any]]:
        for position, log in enumerate(some, before + 1):
            if log.owner.strip():
                self._owners[log.owner] += 1
            self._statuses[log.status_text, log.status.value] += 1
            out = (log.sheet, log.row) in self._left_out
            yield {
                "position": position,
                "about": about(log, self._series),
                "sheet": log.sheet,
                "row": log.row,
                "reference": log.reference,
                "title": log.title,
                "fate": Fate.LEFT_OUT if out else Fate.NEW,
                "why": f"{LEFT_OUT_BY}hand." if out else "",
                "read": to_text(log),
            }

    def _judge(self) -> None:
        with self._step() as (desk, one):
            one.step, one.done = JUDGING, 0
            known = known_of(desk, one, self._bench.matcher)
        position = 0
        while True:
            if self._stopping():
                raise Stopped
            with self._step() as (desk, one):
                rows = stored.rows_after(desk.session, one.key, position, AT_ONCE)
                if not rows:
                    found = json.loads(one.found)
                    found["due"] = [[post, on, n] for (post, on), n in sorted(self._due.items())]
                    one.found = canonical_text(found)
                    return
                self._count_due(judge(desk.session, one, rows, known))
                position = rows[-1].position
                one.done += len(rows)

    def _count_due(self, some: list[Verdict]) -> None:
        for verdict in some:
            columns = verdict.plan.columns
            chased = columns["status"] is Status.OPEN and columns["kind"] is not Kind.STANDING
            if verdict.judged.fate is Fate.NEW and chased and columns["post_id"] and columns["due_on"]:
                self._due[columns["post_id"], columns["due_on"].isoformat()] += 1


class _Step:
    """One short transaction. Raises `Stopped` where the import is no longer being prepared, or another has it."""

    def __init__(self, writing: Writing, holder: str, number: int, lease: str) -> None:
        self._open = writing()
        self._holder, self._number, self._lease = holder, number, lease

    def __enter__(self) -> tuple[Desk, Import]:
        desk = self._open.__enter__()
        try:
            one = stored.by_number(desk.session, self._number, lock=True)
            held = take_lease(desk.session, self._holder, desk.moment.machine, name=self._lease)
            if one.state is not ImportState.PREPARING or not held:
                raise Stopped
        except (NotFound, Stopped) as error:
            self._open.__exit__(type(error), error, error.__traceback__)
            raise Stopped from None
        return desk, one

    def __exit__(self, *error: object) -> None:
        self._open.__exit__(*error)  # type: ignore[arg-type]


def _some(rows: Iterable[LogRow]) -> Iterator[list[LogRow]]:
    each = iter(rows)
    while some := list(islice(each, AT_ONCE)):
        yield some


def corrections_of(one: Import) -> Corrections:
    """What was corrected of it."""
    return _corrections(one.corrections)


def _corrections(text: str) -> Corrections:
    return made(Corrections, json.loads(text)) if text else Corrections()


def understood_of(one: Import) -> Understood | None:
    """What was understood of its file; None before it was read."""
    return made(Understood, json.loads(one.understood)["understood"]) if one.understood else None

"""The steps of taking in an existing log: the file, what was understood, who is meant, which rows. None of them writes actions."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.canonical import canonical_text
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.import_numbers import Counting
from tracker.domain.import_rows import LogStatus
from tracker.domain.imports import Fate, ImportState
from tracker.domain.log_understood import Corrections
from tracker.models.imports import Import, ImportShape
from tracker.models.meetings import MeetingSeries
from tracker.ports import FileStore, Matcher
from tracker.services.desk import Desk
from tracker.services.documents import Upload
from tracker.services.evidence import keep_file
from tracker.services.history import record
from tracker.services.import_judging import judge
from tracker.services.import_known import KEEP, NEW, Matches, chased_from, known_of
from tracker.services.versions import next_version
from tracker.store import imports as stored
from tracker.store import posts

KINDS = (".xlsx", ".csv", ".json")
LEFT_OUT_BY = "Left out by "
OPEN_STATES = (ImportState.CHOSEN, ImportState.PREPARED, ImportState.FAILED, ImportState.CANCELLED)
"""Where the steps can be gone through: nothing is at work, and nothing is written."""


@dataclass(frozen=True)
class Preview:
    """What the last step would do: how many rows of each fate, and where the series goes on counting.

    `owners` is how many posts would be written to on `chase_from`, `overdue` about how many actions.
    """

    counts: Mapping[Fate, int]
    counting: Counting
    owners: int = 0
    overdue: int = 0

    @property
    def writes(self) -> int:
        return self.counts[Fate.NEW] + self.counts[Fate.CHANGED]


def choose_file(desk: Desk, files: FileStore, series: MeetingSeries, upload: Upload) -> Import:
    """An import of `upload` into `series`, which is then prepared. Raises `BadInput` for a file that is no log."""
    if not upload.name.lower().endswith(KINDS):
        raise BadInput(
            "Choose an Excel workbook (.xlsx) or a CSV file. Save an older Excel file as .xlsx first.",
            field="file",
        )
    file = keep_file(desk, files, name=upload.name, content=upload.content, limit_bytes=upload.most)
    one = Import(
        series_id=series.key,
        file_id=file.key,
        name=file.name,
        state=ImportState.PREPARING,
        made_at=desk.moment.now,
        made_by=desk.by.name,
    )
    desk.session.add(one)
    desk.session.flush()
    record(desk, "import.begun", subject(one), after={"file": file.name, "series": series.code})
    return one


def subject(one: Import) -> str:
    """What the history calls it."""
    return f"import-{one.key}"


def correct(desk: Desk, one: Import, corrections: Corrections, *, version: int | None) -> bool:
    """What a person says of the tables of the file, remembered for the next one of its shape. True where the file is read anew.

    `one` is locked. Raises `InvalidMove` and `Conflict`.
    """
    check_open(one, version)
    text = canonical_text({"tables": corrections.tables}) if corrections.tables else ""
    if text == one.corrections and one.state is ImportState.PREPARED:
        return False
    one.corrections = text
    _remember(desk, one)
    _prepare(one)
    return True


def match(desk: Desk, one: Import, matches: Matches, *, version: int | None) -> bool:
    """Which posts and statuses words mean, remembered for the next file of its shape. True where the rows are judged anew.

    Raises `BadInput` for a post that there is not, `InvalidMove` and `Conflict`.
    """
    check_open(one, version)
    known = {code for _, code, _ in posts.named(desk.session, active=True)}
    for words, code in matches.owners.items():
        if code != KEEP and not code.startswith(NEW) and code not in known:
            raise BadInput(f"Choose a post for “{words[:60]}”, or keep the words.", field="owners")
    if matches.to_text() == one.matches:
        return False
    one.matches = matches.to_text()
    _remember(desk, one)
    _prepare(one, anew=False)
    return True


def leave_out(
    desk: Desk, one: Import, ids: Sequence[int], *, out: bool, matcher: Matcher, version: int | None = None
) -> int:
    """Leaves rows out of the import, or puts them back. Returns how many. What they leave behind is judged anew."""
    check_open(one, version)
    rows = stored.rows_numbered(desk.session, one.key, ids)
    for row in rows:
        if out:
            row.fate, row.why = Fate.LEFT_OUT, f"{LEFT_OUT_BY}{desk.by.name}."
        elif row.fate is Fate.LEFT_OUT:
            row.fate, row.why = Fate.NEW, ""
    desk.session.flush()
    known = known_of(desk, one, matcher)
    about = {row.about for row in rows if row.about}
    beside = {row.key: row for row in [*rows, *stored.rows_about(desk.session, one.key, about)]}
    judge(desk.session, one, sorted(beside.values(), key=lambda row: row.position), known)
    next_version(one)
    return len(rows)


def chase_later(desk: Desk, one: Import, day: date) -> None:
    """Owners are first reminded of what the import brings on `day`. Raises `BadInput` for a day that is not to come."""
    if day <= desk.moment.today:
        raise BadInput(
            "Give a day that is to come: nobody is written to on the day of the import.", field="chase_from"
        )
    one.chase_from = day


def write_it(desk: Desk, one: Import, *, version: int | None) -> None:
    """The button of the last step: the rows are written in a moment. Raises `InvalidMove` and `Conflict`."""
    check_open(one, version)
    if one.state is not ImportState.PREPARED:
        raise InvalidMove("The rows of this file are not ready yet. Wait until they are, then look at them.")
    if not preview(desk, one).writes:
        raise InvalidMove("There is nothing to write: no row is new, and none changes anything.")
    one.state, one.step, one.done, one.said = ImportState.WRITING, "", 0, ""
    one.written_by = desk.by.name
    next_version(one)


def stop(desk: Desk, one: Import) -> None:
    """Stops the preparing of a file; what was read is forgotten when it is prepared again. Raises `InvalidMove`."""
    if one.state not in stored.AT_WORK:
        raise InvalidMove("Nothing is being done with this file, so there is nothing to stop.")
    one.state = ImportState.CANCELLED
    one.said = f"{desk.by.name} stopped it. Nothing was written."
    next_version(one)


def prepare_again(desk: Desk, one: Import) -> None:
    """Reads the file anew, after it was stopped or could not be read."""
    check_open(one, None)
    _prepare(one)


def preview(desk: Desk, one: Import) -> Preview:
    """What the last step would do, as the rows stand."""
    series = desk.session.get_one(MeetingSeries, one.series_id)
    highest = stored.numbers_named(desk.session, one.key)
    counting = Counting(series.next_number, highest, stored.without_number(desk.session, one.key))
    late = [(post, n) for post, on, n in _due(one) if on < (one.chase_from or chased_from(desk)).isoformat()]
    return Preview(
        stored.counts(desk.session, one.key),
        counting,
        len({post for post, _ in late}),
        sum(n for _, n in late),
    )


def _due(one: Import) -> list[tuple[int, str, int]]:
    """Post, day (ISO) and number of the open actions that the file brings."""
    found: list[tuple[int, str, int]] = json.loads(one.found).get("due", []) if one.found else []
    return found


def statuses_said(chosen: Mapping[str, str]) -> dict[str, LogStatus]:
    """What people chose for words of a status. Raises `BadInput`."""
    if wrong := [one for one in chosen.values() if one not in list(LogStatus)]:
        raise BadInput(f"There is no status “{wrong[0][:40]}”. Choose one of the list.", field="statuses")
    return {words: LogStatus(ours) for words, ours in chosen.items()}


def check_open(one: Import, version: int | None) -> None:
    """Raises `InvalidMove` where the steps of `one` cannot be gone through now, and `Conflict` where another changed it."""
    if one.state is ImportState.DONE:
        raise InvalidMove("This file has been taken in. Take it back first, or choose the file again.")
    if one.state not in OPEN_STATES:
        raise InvalidMove("Something is being done with this file just now. Wait until it is over.")
    if version is not None and version != one.version:
        sentence = "Someone changed this import meanwhile. Look at it as it is now, then go on."
        raise Conflict(sentence, current={}, version=one.version)


def _prepare(one: Import, *, anew: bool = True) -> None:
    """Has the file read, or its rows judged alone."""
    one.state, one.step, one.done, one.said = ImportState.PREPARING, "" if anew else JUDGING, 0, ""
    next_version(one)


JUDGING = "judging"
"""The step of an import whose file was read, and whose rows are looked for on record."""


def _remember(desk: Desk, one: Import) -> None:
    """For the next file of this shape."""
    if not one.shape:
        return
    kept = stored.shape(desk.session, one.shape, lock=True)
    if kept is None:
        kept = ImportShape(shape=one.shape, changed_at=desk.moment.now)
        desk.session.add(kept)
    kept.corrections, kept.matches = one.corrections, one.matches
    kept.changed_at, kept.changed_by = desk.moment.now, desk.by.name
    next_version(kept)

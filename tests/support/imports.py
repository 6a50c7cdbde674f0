"""Logs made by hand, and what an import works with, where nothing is read from a file."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from tracker.adapters.disk import DiskFiles
from tracker.adapters.fuzzy import PostMatcher
from tracker.adapters.progress_files import ProgressFiles
from tracker.domain.import_rows import LogRow
from tracker.domain.log_understood import Corrections, TableFound, Understood
from tracker.models.imports import Import
from tracker.models.meetings import MeetingSeries
from tracker.services.desk import Desk
from tracker.services.documents import Upload
from tracker.services.import_preparing import Bench, prepare
from tracker.services.import_writing import write_rows
from tracker.services.imports import choose_file

MATCHER = PostMatcher()


class NoReader:
    """Opens nothing: the rows are made by hand."""

    @contextmanager
    def open(self, file: BinaryIO, name: str, *, stopping: Any) -> Iterator[Any]:
        yield None


def bench(folder: Path, rows: Sequence[LogRow], *, shape: str = "a shape") -> Bench:
    """What an import of `rows` is prepared with."""

    def understand(_book: Any, _corrections: Corrections) -> Understood:
        table = TableFound("Log", 1, (1,), 2, len(rows) + 1, (), "layout", rows=len(rows))
        return Understood((table,), shape)

    return Bench(
        NoReader(), DiskFiles(folder), MATCHER, "a test", understand=understand, rows=lambda *_: iter(rows)
    )


def staying(desk: Desk) -> AbstractContextManager[Desk]:
    """A transaction that the test itself ends."""
    return nullcontext(desk)


def an_import(
    desk: Desk, series: MeetingSeries, rows: Sequence[LogRow], folder: Path, *, name: str = "log.csv"
) -> Import:
    """An import of `rows`, prepared."""
    at = bench(folder, rows)
    one = choose_file(desk, at.files, series, Upload(name, b"Ref,Action\n", 1_000_000))
    prepare(lambda: staying(desk), at, one.key)
    return one


def taken_in(
    desk: Desk, series: MeetingSeries, rows: Sequence[LogRow], folder: Path, *, name: str = "log.csv"
) -> Import:
    """An import of `rows`, written."""
    one = an_import(desk, series, rows, folder, name=name)
    write_rows(desk, one, MATCHER, ProgressFiles(folder / "progress"))
    return one

"""Out, in and out again: the demonstration leaves, is imported where there is no action, and leaves as it did before."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from tracker.adapters.disk import DiskFiles
from tracker.adapters.export_csv import CsvExport
from tracker.adapters.export_json import JsonExport
from tracker.adapters.export_xlsx import XlsxExport
from tracker.adapters.fuzzy import PostMatcher
from tracker.adapters.log_files import LogFiles
from tracker.adapters.progress_files import ProgressFiles
from tracker.domain.import_rows import LogRow
from tracker.domain.log_export_document import ExportForm, ExportMaker
from tracker.domain.viewers import THE_OFFICE
from tracker.services.desk import Desk
from tracker.services.documents import Upload
from tracker.services.exports import outgoing
from tracker.services.import_at_once import take_in
from tracker.services.import_preparing import Bench
from tracker.store.exports import log_rows
from tracker.store.meetings import series_listed

FORMS: tuple[tuple[ExportForm, ExportMaker], ...] = (
    (ExportForm.XLSX, XlsxExport()),
    (ExportForm.CSV, CsvExport()),
    (ExportForm.JSON, JsonExport()),
)


def as_compared(row: LogRow) -> LogRow:
    """Without the day from which an action is chased, which import sets anew, lest an old log writes to everybody at once."""
    assert row.more
    return replace(row, more=replace(row.more, due_since=None))


def everything(session: Session) -> list[LogRow]:
    return [as_compared(row) for row in log_rows(session, THE_OFFICE)]


def without_actions(session: Session) -> None:
    """Deletes every action with all that hangs on it; posts, meetings and the rest stay."""
    actions = SQLModel.metadata.tables["actions"]
    session.execute(sa.update(actions).values(parent_id=None, merged_into_id=None))
    for table in reversed(SQLModel.metadata.sorted_tables):
        if "action_id" in table.columns:
            session.execute(sa.delete(table).where(table.c.action_id.is_not(None)))
    session.execute(sa.delete(actions))
    session.execute(sa.update(SQLModel.metadata.tables["meeting_series"]).values(next_number=1))
    session.expunge_all()


@pytest.mark.parametrize(("form", "maker"), FORMS)
def test_the_demonstration_leaves_as_it_did_after_it_was_imported(
    loaded: Desk, tmp_path: Path, form: ExportForm, maker: ExportMaker
) -> None:
    session = loaded.session
    before = everything(session)
    file = io.BytesIO()
    maker.write(outgoing(session, office="The office", made_by="Sam", moment=loaded.moment), file)
    without_actions(session)
    assert everything(session) == []
    (series,) = [one for one in series_listed(session) if one.code == "PPM"]
    bench = Bench(LogFiles(), DiskFiles(tmp_path), PostMatcher(), "command")
    take_in(
        loaded,
        bench,
        ProgressFiles(tmp_path / "progress"),
        series,
        Upload(f"record.{form}", file.getvalue(), 100_000_000),
    )
    session.flush()
    after = everything(session)
    assert [row.reference for row in after] == [row.reference for row in before]
    for now, then in zip(after, before, strict=True):
        assert now == then

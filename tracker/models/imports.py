"""Existing logs that are taken in: the file, what was understood of its shape, and each row's fate."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from tracker.domain.imports import Fate, ImportState
from tracker.models.base import Row, moment, text, words_of


class Import(Row, table=True):
    """One file on its way into the record. `corrections` is canonical JSON: what a person changed of what was understood.

    `shape` is a digest of its headings, under which corrections and matches are remembered. `understood` (canonical JSON) is what was
    understood of its tables, `found` what its rows hold in all: owners and statuses with how often each stands there. Owners are
    first reminded of what it brings on `chase_from`. `done` of `total` are rows; `said` is why it failed. Nothing of the record
    changes before it is `done`.
    """

    __tablename__ = "imports"
    series_id: int = Field(foreign_key="meeting_series.id", index=True)
    file_id: int = Field(foreign_key="stored_files.id")
    name: str = text()
    shape: str = Field(max_length=64, default="")
    understood: str = text()
    found: str = text()
    corrections: str = text()
    matches: str = text()
    chase_from: date | None = Field(default=None)
    state: ImportState = words_of(ImportState, default=ImportState.CHOSEN)
    step: str = text()
    done: int = Field(default=0)
    total: int = Field(default=0)
    said: str = text()
    made_at: datetime = moment(nullable=False)
    made_by: str = text()
    written_at: datetime | None = moment(nullable=True)
    written_by: str = text()
    taken_back_at: datetime | None = moment(nullable=True)
    taken_back_by: str = text()
    taken_back_reason: str = text()
    version: int = Field(default=1)


class ImportRow(Row, table=True):
    """One row of it: `read` is the `LogRow` as text; `before` what the action was before it was changed, "" where it is new.

    `about` says which action it is about: two rows with the same words here are about the same one.
    """

    __tablename__ = "import_rows"
    __table_args__ = (
        sa.UniqueConstraint("import_id", "position"),
        sa.Index("ix_import_rows_fate", "import_id", "fate", "position"),
        sa.Index("ix_import_rows_about", "import_id", "about", "position"),
    )
    import_id: int = Field(foreign_key="imports.id")
    position: int
    about: str = Field(max_length=100, default="")
    sheet: str = text()
    row: int = Field(default=0)
    reference: str = text()
    title: str = text()
    fate: Fate = words_of(Fate)
    why: str = text()
    read: str = text()
    before: str = text()
    action_id: int | None = Field(default=None, foreign_key="actions.id", index=True)


class ImportShape(Row, table=True):
    """What was corrected in a file of this shape, and which post and status its words meant: for the next one."""

    __tablename__ = "import_shapes"
    shape: str = Field(max_length=64, unique=True)
    corrections: str = text()
    matches: str = text()
    changed_at: datetime = moment(nullable=False)
    changed_by: str = text()
    version: int = Field(default=1)

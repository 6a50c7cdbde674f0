"""The index of what can be found: one row for each text. The stems stand beside it, in a table that each database has its own way of.

A text goes with what it is the text of: its row is deleted by the database, and with it the stems.
"""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from tracker.domain.searching import SearchKind
from tracker.models.base import Row, words_of


def _goes_with(table: str, *, one: bool = False) -> Any:
    return Field(
        default=None, foreign_key=f"{table}.id", ondelete="CASCADE", unique=one or None, index=not one or None
    )


class SearchText(Row, table=True):
    """The text of one thing. Of the numbers those are set that lead to it: an update has its own and that of its action.

    `day` is when it was raised, reported, decided, said or published; `meeting_id` where. Both are copies, to sort and narrow by.
    """

    __tablename__ = "search_texts"
    __table_args__ = (sa.Index("ix_search_texts_kind", "kind", "day"),)
    kind: SearchKind = words_of(SearchKind)
    action_id: int | None = _goes_with("actions")
    update_id: int | None = _goes_with("updates", one=True)
    review_id: int | None = _goes_with("reviews", one=True)
    note_id: int | None = _goes_with("agenda_notes", one=True)
    document_id: int | None = _goes_with("documents")
    version_id: int | None = _goes_with("document_versions")
    page_id: int | None = _goes_with("document_pages", one=True)
    meeting_id: int | None = _goes_with("meetings")
    day: date | None = Field(default=None)

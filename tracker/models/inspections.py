"""Inspection reports and their findings; what the Panel asks of the office."""

from datetime import date

from sqlmodel import Field

from tracker.domain.inspections import FindingKind, FindingState
from tracker.domain.panel_asks import AskKind
from tracker.models.base import Row, text, words_of


class InspectionReport(Row, table=True):
    """A report of an inspectorate. The Commissioner owes comments on it, after inviting the Chief Constable's.

    `comments` is Markdown, the draft until `published_on_site`. Each `…_on` is null until it was done.
    """

    __tablename__ = "inspection_reports"
    code: str = Field(max_length=60, unique=True)
    body: str = text()
    kind: str = text()
    title: str = text()
    published_on: date
    url: str = text()
    document_id: int | None = Field(default=None, foreign_key="documents.id")
    series_id: int = Field(foreign_key="meeting_series.id")
    clock_id: int | None = Field(default=None, foreign_key="statutory_clocks.id")
    invited_on: date | None = Field(default=None)
    invited_mail_id: int | None = Field(default=None, foreign_key="mails.id")
    force_comments: str = text()
    force_comments_on: date | None = Field(default=None)
    comments: str = text()
    comments_published_on: date | None = Field(default=None)
    comments_url: str = text()
    sent_to_inspectorate_on: date | None = Field(default=None)
    sent_to_home_secretary_on: date | None = Field(default=None)
    note: str = text()
    version: int = Field(default=1)


class Finding(Row, table=True):
    """One recommendation, area for improvement or cause of concern, and the action that answers it.

    `wording` is the report's own and is never changed by what the office calls it. `action_taken` or `no_action_reason` is what the
    Commissioner's comments must say of each.
    """

    __tablename__ = "inspection_findings"
    report_id: int = Field(foreign_key="inspection_reports.id", index=True)
    action_id: int = Field(foreign_key="actions.id", unique=True)
    position: int = Field(default=0)
    kind: FindingKind = words_of(FindingKind)
    number: str = Field(max_length=40, default="")
    wording: str = text()
    due_words: str = text()
    action_taken: str = text()
    no_action_reason: str = text()
    state: FindingState = words_of(FindingState, default=FindingState.OPEN)
    submitted_on: date | None = Field(default=None)
    submitted_by: str = text()
    submitted_note: str = text()
    closed_on: date | None = Field(default=None)
    closed_note: str = text()
    version: int = Field(default=1)


class PanelAsk(Row, table=True):
    """A recommendation or question of the Panel, in its words, and the written reply to it by the Panel's own date."""

    __tablename__ = "panel_asks"
    action_id: int = Field(foreign_key="actions.id", unique=True)
    kind: AskKind = words_of(AskKind)
    wording: str = text()
    asked_by: str = text()
    reply_by: date | None = Field(default=None)
    clock_id: int | None = Field(default=None, foreign_key="statutory_clocks.id")
    reply: str = text()
    replied_on: date | None = Field(default=None)
    version: int = Field(default=1)

"""Inspection reports and their findings; what the Panel asks of the office."""

from datetime import date, datetime

from sqlmodel import Field

from tracker.domain.inspections import FindingKind, FindingState, InspectionStepKind
from tracker.domain.panel_asks import AskKind
from tracker.models.base import Row, moment, text, words_of


class InspectionReport(Row, table=True):
    """A report of an inspectorate. The Commissioner owes comments on it, after inviting the Chief Constable's.

    `comments` is Markdown as it was published; the draft is a `WrittenText`. Each `…_on` is null until it was done; who did it, and
    what was said, stands in `InspectionStep`.
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
    Commissioner's comments must say of each. `parent_id` is the cause of concern that a recommendation stands under. `submitted_…` and
    `closed_…` are those of the state it is in; what went before is in `InspectionStep`.
    """

    __tablename__ = "inspection_findings"
    report_id: int = Field(foreign_key="inspection_reports.id", index=True)
    action_id: int = Field(foreign_key="actions.id", unique=True)
    parent_id: int | None = Field(default=None, foreign_key="inspection_findings.id")
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


class InspectionStep(Row, table=True):
    """Something that was done about a report, or about one finding of it: on which day, by whom, and what was said. Never changed."""

    __tablename__ = "inspection_steps"
    report_id: int = Field(foreign_key="inspection_reports.id", index=True)
    finding_id: int | None = Field(default=None, foreign_key="inspection_findings.id", index=True)
    what: InspectionStepKind = words_of(InspectionStepKind)
    done_on: date
    done_by: str = text()
    note: str = text()
    recorded_at: datetime = moment(nullable=False)
    recorded_by: str = text()


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

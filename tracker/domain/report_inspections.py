"""The inspection register: what it freezes of each report of an inspectorate and of what it found."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.inspections import FindingKind, FindingState
from tracker.domain.reports import Report, ReportEvent

NAME = "Inspection register"


@dataclass(frozen=True)
class RegisteredFinding:
    """One finding, in the report's words (`wording`) and in ours (`title`), with the action that answers it.

    `reference` is "INS-002", `name` "Recommendation 3", `under` the name of the cause of concern that it stands under. `due_words` are the
    report's own where they name no day. `stands_words` say where it is with the inspectorate, `action_words` where our action is.
    `notes` are the owner's updates and what was submitted, sent back and closed, the earliest first.
    """

    reference: str
    number_words: str
    kind: FindingKind
    name: str
    wording: str
    title: str
    state: FindingState = FindingState.OPEN
    stands_words: str = "Open"
    action_words: str = "Open"
    owner: str = ""
    due_on: date | None = None
    due_words: str = ""
    overdue_working_days: int | None = None
    under: str = ""
    action_taken: str = ""
    no_action_reason: str = ""
    notes: tuple[ReportEvent, ...] = ()
    marking: str = "OFFICIAL"

    @property
    def is_answered(self) -> bool:
        """Whether it is said what is done about it, or why nothing is."""
        return bool(self.action_taken.strip() or self.no_action_reason.strip())


@dataclass(frozen=True)
class RegisteredReport:
    """A report with the comments that were owed on it by `last_on`; each `…_on` is None until it was done."""

    code: str
    title: str
    body: str
    kind: str
    published_on: date
    last_on: date
    address: str = ""
    comments_published_on: date | None = None
    comments_address: str = ""
    force_comments_on: date | None = None
    sent_to_inspectorate_on: date | None = None
    sent_to_home_secretary_on: date | None = None
    findings: tuple[RegisteredFinding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InspectionRegister(Report):
    """Every report, or one of them: those on which comments are owed first, then the one published last."""

    reports: tuple[RegisteredReport, ...] = ()

    @property
    def findings(self) -> tuple[RegisteredFinding, ...]:
        return tuple(finding for report in self.reports for finding in report.findings)

    @property
    def unanswered(self) -> tuple[RegisteredFinding, ...]:
        """What says neither what is done nor why nothing is."""
        return tuple(one for one in self.findings if not one.is_answered)

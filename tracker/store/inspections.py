"""Reads of inspection reports, of what they find, and of what was done about each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, func, select

from tracker.domain.actions import Closure
from tracker.domain.errors import NotFound
from tracker.domain.inspections import FindingKind, FindingState
from tracker.domain.panel_asks import SeriesKind
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.chasing import StatutoryClock
from tracker.models.evidence import Document
from tracker.models.inspections import Finding, InspectionReport, InspectionStep
from tracker.models.meetings import MeetingSeries
from tracker.models.people import Post
from tracker.store.actions import visible_to

NO_REPORT = "There is no such inspection report. Choose one from the list."


@dataclass(frozen=True)
class FindingRow:
    """A finding with its action, its owner's title ("" without one), and its steps, the earliest first."""

    finding: Finding
    action: Action
    owner: str
    steps: Sequence[InspectionStep]


@dataclass(frozen=True)
class Tally:
    """How many findings of a kind stand how."""

    kind: FindingKind
    state: FindingState
    count: int


def listed(session: Session) -> Sequence[InspectionReport]:
    """Every report, the one published last first."""
    query = select(InspectionReport).order_by(
        col(InspectionReport.published_on).desc(), col(InspectionReport.id).desc()
    )
    return session.exec(query).all()


def by_code(session: Session, code: str, *, lock: bool = False) -> InspectionReport:
    """Raises `NotFound`. With `lock` it is kept from other writers until the transaction ends."""
    query = select(InspectionReport).where(InspectionReport.code == code.lower())
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.exec(query).one_or_none()
    if found is None:
        raise NotFound(NO_REPORT)
    return found


def about_words(session: Session, code: str) -> str:
    """What a register about this report, or about "all", is about."""
    return "All inspection reports" if code == "all" else by_code(session, code).title


def codes(session: Session, beginning: str) -> frozenset[str]:
    """The codes in use that begin like this."""
    query = select(InspectionReport.code).where(col(InspectionReport.code).startswith(beginning))
    return frozenset(session.exec(query).all())


def series(session: Session) -> MeetingSeries | None:
    """The series that numbers what inspections ask for; None before there is one."""
    query = select(MeetingSeries).where(MeetingSeries.kind == SeriesKind.INSPECTION)
    return session.exec(query.order_by(col(MeetingSeries.id)).limit(1)).first()


def clock_of(session: Session, report: InspectionReport, *, lock: bool = False) -> StatutoryClock | None:
    query = select(StatutoryClock).where(StatutoryClock.id == (report.clock_id or 0))
    return session.exec(query.with_for_update() if lock else query).one_or_none()


def document_of(session: Session, report: InspectionReport) -> Document | None:
    """The document of the library that holds the report, where there is one."""
    return session.get(Document, report.document_id) if report.document_id else None


def clocks(session: Session) -> dict[int, StatutoryClock]:
    """The clocks of all reports, by the number of the report."""
    query = select(InspectionReport.id, StatutoryClock).join(
        StatutoryClock, col(StatutoryClock.id) == col(InspectionReport.clock_id)
    )
    return {report: clock for report, clock in session.exec(query) if report is not None}


def findings(session: Session, viewer: Viewer, report_id: int) -> list[FindingRow]:
    """What a report finds, in its order, as far as the viewer may see the actions; what was logged in error is left out."""
    query = (
        select(Finding, Action, Post.title)
        .join(Action, col(Action.id) == col(Finding.action_id))
        .outerjoin(Post, col(Post.id) == col(Action.post_id))
        .where(Finding.report_id == report_id, visible_to(viewer), _counts())
        .order_by(col(Finding.position), col(Finding.id))
    )
    rows = session.execute(query).all()
    found = steps(session, report_id)
    return [
        FindingRow(finding, action, title or "", [one for one in found if one.finding_id == finding.id])
        for finding, action, title in rows
    ]


def tallies(session: Session) -> dict[int, list[Tally]]:
    """How many findings stand how, by the number of the report."""
    query = (
        select(Finding.report_id, Finding.kind, Finding.state, func.count())
        .join(Action, col(Action.id) == col(Finding.action_id))
        .where(_counts())
        .group_by(col(Finding.report_id), col(Finding.kind), col(Finding.state))
    )
    found: dict[int, list[Tally]] = {}
    for report_id, kind, state, count in session.execute(query):
        found.setdefault(report_id, []).append(Tally(kind, state, count))
    return found


def of_action(
    session: Session, action_id: int, *, lock: bool = False
) -> tuple[Finding, InspectionReport] | None:
    """The finding that an action answers, with its report; None for any other action."""
    query = select(Finding).where(Finding.action_id == action_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    finding = session.exec(query).one_or_none()
    return (finding, session.get_one(InspectionReport, finding.report_id)) if finding else None


def states_of(session: Session, action_ids: Collection[int]) -> dict[int, FindingState]:
    """How the findings stand that these actions answer, by the number of the action."""
    query = select(Finding.action_id, Finding.state).where(col(Finding.action_id).in_(action_ids))
    return dict(session.execute(query).tuples().all())


def open_with(session: Session, action_ids: Collection[int]) -> dict[int, str]:
    """Who has not closed the finding that an action answers, such as "HMICFRS", by the number of the action; nothing for the others."""
    query = (
        select(Finding.action_id, InspectionReport.body)
        .join(InspectionReport, col(InspectionReport.id) == col(Finding.report_id))
        .where(col(Finding.action_id).in_(action_ids), col(Finding.state) != FindingState.CLOSED)
    )
    return {key: body or "the inspectorate" for key, body in session.exec(query)}


def children(session: Session, finding_id: int) -> Sequence[tuple[Finding, str]]:
    """The recommendations that stand under a cause of concern, each with the reference of its action."""
    query = (
        select(Finding, Action.reference)
        .join(Action, col(Action.id) == col(Finding.action_id))
        .where(Finding.parent_id == finding_id, _counts())
        .order_by(col(Finding.position))
    )
    return session.exec(query).all()


def reference_of(session: Session, finding_id: int) -> str:
    """The reference of the action that answers a finding."""
    query = select(Action.reference).join(Finding, col(Finding.action_id) == col(Action.id))
    return session.exec(query.where(Finding.id == finding_id)).one()


def steps(session: Session, report_id: int) -> Sequence[InspectionStep]:
    """All that was done about a report and its findings, the earliest first."""
    query = select(InspectionStep).where(InspectionStep.report_id == report_id)
    return session.exec(query.order_by(col(InspectionStep.done_on), col(InspectionStep.id))).all()


def _counts() -> ColumnElement[bool]:
    """What was logged in error is no finding any more."""
    return or_(col(Action.closure).is_(None), col(Action.closure) != Closure.VOID)

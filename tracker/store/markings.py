"""The protective marking of actions, and of reports on them, as far as the record knows it: that of the documents behind them."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from tracker.domain.marking import Marking, marking_of
from tracker.models.actions import Action
from tracker.models.evidence import Document, Evidence
from tracker.models.reports import RecordSnapshot, ReportVersion


def sensitive(session: Session, action_ids: Collection[int]) -> frozenset[int]:
    """Those of `action_ids` that a document stands behind which is more than OFFICIAL."""
    query = _BEHIND.where(col(Evidence.action_id).in_(list(action_ids)))
    return frozenset(number for number, _, marking in session.exec(query) if _is_sensitive(marking))


def is_sensitive_report(session: Session, version: ReportVersion) -> bool:
    """Whether a report is marked so, or its frozen record names an action that a document stands behind which is."""
    if _is_sensitive(version.marking):
        return True
    references = {reference for _, reference, marking in session.exec(_BEHIND) if _is_sensitive(marking)}
    frozen = session.get_one(RecordSnapshot, version.snapshot_id).record if references else ""
    return any(f'"{reference}"' in frozen for reference in references)


def _is_sensitive(marking: str) -> bool:
    return marking_of(marking) is Marking.SENSITIVE


_BEHIND = (
    select(Evidence.action_id, Action.reference, Document.marking)
    .join(Document, col(Document.id) == Evidence.document_id)
    .join(Action, col(Action.id) == Evidence.action_id)
    .where(Document.marking != Marking.OFFICIAL)
)

"""The protective marking of actions, and of reports on them: their own, and that of the documents behind them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import CompoundSelect, union_all
from sqlalchemy import select as columns
from sqlmodel import Session, col

from tracker.domain.marking import Marking, marking_of
from tracker.models.actions import Action
from tracker.models.evidence import Document, Evidence
from tracker.models.reports import RecordSnapshot, ReportVersion


def sensitive(session: Session, action_ids: Collection[int]) -> frozenset[int]:
    """Those of `action_ids` that are more than OFFICIAL, or that a document stands behind which is."""
    mine = list(action_ids)
    query: CompoundSelect[Any] = union_all(
        _OWN.where(col(Action.id).in_(mine)), _BEHIND.where(col(Evidence.action_id).in_(mine))
    )
    return frozenset(number for number, _, marking in session.execute(query) if _is_sensitive(marking))


def sensitive_references(session: Session) -> frozenset[str]:
    """The references of all actions that are more than OFFICIAL, or that a document stands behind which is."""
    rows = session.execute(union_all(_OWN, _BEHIND))
    return frozenset(reference for _, reference, marking in rows if _is_sensitive(marking))


def is_sensitive_report(session: Session, version: ReportVersion) -> bool:
    """Whether a report is marked so, or its frozen record names an action that is, by its own marking or that of a document."""
    if _is_sensitive(version.marking):
        return True
    references = sensitive_references(session)
    frozen = session.get_one(RecordSnapshot, version.snapshot_id).record if references else ""
    return any(f'"{reference}"' in frozen for reference in references)


def _is_sensitive(marking: str) -> bool:
    return marking_of(marking) is Marking.SENSITIVE


_OWN = columns(col(Action.id), col(Action.reference), col(Action.marking)).where(
    col(Action.marking) != Marking.OFFICIAL
)
_BEHIND = (
    columns(col(Evidence.action_id), col(Action.reference), col(Document.marking))
    .join(Document, col(Document.id) == Evidence.document_id)
    .join(Action, col(Action.id) == Evidence.action_id)
    .where(col(Document.marking) != Marking.OFFICIAL)
)

"""The protective marking of actions, as far as the record knows it: that of the documents which they rest on."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from tracker.domain.marking import Marking, marking_of
from tracker.models.evidence import Document, Evidence


def sensitive(session: Session, action_ids: Collection[int]) -> frozenset[int]:
    """Those of `action_ids` that a document stands behind which is more than OFFICIAL."""
    query = (
        select(Evidence.action_id, Document.marking)
        .join(Document, col(Document.id) == Evidence.document_id)
        .where(col(Evidence.action_id).in_(list(action_ids)), Document.marking != Marking.OFFICIAL)
    )
    return frozenset(
        action_id for action_id, marking in session.exec(query) if marking_of(marking) is Marking.SENSITIVE
    )

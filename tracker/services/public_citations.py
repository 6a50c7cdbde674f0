"""What the public is told that an action rests on: papers that it can read or knows by name, and where in them.

Nothing is told of what was removed, of an answer that the public does not get, or of a paper that is OFFICIAL-SENSITIVE or that the
office holds and has not published. Files, web addresses and videos are for the office.
"""

from collections.abc import Collection, Iterator

from sqlmodel import Session

from tracker.domain.evidence import Locator
from tracker.domain.marking import Marking, marking_of
from tracker.domain.public_cuts import PublicCitation
from tracker.domain.publishing import Published
from tracker.models.evidence import Document
from tracker.store import evidence
from tracker.store import published as stored


def citations(session: Session, action_id: int, updates_told: Collection[int]) -> tuple[PublicCitation, ...]:
    """In the order in which they were added, each once. `updates_told` are the updates that the public gets."""
    return tuple(dict.fromkeys(_citations(session, action_id, updates_told)))


def _citations(session: Session, action_id: int, updates_told: Collection[int]) -> Iterator[PublicCitation]:
    for row in evidence.of_action(session, action_id):
        is_told = row.update_id is None or row.update_id in updates_told
        document = session.get(Document, row.document_id) if row.document_id else None
        if document and is_told and row.removed_on is None and _is_known(session, document):
            place = Locator(row.page, row.place).words()
            yield PublicCitation(document.code, document.title, place, row.page)


def _is_known(session: Session, document: Document) -> bool:
    """Whether it is published here, or known by its name alone."""
    if marking_of(document.marking) is Marking.SENSITIVE:
        return False
    row = stored.of(session, Published.DOCUMENT, document.code)
    return row.is_public if row else not document.held

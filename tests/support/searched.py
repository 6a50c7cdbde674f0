"""Papers and a story to look for."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tracker.domain.actions import Move
from tracker.domain.documents import ReadState
from tracker.models.actions import Action
from tracker.models.documents import DocumentPage, DocumentVersion
from tracker.models.evidence import Document, StoredFile
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update

NOW = datetime(2023, 9, 20, tzinfo=UTC)


def a_document(
    session: Session, code: str = "pack", title: str = "Performance pack", **columns: Any
) -> Document:
    document = Document(code=code, title=title, held=True, added_at=NOW, **columns)
    session.add(document)
    session.flush()
    return document


def a_version(
    session: Session, document: Document, number: int, *pages: str, state: ReadState = ReadState.READ
) -> DocumentVersion:
    """A file of `document` with these words on its pages."""
    file = StoredFile(
        sha256=f"{number:064}", name="a.pdf", media_type="application/pdf", size=1, added_at=NOW, added_by=""
    )
    session.add(file)
    session.flush()
    version = DocumentVersion(
        document_id=document.key, number=number, file_id=file.key, added_at=NOW, state=state, paged=True
    )
    session.add(version)
    session.flush()
    rows = [
        DocumentPage(version_id=version.key, position=at, page=at, words=words)
        for at, words in enumerate(pages, 1)
    ]
    session.add_all(rows)
    session.flush()
    return version


def an_action_with_a_story(record: Record, **wanted: Any) -> Action:
    """An action, an update and a decision that each speak of abandonment."""
    action = record.action("Bring the abandonment rate", asked="By hub, for 101 calls", **wanted)
    owner, commissioner = acting_as(record.desk, OWNER), acting_as(record.desk, COMMISSIONER)
    give_update(owner, action, Said("Fewer calls were abandoned."), by_name="Ann Able", via="account")
    record.desk.session.flush()
    decision = Decision(Move.CONTINUE, note="Bring abandonment by hub again.")
    record_review(commissioner, action, decision, meeting=None, version=None)
    record.desk.session.flush()
    return action

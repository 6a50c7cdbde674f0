"""What the public is shown of a paper, and its file.

Only a paper that is OFFICIAL can be public. One whose transparency is not "Full – proactively published" needs the decision to say
so in words: the form that publishes it warns of it.
"""

import re
from pathlib import PurePath

from sqlmodel import Session

from tracker.domain.errors import InvalidMove
from tracker.domain.marking import Marking, marking_of
from tracker.domain.public_cuts import PublicDocument
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import date_words
from tracker.models.evidence import Document, StoredFile
from tracker.store import documents, meetings

KINDS = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".xlsx": "Excel",
    ".csv": "CSV",
    ".txt": "Text",
    ".png": "Picture",
    ".jpg": "Picture",
    ".jpeg": "Picture",
}


def document_cut(session: Session, subject: str) -> tuple[PublicDocument, StoredFile | None]:
    """Raises `NotFound`, and `InvalidMove` for a paper that may not be public."""
    document = documents.by_code(session, THE_OFFICE, subject)
    refuse_unless_open(document)
    meeting = meetings.numbered(session, document.meeting_id)
    version, file = next(iter(documents.versions(session, document.key)), (None, None))
    ending = PurePath(file.name).suffix.lower() if file else ""
    day = document.published_words or (date_words(document.published_on) if document.published_on else "")
    cut = PublicDocument(
        code=document.code,
        title=document.title,
        publisher=document.publisher,
        day=document.published_on or (meeting.starts_on if meeting else None),
        day_words=day,
        meeting=meeting.reference if meeting else "",
        transparency=document.transparency,
        printed_version=version.printed if version else "",
        # The name that the file came with may hold a name or a place: the public gets the code.
        file=f"{document.code}{ending}" if file else "",
        file_words=f"{KINDS.get(ending, 'File')}, {size_words(file.size)}" if file else "",
        sha256=file.sha256 if file else "",
    )
    return cut, file


def is_meant_to_be_public(transparency: str) -> bool:
    """Whether the paper itself says that it is published: "Full – proactively published", however it is written."""
    return re.match(r"full\W+proactively published", transparency.strip().lower()) is not None


def refuse_unless_open(document: Document) -> None:
    if marking_of(document.marking) is Marking.SENSITIVE:
        raise InvalidMove(f"“{document.title}” is marked {document.marking}, so it cannot be published.")


def size_words(size: int) -> str:
    """ "1.2 MB", "340 KB" """
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"

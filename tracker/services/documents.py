"""Keeps documents: adds one, or a new version of one, from its file as it came; corrects what is said of it.

A file that is on record already, by its digest, is not kept twice: whoever adds it is led to what is there.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tracker.domain.documents import (
    CODE,
    LONGEST_CODE,
    LONGEST_TITLE,
    OVER,
    RESERVED,
    ReadState,
    code_of,
    kind_of,
    subject_of,
    title_of,
)
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.marking import Marking
from tracker.models.documents import DocumentVersion
from tracker.models.evidence import Document
from tracker.ports import FileStore
from tracker.services.desk import Desk
from tracker.services.evidence import keep_file
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version
from tracker.store import documents as stored

LONGEST = 500
LONGEST_NOTE = 4_000


@dataclass(frozen=True)
class Paper:
    """What is said of a document. `published_words` stand for a day that is not known; `printed` is what it calls its version."""

    title: str = ""
    publisher: str = ""
    meeting_id: int | None = None
    published_on: date | None = None
    published_words: str = ""
    printed: str = ""
    owner: str = ""
    authors: str = ""
    marking: str = Marking.OFFICIAL
    transparency: str = ""
    authorised_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Upload:
    """A file as it came. `most` is the largest that is taken, in bytes."""

    name: str
    content: bytes
    most: int


@dataclass(frozen=True)
class Added:
    """The version that a file is. `known`: it was on record already, and nothing was changed."""

    document: Document
    version: DocumentVersion
    known: bool = False


def add_document(desk: Desk, files: FileStore, paper: Paper, upload: Upload, *, code: str = "") -> Added:
    """A new document from its file, which then waits to be read. Raises `BadInput` for a file or a field that cannot be taken."""
    if known := _known(desk, upload):
        return known
    document = _document(desk, paper, title=paper.title or title_of(upload.name), code=code, held=True)
    return _keep(desk, files, document, upload, paper.printed, event="document.added")


def name_document(desk: Desk, paper: Paper, *, held: bool, code: str = "") -> Document:
    """A document whose file is not here: the office has it elsewhere (`held`), or only its name is known."""
    document = _document(desk, paper, title=paper.title, code=code, held=held)
    desk.session.flush()
    record(desk, "document.named", subject_of(document.key), after=_shown(document))
    return document


def add_version(
    desk: Desk, files: FileStore, document: Document, upload: Upload, *, printed: str = ""
) -> Added:
    """A new version of `document`, which is locked; the first where it had no file yet. Raises as `add_document`.

    A file that is a version of another document is refused by naming that one: it would stand in two places.
    """
    if known := _known(desk, upload):
        if known.document.id == document.id:
            return known
        raise BadInput(
            f"This file is on record already, as version {known.version.number} of “{known.document.title}”. "
            "Nothing was added.",
            field="file",
        )
    document.held = True
    next_version(document)
    return _keep(desk, files, document, upload, printed, event="document.version_added")


def correct_document(desk: Desk, document: Document, paper: Paper, *, version: int | None) -> None:
    """What is said of a document, and what its current version is called in print. Raises `BadInput` and `Conflict`."""
    current = next((row for row, _ in stored.versions(desk.session, document.key)), None)
    before = _shown(document, current)
    check_version(document, version, before)
    for name, value in _columns(paper, paper.title).items():
        setattr(document, name, value)
    if current is not None:
        current.printed = _short(paper.printed, "printed")
    next_version(document)
    record_change(desk, "document.corrected", subject_of(document.key), before, _shown(document, current))


def cancel_reading(desk: Desk, document: Document, version: DocumentVersion) -> None:
    """Stops the reading of a version, which is locked. Its file stays. Raises `InvalidMove` where it is over."""
    if version.state in OVER:
        raise InvalidMove("Reading this file is over, so there is nothing to cancel.")
    version.state, version.finished_at = ReadState.CANCELLED, desk.moment.machine
    version.said = f"{desk.by.name} stopped the reading."
    next_version(version)
    record(desk, "document.reading_cancelled", subject_of(document.key), after={"version": version.number})


def read_again(desk: Desk, document: Document, version: DocumentVersion) -> None:
    """Puts a version, which is locked, back among those that wait. Raises `InvalidMove` for one that was read, or is being."""
    if version.state not in (ReadState.REFUSED, ReadState.CANCELLED):
        raise InvalidMove("This file was read, or is about to be.")
    if stored.file_and_document(desk.session, version)[0].destroyed_on:
        raise InvalidMove("This file was destroyed, so there is nothing to read.")
    version.state, version.said, version.finished_at = ReadState.WAITING, "", None
    version.pages_read, version.pages_total = 0, None
    next_version(version)
    record(desk, "document.read_again", subject_of(document.key), after={"version": version.number})


def _known(desk: Desk, upload: Upload) -> Added | None:
    found = stored.with_file(desk.session, hashlib.sha256(upload.content).hexdigest())
    return Added(*found, known=True) if found else None


def _document(desk: Desk, paper: Paper, *, title: str, code: str, held: bool) -> Document:
    columns = _columns(paper, title)
    code = _free_code(desk, code.strip().lower(), columns["title"])
    document = Document(code=code, held=held, added_at=desk.moment.now, added_by=desk.by.name, **columns)
    desk.session.add(document)
    return document


def _free_code(desk: Desk, typed: str, title: str) -> str:
    """The code that was typed, where it is free; else one made from the title. Raises `BadInput`."""
    if not typed:
        base = code_of(title)
        return code_of(title, stored.codes(desk.session, base))
    if not CODE.fullmatch(typed) or len(typed) > LONGEST_CODE or typed in RESERVED:
        raise BadInput(
            "Give a short code of small letters, figures and hyphens, such as pack-2023-05.", field="code"
        )
    if typed in stored.codes(desk.session, typed):
        raise BadInput(f"Another document has the code {typed}. Choose another one.", field="code")
    return typed


def _keep(
    desk: Desk, files: FileStore, document: Document, upload: Upload, printed: str, *, event: str
) -> Added:
    kind_of(upload.name)
    file = keep_file(desk, files, name=upload.name, content=upload.content, limit_bytes=upload.most)
    numbers = [row.number for row, _ in stored.versions(desk.session, document.key)]
    version = DocumentVersion(
        document_id=document.key,
        number=max(numbers, default=0) + 1,
        file_id=file.key,
        printed=_short(printed, "printed"),
        added_at=desk.moment.now,
        added_by=desk.by.name,
    )
    desk.session.add(version)
    desk.session.flush()
    kept = {"version": version.number, "file": file.name, "size": file.size, "sha256": file.sha256}
    record(desk, event, subject_of(document.key), after={**_shown(document, version), **kept})
    return Added(document, version)


def _columns(paper: Paper, title: str) -> dict[str, Any]:
    """The columns of a document. Raises `BadInput` for what is missing or too long."""
    title = " ".join(title.split())
    if not title:
        raise BadInput("Give the title of the document.", field="title")
    if len(title) > LONGEST_TITLE:
        raise BadInput(f"Keep the title to {LONGEST_TITLE} characters.", field="title")
    if len(paper.note) > LONGEST_NOTE:
        raise BadInput(f"Keep the note to {LONGEST_NOTE:,} characters.", field="note")
    if paper.marking not in list(Marking):
        raise BadInput("Choose the protective marking.", field="marking")
    one_line = ("publisher", "published_words", "owner", "authors", "transparency", "authorised_by")
    return {
        "title": title,
        "meeting_id": paper.meeting_id,
        "published_on": paper.published_on,
        "marking": paper.marking,
        "note": paper.note.strip(),
        **{name: _short(getattr(paper, name), name) for name in one_line},
    }


def _short(typed: str, field: str) -> str:
    text = " ".join(typed.split())
    if len(text) > LONGEST:
        raise BadInput(f"Keep this to {LONGEST} characters.", field=field)
    return text


def _shown(document: Document, version: DocumentVersion | None = None) -> Mapping[str, object]:
    """A document as the history and a form show it."""
    fields = {name: getattr(document, name) for name in asdict(Paper()) if name != "printed"}
    return {**fields, "printed": version.printed if version else "", "held": document.held}

"""Attaches evidence: a file, a web address, or a document named with its page, held or not."""

import unicodedata
from datetime import date
from pathlib import PurePath
from typing import Any

from tracker.domain.errors import BadInput
from tracker.domain.evidence import EvidenceKind, Locator, web_address
from tracker.models.actions import Action
from tracker.models.evidence import Evidence, StoredFile
from tracker.ports import FileStore
from tracker.services.desk import Desk
from tracker.services.excerpts import cite_unheld
from tracker.services.history import record
from tracker.store.evidence import document_titled

KINDS = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (b"PK\x03\x04",)),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (b"PK\x03\x04",)),
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", (b"PK\x03\x04",)),
    ".csv": ("text/csv", ()),
    ".txt": ("text/plain", ()),
    ".json": ("application/json", ()),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".eml": ("message/rfc822", ()),
    ".msg": ("application/vnd.ms-outlook", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
}
"""What may be uploaded: the ending, the type it is served with, and how such a file begins."""
LONGEST_SHOWN = 300
"""Characters of what a piece of evidence is meant to show."""


def keep_file(desk: Desk, files: FileStore, *, name: str, content: bytes, limit_bytes: int) -> StoredFile:
    """Stores an upload under its digest. Raises `BadInput` for the wrong kind or size; nothing is kept then."""
    safe_name = _safe(name)
    media_type = _media_type(safe_name, content)
    if len(content) > limit_bytes:
        raise BadInput(
            f"That file is larger than {limit_bytes // 1_000_000} MB. Send a smaller one, or give its address.",
            field="file",
        )
    row = StoredFile(
        sha256=files.keep(content),
        name=safe_name,
        media_type=media_type,
        size=len(content),
        added_at=desk.moment.now,
        added_by=desk.by.name,
    )
    desk.session.add(row)
    desk.session.flush()
    return row


def attach_file(
    desk: Desk,
    action: Action,
    file: StoredFile,
    *,
    where: Locator,
    shows: str = "",
    update_id: int | None = None,
) -> Evidence:
    """A file as evidence, at a page or place in it."""
    return attach(
        desk,
        action,
        Evidence(
            **linked(desk, action, where, shows, update_id),
            kind=EvidenceKind.FILE,
            file_id=file.id,
            label=file.name,
        ),
    )


def attach_web(
    desk: Desk,
    action: Action,
    address: str,
    *,
    label: str = "",
    where: Locator,
    shows: str = "",
    seen_on: date | None = None,
    update_id: int | None = None,
) -> Evidence:
    """A web address as evidence, with the day it was seen: today where nothing else is said. It is never fetched."""
    url = web_address(address)
    today = desk.moment.today
    if seen_on and seen_on > today:
        raise BadInput("That day is still to come. Give the day on which you looked at it.", field="seen_on")
    row = Evidence(
        **linked(desk, action, where, shows, update_id),
        kind=EvidenceKind.WEB,
        url=url,
        label=label.strip() or url,
        seen_on=seen_on or today,
    )
    return attach(desk, action, row)


def attach_document(
    desk: Desk,
    action: Action,
    title: str,
    *,
    where: Locator,
    shows: str = "",
    update_id: int | None = None,
) -> Evidence:
    """A document by its title. One on record is linked; a place in one that is not held is a source too, known once."""
    label = " ".join(title.split())
    if not label:
        raise BadInput("Name the document.", field="document")
    known = document_titled(desk.session, label)
    cited = bool(known and not known.held and where.words())
    excerpt = cite_unheld(desk, known, page=where.page, place=where.place) if known and cited else None
    row = Evidence(
        **linked(desk, action, where, shows, update_id),
        kind=EvidenceKind.DOCUMENT,
        document_id=known.id if known else None,
        excerpt_id=excerpt.id if excerpt else None,
        label=label,
        held=bool(known and known.held),
    )
    return attach(desk, action, row)


def linked(
    desk: Desk, action: Action, where: Locator, shows: str = "", update_id: int | None = None
) -> dict[str, Any]:
    """What every piece of evidence says of itself, as values of a row. Raises `BadInput` for too many words of what it shows."""
    said = " ".join(shows.split())
    if len(said) > LONGEST_SHOWN:
        raise BadInput(f"Keep what it shows to {LONGEST_SHOWN} characters.", field="shows")
    return {
        "action_id": action.key,
        "update_id": update_id,
        "page": where.page,
        "place": where.place,
        "shows": said,
        "added_on": desk.moment.today,
        "added_by": desk.by.name,
    }


def attach(desk: Desk, action: Action, row: Evidence) -> Evidence:
    """Keeps a piece of evidence, and writes it down."""
    desk.session.add(row)
    names = ("kind", "label", "url", "page", "place", "held", "file_id", "shows", "seen_on", "second")
    kept = {name: getattr(row, name) for name in names}
    empty = (None, "")
    after = {name: value for name, value in kept.items() if value not in empty}
    record(desk, "evidence.attached", action.reference, after=after)
    return row


def _safe(name: str) -> str:
    """The last part of `name`, without control characters, at most 150 long."""
    last = PurePath(name.replace("\\", "/")).name
    printable = "".join(c for c in unicodedata.normalize("NFC", last) if c.isprintable())
    stem, suffix = PurePath(printable).stem[:140], PurePath(printable).suffix.lower()[:10]
    return f"{stem or 'file'}{suffix}"


def _media_type(name: str, content: bytes) -> str:
    known = KINDS.get(PurePath(name).suffix)
    if known is None:
        raise BadInput(
            "Send a PDF, Word, Excel, PowerPoint, CSV, text, e-mail, PNG or JPEG file.", field="file"
        )
    if not content:
        raise BadInput("That file is empty. Choose another.", field="file")
    media_type, beginnings = known
    if beginnings and not content.startswith(beginnings):
        raise BadInput(
            "That file is not what its name says. Save it again from the program that made it.", field="file"
        )
    return media_type

"""How documents and the state of their files are put on a page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import url_for
from sqlmodel import Session

from tracker.domain.documents import OVER, ReadState
from tracker.domain.evidence import Locator
from tracker.domain.marking import Marking, marking_of
from tracker.domain.references import spoken
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words, date_words, join_words, moment_words
from tracker.store import documents as stored
from tracker.store import meetings
from tracker.web.access import ACCESS
from tracker.web.choices import meeting_words

if TYPE_CHECKING:
    from tracker.models.documents import DocumentVersion
    from tracker.models.evidence import Document, StoredFile

STATES = {
    ReadState.WAITING: ("Waits to be read", ""),
    ReadState.READING: ("Being read", "blue"),
    ReadState.READ: ("Read", "green"),
    ReadState.REFUSED: ("Could not be read", "red"),
    ReadState.CANCELLED: ("Reading was stopped", "amber"),
}
KEPT = {
    stored.HERE: "With its file",
    stored.ON_PAPER: "Held by the office, without its file here",
    stored.BY_NAME: "Known by name alone",
}
MOST_PARTS = 60
"""Parts that the page of a document lists; the reader lists them all."""


def state_of(document: "Document", version: "DocumentVersion") -> dict[str, Any]:
    """How far the reading of a file is, for its tag and its bar."""
    words, tone = STATES[version.state]
    total, read = version.pages_total, version.pages_read
    return {
        "id": version.id,
        "title": document.title,
        "code": document.code,
        "number": version.number,
        "words": words,
        "tone": tone,
        "detail": _detail(version),
        "said": version.said,
        "over": version.state in OVER,
        "is_read": version.state is ReadState.READ,
        "total": total,
        "read": read,
        "can_be_read_again": version.state in (ReadState.REFUSED, ReadState.CANCELLED),
        "reader": url_for("reader.turn_to", code=document.code, number=version.number),
    }


def _detail(version: "DocumentVersion") -> str:
    """ "12 of 60 pages", "60 pages", "9 parts" """
    noun = "page" if version.paged else "part"
    if version.state is ReadState.READ:
        return count_words(version.pages_total or version.pages_read, noun)
    if version.state is ReadState.READING and version.pages_total:
        return f"{version.pages_read:,} of {count_words(version.pages_total, noun)}"
    return ""


def row_of(row: stored.Listed) -> dict[str, Any]:
    """A line of the library."""
    document, version = row.document, row.version
    kept = stored.HERE if version else stored.ON_PAPER if document.held else stored.BY_NAME
    return {
        "title": document.title,
        "href": url_for("documents.show", code=document.code),
        "publisher": document.publisher,
        "meeting": meeting_words(row.meeting) if row.meeting else "",
        "dated": dated(document),
        "marking": document.marking if marking_of(document.marking) is Marking.SENSITIVE else "",
        "kept": KEPT[kept],
        "state": state_of(document, version) if version else None,
    }


def dated(document: "Document") -> str:
    return date_words(document.published_on) if document.published_on else document.published_words


def facts_of(
    session: Session, document: "Document", version: "DocumentVersion | None"
) -> list[dict[str, Any]]:
    """All that is said of a document. What is not known says so."""
    meeting = meetings.numbered(session, document.meeting_id)
    said = [
        ("Publisher", document.publisher),
        ("Date", dated(document)),
        ("Version as printed", version.printed if version else ""),
        ("Owner", document.owner),
        ("Authors", document.authors),
        ("Protective marking", document.marking),
        ("Transparency", document.transparency),
        ("Authorised by", document.authorised_by),
    ]
    facts: list[dict[str, Any]] = [{"name": name, "value": value} for name, value in said if value]
    if meeting:
        href = url_for("meetings.show", reference=meeting.reference.lower())
        facts.insert(0, {"name": "Meeting", "value": meeting_words(meeting), "href": href})
    unknown = [name.lower() for name, value in said if not value]
    if unknown:
        facts.append({"name": "Not known", "value": join_words(unknown).capitalize()})
    return facts


def version_rows(
    rows: "Sequence[tuple[DocumentVersion, StoredFile]]", document: "Document"
) -> list[dict[str, Any]]:
    return [
        {
            **state_of(document, version),
            "printed": version.printed,
            "file": file.name,
            "size": size_words(file.size),
            "added": moment_words(version.added_at),
            "added_by": version.added_by,
            "sha256": file.sha256,
            "download": url_for("documents.download", code=document.code, number=version.number),
            "destroyed": file.destroyed_on,
            "purge": "" if file.destroyed_on else url_for("purging.of_file", file_id=file.key),
        }
        for version, file in rows
    ]


def size_words(size: int) -> str:
    """ "780 KB", "2.4 MB" """
    return f"{max(1, round(size / 1_000)):,} KB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"


def resting_rows(session: Session, viewer: Viewer, document: "Document") -> list[dict[str, Any]]:
    """The actions that rest on a document, each with the places in it."""
    found: dict[str, dict[str, Any]] = {}
    for evidence, action, citation in stored.resting_on(session, viewer, document.key):
        row = found.setdefault(
            action.reference,
            {
                "reference": action.reference,
                "spoken": spoken(action.reference),
                "title": action.title,
                "href": f"/actions/{action.reference}",
                "places": [],
            },
        )
        place = citation or Locator(evidence.page, evidence.place).words()
        if place and place not in row["places"]:
            row["places"].append(place)
    return list(found.values())


def outline_of(session: Session, document: "Document", version: "DocumentVersion") -> list[dict[str, str]]:
    """The parts of a file without pages, by heading, each with its address in the reader."""
    if version.paged or version.state is not ReadState.READ:
        return []
    parts = stored.outline(session, version.key)[:MOST_PARTS]
    return [
        {
            "place": place or "Beginning",
            "href": url_for("reader.show", code=document.code, number=version.number, position=position),
        }
        for position, place in parts
    ]


def may_write(viewer: Viewer) -> bool:
    return bool(viewer.roles & ACCESS["documents.create"])

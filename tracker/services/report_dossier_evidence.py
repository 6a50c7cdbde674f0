"""The evidence of an action as the plain values of its dossier, numbered, and the files behind it, each once."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.attachments import file_name
from tracker.domain.citations import Paper, Place, citation
from tracker.domain.documents import ExcerptState
from tracker.domain.evidence import EvidenceKind, Locator
from tracker.domain.marking import Marking
from tracker.domain.report_dossier import DossierEvidence, DossierFile
from tracker.domain.wording import date_words
from tracker.models.evidence import Evidence, StoredFile
from tracker.store import report_dossier as stored
from tracker.store.evidence import Quoted
from tracker.store.report_dossier import Behind
from tracker.store.shown import Story

KINDS = {
    EvidenceKind.FILE: "File",
    EvidenceKind.WEB: "Web address",
    EvidenceKind.DOCUMENT: "Document",
    EvidenceKind.EXCERPT: "Excerpt of a document",
    EvidenceKind.READING: "Reading of a measure",
    EvidenceKind.VIDEO: "Second of a video",
}
CHANGED = {
    ExcerptState.CHANGED: "Its words changed in the latest version of the document.",
    ExcerptState.GONE: "It is not in the latest version of the document.",
}


@dataclass(frozen=True)
class Filed:
    """`numbers` are those of the evidence in the dossier, by the numbers of their rows."""

    evidence: tuple[DossierEvidence, ...]
    files: tuple[DossierFile, ...]
    numbers: dict[int, int]

    def of_update(self, story: Story, update_id: int) -> tuple[int, ...]:
        return tuple(self.numbers[row.key] for row in story.evidence if row.update_id == update_id)


def evidence_of(session: Session, story: Story) -> Filed:
    """All that was ever attached, in the order in which it was; what was removed says so, and its file is not among the files."""
    rows = sorted([*story.evidence, *story.removed], key=lambda row: row.key)
    behind = stored.behind(session, rows, dict(story.quoted))
    numbers = {row.key: number for number, row in enumerate(rows, start=1)}
    files = _files([(row, behind[row.key]) for row in rows if row.removed_on is None])
    by_digest = {one.sha256: one.number for one in files}
    evidence = tuple(_evidence(row, numbers[row.key], behind[row.key], story, by_digest) for row in rows)
    return Filed(evidence, files, numbers)


def _files(rows: list[tuple[Evidence, Behind]]) -> tuple[DossierFile, ...]:
    found: dict[str, DossierFile] = {}
    for row, behind in rows:
        file = behind.file
        if file is None or file.sha256 in found:
            continue
        number = len(found) + 1
        found[file.sha256] = DossierFile(
            number=number,
            name=_plain_name(number, file),
            title=behind.document.title if behind.document else row.label,
            sha256=file.sha256,
            size=file.size,
            media_type=file.media_type,
            pages=behind.pages,
            marking=_marking(behind),
        )
    return tuple(found.values())


def _plain_name(number: int, file: StoredFile) -> str:
    """ "01-performance-pack.pdf": plain letters, and no two the same."""
    stem, _, ending = file.name.rpartition(".")
    plain = file_name(stem or ending, ending="x").removesuffix(".x")
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or "file"
    kind = re.sub(r"[^a-z0-9]", "", ending.lower())[:8] if stem else ""
    return f"{number:02d}-{slug}.{kind or 'bin'}"


def _marking(behind: Behind) -> str:
    """A file that is no document of the library carries no marking of its own: it is taken as OFFICIAL, as everywhere."""
    return (behind.document.marking if behind.document else "") or Marking.OFFICIAL


def _evidence(
    row: Evidence, number: int, behind: Behind, story: Story, files: dict[str, int]
) -> DossierEvidence:
    quoted = story.quoted.get(row.excerpt_id or 0)
    removed = row.removed_on is not None
    return DossierEvidence(
        number=number,
        kind=KINDS[row.kind],
        citation=_citation(row, behind, quoted),
        place=_place(row),
        quote=quoted.excerpt.quote if quoted and not removed else "",
        shows=row.shows,
        url=row.url,
        seen=date_words(row.seen_on) if row.seen_on else "",
        added=f"{date_words(row.added_on)}{f', by {row.added_by}' if row.added_by else ''}",
        attached_to=_attached_to(row, story),
        held=row.held or row.kind in (EvidenceKind.FILE, EvidenceKind.WEB),
        marking=_marking(behind),
        file=files.get(behind.file.sha256, 0) if behind.file and not removed else 0,
        page=(quoted.excerpt.page if quoted else None) or row.page,
        thumbnail=quoted.picture_sha256 if quoted and not removed else "",
        gone=_gone(row),
        changed=CHANGED.get(quoted.excerpt.state, "") if quoted and not removed else "",
    )


def _citation(row: Evidence, behind: Behind, quoted: Quoted | None) -> str:
    """An excerpt has its citation; for a document it is written; anything else is called what it was called."""
    if quoted and quoted.excerpt.citation:
        return quoted.excerpt.citation
    document = behind.document
    if document is None:
        return row.label
    paper = Paper(
        document.title,
        document.publisher,
        document.published_on,
        document.published_words,
        held=document.held,
    )
    return citation(paper, Place(page=row.page))


def _place(row: Evidence) -> str:
    words = Locator(row.page, row.place).words()
    return f"{words} into the video" if words and row.kind is EvidenceKind.VIDEO else words


def _attached_to(row: Evidence, story: Story) -> str:
    update = next((one for one in story.updates if one.id == row.update_id), None)
    if update is not None:
        return f"the update of {update.given_words or date_words(update.given_on)}"
    review = next((one for one, _ in story.reviews if one.id == row.review_id), None)
    return f"the decision of {date_words(review.decided_on)}" if review is not None else ""


def _gone(row: Evidence) -> str:
    if row.removed_on is None:
        return ""
    by = f" by {row.removed_by}" if row.removed_by else ""
    return f"Removed on {date_words(row.removed_on)}{by}. Reason: {row.removed_reason}"

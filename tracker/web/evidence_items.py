"""A piece of evidence in words, the same wherever it is shown: what it is, where in it, its words, and what became of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.domain.documents import ExcerptState
from tracker.domain.evidence import EvidenceKind, Locator
from tracker.domain.marking import Marking, marking_of
from tracker.domain.video import link_at
from tracker.domain.wording import date_words
from tracker.store.evidence import Quoted

if TYPE_CHECKING:
    from tracker.models.evidence import Evidence

Item = dict[str, Any]
SIGNS = {EvidenceKind.WEB: "link", EvidenceKind.VIDEO: "video", EvidenceKind.READING: "reading"}
LONGEST_QUOTE = 280
"""Characters of a quotation in a list; the whole of it is one click away."""
TO_JUDGE = {
    ExcerptState.CHANGED: "Its words changed in the latest version of the document.",
    ExcerptState.GONE: "It is not in the latest version of the document.",
}


def evidence_item(row: "Evidence", reference: str, quoted: Mapping[int, Quoted] | None = None) -> Item:
    """One thing that the action rests on, for `components/evidence.html`. `quoted` are the excerpts by their numbers."""
    found = (quoted or {}).get(row.excerpt_id or 0)
    href = _href(row, reference)
    item: Item = {
        "id": row.id,
        "name": row.label,
        "where": where_words(row),
        "href": href,
        "kind": SIGNS.get(row.kind, "file" if row.file_id else "document"),
        "held": row.held or row.kind in (EvidenceKind.FILE, EvidenceKind.WEB),
        "seen": f"Seen on {date_words(row.seen_on)}" if row.seen_on else "",
        "shows": row.shows,
    }
    if found:
        item |= _of_excerpt(row, reference, found)
    if row.removed_on:
        by = f" by {row.removed_by}" if row.removed_by else ""
        item["removed"] = f"Removed on {date_words(row.removed_on)}{by}. Reason: {row.removed_reason}"
    return item


def where_words(row: "Evidence") -> str:
    """ "page 12, figure 3", "0:52:10 into the video" """
    where = Locator(row.page, row.place).words()
    return f"{where} into the video" if row.kind is EvidenceKind.VIDEO else where


def quotation(words: str) -> str:
    """The words of an excerpt in one line, cut at a word where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE].rpartition(' ')[0]} …"


def _href(row: "Evidence", reference: str) -> str:
    here = f"/actions/{reference}/evidence/{row.id}"
    if row.file_id:
        return here
    if row.kind is EvidenceKind.VIDEO:
        return link_at(row.url, row.second or 0) or row.url
    return row.url or (f"{here}/beside" if row.kind in (EvidenceKind.EXCERPT, EvidenceKind.READING) else "")


def _of_excerpt(row: "Evidence", reference: str, found: Quoted) -> Item:
    excerpt = found.excerpt
    item: Item = {"words": quotation(excerpt.quote)}
    if found.picture_sha256 and marking_of(found.document.marking) is Marking.OFFICIAL:
        item["picture"] = f"/actions/{reference}/evidence/{row.id}/thumbnail"
    if excerpt.seen_to_at is None and excerpt.state in TO_JUDGE:
        item["flag"] = TO_JUDGE[excerpt.state]
    return item

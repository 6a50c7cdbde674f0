"""Looks for the excerpts of a document again when a new version of it was read, and takes what a person says of those that changed."""

from collections import Counter
from collections.abc import Sequence

from tracker.domain.documents import ExcerptKind, ExcerptState, subject_of
from tracker.domain.errors import InvalidMove
from tracker.domain.finding_again import Part, Result, Sought, find_again
from tracker.models.actions import Action
from tracker.models.documents import DocumentPage, DocumentVersion, Excerpt
from tracker.models.evidence import Document, Evidence
from tracker.ports import NearWords
from tracker.services.desk import Desk
from tracker.services.excerpts import put_at
from tracker.services.history import record
from tracker.store import excerpts as stored

Resting = Sequence[tuple[Evidence, Action]]


def found_again(desk: Desk, version: DocumentVersion, near: NearWords) -> dict[ExcerptState, int]:
    """Looks for each excerpt of an earlier version in this one, which was read; how many are in each state.

    What is found or has moved stands in the new version from now on, with a new citation. What changed points at what looks most
    like it and keeps its old words; what is gone stays in the version in which it stood. A version that is not the latest
    one changes nothing.
    """
    document = stored.lock_document(desk.session, version.document_id)
    if version.number < stored.latest_read(desk.session, document.key):
        return {}
    earlier = stored.lock_earlier(desk.session, version)
    pages = stored.pages_of(desk.session, version.key) if earlier else []
    by_position = {page.position: page for page in pages}
    parts = [_part(page) for page in pages]
    resting = stored.resting_on(desk.session, [row.key for row in earlier])
    said: list[tuple[Excerpt, str, Result]] = []
    for row in earlier:
        before = row.citation
        result = find_again(_sought(desk, row), parts, near.near)
        page = by_position[result.part.position] if result.part else None
        _take(desk, document, version, row, result, page)
        _follow(row, resting.get(row.key, []))
        said.append((row, before, result))
    desk.session.flush()
    for row, before, result in said:
        _tell(desk, document, row, before, result, resting.get(row.key, []))
    return dict(Counter(row.state for row in earlier))


def accept_change(desk: Desk, excerpt: Excerpt) -> Excerpt:
    """Takes what stands there now for the excerpt; one that is gone is kept as the earlier version had it.

    Raises `InvalidMove` where there is nothing to judge.
    """
    document = stored.lock_document(desk.session, excerpt.document_id)
    row = stored.by_id(desk.session, excerpt.key, lock=True)
    if row is None or not to_judge(row):
        raise InvalidMove("Somebody has dealt with this already.")
    resting = stored.resting_on(desk.session, [row.key]).get(row.key, [])
    before = {"quote": row.quote, "citation": row.citation}
    if row.state is ExcerptState.CHANGED:
        _take_new_words(desk, document, row)
        row.state, row.state_note = ExcerptState.FOUND, ""
        _follow(row, resting)
    row.seen_to_at = desk.moment.now
    row.version += 1
    desk.session.flush()
    after = {"quote": row.quote, "citation": row.citation, "state": row.state}
    record(desk, "excerpt.accepted", subject_of(document.key), before=before, after=after)
    for reference in _references(resting):
        record(desk, "evidence.accepted", reference, before=before, after=after)
    return row


def to_judge(row: Excerpt) -> bool:
    """Whether a new version left something of this excerpt for a person to judge."""
    return row.state in (ExcerptState.CHANGED, ExcerptState.GONE) and row.seen_to_at is None


def _take(
    desk: Desk,
    document: Document,
    version: DocumentVersion,
    row: Excerpt,
    result: Result,
    page: DocumentPage | None,
) -> None:
    was_judged = row.state is ExcerptState.GONE and result.state is ExcerptState.GONE
    row.state, row.state_note = result.state, result.why
    row.seen_to_at = row.seen_to_at if was_judged else None
    row.version += 1
    if page is None:
        return
    row.starts, row.ends = result.starts, result.ends
    if result.state is ExcerptState.CHANGED:
        # The old words keep their citation until somebody has judged the new ones.
        row.version_id, row.position = version.key, page.position
        return
    put_at(desk, row, document, version, page, _part_name(row))


def _take_new_words(desk: Desk, document: Document, row: Excerpt) -> None:
    version = desk.session.get_one(DocumentVersion, row.version_id)
    page = stored.page_at(desk.session, version.key, row.position or 0)
    if page is None:
        raise InvalidMove("The page that stood there is not on record any more. Unlink the evidence instead.")
    put_at(desk, row, document, version, page, _part_name(row))
    if row.starts is not None and row.ends is not None:
        row.quote = page.words[row.starts : row.ends]


def _follow(row: Excerpt, resting: Resting) -> None:
    """What rests on the excerpt says where it stands now."""
    for evidence, _ in resting:
        evidence.page, evidence.place = row.page, row.place


def _tell(
    desk: Desk, document: Document, row: Excerpt, before: str, result: Result, resting: Resting
) -> None:
    if result.state is ExcerptState.FOUND and row.citation == before:
        return
    event = f"excerpt.{result.state.value}"
    old, new = {"citation": before}, {"citation": row.citation, "state": result.state, "why": result.why}
    record(desk, event, subject_of(document.key), before=old, after=new)
    for reference in _references(resting):
        record(desk, event.replace("excerpt", "evidence"), reference, before=old, after=new)


def _references(resting: Resting) -> list[str]:
    return sorted({action.reference for _, action in resting})


def _sought(desk: Desk, row: Excerpt) -> Sought:
    page = stored.page_at(desk.session, row.version_id or 0, row.position or 0)
    part = _part(page) if page else Part(row.position or 0, row.page, "", row.quote)
    return Sought(row.kind, row.quote, part, row.starts)


def _part(page: DocumentPage) -> Part:
    return Part(page.position, page.page, page.place, page.words, page.picture_sha256)


def _part_name(row: Excerpt) -> str:
    """What a figure or a table is called: the last of the words of its place."""
    if row.kind not in (ExcerptKind.FIGURE, ExcerptKind.TABLE):
        return ""
    return row.place.rpartition(", ")[2]

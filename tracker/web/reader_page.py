"""What the page of the reader shows: the words cut where they are marked, what was found elsewhere, and where the list leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from sqlmodel import Session

from tracker.domain.citations import paper_words
from tracker.domain.finding_words import pieces, places, sought
from tracker.domain.passages import captions, paragraphs
from tracker.domain.references import spoken
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words
from tracker.services.excerpts import paper_of
from tracker.store import reader as pages
from tracker.store.reader import Listed, Opened
from tracker.web.access import ACCESS
from tracker.web.evidence_items import TO_JUDGE

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.documents import DocumentPage, Excerpt

MOST_LISTED = 400
"""Lines of the list of pages; of a longer document those around the page that is open."""
MOST_FOUND = 60
"""Pages that are named as having what was looked for."""


@dataclass(frozen=True)
class Asked:
    """What goes along from page to page: what is looked for, and the action for which something is to be quoted."""

    find: str = ""
    action: str = ""

    def query(self) -> str:
        """ "?find=abandoned&action=PPM-016", or "" """
        given = {"find": " ".join(self.find.split()), "action": self.action}
        words = urlencode({name: value for name, value in given.items() if value})
        return f"?{words}" if words else ""


def page_shown(
    session: Session, viewer: Viewer, opened: Opened, page: "DocumentPage", asked: Asked
) -> dict[str, Any]:
    """The context of reader/show.html."""
    document, version = opened.document, opened.version
    base = f"/documents/{document.code}/{version.number}/pages"
    listed = pages.contents(session, opened)
    used = pages.used_on(session, viewer, version.key, page.position)
    pattern = sought(asked.find)
    found = places(pattern, page.words) if pattern else []
    spans = [(row.starts, row.ends) for row, _ in used if row.starts is not None and row.ends is not None]
    index = next(i for i, one in enumerate(listed) if one.position == page.position)
    query = asked.query()
    return {
        "title": paper_words(paper_of(document, version)),
        "heading": _heading(page, version.pages_total or len(listed)),
        "base": base,
        "here": f"{base}/{page.position}",
        "library_href": f"/documents/{document.code}"
        if viewer.roles & ACCESS.get("documents.show", frozenset())
        else "",
        "newer": f"/documents/{document.code}/{opened.latest}/pages/1"
        if opened.latest > version.number
        else "",
        "marking": document.marking,
        "paragraphs": [
            {
                "number": one.number,
                "starts": one.starts,
                "pieces": pieces(page.words, (one.starts, one.ends), found, spans),
            }
            for one in paragraphs(page.words)
        ],
        "captions": captions(page.words),
        "picture": {"src": f"{base}/{page.position}/picture", "width": page.width, "height": page.height}
        if page.picture_sha256
        else None,
        "action": asked.action,
        "find": asked.find.strip(),
        "finds": _found(session, opened, asked, page.position, base, listed) if pattern else None,
        "without_find": Asked(action=asked.action).query(),
        "previous": f"{base}/{listed[index - 1].position}{query}" if index else "",
        "next": f"{base}/{listed[index + 1].position}{query}" if index + 1 < len(listed) else "",
        "contents": [_line(one, base, page.position, query) for one in _around(listed, index)],
        "paged": version.paged,
        "used": [_used(row, actions) for row, actions in used],
        "may_use": bool(viewer.roles & ACCESS["reader.attach"]),
    }


def _heading(page: "DocumentPage", total: int) -> str:
    if page.page:
        return f"Page {page.page} of {total}"
    return page.place or f"Part {page.position} of {total}"


def _around(listed: Sequence[Listed], index: int) -> Sequence[Listed]:
    starts = max(0, min(index - MOST_LISTED // 2, len(listed) - MOST_LISTED))
    return listed[starts : starts + MOST_LISTED]


def _line(one: Listed, base: str, here: int, query: str) -> dict[str, Any]:
    words = f"Page {one.page}" if one.page else one.place or f"Part {one.position}"
    if one.page and one.place:
        words = f"{words}: {one.place}"
    return {
        "href": f"{base}/{one.position}{query}",
        "words": words,
        "short": str(one.page or one.position),
        "here": one.position == here,
    }


def _found(
    session: Session, opened: Opened, asked: Asked, here: int, base: str, listed: Sequence[Listed]
) -> dict[str, Any]:
    """How often it stands in the document, and on which pages."""
    pattern = sought(asked.find)
    counts = (
        {at: len(places(pattern, words)) for at, words in pages.words(session, opened)} if pattern else {}
    )
    hits = [at for at, count in counts.items() if count]
    lines = {one.position: one for one in listed}
    query = asked.query()
    where = "page" if opened.version.paged else "part"
    total = sum(counts.values())
    said = (
        f"Found {count_words(total, 'time')} on {count_words(len(hits), where)}"
        if total
        else "Not found in this document"
    )
    return {
        "said": said,
        "here": counts.get(here, 0),
        "pages": [
            {
                **_line(lines[at], base, here, query),
                "count": counts[at],
                "href": f"{base}/{at}{query}#found-1",
            }
            for at in hits[:MOST_FOUND]
        ],
        "more": max(0, len(hits) - MOST_FOUND),
    }


def _used(row: "Excerpt", actions: "list[Action]") -> dict[str, Any]:
    return {
        "words": row.quote or row.place or "The whole page",
        "is_quote": bool(row.quote),
        "flag": TO_JUDGE.get(row.state, "") if row.seen_to_at is None else "",
        "actions": [
            {"words": f"{spoken(one.reference)}: {one.title}", "href": f"/actions/{one.reference}"}
            for one in actions
        ],
    }

"""The things found, in words: what each is, where it leads, and its text around what was looked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from tracker.domain import labels
from tracker.domain.marking import Marking, marking_of
from tracker.domain.search_words import Query
from tracker.domain.searching import SearchKind
from tracker.domain.snippets import snippet, whole
from tracker.domain.stemming import WordReader
from tracker.domain.wording import date_words
from tracker.store.notes import WHOLE_MEETING
from tracker.store.search_shown import Shown

Worded = tuple[str, str, Sequence[str]]
"""An address, a title, and facts of which empty ones are left out."""


def result(shown: Shown, query: Query, reader: WordReader) -> dict[str, Any]:
    """One thing found: {href, title, facts, words}; `title` and `words` are pieces of text, some of them marked."""
    href, title, facts = _WORDED[shown.hit.kind](shown, query)
    words = snippet(" ".join(filter(None, shown.text.bodies)), query, reader)
    is_title_enough = shown.hit.kind is SearchKind.DOCUMENT and not any(piece.found for piece in words)
    return {
        "href": href,
        "title": whole(title, query, reader),
        "facts": " · ".join(filter(None, facts)),
        "words": [] if is_title_enough else words,
    }


def _action(shown: Shown, _query: Query) -> Worded:
    action: Any = shown.action
    status = labels.status_words(action.status, action.closure, action.kind)
    raised = f"raised {date_words(action.raised_on)}" if action.raised_on else ""
    return (
        f"/actions/{action.reference}",
        f"{action.reference} {action.title}",
        (status, shown.owner or "No owner yet", raised),
    )


def _update(shown: Shown, _query: Query) -> Worded:
    action: Any = shown.action
    update: Any = shown.update
    what = "Closure recommended" if update.recommends_closure else "Update"
    rating = labels.RATING[update.rating] if update.rating else ""
    when = update.given_words or date_words(update.given_on)
    return (
        f"/actions/{action.reference}#update-{update.id}",
        f"{action.reference} {action.title}",
        (what, when, f"by {update.by_name}" if update.by_name else "", rating),
    )


def _decision(shown: Shown, _query: Query) -> Worded:
    action: Any = shown.action
    review: Any = shown.review
    outcome = labels.OUTCOME[review.outcome]
    when = (shown.meeting.date_words if shown.meeting else "") or date_words(review.decided_on)
    where = f"at the {shown.series}" if shown.meeting else "between meetings"
    return (
        f"/actions/{action.reference}#review-{review.id}",
        f"{action.reference} {action.title}",
        (outcome[:1].upper() + outcome[1:], f"{when}, {where}"),
    )


def _note(shown: Shown, _query: Query) -> Worded:
    meeting: Any = shown.meeting
    note: Any = shown.note
    item = note.agenda_item_id or WHOLE_MEETING
    when = meeting.date_words or date_words(meeting.starts_on)
    return (
        f"/meetings/{meeting.reference.lower()}/notes#item-{item}",
        shown.text.title or "The meeting as a whole",
        (f"{shown.series}, {when}",),
    )


def _document(shown: Shown, _query: Query) -> Worded:
    document: Any = shown.document
    return (
        f"/documents/{document.code}",
        document.title,
        (document.publisher, _published(document), _marking(document)),
    )


def _page(shown: Shown, query: Query) -> Worded:
    document: Any = shown.document
    page: Any = shown.page
    found = urlencode({"find": query.typed})
    where = f"page {page.page}" if page.page else f"“{page.place}”" if page.place else f"part {page.position}"
    return (
        f"/documents/{document.code}/{shown.number}/pages/{page.position}?{found}",
        f"{document.title}, {where}",
        (page.place if page.page else "", _published(document), _marking(document)),
    )


def _published(document: Any) -> str:
    return date_words(document.published_on) if document.published_on else document.published_words


def _marking(document: Any) -> str:
    return document.marking if marking_of(document.marking) is Marking.SENSITIVE else ""


_WORDED: Mapping[SearchKind, Callable[[Shown, Query], Worded]] = {
    SearchKind.ACTION: _action,
    SearchKind.UPDATE: _update,
    SearchKind.DECISION: _decision,
    SearchKind.NOTE: _note,
    SearchKind.DOCUMENT: _document,
    SearchKind.PAGE: _page,
}

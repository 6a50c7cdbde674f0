"""Suggests what to log from a document, and logs what somebody ticked: the exact words become the action's source."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.actions import Kind
from tracker.domain.captured import DueAsked
from tracker.domain.due import DueKind
from tracker.domain.errors import BadInput
from tracker.domain.offers import ACTIONS
from tracker.domain.passages import folded
from tracker.domain.promises import Promise, find_in_pages
from tracker.domain.typed_due import as_due
from tracker.domain.viewers import THE_OFFICE, Viewer
from tracker.models.actions import Action
from tracker.models.documents import DocumentPage, DocumentVersion
from tracker.models.evidence import Document
from tracker.models.meetings import Meeting
from tracker.services.actions import Wanted, raise_action
from tracker.services.desk import Desk
from tracker.services.evidence_on_record import attach_excerpt
from tracker.services.excerpts import Choice, keep_excerpt
from tracker.store import excerpts
from tracker.store.suggestions import SHOWN, Source, named_sources, numbered, sources

_PRINTED = re.compile(r"action\s+0*(\d{1,6})", re.IGNORECASE)
SHORTEST_HEADING = 6
"""Characters of a heading that is looked for in another."""
CHANGED = (
    "What was found in this document has changed since this page was opened. Look at it again, and tick anew."
)


@dataclass(frozen=True)
class Suggestion:
    """A promise on a page of a version. `key` names it within the version: "12-340" is on page 12, from character 340 on.

    `logged` are the references of the actions that were logged from it, or that have its printed number; `used` those that it is
    evidence for besides; `near` those whose source names its heading.
    """

    key: str
    page: DocumentPage
    promise: Promise
    logged: tuple[str, ...]
    used: tuple[str, ...]
    near: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Ticked:
    """A suggestion that somebody ticked, as they corrected it."""

    key: str
    title: str
    post_id: int | None
    due: DueAsked | None


@dataclass(frozen=True)
class Logged:
    """What became of the ticks: new actions, and how many had been logged by somebody else meanwhile."""

    actions: tuple[Action, ...]
    already: int


def suggested(session: Session, viewer: Viewer, version: DocumentVersion) -> list[Suggestion]:
    """What may be logged from a version, in the order of the document, with what was logged from it already."""
    pages = excerpts.pages_of(session, version.key)
    document = session.get_one(Document, version.document_id)
    known = sources(session, viewer, document.key)
    numbers = numbered(session, viewer, document)
    headings = _headings(named_sources(session, viewer, document), document)
    quotes = {source.excerpt.key: folded(source.excerpt.quote).text for source in known}
    found = []
    for one in find_in_pages([page.words for page in pages], [page.place for page in pages]):
        page, promise = pages[one.index], one.promise
        same = [
            source
            for source in known
            if _overlap(source, version, page, promise)
            or quotes[source.excerpt.key] == folded(promise.quote).text
        ]
        found.append(
            Suggestion(
                f"{page.position}-{promise.start}",
                page,
                promise,
                _references(source for source in same if source.logged) or _on_record(promise, numbers),
                _references(source for source in same if not source.logged),
                tuple(action for place, action in headings if place in _plain(page.place)),
            )
        )
    return found


def log_ticked(desk: Desk, version: DocumentVersion, meeting: Meeting, ticked: Sequence[Ticked]) -> Logged:
    """Logs each of `ticked` at `meeting`, in the order of the document; what was logged from it already is left alone.

    Raises `BadInput`, for the field `title-…` or `due-…` of the suggestion, and `InvalidMove` for a meeting that is over.
    """
    excerpts.lock_document(desk.session, version.document_id)
    there = {one.key: one for one in suggested(desk.session, THE_OFFICE, version)}
    wanted = {one.key: one for one in ticked}
    if not wanted.keys() <= there.keys():
        raise BadInput(CHANGED, field="suggestions")
    chosen = [there[key] for key in there if key in wanted]
    fresh = [one for one in chosen if not one.logged]
    actions = tuple(_log(desk, version, meeting, one, wanted[one.key]) for one in fresh)
    return Logged(actions, len(chosen) - len(fresh))


def _log(desk: Desk, version: DocumentVersion, meeting: Meeting, one: Suggestion, ticked: Ticked) -> Action:
    promise, words = one.promise, " ".join(one.promise.quote.split())
    title = " ".join(ticked.title.split())
    try:
        action, _ = raise_action(
            desk,
            meeting=meeting,
            wanted=Wanted(
                title=title,
                asked="" if title == words else words,
                kind=_kind(promise, ticked.due),
                post_id=ticked.post_id,
                due=as_due(ticked.due),
            ),
        )
    except BadInput as error:
        raise BadInput(str(error), field=f"{error.field or 'title'}-{one.key}") from error
    choice = Choice(quote=promise.quote, starts=promise.start, ends=promise.end)
    excerpt = keep_excerpt(desk, version, one.page.position, choice, rule=promise.rule)
    action.source = excerpt.citation
    desk.session.flush()
    attach_excerpt(desk, action, excerpt, shows=SHOWN)
    return action


def _kind(promise: Promise, due: DueAsked | None) -> Kind:
    """What was asked for is an action; what was offered or said to be under way is a commitment."""
    if due and due.kind is DueKind.STANDING:
        return Kind.STANDING
    return Kind.ACTION if promise.rule in ACTIONS else Kind.COMMITMENT


def _overlap(source: Source, version: DocumentVersion, page: DocumentPage, promise: Promise) -> bool:
    excerpt = source.excerpt
    return (
        (excerpt.version_id, excerpt.position) == (version.key, page.position)
        and excerpt.starts is not None
        and excerpt.ends is not None
        and excerpt.starts < promise.end
        and promise.start < excerpt.ends
    )


def _on_record(promise: Promise, numbers: dict[int, str]) -> tuple[str, ...]:
    """“Action 014”, printed in a paper for a meeting of the series, is its action 14."""
    printed = _PRINTED.fullmatch(promise.ref or "")
    reference = numbers.get(int(printed[1])) if printed else None
    return (reference,) if reference else ()


def _headings(actions: Iterable[Action], document: Document) -> list[tuple[str, Action]]:
    """What the source of each action says besides the document, in plain words."""
    said = ((_plain(action.source.removeprefix(document.title)), action) for action in actions)
    return [(place, action) for place, action in said if len(place) >= SHORTEST_HEADING]


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _references(found: Iterable[Source]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.action.reference for source in found))

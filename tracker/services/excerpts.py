"""Keeps excerpts: words, a page, a figure or a table of a document; and places in a document that is not held."""

from dataclasses import dataclass

from tracker.domain.citations import Paper, Place, citation
from tracker.domain.documents import ExcerptKind, ReadState, subject_of
from tracker.domain.errors import BadInput, InvalidMove, NotFound
from tracker.domain.passages import captions, folded, paragraph_at
from tracker.models.documents import DocumentPage, DocumentVersion, Excerpt
from tracker.models.evidence import Document
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.store import excerpts as stored

LONGEST_QUOTE = 5_000
"""Characters: what is longer is a page, and can be chosen as one."""
LONGEST_NAME = 120
SHEETS = frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})
"""Files whose parts are sheets and not headings."""


@dataclass(frozen=True)
class Choice:
    """What was chosen on a page. `starts` and `ends` count characters in its words; without them the quote is looked for.

    `part` names a figure or a table: "figure 3".
    """

    kind: ExcerptKind = ExcerptKind.WORDS
    quote: str = ""
    starts: int | None = None
    ends: int | None = None
    part: str = ""


def keep_excerpt(
    desk: Desk, version: DocumentVersion, position: int, choice: Choice, *, rule: str = ""
) -> Excerpt:
    """The excerpt of `choice` on the page or part `position`. The same place chosen again is the same excerpt.

    `rule` names the rule that found a promise in it. Raises `NotFound` for a page that is not there, `InvalidMove` for a file
    that was not read, `BadInput` for words that the page does not say.
    """
    document = stored.lock_document(desk.session, version.document_id)
    wanted = draft_excerpt(desk, document, version, position, choice)
    wanted.rule = rule
    return _once(desk, document, wanted)


def draft_excerpt(
    desk: Desk, document: Document, version: DocumentVersion, position: int, choice: Choice
) -> Excerpt:
    """The excerpt as it would be kept, with its citation; nothing is written. Raises as `keep_excerpt`."""
    if version.state is not ReadState.READ:
        raise InvalidMove(
            "This file was not read yet, so nothing in it can be chosen. Come back when it was."
        )
    page = stored.page_at(desk.session, version.key, position)
    if page is None:
        raise NotFound("There is no such page in this document.")
    starts, ends, quote = _chosen(page, choice)
    part = _named(page, choice)
    row = Excerpt(
        document_id=document.key,
        version_id=version.key,
        position=position,
        kind=choice.kind,
        starts=starts,
        ends=ends,
        quote=quote,
        added_on=desk.moment.today,
        added_by=desk.by.name,
    )
    put_at(desk, row, document, version, page, part)
    return row


def put_at(
    desk: Desk, row: Excerpt, document: Document, version: DocumentVersion, page: DocumentPage, part: str = ""
) -> None:
    """Sets where the excerpt stands, and the citation that follows from it. `row.starts` must be right already."""
    sheets = stored.file_of(desk.session, version).media_type in SHEETS
    headed = page.page is None and not sheets
    words = row.kind is ExcerptKind.WORDS
    where = Place(
        page=page.page,
        heading=page.place if headed else "",
        paragraph=paragraph_at(page.words, row.starts)
        if headed and words and row.starts is not None
        else None,
        sheet=page.place if sheets else "",
        part=part,
    )
    row.version_id, row.position, row.page, row.paragraph = (
        version.key,
        page.position,
        page.page,
        where.paragraph,
    )
    row.place = Place(None, where.heading, where.paragraph, where.sheet, where.cell, part).words()
    row.citation = citation(paper_of(document, version), where)


def cite_unheld(desk: Desk, document: Document, *, page: int | None, place: str, quote: str = "") -> Excerpt:
    """A place in a document that is known by name alone: as printed elsewhere, and seen by nobody here.

    Raises `InvalidMove` for a document that is held, whose own pages can be chosen.
    """
    locked = stored.lock_document(desk.session, document.key)
    if locked.held:
        raise InvalidMove("This document is held here. Open it, and choose the page or the words in it.")
    part = _short(place, "place")
    wanted = Excerpt(
        document_id=locked.key,
        kind=ExcerptKind.WORDS if quote.strip() else ExcerptKind.PAGE,
        quote=_quote(quote),
        page=page,
        place=part,
        citation=citation(paper_of(locked), Place(page=page, part=part)),
        added_on=desk.moment.today,
        added_by=desk.by.name,
    )
    return _once(desk, locked, wanted)


def paper_of(document: Document, version: DocumentVersion | None = None) -> Paper:
    """What a citation says of the document."""
    return Paper(
        title=document.title,
        publisher=document.publisher,
        published_on=document.published_on,
        dated=document.published_words,
        printed=version.printed if version else "",
        held=document.held,
    )


def _once(desk: Desk, document: Document, wanted: Excerpt) -> Excerpt:
    known = stored.at_place(desk.session, wanted)
    if known is not None:
        return known
    desk.session.add(wanted)
    desk.session.flush()
    kept = {name: getattr(wanted, name) for name in ("kind", "citation", "quote", "rule")}
    record(
        desk,
        "excerpt.kept",
        subject_of(document.key),
        after={key: value for key, value in kept.items() if value},
    )
    return wanted


def _chosen(page: DocumentPage, choice: Choice) -> tuple[int | None, int | None, str]:
    """Where the chosen words stand, and what they are. A page, a figure or a table keeps no ends, but what names it."""
    if choice.kind is ExcerptKind.WORDS:
        starts, ends = _checked(page.words, choice)
        return starts, ends, _quote(page.words[starts:ends])
    if choice.kind is ExcerptKind.PAGE:
        return None, None, ""
    named = next((one for one in captions(page.words) if one.name == choice.part.lower()), None)
    return None, None, page.words[named.starts : named.ends] if named else ""


def _checked(words: str, choice: Choice) -> tuple[int, int]:
    """The ends of the chosen words, without white space around them. Raises `BadInput` where the page does not say them."""
    said = folded(choice.quote).text
    starts, ends = choice.starts, choice.ends
    if starts is not None and ends is not None and 0 <= starts < ends <= len(words):
        chosen = words[starts:ends]
        if chosen.strip() and (not said or folded(chosen).text == said):
            return starts + len(chosen) - len(chosen.lstrip()), starts + len(chosen.rstrip())
    page = folded(words)
    places = [at for at in range(len(page.text)) if page.text.startswith(said, at)] if said else []
    if not places:
        sentence = (
            "Select the words on the page first."
            if not said
            else "This page does not say these words. Select them again."
        )
        raise BadInput(sentence, field="quote")
    at = min(places, key=lambda place: abs(page.places[place] - (starts or 0)))
    return page.span(at, len(said))


def _named(page: DocumentPage, choice: Choice) -> str:
    """What a figure or a table is called: as its caption says, or as somebody who looks at it says."""
    if choice.kind not in (ExcerptKind.FIGURE, ExcerptKind.TABLE):
        return ""
    return _short(choice.part, "part") or choice.kind.value


def _quote(words: str) -> str:
    if len(words) > LONGEST_QUOTE:
        raise BadInput(
            f"That is more than {LONGEST_QUOTE:,} characters. Choose fewer words, or the whole page.",
            field="quote",
        )
    return words.strip()


def _short(typed: str, field: str) -> str:
    words = " ".join(typed.split())
    if len(words) > LONGEST_NAME:
        raise BadInput(f"Keep this to {LONGEST_NAME} characters.", field=field)
    return words

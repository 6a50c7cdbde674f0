"""What somebody chose on a page, and the form that makes it evidence of an action, with the citation before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from tracker.domain.documents import ExcerptKind
from tracker.domain.errors import BadInput
from tracker.domain.passages import captions, paragraphs, whole_words
from tracker.domain.viewers import Viewer
from tracker.domain.wording import date_words
from tracker.services.excerpts import Choice
from tracker.store.actions_meant import live_titles, meant
from tracker.store.reader import Opened
from tracker.store.stories import updates

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.documents import DocumentPage, Excerpt

WHAT = {
    ExcerptKind.WORDS: "these words",
    ExcerptKind.PAGE: "this page",
    ExcerptKind.FIGURE: "this figure",
    ExcerptKind.TABLE: "this table",
}
NOT_ALONE = "Tick paragraphs that follow each other, or use one at a time."


@dataclass(frozen=True)
class Chosen:
    """As the address or the form gives it."""

    kind: ExcerptKind = ExcerptKind.WORDS
    starts: int | None = None
    ends: int | None = None
    quote: str = ""
    part: str = ""

    def choice(self) -> Choice:
        return Choice(self.kind, self.quote, self.starts, self.ends, self.part)


def chosen_of(values: "MultiDict[str, str]", words: str) -> Chosen:
    """Reads it. Ticked paragraphs are the words from the first to the last. Raises `BadInput`."""
    given = values.get("kind", "")
    part = " ".join(values.get("part", "").split())
    named = next((one for one in captions(words) if one.name == part.lower()), None)
    if named:
        given = named.kind.value
    kind = ExcerptKind(given) if given in list(ExcerptKind) else ExcerptKind.WORDS
    ticked = sorted({int(one) for one in values.getlist("paragraph") if one.isascii() and one.isdigit()})
    if kind is ExcerptKind.WORDS and ticked:
        spans = {one.number: one for one in paragraphs(words)}
        if ticked != list(range(ticked[0], ticked[-1] + 1)) or not set(ticked) <= spans.keys():
            raise BadInput(NOT_ALONE, field="quote")
        return Chosen(kind, spans[ticked[0]].starts, spans[ticked[-1]].ends)
    starts, ends, quote = _number(values.get("starts")), _number(values.get("ends")), values.get("quote", "")
    selected = starts is not None and ends is not None and 0 <= starts < ends <= len(words)
    if kind is ExcerptKind.WORDS and selected and not quote:
        # What was selected by hand begins and ends anywhere; a quotation does not break off in a word.
        starts, ends = whole_words(words, starts or 0, ends or 0)
    return Chosen(kind, starts, ends, quote, part)


def use_shown(
    session: Session,
    viewer: Viewer,
    opened: Opened,
    page: "DocumentPage",
    chosen: Chosen,
    draft: "Excerpt | None",
    typed: dict[str, str],
    several: list[tuple[str, str]] | None,
    error: BadInput | None,
) -> dict[str, Any]:
    """The context of reader/use.html. `draft` is the excerpt as it would be kept; None where it cannot be."""
    here = f"/documents/{opened.document.code}/{opened.version.number}/pages/{page.position}"
    errors = {error.field or "action": str(error)} if error else {}
    if several is not None:
        errors["action"] = "Say which of these you mean." if several else NONE_MEANT
    found = _meant(session, viewer, typed.get("action", ""))
    return {
        "here": here,
        "page_words": f"page {page.page}" if page.page else page.place or f"part {page.position}",
        "what": WHAT[chosen.kind],
        "chosen": chosen,
        "draft": draft,
        "asks_name": chosen.kind in (ExcerptKind.FIGURE, ExcerptKind.TABLE),
        "typed": typed,
        "several": several or [],
        "faults": errors,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in errors.items()],
        "titles": live_titles(session, viewer),
        "updates": _updates(session, found[0].key) if len(found) == 1 else [],
        "marking": opened.document.marking,
    }


NONE_MEANT = (
    "No open action has this number or these words. Type another number, or other words of the title."
)


def _meant(session: Session, viewer: Viewer, typed: str) -> "Sequence[Action]":
    """What the field holds already, so far as it is certain."""
    try:
        return meant(session, viewer, typed)
    except BadInput:
        return []


def _updates(session: Session, action_id: int) -> list[dict[str, str]]:
    return [
        {
            "value": str(row.key),
            "label": f"Update of {row.given_words or date_words(row.given_on)}, by {row.by_name}",
        }
        for row in updates(session, action_id)
    ]


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 9 else None

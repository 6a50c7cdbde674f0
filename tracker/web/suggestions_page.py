"""The context of suggestions/show.html: each suggestion with its words in their sentence, its rule, and the fields to correct it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.citations import paper_words
from tracker.domain.offers import due_of, title_of
from tracker.domain.passages import paragraph_at
from tracker.domain.promises import Promise, Strength
from tracker.domain.wording import date_words
from tracker.domain.workdays import IsWorkingDay
from tracker.services.excerpts import paper_of
from tracker.services.suggestions import Suggestion
from tracker.store.reader import Opened
from tracker.web.suggestions_form import Form, Owners

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

PAGE_SIZE = 100
"""Suggestions on one page: a performance pack has some 30, a set of board papers some hundreds."""


def shown(
    opened: Opened,
    found: Sequence[Suggestion],
    *,
    page: int,
    form: Form,
    owners: Owners,
    meetings: "Sequence[Meeting]",
    today: date,
    is_working_day: IsWorkingDay,
) -> dict[str, Any]:
    code, number = opened.document.code, opened.version.number
    first = (page - 1) * PAGE_SIZE
    here = found[first : first + PAGE_SIZE]
    fresh = [one for one in found if not one.logged]
    firm = sum(one.promise.strength is Strength.FIRM for one in fresh)
    coming = next((one for one in meetings if one.starts_on >= today), None)
    return {
        "title": paper_words(paper_of(opened.document, opened.version)),
        "marking": opened.document.marking,
        "back": url_for("reader.turn_to", code=code, number=number),
        "heading": _heading(len(found), len(fresh)),
        "firm": firm,
        "weak": len(fresh) - firm,
        "logged": len(found) - len(fresh),
        "rows": [_row(opened, one, form, owners, today, is_working_day) for one in here],
        "posts": [{"title": post.title, "holder": post.holder} for post in owners.names],
        "meetings": [
            {
                "value": one.reference,
                "label": f"{one.reference}, {one.date_words or date_words(one.starts_on)}",
            }
            for one in meetings
        ],
        "meeting": form.meeting or (coming.reference if coming else ""),
        "faults": form.faults,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in form.faults.items()],
        "address": url_for("suggestions.show", code=code, number=number, page=page if page > 1 else None),
        "keep": f"suggestions-{code}-{number}-{page}-{len(found) - len(fresh)}",
        "pages": {
            "page": page,
            "of": max(1, -(-len(found) // PAGE_SIZE)),
            "total": len(found),
            "from": first + 1,
            "to": first + len(here),
            "noun": "suggestions",
            "href": lambda wanted: url_for("suggestions.show", code=code, number=number, page=wanted),
        },
    }


def _heading(found: int, fresh: int) -> str:
    if not found:
        return "No commitments were found in this document"
    if not fresh:
        return "Everything that was found here is logged"
    return f"{fresh} {'commitment' if fresh == 1 else 'commitments'} to look at"


def _row(
    opened: Opened, one: Suggestion, form: Form, owners: Owners, today: date, is_working_day: IsWorkingDay
) -> dict[str, Any]:
    promise, page, key = one.promise, one.page, one.key
    paragraph = paragraph_at(page.words, promise.start)
    reader = url_for(
        "reader.show", code=opened.document.code, number=opened.version.number, position=page.position
    )
    due = form.typed("due", key, due_of(promise.due, today, is_working_day))
    return {
        "key": key,
        "place": f"Page {page.page}" if page.page else page.place or f"Part {page.position}",
        "href": f"{reader}#paragraph-{paragraph}" if paragraph else reader,
        "pieces": _pieces(page.words, promise),
        "firm": promise.strength is Strength.FIRM,
        "rule": promise.rule,
        "why": promise.why,
        "ref": promise.ref,
        "said_due": promise.due if promise.due and not due else None,
        "logged": one.logged,
        "used": one.used,
        "near": []
        if one.logged
        else [{"reference": near.reference, "title": near.title} for near in one.near],
        "ticked": key in form.ticked,
        "title": form.typed("title", key, title_of(promise)),
        "due": due,
        **_owner(key, promise, form, owners),
    }


def _pieces(words: str, promise: Promise) -> tuple[str, str, str]:
    """The sentence before, at and after the words that promise."""
    said = promise.said or (promise.start, promise.start)
    return words[promise.start : said[0]], words[said[0] : said[1]], words[said[1] : promise.end]


def _owner(key: str, promise: Promise, form: Form, owners: Owners) -> dict[str, Any]:
    """What stands in the field of the owner: a post that is certain, else the question which of several is meant.

    Words of the document are looked up only where they may be a name or a title: “the force” is everybody.
    """
    said = promise.owner or ""
    sent = form.values.get(f"owner-{key}")
    typed = sent if sent is not None else (said if said != said.lower() else "")
    fitting = owners.find(typed) if typed else ()
    certain = fitting[0].title if len(fitting) == 1 else ""
    return {
        "owner": certain or (typed if sent is not None or len(fitting) > 1 else ""),
        "choices": [post.title for post in fitting] if len(fitting) > 1 else [],
        "said_owner": said if said and certain.casefold() != said.casefold() else None,
    }

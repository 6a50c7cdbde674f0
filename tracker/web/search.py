"""Search over everything: what the address asks for, and the page of what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from sqlmodel import Session

from tracker.domain.search_words import LONGEST, Query, read_query
from tracker.domain.searching import KIND_WORDS, PAGE_SIZE, Narrowed, SearchKind
from tracker.domain.wording import count_words, date_words, join_words, plural_of
from tracker.store import meetings
from tracker.store.search import Found, found, papers
from tracker.store.search_shown import shown
from tracker.web import choices
from tracker.web.access import current_viewer
from tracker.web.requests import asked_page, current_session, wiring
from tracker.web.search_results import result

search = Blueprint("search", __name__)

CODES = ("series", "post", "priority", "meeting", "document")
DAYS = ("since", "until")
LABELS = {
    "series": "Series of meetings",
    "post": "Owner",
    "priority": "Priority",
    "meeting": "Meeting",
    "document": "Document",
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for. `wrong` are days that are none, by their field, as they were typed."""

    query: Query
    narrowed: Narrowed
    number: int
    wrong: Mapping[str, str]

    def address(self, number: int = 1, **changed: Any) -> str:
        """The address of this search with something changed."""
        narrowed = replace(self.narrowed, **changed)
        wanted: dict[str, Any] = {"q": self.query.typed}
        wanted |= {name: getattr(narrowed, name) for name in ("kind", *CODES) if getattr(narrowed, name)}
        wanted |= {name: day for name in DAYS if (day := getattr(narrowed, name))}
        if number > 1:
            wanted["page"] = number
        return f"/search?{urlencode(wanted)}"


@search.get("/search")
def index() -> str:
    """What is found for the words in the address; how to search where there are none."""
    session, asked = current_session(), _asked(request.args)
    hits = found(session, current_viewer(), asked.query, asked.narrowed, asked.number)
    return render_template("search/index.html", **_context(session, asked, hits))


def _asked(args: Mapping[str, str]) -> Asked:
    """A kind that there is not and a day that is none do not narrow."""
    kind = args.get("kind", "")
    days: dict[str, date | None] = {}
    wrong = {}
    for name in DAYS:
        typed = args.get(name, "").strip()[:40]
        try:
            days[name] = date.fromisoformat(typed) if typed else None
        except ValueError:
            wrong[name] = typed
    narrowed = Narrowed(
        kind=SearchKind(kind) if kind in set(SearchKind) else None,
        **{name: args.get(name, "").strip()[:100] for name in CODES},  # type: ignore[arg-type]
        **days,
    )
    query = read_query(args.get("q", "")[: LONGEST * 2], wiring().words)
    return Asked(query, narrowed, asked_page(), wrong)


def _context(session: Session, asked: Asked, hits: Found) -> dict[str, Any]:
    """Everything that search/index.html shows."""
    options = _options(session)
    return {
        "heading": _heading(asked, hits),
        "query": asked.query,
        "asked": asked,
        "looked": asked.query.looks_for_something,
        "total": hits.total,
        "own": not current_viewer().reads_everything,
        "kinds": _kinds(asked, hits),
        "groups": _groups(session, asked, hits),
        "pages": _pages(asked, hits),
        "options": options,
        "labels": LABELS,
        "narrowed": asked.narrowed,
        "selected": _selected(asked, options),
        "clear_href": Asked(asked.query, Narrowed(kind=asked.narrowed.kind), 1, {}).address(),
        "days": {name: asked.wrong.get(name) or getattr(asked.narrowed, name) or "" for name in DAYS},
        "errors": _errors(asked),
    }


def _heading(asked: Asked, hits: Found) -> str:
    """ "3 actions and 12 pages for “abandonment rate”" """
    typed = f"“{asked.query.typed.replace('“', '‘').replace('”', '’')}”" if asked.query.typed else ""
    if not asked.query.looks_for_something:
        return f"Nothing to look for in {typed}" if typed else "Search"
    kinds = [kind for kind in SearchKind if hits.counts.get(kind) and asked.narrowed.kind in (None, kind)]
    if not kinds and asked.narrowed.kind and hits.total:
        return f"No {plural_of(KIND_WORDS[asked.narrowed.kind])} found for {typed}"
    if not kinds:
        return f"Nothing found for {typed}"
    return f"{join_words([count_words(hits.counts[kind], KIND_WORDS[kind]) for kind in kinds])} for {typed}"


def _kinds(asked: Asked, hits: Found) -> list[dict[str, Any]]:
    """The kinds that there are, with their counts, to choose one of them."""
    if not hits.counts:
        return []
    here = asked.narrowed.kind
    everything = {
        "label": "Everything",
        "count": hits.total,
        "href": asked.address(kind=None),
        "here": here is None,
    }
    each = [
        {
            "label": plural_of(KIND_WORDS[kind]).capitalize(),
            "count": hits.counts[kind],
            "href": asked.address(kind=kind),
            "here": here is kind,
        }
        for kind in SearchKind
        if hits.counts.get(kind)
    ]
    return [everything, *each]


def _groups(session: Session, asked: Asked, hits: Found) -> list[dict[str, Any]]:
    """What is shown, by kind; `more` leads to all of a kind of which only the first are here."""
    rows = shown(session, hits.hits)
    groups = []
    for kind in SearchKind:
        results = [result(row, asked.query, wiring().words) for row in rows if row.hit.kind is kind]
        if not results:
            continue
        count = hits.counts[kind]
        words = count_words(count, KIND_WORDS[kind])
        some = asked.narrowed.kind is None and count > len(results)
        more = {"href": asked.address(kind=kind), "text": f"See all {words}"} if some else None
        groups.append({"kind": kind.value, "heading": words, "results": results, "more": more})
    return groups


def _pages(asked: Asked, hits: Found) -> dict[str, Any] | None:
    kind = asked.narrowed.kind
    if kind is None or not hits.counts.get(kind):
        return None
    total = hits.counts[kind]
    return {
        "page": asked.number,
        "of": -(-total // PAGE_SIZE),
        "total": total,
        "from": (asked.number - 1) * PAGE_SIZE + 1,
        "to": min(asked.number * PAGE_SIZE, total),
        "href": asked.address,
        "noun": KIND_WORDS[kind] if total == 1 else plural_of(KIND_WORDS[kind]),
    }


def _options(session: Session) -> dict[str, choices.Choices]:
    return {
        "series": [{"value": row.code, "label": row.title} for row in meetings.series_listed(session)],
        "post": choices.owners(session, active=None),
        "priority": choices.priorities(session),
        "meeting": choices.all_meetings(session),
        "document": [{"value": code, "label": title} for code, title in papers(session, current_viewer())],
    }


def _selected(asked: Asked, options: Mapping[str, choices.Choices]) -> list[dict[str, Any]]:
    """The filters in use, each with the address of the search without it."""
    groups = []
    for name in CODES:
        if value := getattr(asked.narrowed, name):
            known = {option["value"]: option["label"] for option in options[name]}
            groups.append(_group(LABELS[name], known.get(value, value), asked.address(**{name: ""})))
    for name, word in zip(DAYS, ("from", "until"), strict=True):
        if day := getattr(asked.narrowed, name):
            groups.append(_group("Days", f"{word} {date_words(day)}", asked.address(**{name: None})))
    return groups


def _group(name: str, text: str, href: str) -> dict[str, Any]:
    return {"name": name, "items": [{"text": text, "href": href}]}


def _errors(asked: Asked) -> list[dict[str, str]]:
    errors = [
        {"text": f"“{typed}” is not a day. Give one such as 2023-10-04.", "href": f"#filter-{name}"}
        for name, typed in asked.wrong.items()
    ]
    since, until = asked.narrowed.since, asked.narrowed.until
    if since and until and since > until:
        errors.append(
            {"text": "The first day is after the last one. Change one of them.", "href": "#filter-since"}
        )
    return errors

"""What the address of the list of actions asks for: read, written again with something changed, and said in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from sqlmodel import Session

from tracker.domain.wording import count_words, date_words
from tracker.store import meetings
from tracker.store.action_list import Filters
from tracker.store.filter_query import DAYS, filters_of, query_of
from tracker.web import choices
from tracker.web.forms.day_field import read_day

STATUSES = (
    ("live", "Not closed"),
    ("open", "Open"),
    ("recommended", "Recommended for closure"),
    ("closed", "Closed"),
    ("complete", "Closed – complete"),
    ("no_further_action", "Closed – no further action"),
    ("merged", "Merged"),
    ("void", "Void"),
)
QUIET = ((14, "2 weeks"), (28, "4 weeks"), (90, "90 days"), (180, "180 days"))
"""For how long nothing was heard: days, and how the page says it."""
NAMES = {
    "status": "Status",
    "post": "Owner",
    "priority": "Priority",
    "meeting": "Raised at",
    "series": "Series",
}
GONE = {"post": "post", "priority": "priority", "meeting": "meeting", "series": "meeting series"}
Options = Mapping[str, list[dict[str, str]]]


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the filter, and the number of the page."""

    filters: Filters
    number: int

    def address(self, number: int = 1, **changed: Any) -> str:
        """The address of this list with something changed."""
        query = query_of(replace(self.filters, **changed))
        return f"/actions?{query}&{urlencode({'page': number})}" if number > 1 else f"/actions?{query}"


def asked(args: Mapping[str, str]) -> Asked:
    """What the query of the address says, its days in any of the ways of a form."""
    number = args.get("page", "1")
    days = {name: _iso(args.get(name, "")) for name in DAYS}
    return Asked(
        filters_of({**args, **days}),
        max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 7 else 1,
    )


def options(session: Session) -> dict[str, list[dict[str, str]]]:
    """What the selects of the filter offer."""
    return {
        "status": [{"value": value, "label": label} for value, label in STATUSES],
        "post": [*choices.owners(session, active=None), {"value": "none", "label": "No owner yet"}],
        "priority": choices.priorities(session),
        "meeting": choices.all_meetings(session),
        "series": [
            {"value": one.code.lower(), "label": f"{one.title} ({one.code})"}
            for one in meetings.series_listed(session)
        ],
        "quiet": [{"value": str(days), "label": words} for days, words in QUIET],
    }


def selected(wanted: Asked, offered: Options) -> list[dict[str, Any]]:
    """The filters in use, each with the address of the list without it."""
    filters, groups = wanted.filters, []
    for name, label in NAMES.items():
        value = getattr(filters, name)
        if value:
            known = {option["value"]: option["label"] for option in offered[name]}
            groups.append(_group(label, known.get(value, value), wanted.address(**{name: ""})))
    if filters.due_from:
        words = f"Due {date_words(filters.due_from)} or later"
        groups.append(_group("Due from", words, wanted.address(due_from=None)))
    if filters.due_to:
        words = f"Due by {date_words(filters.due_to)}"
        groups.append(_group("Due to", words, wanted.address(due_to=None)))
    if filters.quiet:
        groups.append(_group("No update", quiet_words(filters.quiet), wanted.address(quiet=0)))
    if filters.overdue:
        groups.append(_group("Overdue", "Overdue", wanted.address(overdue=False)))
    if filters.text:
        groups.append(_group("Words", f"“{filters.text}”", wanted.address(text="")))
    return groups


def gone(filters: Filters, offered: Options) -> list[str]:
    """What the filter names that is not on record any more, a sentence for each."""
    sentences = []
    for name, noun in GONE.items():
        value = getattr(filters, name)
        if value and not any(option["value"].casefold() == value.casefold() for option in offered[name]):
            sentences.append(f"This filter names a {noun} that is not on record any more: {value}.")
    return sentences


def quiet_words(days: int) -> str:
    """ "No update for 4 weeks" """
    return f"No update for {dict(QUIET).get(days) or count_words(days, 'day')}"


def _group(name: str, text: str, href: str) -> dict[str, Any]:
    return {"name": name, "items": [{"text": text, "href": href}]}


def _iso(typed: str) -> str:
    """A day as it was typed into the filter, "1 October 2023" or "1/10/2023", as the address has it; "" for what is none."""
    try:
        return read_day(" ".join(typed.split())).isoformat()
    except ValueError:
        return ""

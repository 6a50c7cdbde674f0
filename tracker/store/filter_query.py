"""A filter of the actions as the query of an address, and back. The same filter always gives the same query."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from tracker.domain.actions import Closure, Status
from tracker.store.action_list import Filters
from tracker.store.actions import SORTS

NARROWING = ("post", "priority", "meeting", "series", "text")
"""The parts of a filter that are words."""
DAYS = ("due_from", "due_to")
LONGEST_QUIET = 3650
"""Days."""
STATUSES = frozenset({"live", *Status, *Closure})


def filters_of(given: Mapping[str, str]) -> Filters:
    """What the values of a query mean. Words that it cannot mean are passed over: a list is never an error.

    Whoever asks for nothing gets what is not closed.
    """
    narrowed = any(given.get(name, "").strip() for name in (*NARROWING, *DAYS, "quiet", "overdue"))
    status = given.get("status", "" if narrowed else "live").strip()
    sort = given.get("sort", "due")
    return Filters(
        status=status if status in STATUSES else "",
        overdue=given.get("overdue", "") not in ("", "0"),
        due_from=_day(given.get("due_from", "")),
        due_to=_day(given.get("due_to", "")),
        quiet=_quiet(given.get("quiet", "")),
        sort=sort if sort in SORTS else "due",
        descending=given.get("direction") == "descending",
        **{name: given.get(name, "").strip()[:200] for name in NARROWING},
    )


def query_of(filters: Filters) -> str:
    """The query of a filter, in one order; the status always stands in it, so that it means the same wherever it is read."""
    wanted: dict[str, Any] = {"status": filters.status}
    wanted |= {name: getattr(filters, name) for name in NARROWING if getattr(filters, name)}
    wanted |= {name: day.isoformat() for name in DAYS if (day := getattr(filters, name))}
    if filters.quiet:
        wanted["quiet"] = filters.quiet
    if filters.overdue:
        wanted["overdue"] = 1
    if filters.sort != "due" or filters.descending:
        wanted |= {"sort": filters.sort, "direction": "descending" if filters.descending else "ascending"}
    return urlencode(wanted)


def read_query(query: str) -> Filters:
    """The filter of a query such as "status=live&post=head-of-contact"; of what is in it twice, the last.

    A NUL, which a kept query may hold as %00 and PostgreSQL refuses, means nothing.
    """
    pairs = parse_qsl(query[:4000], keep_blank_values=True)
    return filters_of({name: value.replace("\0", "") for name, value in pairs})


def is_narrowed(filters: Filters) -> bool:
    """False for the list that everybody gets who asks for nothing, in whatever order."""
    return replace(filters, sort="due", descending=False) != Filters(status="live")


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def _quiet(typed: str) -> int:
    days = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
    return days if days <= LONGEST_QUIET else 0

"""The list of actions: what the address asks for, the heading that answers it, and the addresses that narrow or sort it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sqlmodel import Session

from tracker.domain import labels
from tracker.domain.actions import LIVE, Closure, Kind, Status
from tracker.domain.due import DueKind
from tracker.domain.matters_arising import memory
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words, date_words, short_date
from tracker.store import posts
from tracker.store.action_list import PAGE_SIZE, Counts, Filters, page
from tracker.store.actions import SORTS, ListedAction
from tracker.web import choices
from tracker.web.due_words import late_words

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
NARROWING = ("post", "priority", "meeting", "text")
COLUMNS = (
    {"key": "reference", "label": "Action"},
    {"key": None, "label": "What was asked"},
    {"key": "owner", "label": "Owner"},
    {"key": "due", "label": "Due"},
    {"key": None, "label": "Status"},
)
TONES = {Status.OPEN: "blue", Status.RECOMMENDED: "green", Status.CLOSED: ""}


@dataclass(frozen=True)
class Asked:
    """What the address asks for. Whoever asks for nothing gets what is not closed."""

    filters: Filters
    number: int

    def address(self, number: int = 1, **changed: Any) -> str:
        """The address of this list with something changed; the status always stands in it, so that it means the same."""
        filters = replace(self.filters, **changed)
        wanted: dict[str, Any] = {"status": filters.status}
        wanted |= {name: getattr(filters, name) for name in NARROWING if getattr(filters, name)}
        if filters.overdue:
            wanted["overdue"] = 1
        if filters.sort != "due" or filters.descending:
            wanted |= {"sort": filters.sort, "direction": "descending" if filters.descending else "ascending"}
        if number > 1:
            wanted["page"] = number
        return f"/actions?{urlencode(wanted)}"


def asked(args: Mapping[str, str]) -> Asked:
    """What the query of the address says. Words that it cannot mean are passed over: a list is never an error."""
    narrowed = any(args.get(name, "").strip() for name in (*NARROWING, "overdue"))
    status = args.get("status", "" if narrowed else "live").strip()
    sort, number = args.get("sort", "due"), args.get("page", "1")
    filters = Filters(
        status=status if status in dict(STATUSES) else "",
        overdue=args.get("overdue", "") not in ("", "0"),
        sort=sort if sort in SORTS else "due",
        descending=args.get("direction") == "descending",
        **{name: args.get(name, "").strip()[:200] for name in NARROWING},
    )
    return Asked(
        filters, max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    )


def context(session: Session, viewer: Viewer, wanted: Asked, today: date) -> dict[str, Any]:
    """Everything that actions/index.html shows."""
    filters = wanted.filters
    rows, counts = page(session, viewer, filters, today, wanted.number)
    options = {
        "status": [{"value": value, "label": label} for value, label in STATUSES],
        "post": [*choices.owners(session, active=None), {"value": "none", "label": "No owner yet"}],
        "priority": choices.priorities(session),
        "meeting": choices.all_meetings(session),
    }
    last = max(1, -(-counts.total // PAGE_SIZE))
    return {
        "heading": heading(counts, filters),
        "counts": counts,
        "rows": _lines(session, rows, today),
        "filters": filters,
        "options": options,
        "selected": _selected(wanted, options),
        "narrowed": filters != Filters(status="live", sort=filters.sort, descending=filters.descending),
        "columns": COLUMNS,
        "sort": filters.sort,
        "direction": "descending" if filters.descending else "ascending",
        "sort_href": lambda key, way: wanted.address(sort=key, descending=way == "descending"),
        "pages": {
            "page": min(wanted.number, last),
            "of": last,
            "total": counts.total,
            "from": (wanted.number - 1) * PAGE_SIZE + 1,
            "to": min(wanted.number * PAGE_SIZE, counts.total),
            "href": wanted.address,
            "noun": "action" if counts.total == 1 else "actions",
        },
    }


def heading(counts: Counts, filters: Filters) -> str:
    """ "23 actions are open, 4 of them overdue", "4 actions are overdue", "12 actions match, 3 of them open" """
    if filters.overdue:
        return f"{_are(counts.overdue)} overdue" if counts.overdue else "No actions are overdue"
    if filters.status == "recommended":
        return f"{_are(counts.total)} recommended for closure"
    if filters.status in ("live", "open"):
        late = f", {_of_them(counts.overdue, counts.live)} overdue" if counts.overdue else ", none overdue"
        return f"{_are(counts.live)} open{late}" if counts.live else "No actions are open"
    if filters.status:
        return f"{_are(counts.total)} {dict(STATUSES)[filters.status].lower().replace('closed – ', 'closed as ')}"
    return (
        f"{count_words(counts.total, 'action')}, {counts.live:,} of them open"
        if counts.total
        else "No actions"
    )


def _are(count: int) -> str:
    return count_words(count, "action is", "actions are") if count else "No actions are"


def _of_them(some: int, of: int) -> str:
    if some == of:
        return "and it is" if of == 1 else "all of them"
    return f"{some:,} of them"


def _selected(wanted: Asked, options: Mapping[str, list[dict[str, str]]]) -> list[dict[str, Any]]:
    """The filters in use, each with the address of the list without it."""
    names = {"status": "Status", "post": "Owner", "priority": "Priority", "meeting": "Raised at"}
    groups = []
    for name, label in names.items():
        value = getattr(wanted.filters, name)
        if value:
            known = {option["value"]: option["label"] for option in options[name]}
            groups.append(_group(label, known.get(value, value), wanted.address(**{name: ""})))
    if wanted.filters.overdue:
        groups.append(_group("Overdue", "Overdue", wanted.address(overdue=False)))
    if wanted.filters.text:
        groups.append(_group("Words", f"“{wanted.filters.text}”", wanted.address(text="")))
    return groups


def _group(name: str, text: str, href: str) -> dict[str, Any]:
    return {"name": name, "items": [{"text": text, "href": href}]}


def _lines(session: Session, rows: list[ListedAction], today: date) -> list[dict[str, Any]]:
    held = posts.holders_on(session, today, {row.post_id for row in rows if row.post_id})
    return [line(row, row.post_id is not None and row.post_id not in held, today) for row in rows]


def line(row: ListedAction, vacant: bool, today: date) -> dict[str, Any]:
    """One line of a list of actions, in words. `vacant`: nobody holds the post that owns it."""
    live = row.status in LIVE
    late = live and row.due_on is not None and row.due_on < today
    return {
        "reference": row.reference,
        "title": row.title,
        "void": row.closure is Closure.VOID,
        "owner": row.post_title,
        "vacant": vacant and live,
        "due": _due(row, today),
        "due_title": date_words(row.due_on) if row.due_on else "",
        "late": late_words(row.due_on, today) if late and row.due_on else "",
        "memory": _remembered(row),
        "status": labels.status_words(row.status, row.closure, row.kind),
        "tone": TONES[row.status],
        "rating": labels.RATING[row.last_rating] if row.last_rating and live else "",
        "rating_tone": row.last_rating.value if row.last_rating and live else "",
        "updated": short_date(row.last_update_on, near=today) if row.last_update_on else "",
    }


def _remembered(row: ListedAction) -> str:
    """ "Carried forward 4 times · date moved 3 times · original target 16 February 2021", or "" """
    words = memory(
        times_carried=row.times_carried,
        times_moved=row.times_moved,
        original=row.original_due_on,
        due_on=row.due_on,
    )
    return words[:1].upper() + words[1:]


def _due(row: ListedAction, today: date) -> str:
    if row.due_on is not None:
        return short_date(row.due_on, near=today)
    if row.due_kind is DueKind.STANDING or row.kind is Kind.STANDING:
        return "Every meeting"
    return "Next meeting" if row.due_kind is DueKind.NEXT_MEETING else "No date"

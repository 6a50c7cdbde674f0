"""The list of actions: the heading that answers what the address asks for, and the lines of a page of it."""

from datetime import date
from typing import Any

from sqlmodel import Session

from tracker.domain import labels
from tracker.domain.actions import LIVE, Closure, Kind, Status
from tracker.domain.due import DueKind
from tracker.domain.matters_arising import memory
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words, date_words, short_date
from tracker.store import inspections, posts
from tracker.store.action_list import PAGE_SIZE, Counts, Filters, page
from tracker.store.actions import ListedAction
from tracker.store.filter_query import is_narrowed, query_of
from tracker.web.action_filters import STATUSES, Asked, gone, options, selected
from tracker.web.due_words import late_words

COLUMNS = (
    {"key": "reference", "label": "Action"},
    {"key": None, "label": "What was asked"},
    {"key": "owner", "label": "Owner"},
    {"key": "due", "label": "Due"},
    {"key": None, "label": "Status"},
)
TONES = {Status.OPEN: "blue", Status.RECOMMENDED: "green", Status.CLOSED: ""}


def context(session: Session, viewer: Viewer, wanted: Asked, today: date) -> dict[str, Any]:
    """Everything that actions/index.html shows."""
    filters = wanted.filters
    rows, counts = page(session, viewer, filters, today, wanted.number)
    offered = options(session)
    last = max(1, -(-counts.total // PAGE_SIZE))
    return {
        "heading": heading(counts, filters),
        "counts": counts,
        "rows": _lines(session, rows, today),
        "filters": filters,
        "query": query_of(filters),
        "options": offered,
        "selected": selected(wanted, offered),
        "gone": gone(filters, offered),
        "narrowed": is_narrowed(filters),
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


def _lines(session: Session, rows: list[ListedAction], today: date) -> list[dict[str, Any]]:
    held = posts.holders_on(session, today, {row.post_id for row in rows if row.post_id})
    open_with = inspections.open_with(session, [row.id for row in rows if row.status is Status.CLOSED])
    return [
        line(row, row.post_id is not None and row.post_id not in held, today, open_with.get(row.id, ""))
        for row in rows
    ]


def line(row: ListedAction, vacant: bool, today: date, open_with: str = "") -> dict[str, Any]:
    """One line of a list of actions, in words. `vacant`: nobody holds the post that owns it; `open_with`: who has not closed it yet."""
    live = row.status in LIVE
    late = live and row.due_on is not None and row.due_on < today
    return {
        "reference": row.reference,
        "own": row.own_reference,
        "title": row.title,
        "void": row.closure is Closure.VOID,
        "owner": row.post_title,
        "owner_words": "" if row.post_title else row.owner_words,
        "vacant": vacant and live,
        "due": _due(row, today),
        "due_words": "" if row.due_on else row.due_words,
        "due_title": date_words(row.due_on) if row.due_on else "",
        "late": late_words(row.due_on, today) if late and row.due_on else "",
        "memory": _remembered(row),
        "status": labels.status_words(row.status, row.closure, row.kind, open_with=open_with),
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

"""What each page of the published record shows, put together from publications alone."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from sqlmodel import Session

from tracker.domain.due import is_overdue
from tracker.domain.public_cuts import (
    PublicAction,
    PublicChart,
    PublicCut,
    PublicDocument,
    PublicMeasure,
    PublicMeeting,
    PublicReport,
    from_text,
)
from tracker.domain.publishing import Published, PublishedEvent
from tracker.domain.wording import count_words, date_words
from tracker.store import published as stored
from tracker.web.published_later import later
from tracker.web.requests import wiring

if TYPE_CHECKING:
    from tracker.models.publishing import Publication

KIND_WORDS = {
    Published.MEETING: "Meeting",
    Published.ACTION: "Action",
    Published.MEASURE: "Measure",
    Published.DOCUMENT: "Paper",
    Published.REPORT: "Report",
}
EVENT_WORDS = {
    PublishedEvent.PUBLISHED: "Published",
    PublishedEvent.CHANGED: "Changed",
    PublishedEvent.WITHDRAWN: "Withdrawn",
}
STATES = {"open": "Open and in time", "overdue": "Overdue", "closed": "Closed"}


def cut_of(row: "Publication") -> PublicCut:
    return from_text(row.kind, row.cut)


def front(session: Session, today: date) -> dict[str, Any]:
    """The first page: the next meeting, where the actions stand, what changed lately."""
    coming = [row for row in stored.all_of(session, Published.MEETING) if row.day and row.day >= today]
    held = [row for row in stored.all_of(session, Published.MEETING) if row.day and row.day < today]
    counts = stored.counts(session, today)
    return {
        "coming": _meeting(coming[-1]) if coming else None,
        "last": _meeting(held[0]) if held else None,
        "bars": [_bar(one) for one in counts],
        "heading": _heading(counts),
        "changes": changes(session, 10),
        "is_empty": not stored.all_of(session),
    }


def changes(session: Session, most: int) -> list[dict[str, Any]]:
    """What was published, changed and withdrawn lately. Of what is not public now only that is told: not its title."""
    return [
        {
            "day": decision.decided_at,
            "what": EVENT_WORDS[decision.event],
            "kind": KIND_WORDS[row.kind],
            "title": title_of(row),
            "href": f"/published/{row.address}",
            "words": decision.public_words if decision.event is PublishedEvent.WITHDRAWN else "",
        }
        for decision, row in stored.changes(session, most)
    ]


def title_of(row: "Publication") -> str:
    """The title; of what was withdrawn its reference alone, for its title may be why it was."""
    subject = row.address.partition("/")[2] if row.kind is Published.REPORT else row.subject
    if not row.is_public:
        return subject
    return f"{row.subject} {row.title}" if row.kind is Published.ACTION else row.title


def meetings(session: Session, today: date) -> dict[str, Any]:
    rows = stored.all_of(session, Published.MEETING)
    return {
        "coming": [_meeting(row) for row in reversed(rows) if row.day and row.day >= today],
        "held": [_meeting(row) for row in rows if not row.day or row.day < today],
    }


def actions(
    session: Session, today: date, *, typed: str, priority: str, state: str, number: int
) -> dict[str, Any]:
    """A page of the list, narrowed; and what it can be narrowed to."""
    state = state if state in STATES else ""
    stems = stems_of(typed)
    narrowed = stored.Narrowed(stems, priority, state)
    rows, total = stored.actions(session, narrowed, today, number)
    pages = max(1, -(-total // stored.PAGE_SIZE))
    asked = {"q": typed, "priority": priority, "status": state}

    def href(page: int) -> str:
        kept = {name: value for name, value in asked.items() if value}
        return f"/published/actions?{urlencode({**kept, **({'page': page} if page > 1 else {})})}"

    first = (number - 1) * stored.PAGE_SIZE
    return {
        "rows": [action_row(row, today) for row in rows],
        "asked": asked,
        "priorities": [
            {"value": one.priority, "label": one.title}
            for one in stored.counts(session, today)
            if one.priority
        ],
        "states": [{"value": value, "label": label} for value, label in STATES.items()],
        "is_narrowed": any(asked.values()),
        "heading": count_words(total, "action"),
        "pages": {
            "page": number,
            "of": pages,
            "total": total,
            "from": first + 1,
            "to": first + len(rows),
            "href": href,
            "noun": "actions",
        },
    }


def found(session: Session, typed: str) -> dict[str, Any]:
    stems = stems_of(typed)
    rows = stored.search(session, stems) if stems else []
    return {"typed": typed, "rows": [row_words(row) for row in rows], "searched": bool(typed)}


def stems_of(typed: str) -> tuple[str, ...]:
    """The stems of the words that were typed, at most ten."""
    parts = [part.stem for _, joined in wiring().words.joined(typed) for part in joined.parts]
    return tuple(dict.fromkeys(parts))[:10]


DAY_MEANS = {Published.MEASURE: "Figures to ", Published.ACTION: "Raised ", Published.REPORT: "Issued "}
"""What stands before the day of a line in a list, where that is not plain."""


def rows(session: Session, kind: Published) -> list[dict[str, Any]]:
    return [row_words(row) for row in stored.all_of(session, kind)]


def row_words(row: "Publication") -> dict[str, Any]:
    """A line of a list."""
    return {
        "title": title_of(row),
        "href": f"/published/{row.address}",
        "kind": KIND_WORDS[row.kind],
        "day": row.day,
        "before_day": DAY_MEANS.get(row.kind, ""),
        "priority": row.priority_title,
        "cut": cut_of(row),
    }


def one(session: Session, row: "Publication", today: date) -> dict[str, Any]:
    """What the page of one thing shows: its cut, and what is public beside it."""
    cut = cut_of(row)
    context: dict[str, Any] = {"row": row, "cut": cut, "history": _history(session, row)}
    context["canonical"] = row.address
    if isinstance(cut, PublicMeeting):
        context |= _beside_meeting(session, cut, today)
    else:
        context["meeting"] = _meeting_of(session, row)
    if isinstance(cut, PublicReport):
        context["later"] = later(session, cut)
    if isinstance(cut, PublicMeasure):
        context["chart_source"] = _chart_source(row)
    if isinstance(cut, PublicAction):
        context["is_overdue"] = cut.state == "open" and is_overdue(cut.due_on, today)
        context["meetings"] = _public_meetings(session, (step.meeting for step in cut.story))
        context["evidence"] = list(_cited(session, cut))
    return context


def _chart_source(row: "Publication") -> Callable[[PublicChart, str], str]:
    """The address of a chart, "wide" or "narrow"."""

    def source(chart: PublicChart, width: str) -> str:
        return f"/published/{row.address}/chart-{chart.code}{'-narrow' if width == 'narrow' else ''}.svg"

    return source


def action_row(row: "Publication", today: date) -> dict[str, Any]:
    cut = cut_of(row)
    late = row.status == "open" and is_overdue(row.due_on, today)
    return {
        "href": f"/published/{row.address}",
        "cut": cut,
        "is_overdue": late,
        "late_words": f"Overdue since {date_words(row.due_on)}" if late and row.due_on else "",
    }


def _beside_meeting(session: Session, cut: PublicMeeting, today: date) -> dict[str, Any]:
    """What is public of a meeting: its papers, its reports, the actions it raised, and what it decided on public ones."""
    of = lambda kind: stored.of_meeting(session, cut.reference, kind)  # noqa: E731
    decided = [
        {"action": told, "href": f"/published/{row.address}", "step": step}
        for row in stored.all_of(session, Published.ACTION)
        if isinstance(told := cut_of(row), PublicAction)
        for step in told.story
        if step.meeting == cut.reference
    ]
    before, after = _neighbours(session, cut)
    return {
        "before": before,
        "after": after,
        "papers": [row_words(row) for row in of(Published.DOCUMENT)],
        "reports": [row_words(row) for row in of(Published.REPORT)],
        "raised": [action_row(row, today) for row in of(Published.ACTION)],
        "decided": sorted(decided, key=lambda one: one["action"].reference),
        "is_past": cut.day < today,
    }


def _neighbours(session: Session, cut: PublicMeeting) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The public meetings before and after this one, None where there is none."""
    rows = sorted(
        stored.all_of(session, Published.MEETING), key=lambda row: (row.day or cut.day, row.subject)
    )
    before = [row for row in rows if (row.day or cut.day, row.subject) < (cut.day, cut.reference)]
    after = [row for row in rows if (row.day or cut.day, row.subject) > (cut.day, cut.reference)]
    return _meeting(before[-1]) if before else None, _meeting(after[0]) if after else None


def _public_meetings(session: Session, references: Iterable[str]) -> dict[str, str]:
    """The addresses of those meetings that are public, by their reference."""
    wanted = set(references)
    return {
        row.subject: f"/published/{row.address}"
        for row in stored.all_of(session, Published.MEETING)
        if row.subject in wanted
    }


def _cited(session: Session, cut: PublicAction) -> Iterator[dict[str, Any]]:
    """What the action rests on, with the address of what is public, at its page where it has one. What was withdrawn since is not told."""
    for one in cut.evidence:
        row = stored.of(session, Published.DOCUMENT, one.code)
        if row and not row.is_public:
            continue
        paper = cut_of(row) if row else None
        href = f"/published/{row.address}" if row else ""
        if one.page and isinstance(paper, PublicDocument) and paper.file.endswith(".pdf"):
            href = f"{href}/files/{paper.file}#page={one.page}"
        yield {"title": one.title, "place": one.place, "href": href}


def _meeting_of(session: Session, row: "Publication") -> dict[str, Any] | None:
    meeting = stored.of(session, Published.MEETING, row.meeting) if row.meeting else None
    return _meeting(meeting) if meeting and meeting.is_public else None


def _meeting(row: "Publication") -> dict[str, Any]:
    return {"href": f"/published/{row.address}", "cut": cut_of(row)}


def _bar(one: stored.Counted) -> dict[str, Any]:
    href = f"/published/actions?{urlencode({'priority': one.priority})}" if one.priority else ""
    return {"label": one.title, "overdue": one.overdue, "open": one.open, "closed": one.closed, "href": href}


def _heading(counts: list[stored.Counted]) -> str:
    """ "3 of 12 actions are overdue" """
    late = sum(one.overdue for one in counts)
    live = late + sum(one.open for one in counts)
    if not counts:
        return "No actions are public yet"
    if not live:
        return "Every published action is closed"
    verb = "is" if late == 1 else "are"
    return (
        f"{late} of {count_words(live, 'open action')} {verb} overdue"
        if late
        else f"{count_words(live, 'action')} open, none overdue"
    )


def _history(session: Session, row: "Publication") -> list[dict[str, Any]]:
    return [
        {"day": one.decided_at, "what": EVENT_WORDS[one.event], "words": one.public_words}
        for one in stored.decisions(session, row.key)
    ]

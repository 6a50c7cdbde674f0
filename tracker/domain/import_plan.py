"""What a row of a log makes of an action: its columns, and what is said of it. Nothing is guessed; words without a place are kept."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tracker.domain.actions import Assurance, Closure, Kind, Rating, Status
from tracker.domain.captured import TITLE_LIMIT
from tracker.domain.due import RULE_TO_COME, Due, DueCause, DueKind
from tracker.domain.import_numbers import folded, number_in, own_words
from tracker.domain.import_rows import LogDue, LogDueChange, LogRow, LogStatus, LogUpdate, More

DAY_NOT_KNOWN = "Day not known"
MOVED = "As it stands in the office’s own log. The day on which it was agreed is not known."

STATUSES: Mapping[LogStatus, tuple[Status, Closure | None]] = {
    LogStatus.OPEN: (Status.OPEN, None),
    LogStatus.COMPLETE: (Status.CLOSED, Closure.COMPLETE),
    LogStatus.CLOSED: (Status.CLOSED, None),
    LogStatus.WITHDRAWN: (Status.CLOSED, Closure.NO_FURTHER_ACTION),
}
"""Where an action stands. "Closed" alone does not say whether it was done, so nothing is said of that."""

_REFERENCE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


@dataclass(frozen=True)
class Known:
    """What the record knows, by the words that a log may use for it. Each number is that of a row.

    `owners` holds the posts that words were matched with, `posts` those of codes, `titles` their titles; `statuses` what people said that words mean. `next_meeting` is what "next
    meeting" stands for on `today`.
    """

    series: str
    file: str
    today: date
    chase_from: date
    owners: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, LogStatus] = field(default_factory=dict)
    meetings: Mapping[date, int] = field(default_factory=dict)
    meeting_codes: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[int, date] = field(default_factory=dict)
    agenda: Mapping[tuple[int, str], int] = field(default_factory=dict)
    priorities: Mapping[str, int] = field(default_factory=dict)
    measures: Mapping[str, int] = field(default_factory=dict)
    posts: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)
    next_meeting: Due = field(default_factory=lambda: Due(DueKind.NEXT_MEETING))


@dataclass(frozen=True)
class Planned:
    """An action as a row would have it. `columns` are those of the table of actions, without its number and its reference."""

    number: int | None
    columns: Mapping[str, Any]
    updates: tuple[LogUpdate, ...] = ()
    changes: tuple[LogDueChange, ...] = ()
    more: More | None = None


def planned(row: LogRow, known: Known) -> Planned:
    """What `row` makes of an action."""
    number = number_in(row.reference, known.series)
    unread = list(row.unread)
    status, closure = STATUSES[status_of(row, known)]
    columns = {
        **_words(row, known, number, unread),
        **_raised(row, known, unread),
        **_owner(row, known),
        **_due(row, known, status is Status.OPEN),
        "status": status,
        "closure": closure,
        "closed_on": row.closed_on if status is Status.CLOSED else None,
        "closed_reason": row.closed_reason,
        "priority_id": _priority(row, known, unread),
        **_last_said(row),
    }
    _keep_unread_dates(row, unread)
    columns["unread"] = json.dumps(unread, ensure_ascii=False, separators=(",", ":")) if unread else ""
    if row.more:
        columns.update(_restored(row.more, row, known))
    changes = row.more.due_changes if row.more else _moved(row, known)
    return Planned(number, columns, row.updates, changes, row.more)


def status_of(row: LogRow, known: Known) -> LogStatus:
    """What the words for the status mean: as a person said, else as they were read."""
    return known.statuses.get(folded(row.status_text), row.status)


def _words(row: LogRow, known: Known, number: int | None, unread: list[tuple[str, str]]) -> dict[str, Any]:
    title, asked = " ".join(row.title.split()), row.asked.strip()
    if len(title) > TITLE_LIMIT:
        asked = "\n\n".join(filter(None, (row.title.strip(), asked)))
        title = title[: TITLE_LIMIT - 1].rsplit(" ", 1)[0] + "…"
    own = own_words(row.reference, known.series, number)
    if own and len(" ".join(row.reference.split())) > len(own):
        unread.append(("Reference", row.reference))
    place = ", ".join(
        filter(None, (f"sheet “{row.sheet}”" if row.sheet else "", f"row {row.row}" if row.row else ""))
    )
    source = f"The office’s own log “{known.file}”{f', {place}' if place else ''}"
    return {"title": title, "asked": asked, "own_reference": own, "source": source, "marking": "OFFICIAL"}


def _raised(row: LogRow, known: Known, unread: list[tuple[str, str]]) -> dict[str, Any]:
    """The meeting that raised it, where that is on record; else its words."""
    meeting = meeting_named(row.meeting, known)
    if meeting is None and not row.meeting and row.raised_on:
        meeting = known.meetings.get(row.raised_on)
    number = row.agenda_item.strip().partition(" ")[0]
    item = known.agenda.get((meeting, number)) if meeting else None
    if row.agenda_item and item is None:
        unread.append(("Agenda item", row.agenda_item))
    return {
        "raised_meeting_id": meeting,
        "raised_on": known.days[meeting] if meeting else row.raised_on,
        "origin": "" if meeting else row.meeting.strip(),
        "agenda_item_id": item,
    }


def meeting_named(words: str, known: Known) -> int | None:
    """The meeting on record that `words` name, by its reference or its day; None for any other words."""
    text = words.strip().upper()
    if text in known.meeting_codes:
        return known.meeting_codes[text]
    days = [*_iso_days(text), *_british_days(text)]
    return known.meetings.get(days[0]) if len(days) == 1 else None


def _iso_days(text: str) -> list[date]:
    return [day for found in _REFERENCE.findall(text) if (day := _day(*map(int, found.split("-"))))]


def _british_days(text: str) -> list[date]:
    return [day for d, m, y in _FIGURES.findall(text) if (day := _day(int(y), int(m), int(d)))]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _owner(row: LogRow, known: Known) -> dict[str, Any]:
    code = row.more.owner_code if row.more else ""
    post = known.posts.get(code) or known.owners.get(row.owner)
    return {"post_id": post, "owner_words": "" if post else row.owner.strip()}


def _due(row: LogRow, known: Known, live: bool) -> dict[str, Any]:
    due = Due(DueKind.NONE)
    if row.due_kind is LogDue.DATE:
        due = Due(DueKind.DATE, on=row.due)
    elif row.due_kind is LogDue.NEXT_MEETING:
        due = known.next_meeting if live else Due(DueKind.NEXT_MEETING)
    elif row.due_kind is LogDue.STANDING:
        due = Due(DueKind.STANDING)
    standing = due.kind is DueKind.STANDING
    return {
        "kind": Kind.STANDING if standing else Kind.ACTION,
        "due_kind": due.kind,
        "due_on": due.on,
        "due_meeting_id": due.meeting_id,
        "due_since": known.chase_from if live else known.today,
        "exit_rule": RULE_TO_COME if standing else "",
        "due_words": row.due_text if row.due_kind in (LogDue.UNREAD, LogDue.STANDING) else "",
        "original_due_on": row.original_due or due.on,
        "times_moved": len(_moved(row, known)),
    }


def _moved(row: LogRow, known: Known) -> tuple[LogDueChange, ...]:
    """The move of the date that the two dates of a row tell of."""
    if not (row.original_due and row.due and row.due != row.original_due):
        return ()
    date_kind = DueKind.DATE.value
    moved = LogDueChange(
        known.today, date_kind, row.original_due, date_kind, row.due, DueCause.AGREED.value, MOVED
    )
    return (moved,)


def _priority(row: LogRow, known: Known, unread: list[tuple[str, str]]) -> int | None:
    found = known.priorities.get(folded(row.priority)) if row.priority else None
    if row.priority and found is None:
        unread.append(("Priority", row.priority))
    return found


def _last_said(row: LogRow) -> dict[str, Any]:
    dated = [one for one in row.updates if one.given_on]
    rating = row.rating or next((one.rating for one in reversed(row.updates) if one.rating), "")
    return {
        "last_update_on": max((one.given_on for one in dated if one.given_on), default=None),
        "last_rating": Rating(rating) if rating in list(Rating) else None,
    }


def _keep_unread_dates(row: LogRow, unread: list[tuple[str, str]]) -> None:
    for heading, value, words in (
        ("Raised", row.raised_on, row.raised_text),
        ("Closed", row.closed_on, row.closed_text),
        ("Original date", row.original_due, row.original_text),
    ):
        if value is None and words.strip() and words.strip() != row.meeting.strip():
            unread.append((heading, words.strip()))


def _restored(more: More, row: LogRow, known: Known) -> dict[str, Any]:
    """What our own export says of the action besides: it stands as it stood."""
    return {
        "kind": Kind(more.kind),
        "status": Status(more.status),
        "closure": Closure(more.closure) if more.closure else None,
        "assurance": Assurance(more.assurance) if more.assurance else None,
        "marking": more.marking,
        "exit_rule": more.exit_rule,
        "due_kind": DueKind(more.due_kind),
        "due_on": row.due,
        "due_meeting_id": known.meeting_codes.get(more.due_meeting.upper()) if more.due_meeting else None,
        "raised_at": datetime.fromisoformat(more.raised_at) if more.raised_at else None,
        "disposed_on": more.disposed_on,
        "origin": more.origin,
        "source": more.source,
        "own_reference": more.own_reference,
        "national_measure_id": known.measures.get(folded(more.national_measure)),
        "times_moved": more.times_moved,
        "times_carried": more.times_carried,
        "original_due_on": row.original_due,
    }

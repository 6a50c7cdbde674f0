"""A screen for the room: the item under discussion and what was just logged, in large type. It has no controls and changes nothing."""

from typing import TYPE_CHECKING, Any, Protocol

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tracker.domain.actions import Closure
from tracker.domain.labels import OUTCOME
from tracker.domain.marking import NOT_ON_SCREEN
from tracker.domain.matters_arising import is_matters_arising
from tracker.domain.meeting_words import day_words, when_words
from tracker.domain.meetings import UNDER_WAY
from tracker.domain.references import spoken
from tracker.domain.room_screen import on_screen, size_of
from tracker.domain.round_of_matters import so_many
from tracker.domain.typed_due import due_words
from tracker.domain.wording import clock_time
from tracker.store import logged as stored_logged
from tracker.store import markings, matters, meetings, room
from tracker.store import screen as stored
from tracker.web.access import current_viewer
from tracker.web.htmx import wants_fragment
from tracker.web.live_rows import item_words, next_meeting
from tracker.web.requests import current_moment, current_session, wiring

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.models.meetings import AgendaItem, Meeting
    from tracker.store.logged import Logged


class Titled(Protocol):
    """A logged action, a matter arising, a decision."""

    @property
    def id(self) -> int: ...

    @property
    def title(self) -> str: ...


screen = Blueprint("screen", __name__)
Row = dict[str, Any]
MOST_BELOW = 12
"""Actions below the large one that are sent; the page shows those of them that fit, and counts the rest."""
WITHOUT_SCRIPTS = {"huge": 2, "large": 2, "medium": 2, "small": 1}
"""So many of them fit without a script to measure, by how large the title above them is."""
MOST_DECIDED = 4


@screen.get("/meetings/<reference>/screen")
def show(reference: str) -> ResponseReturnValue:
    """The whole page; its changing part when htmx asks, or 204 while that is the one the page has."""
    version = room.state(current_session(), reference).version
    if not wants_fragment():
        return render_template("meetings/screen.html", **_context(reference, version))
    if request.args.get("version") == version:
        return "", 204
    return render_template("meetings/_screen.html", **_context(reference, version))


def _context(reference: str, version: str) -> Row:
    session = current_session()
    meeting = meetings.by_reference(session, reference)
    agenda = meetings.agenda(session, meeting.key)
    position = stored.position(session, meeting.key)
    item = next((one for one in agenda if position and one.id == position.agenda_item_id), None)
    at_matters = item is not None and is_matters_arising(item.title)
    progress = matters.progress(session, current_viewer(), meeting)
    waits = at_matters and progress[0] < progress[1]
    return {
        "meeting": meeting,
        "version": version,
        "series": meetings.series_numbered(session, meeting.series_id).title,
        "day": day_words(meeting),
        "when": when_words(meeting),
        "state": meeting.status.value,
        "since": clock_time(meeting.started_at) if meeting.started_at else "",
        "now": current_moment().now,
        "zone": wiring().settings.timezone,
        "item": _heading(item),
        "next_item": _heading(_after(agenda, item)),
        "agenda": [_heading(one) for one in agenda],
        "decided": _decided(meeting) if at_matters else None,
        "up_next": _up_next(meeting) if waits else None,
        "progress": progress,
        "all_of_them": so_many(progress[1]),
        **_logged_part(meeting, agenda, item.id if item else None, position.since if position else None),
    }


def _heading(item: "AgendaItem | None") -> Row | None:
    return {"number": item.number, "title": item.title} if item else None


def _after(agenda: "Sequence[AgendaItem]", item: "AgendaItem | None") -> "AgendaItem | None":
    """The item after this one; None after the last, and before any is discussed."""
    here = next((place for place, one in enumerate(agenda) if item and one.id == item.id), len(agenda))
    return next(iter(agenda[here + 1 :]), None)


def _logged_part(
    meeting: "Meeting", agenda: "Sequence[AgendaItem]", here: int | None, since: "datetime | None"
) -> Row:
    """What was logged, without what is void: the room has taken that back."""
    session = current_session()
    every = stored_logged.at_meeting(session, current_viewer(), meeting.key)
    standing = [line for line in every if line.closure is not Closure.VOID]
    titles = _titles(standing)
    shown = on_screen(standing, here if meeting.status in UNDER_WAY else None, since)
    total = stored.standing(session, current_viewer(), meeting.key)
    words = {one.key: item_words(one) for one in agenda}
    following = next_meeting(meeting)
    over = meeting.status not in UNDER_WAY

    def row(line: "Logged") -> Row:
        elsewhere = line.agenda_item_id != here
        return {
            "number": spoken(line.reference),
            "title": titles[line.id],
            "size": size_of(titles[line.id]),
            "owner": line.post_title or "No owner yet",
            "due": _due(line, following),
            "under": words.get(line.agenda_item_id or 0, "") if elsewhere else "",
        }

    not_read = 0 if shown.under_item else total - len(standing)
    return {
        "large": row(shown.large) if shown.large else None,
        "below": [row(line) for line in shown.below[:MOST_BELOW]],
        "below_count": len(shown.below) + not_read,
        "below_heading": "Also under this item" if shown.under_item else "Logged before",
        "without_scripts": WITHOUT_SCRIPTS[size_of(shown.large.title) if shown.large else "huge"],
        "total": total,
        "following": day_words(following) if following and over else "",
    }


def _due(line: "Logged", following: "Meeting | None") -> str:
    words = due_words(
        line.due_kind,
        line.due_on,
        meeting_on=line.due_meeting_on,
        next_on=following.starts_on if following else None,
        exit_rule=line.exit_rule,
    )
    return words or "no date yet"


def _up_next(meeting: "Meeting") -> Row | None:
    """The matter arising that the round comes to now."""
    rows = matters.first_in_the_round(
        current_session(), current_viewer(), meeting, current_moment().today, most=1
    )
    if not rows:
        return None
    row = rows[0]
    title = _titles(rows)[row.id]
    return {
        "number": f"Next: {spoken(row.reference)}",
        "title": title,
        "size": size_of(title),
        "owner": row.post_title or "No owner yet",
        "due": due_words(row.due_kind, row.due_on, meeting_on=row.due_meeting_on, exit_rule=row.exit_rule)
        or "no date yet",
        "under": "",
    }


def _decided(meeting: "Meeting") -> list[Row]:
    """The latest decisions on matters arising, the last one first."""
    rows = stored.just_decided(current_session(), current_viewer(), meeting.key, MOST_DECIDED)
    titles = _titles(rows)
    return [
        {"number": spoken(one.reference), "title": titles[one.id], "outcome": OUTCOME[one.outcome]}
        for one in rows
    ]


def _titles(lines: "Sequence[Titled]") -> dict[int, str]:
    """What may be read in the room of each action, by its number."""
    withheld = markings.sensitive(current_session(), [line.id for line in lines])
    return {line.id: NOT_ON_SCREEN if line.id in withheld else line.title for line in lines}

"""The cheat sheet beside the box: what may be typed, in this meeting's own words, with what is understood of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tracker.domain.capture import read_line
from tracker.domain.capture_sheet import OwnWords, Shown, sheet
from tracker.domain.captured import Captured, PostName
from tracker.domain.matters_arising import is_matters_arising
from tracker.store import meetings, posts
from tracker.web import live_rows as rows
from tracker.web.requests import current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.meetings import AgendaItem, Meeting, Priority
    from tracker.ports import Matcher, WorkingCalendar

KEPT = 50
"""Sheets that each worker keeps: one for each item of an agenda."""
LATER = timedelta(weeks=6)
"""After the meeting; for a date to come where no next meeting is scheduled."""


def sheet_of(
    meeting: "Meeting", agenda: "Sequence[AgendaItem]", item: "AgendaItem | None"
) -> list[dict[str, Any]]:
    """Its headings, each with rows of what is typed and what it means today; see meetings/_cheat_sheet.html."""
    session, today = current_session(), current_moment().today
    names, priorities = posts.names(session, today), meetings.priorities(session, today)
    following = rows.next_meeting(meeting)
    day = following.starts_on if following else max(meeting.starts_on, today) + LATER

    parts = wiring()
    codes = tuple(priority.code for priority in priorities)
    own = _own_words(day, names, agenda, item, priorities)
    shown = _shown(own, today, tuple(names), codes, parts.matcher, parts.calendar)
    return [
        {
            "heading": heading,
            "rows": [
                {"typed": one.typed, "means": _means(one.read, meeting, agenda, priorities)}
                for one in understood
            ],
        }
        for heading, understood in shown
    ]


@lru_cache(KEPT)
def _shown(
    own: OwnWords,
    today: date,
    names: tuple[PostName, ...],
    codes: tuple[str, ...],
    matcher: "Matcher",
    calendar: "WorkingCalendar",
) -> list[tuple[str, list[Shown]]]:
    """The examples as the parser understands them: everyone in the room gets the same."""

    def read(text: str) -> Captured:
        return read_line(
            text,
            today=today,
            posts=names,
            match=matcher.match,
            priorities=codes,
            is_working_day=calendar.is_working_day,
        )

    return sheet(own, read)


def _own_words(
    day: date,
    names: Sequence[PostName],
    agenda: "Sequence[AgendaItem]",
    item: "AgendaItem | None",
    priorities: "Sequence[Priority]",
) -> OwnWords:
    """What is short to read: a code, the title of another post, the name of somebody who holds one, an item with a number."""
    by_code = sorted(names, key=lambda post: (len(post.code), post.code))
    by_title = sorted(
        by_code[1:], key=lambda post: (len(post.title.split()) < 3, len(post.title), post.title)
    )
    held = sorted((post for post in names if post.holder), key=lambda post: (len(post.holder), post.holder))
    items = [one for one in (item, *agenda) if one and one.number and not is_matters_arising(one.title)]
    numbered = sorted(items, key=lambda one: "." not in one.number)
    return OwnWords(
        day,
        code=by_code[0].code if by_code else "",
        title=by_title[0].title if by_title else "",
        holder=held[0].holder if held else "",
        item=numbered[0].number if numbered else "",
        priorities=tuple(priority.code for priority in priorities),
    )


def _means(
    read: Captured,
    meeting: "Meeting",
    agenda: "Sequence[AgendaItem]",
    priorities: "Sequence[Priority]",
) -> str:
    """What was understood of an example, in the words of the chips under the box."""
    due = rows.when_due(read, meeting, current_moment().today)
    said = [
        read.owner.title if read.owner else "",
        due["due_note"] or due["due"],
        *(rows.item_words(item) for item in agenda if read.agenda_item and item.number == read.agenda_item),
        *(priority.title for priority in priorities if priority.code == read.priority),
    ]
    return " · ".join(words for words in said if words)

"""Dates that the law sets the office itself, counted in calendar days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.errors import BadInput
from tracker.domain.wording import count_words, date_words
from tracker.domain.workdays import (
    IsWorkingDay,
    on_or_after,
    working_day_after,
    working_day_before,
    working_days_between,
)

USUAL_STEPS = (20, 10, 5, 2, 0)
"""Working days before the last one on which the office is reminded, unless a clock has others."""
FURTHEST_STEP = 60
MOST_STEPS = 12
LATE_EVERY = 5
"""Working days after which the office is reminded again once the last day is over: on the first one, the sixth and so on."""
LONGEST_TITLE = 200
"""Characters."""
LONGEST_IN_SUBJECT = 70
"""Characters of a title in the subject of a mail, where it stands between who owes and by when."""
LONGEST_NOTE = 1000


class ClockKind(StrEnum):
    INSPECTION_COMMENTS = "inspection_comments"
    PANEL_REPLY = "panel_reply"
    OTHER = "other"


@dataclass(frozen=True)
class Statute:
    """How a clock runs: `days` in all, the first day counted; None where someone else sets the last day."""

    title: str
    days: int | None
    source: str


STATUTES: Mapping[ClockKind, Statute] = {
    ClockKind.INSPECTION_COMMENTS: Statute(
        "Comments on an inspection report", 56, "Police Act 1996, section 55"
    ),
    ClockKind.PANEL_REPLY: Statute(
        "Written reply to the Panel", None, "Police Reform and Social Responsibility Act 2011, section 29"
    ),
    ClockKind.OTHER: Statute("Another date that the office owes", None, ""),
}


def last_day(kind: ClockKind, starts_on: date) -> date | None:
    """The last day of the clock: the day on which it starts is its first. None where someone else sets it.

    56 days from Wednesday 1 March 2023 end on Tuesday 25 April 2023.
    """
    days = STATUTES[kind].days
    return starts_on + timedelta(days=days - 1) if days else None


@dataclass(frozen=True)
class ClockWanted:
    """A clock as it is typed. `last_on` is only read where the law does not set it; `action` is a reference, or ""."""

    kind: ClockKind
    title: str
    post_id: int | None
    starts_on: date | None
    last_on: date | None
    steps: str
    note: str = ""
    action: str = ""


@dataclass(frozen=True)
class ClockTimes:
    """When a clock runs and reminds, checked."""

    starts_on: date
    last_on: date
    steps: tuple[int, ...]


@dataclass(frozen=True)
class ClockStep:
    """A reminder that is owed about a clock. `step` is its lasting key, `on` the working day it fell on.

    `working_days` are left today, until the last day; below 0 once that is over.
    """

    step: str
    on: date
    working_days: int


def read_steps(typed: str) -> tuple[int, ...]:
    """Working days before the last one, the furthest first: "20, 10 and 5" gives (20, 10, 5). Raises `BadInput` (field `steps`)."""
    words = typed.replace("and", " ").replace(",", " ").replace(";", " ").split()
    if not words:
        raise BadInput("Give at least one number of working days, such as 20, 10, 5, 0.", field="steps")
    found = set()
    for word in words:
        if not (word.isascii() and word.isdigit() and int(word[:4]) <= FURTHEST_STEP and len(word) < 4):
            raise BadInput(
                f"“{word[:20]}” is not a number of working days from 0 to {FURTHEST_STEP}. Type such as 20, 10, 5, 0.",
                field="steps",
            )
        found.add(int(word))
    if len(found) > MOST_STEPS:
        raise BadInput(f"Keep to {MOST_STEPS} reminders before the last day.", field="steps")
    return tuple(sorted(found, reverse=True))


def steps_text(steps: tuple[int, ...]) -> str:
    """20,10,5,0"""
    return ",".join(str(step) for step in steps)


def checked_times(wanted: ClockWanted) -> ClockTimes:
    """When the clock runs. Raises `BadInput` (fields `starts_on`, `last_on`, `steps`)."""
    statute = STATUTES[wanted.kind]
    if wanted.starts_on is None:
        first = "the report was published" if wanted.kind is ClockKind.INSPECTION_COMMENTS else "it begins"
        raise BadInput(f"Give the day on which {first}: it is the first day of the clock.", field="starts_on")
    last = last_day(wanted.kind, wanted.starts_on) if statute.days else wanted.last_on
    if last is None:
        raise BadInput("Give the last day, as the Panel or whoever asked has set it.", field="last_on")
    if last < wanted.starts_on:
        raise BadInput("The last day is before the first day. Change one of them.", field="last_on")
    return ClockTimes(wanted.starts_on, last, read_steps(wanted.steps))


def checked_words(title: str, note: str) -> tuple[str, str]:
    """Title and note, trimmed. Raises `BadInput` (fields `title`, `note`)."""
    title, note = " ".join(title.split()), note.replace("\r\n", "\n").strip()
    if not title:
        raise BadInput("Say what is owed, such as the title of the report.", field="title")
    if len(title) > LONGEST_TITLE:
        raise BadInput(f"Keep the title to {LONGEST_TITLE} characters; it has {len(title)}.", field="title")
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"Keep the note to {LONGEST_NOTE:,} characters; it has {len(note):,}.", field="note")
    return title, note


def step_owed(times: ClockTimes, today: date, is_working_day: IsWorkingDay) -> ClockStep | None:
    """The latest step that has come by `today`; None before the first, and on a day that is not worked.

    A step that would lie before the clock starts falls on its first working day. Missed days are caught up by one reminder.
    """
    if not is_working_day(today) or today < times.starts_on:
        return None
    left = working_days_between(today, times.last_on, is_working_day)
    if today > times.last_on:
        late = LATE_EVERY * ((-left - 1) // LATE_EVERY) + 1
        return ClockStep(f"late-{late}", working_day_after(times.last_on, late, is_working_day), left)
    for days in sorted(times.steps):
        on = working_day_before(times.last_on, days, is_working_day)
        if on < times.starts_on:
            on = on_or_after(times.starts_on, is_working_day)
        if on <= today:
            return ClockStep(f"before-{days}", on, left)
    return None


def share_run(times: ClockTimes, today: date) -> float:
    """How much of the clock has run by the end of `today`, from 0 to 1."""
    days = (times.last_on - times.starts_on).days + 1
    return min(max((today - times.starts_on).days + 1, 0), days) / days


def left_words(last_on: date, today: date, is_working_day: IsWorkingDay) -> str:
    """31 working days left; 2 working days late; the last day is today"""
    left = working_days_between(today, last_on, is_working_day)
    if today == last_on:
        return "the last day is today"
    if today > last_on:
        return f"{count_words(-left, 'working day')} late" if left else "the last day is over"
    return f"{count_words(left, 'working day')} left" if left else "no working day left"


def met_words(met_on: date, last_on: date) -> str:
    """Met on 20 April 2023, 5 days before the last"""
    days = (last_on - met_on).days
    when = "on the last day"
    if days:
        when = f"{count_words(abs(days), 'day')} {'before the last' if days > 0 else 'late'}"
    return f"Met on {date_words(met_on)}, {when}"


def clock_subject(titles: list[str], soonest: date, today: date) -> str:
    """The office owes: Comments on custody – due 25 April 2023; The office owes 3 answers – the first due 25 April 2023

    A long title is cut between two words.
    """
    when = f"was due {date_words(soonest)}" if soonest < today else f"due {date_words(soonest)}"
    if len(titles) == 1:
        return f"The office owes: {_cut(titles[0], LONGEST_IN_SUBJECT)} – {when}"
    return f"The office owes {count_words(len(titles), 'answer')} – the first {when}"


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most].rpartition(' ')[0].rstrip(',:;–')}…"

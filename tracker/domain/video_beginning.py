"""When the recording of a meeting begins, as people type it: a time of day, or how far into the video the meeting starts."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tracker.domain.clock_times import moment_at, read_clock
from tracker.domain.errors import BadInput
from tracker.domain.video import elapsed
from tracker.domain.wording import LONDON, clock_time

FIELD = "video_starts_at"
LONGEST_BEFORE = timedelta(hours=3)
"""A recording that begins earlier is a time that was misread: of the morning, or a place in the video."""
LONGEST_AFTER = timedelta(hours=12)

_INTO = re.compile(r"\b(?:video|recording|into|in)\b|^\+", re.IGNORECASE)
_PLAYED = re.compile(r"\b(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d{2})\b", re.ASCII)
_SPELT = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*h(?:ours?|rs?)?\b[\s,]*)?"
    r"(?:(?P<minutes>\d{1,3})\s*m(?:in(?:ute)?s?)?\b[\s,]*(?:and\s+)?)?"
    r"(?:(?P<seconds>\d{1,5})\s*s(?:ec(?:ond)?s?)?\b)?",
    re.IGNORECASE | re.ASCII,
)
_WITH_SECONDS = re.compile(
    r"(\d{1,2})\s*[:.]\s*(\d{2})\s*[:.]\s*(\d{2})\s*([ap]\.?m\.?)?", re.IGNORECASE | re.ASCII
)
EXAMPLES = (
    "Type a time of day such as 14:29:30, or where the meeting starts, such as “0:03:20 into the video”."
)


def read_beginning(typed: str, *, day: date, starts: datetime | None, zone: str = LONDON) -> datetime | None:
    """The moment, in UTC, at which the recording begins; None when nothing is typed.

    "14:29:30" is a time of `day`. "0:03:20 into the video" and "the meeting starts at 0:03:20 of the video" reckon back from
    `starts`, when the meeting started. Raises `BadInput` for what is neither, or lies far from the meeting.
    """
    text = " ".join(typed.split())
    if not text:
        return None
    if _INTO.search(text):
        return _reckoned_back(text, starts)
    begins = _of_the_day(text, day, zone)
    _check_near(begins, starts, text, zone)
    return begins


def beginning_words(begins: datetime | None, zone: str = LONDON) -> str:
    """The same as it is typed: "14:29:30", "14:29", or "" for none."""
    if begins is None:
        return ""
    local = begins.astimezone(ZoneInfo(zone))
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def _reckoned_back(text: str, starts: datetime | None) -> datetime:
    into = _length(text)
    if starts is None:
        raise BadInput(
            "When this meeting started is not known. Give the time of day at which the recording begins.",
            field=FIELD,
        )
    if into > LONGEST_BEFORE:
        raise BadInput(
            f"{elapsed(int(into.total_seconds()))} is too far into the video for the start of the meeting. {EXAMPLES}",
            field=FIELD,
        )
    return starts - into


def _length(text: str) -> timedelta:
    found = _PLAYED.search(text) or next((one for one in _SPELT.finditer(text) if one[0].strip()), None)
    if found is None:
        raise BadInput(f"“{text[:60]}” says no place in the video. {EXAMPLES}", field=FIELD)
    hours, minutes, seconds = (int(found[name] or 0) for name in ("hours", "minutes", "seconds"))
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _of_the_day(text: str, day: date, zone: str) -> datetime:
    exact = _WITH_SECONDS.fullmatch(text)
    hour_and_minute = f"{exact[1]}:{exact[2]}{exact[4] or ''}" if exact else text
    try:
        at = read_clock(hour_and_minute, field=FIELD)
    except BadInput:
        at = None
    seconds = int(exact[3]) if exact else 0
    if at is None or seconds > 59:
        raise BadInput(f"“{text[:60]}” is not a time of day. {EXAMPLES}", field=FIELD)
    return moment_at(day, at, zone=zone, field=FIELD) + timedelta(seconds=seconds)


def _check_near(begins: datetime, starts: datetime | None, text: str, zone: str) -> None:
    if starts is None or -LONGEST_BEFORE <= begins - starts <= LONGEST_AFTER:
        return
    raise BadInput(
        f"The meeting started at {clock_time(starts, zone)}, so its recording does not begin at {clock_time(begins, zone)}. "
        f"If the meeting starts there in the video, type “{text[:20]} into the video”.",
        field=FIELD,
    )

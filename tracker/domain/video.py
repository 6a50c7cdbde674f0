"""The moment of a video at which something was said. Addresses are only written, never fetched."""

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import SplitResult, urlsplit, urlunsplit

from tracker.domain.errors import BadInput

YOUTUBE = frozenset(
    {"youtube.com", "www.youtube.com", "m.youtube.com", "youtube-nocookie.com", "www.youtube-nocookie.com"}
)
VIMEO = frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"})
DAILYMOTION = frozenset({"dailymotion.com", "www.dailymotion.com", "dai.ly"})
TWITCH = frozenset({"twitch.tv", "www.twitch.tv", "m.twitch.tv"})
FILES = (".mp4", ".m4v", ".webm", ".ogv", ".mov", ".mp3", ".m4a", ".oga", ".ogg", ".wav")
"""Files that a browser plays itself: it takes a media fragment (https://www.w3.org/TR/media-frags/)."""

OTHER_MOMENTS = frozenset({"t", "start", "time_continue"})
"""What may already say a moment in a query; there is to be one."""


def begins_at(
    recording: datetime | None, started: datetime | None, planned: datetime | None
) -> datetime | None:
    """When the recording of a meeting begins: as somebody said, else when the meeting was started, else its planned hour."""
    return recording or started or planned


def seconds_into(said_at: datetime | None, begins: datetime | None) -> int | None:
    """How many whole seconds of the video had passed; None where that is not known, or before it begins."""
    if said_at is None or begins is None or said_at < begins:
        return None
    return int((said_at - begins).total_seconds())


def elapsed(seconds: int) -> str:
    """ "0:52:10", as players show it."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


_PLACE = re.compile(r"(?:(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):)?(?P<seconds>\d{1,5})", re.ASCII)


def second_of(typed: str) -> int:
    """The second of a place in a video: "0:52:10", "52:10", or seconds alone. Raises `BadInput`."""
    found = _PLACE.fullmatch("".join(typed.split()))
    if found is None or (found["minutes"] and int(found["seconds"]) > 59):
        raise BadInput("Give the place in the video, such as 0:52:10.", field="second")
    hours, minutes = int(found["hours"] or 0), int(found["minutes"] or 0)
    return hours * 3600 + minutes * 60 + int(found["seconds"])


def link_at(url: str, seconds: int) -> str | None:
    """The address that opens the video `url` at `seconds`; None where it is not known how its player is told.

    Host and path stay as they are. None too for an address that is not of the web, or hides where it leads.
    """
    parts = _web(url)
    if parts is None or seconds < 0:
        return None
    host, path = (parts.hostname or "").lower(), parts.path
    if host in YOUTUBE:
        return _youtube(parts, seconds)
    if host == "youtu.be" and len(path) > 1:
        return _with_query(parts, "t", f"{seconds}")
    if host in VIMEO and any(step.isdecimal() for step in path.split("/")):
        return urlunsplit(parts._replace(fragment=f"t={seconds}s"))
    if host in DAILYMOTION and (host == "dai.ly" or "/video/" in path):
        return _with_query(parts, "start", f"{seconds}")
    if host in TWITCH and path.startswith("/videos/"):
        return _with_query(parts, "t", f"{seconds}s")
    if path.lower().endswith(FILES):
        return urlunsplit(parts._replace(fragment=f"t={seconds}"))
    return None


def _web(url: str) -> SplitResult | None:
    """The parts of an address that a browser reads in the same way: no user's name, nothing hidden, no other scheme."""
    if not url.isprintable() or any(sign in url for sign in " \\"):
        return None
    try:
        parts = urlsplit(url)
        plain = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port  # one that is no number is only noticed here
    except ValueError:
        return None
    return parts if plain else None


PLAYERS: Mapping[str, str] = {"live": "t", "embed": "start", "v": "start", "shorts": "t"}
"""The first step of a YouTube path that names a video, and how that page is told the moment."""


def _youtube(parts: SplitResult, seconds: int) -> str | None:
    steps = [step for step in parts.path.split("/") if step]
    if steps == ["watch"]:
        named = any(part.startswith("v=") and len(part) > 2 for part in parts.query.split("&"))
        return _with_query(parts, "t", f"{seconds}s") if named else None
    if len(steps) == 2 and steps[0] in PLAYERS:
        return _with_query(parts, PLAYERS[steps[0]], f"{seconds}")
    return None


def _with_query(parts: SplitResult, name: str, value: str) -> str:
    """The address with this moment and no other; the rest of the query stays as it was written."""
    kept = [part for part in parts.query.split("&") if part and part.partition("=")[0] not in OTHER_MOMENTS]
    return urlunsplit(parts._replace(query="&".join([*kept, f"{name}={value}"]), fragment=""))

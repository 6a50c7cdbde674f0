"""The cheat sheet of a meeting: the examples of `capture_examples` in its own words, as the parser understands them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.capture_examples import GROUPS, Example
from tracker.domain.captured import Captured
from tracker.domain.wording import date_words

ASKED = "Bring the figures"
"""What stands before an example when it is read: an owner or a date alone is not an action."""


@dataclass(frozen=True)
class OwnWords:
    """The words of one meeting, so that its examples can be typed as they stand; "" for what it has not.

    `code` and `title` name posts, `holder` a person who holds one, `item` an agenda item, `priorities` are codes, and `day`
    is a day to come.
    """

    day: date
    code: str = ""
    title: str = ""
    holder: str = ""
    item: str = ""
    priorities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """An example in a meeting's own words, and what was understood of it."""

    typed: str
    read: Captured


def sheet(own: OwnWords, read: Callable[[str], Captured]) -> list[tuple[str, list[Shown]]]:
    """Each heading with its brief examples, as `read` understands them.

    Of the ways to type the same the first that is understood is shown; an example that is not, as where two people have
    one name, is left out, and so is a heading without examples.
    """
    groups = []
    for group in GROUPS:
        brief = (example for example in group.examples if example.is_brief)
        rows = [shown for example in brief for shown in _shown(example, own, read)]
        if rows:
            groups.append((group.heading, rows))
    return groups


def in_own_words(example: Example, own: OwnWords) -> list[tuple[str, ...]]:
    """The ways of an example: once for each priority where it is about them, and none for which the meeting has no words."""
    codes = own.priorities if "{priority}" in example.ways[0] else ("",)
    rows = (_filled(example.ways, {**_words(own), "priority": code}) for code in codes)
    return [row for row in rows if row]


def _shown(example: Example, own: OwnWords, read: Callable[[str], Captured]) -> Iterator[Shown]:
    for ways in in_own_words(example, own):
        shown = (Shown(typed, read(f"{ASKED} {typed}")) for typed in ways)
        yield from (next(([one] for one in shown if _is_understood(one.read)), []))


def _is_understood(read: Captured) -> bool:
    return bool(read.understood) and not read.problems and not read.notes


def _filled(ways: tuple[str, ...], words: Mapping[str, str]) -> tuple[str, ...]:
    missing = [f"{{{name}}}" for name, value in words.items() if not value]
    return tuple(way.format_map(words) for way in ways if not any(name in way for name in missing))


def _words(own: OwnWords) -> dict[str, str]:
    names, day = own.holder.lower().split(), own.day
    month = f"{day:%B}"
    return {
        "code": own.code,
        "title": own.title.lower(),
        "holder": " ".join(names),
        "surname": names[-1] if names else "",
        "item": own.item,
        "day": date_words(day),
        "day_ordinal": f"{day.day}{_ordinal(day.day)} of {month} {day.year}",
        "day_short": f"{day.day} {month[:3]}",
        "day_slash": f"{day.day}/{day.month}",
        "day_figures": f"{day.day}/{day.month}/{day:%y}",
        "day_points": f"{day.day}.{day.month}.{day:%y}",
        "day_dashes": f"{day.day}-{day.month}-{day.year}",
        "day_iso": day.isoformat(),
        "day_named": f"{day:%a} {day.day} {month}",
    }


def _ordinal(number: int) -> str:
    return "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")

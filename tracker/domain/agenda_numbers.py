"""Numbers an agenda again, and keeps the numbers that people speak of.

"3.1" is said in the room, stands in the papers and means the same subject meeting after meeting. So the part before the point, the
section, stays wherever the sections still stand in order; within a section the headings run from 1 as they stand. A heading that was
moved, or has no number, takes the section that it now stands in. A number of another make, such as "2a" or "AOB", was given by hand
and stays.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

Place = tuple[int, int | None]
"""Section and place in it; no place for a heading that is a section of its own, such as "2"."""

NEW: Place = (0, None)

_NUMBER = re.compile(r"(\d{1,4})(?:\.(\d{1,4}))?", re.ASCII)


def numbered_again(numbers: Sequence[str]) -> list[str]:
    """The numbers of the headings as they stand, "" where one has none; the new ones, each greater than the one before."""
    counted = [at for at, number in enumerate(numbers) if not number or _NUMBER.fullmatch(number)]
    again = list(numbers)
    for at, number in zip(counted, _dealt([_read(numbers[at]) for at in counted]), strict=True):
        again[at] = number
    return again


def _read(number: str) -> Place | None:
    found = _NUMBER.fullmatch(number)
    return (int(found[1]), int(found[2]) if found[2] else None) if found else None


def _dealt(places: Sequence[Place | None]) -> Iterator[str]:
    section, within, was = 0, 0, 0
    for wanted, inner in _settled(places):
        if inner is not None and wanted == was:
            within += 1
        else:
            section, within = max(section + 1, wanted), 0 if inner is None else 1
        was = wanted
        yield f"{section}.{within}" if inner is not None else f"{section}"


def _settled(places: Sequence[Place | None]) -> list[Place]:
    """Each heading with the section it belongs to: its own where it stands in order, else that of what it stands among.

    Section 0 has no number of its own: it gets the next one.
    """
    kept = _in_order(places)
    settled: list[Place] = []
    for at, place in enumerate(places):
        if place is not None and at in kept:
            settled.append(place)
            continue
        before = settled[-1] if settled else None
        after = next((places[later] for later in range(at + 1, len(places)) if later in kept), None)
        among = next((one for one in (before, after) if one is not None and one[1] is not None), None)
        settled.append(among or NEW)
    return settled


def _in_order(places: Sequence[Place | None]) -> set[int]:
    """Which headings stand in order of their sections: the longest run that does, the others having been moved into it."""
    ends: list[int] = []
    """For each length of a run, the lowest section that one of that length ends with."""
    last_of: list[int] = []
    before: dict[int, int | None] = {}
    for at, place in enumerate(places):
        if place is None:
            continue
        length = bisect_right(ends, place[0])
        before[at] = last_of[length - 1] if length else None
        ends[length : length + 1] = [place[0]]
        last_of[length : length + 1] = [at]
    run: set[int] = set()
    step = last_of[-1] if last_of else None
    while step is not None:
        run.add(step)
        step = before[step]
    return run

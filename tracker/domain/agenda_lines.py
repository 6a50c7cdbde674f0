"""One line that adds a heading to an agenda: "3.1 Contact and response #local".

A number may stand first, with or without "item" before it and a full stop after it. A word after # is the code of a priority or of a
national measure, and may stand anywhere. Everything else is the heading.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from tracker.domain.errors import BadInput
from tracker.domain.wording import join_words

_NUMBER = re.compile(
    r"\s*(?:item\s+)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?)(?:[.:)]?\s+|[.:)]?\s*$)", re.IGNORECASE
)
_CODE = re.compile(r"(?<![\w&/#])#(?P<code>[^\W\d_][\w-]*)")


@dataclass(frozen=True)
class HeadingTyped:
    """A heading as it was typed. `priority` and `measure` are codes as they were handed in, or None."""

    number: str
    title: str
    priority: str | None = None
    measure: str | None = None


def read_heading(text: str, *, priorities: Collection[str], measures: Collection[str]) -> HeadingTyped:
    """Reads one line. Raises `BadInput`, for the field `line`, for a code that nobody knows or a second one of its kind."""
    codes = [found["code"].rstrip("-") for found in _CODE.finditer(text)]
    priority = _one_of(codes, priorities, "priority")
    measure = _one_of([code for code in codes if not _is(code, priorities)], measures, "national measure")
    for code in codes:
        if not _is(code, priorities) and not _is(code, measures):
            raise BadInput(_unknown(code, priorities), field="line")
    rest = _CODE.sub(" ", text)
    number = _NUMBER.match(rest)
    title = rest[number.end() :] if number else rest
    return HeadingTyped(
        number=number["number"].lower() if number else "",
        title=" ".join(title.split()),
        priority=priority,
        measure=measure,
    )


def _one_of(codes: Collection[str], known: Collection[str], what: str) -> str | None:
    by_name = {code.casefold(): code for code in known}
    found = list(dict.fromkeys(by_name[c.casefold()] for c in codes if c.casefold() in by_name))
    if len(found) > 1:
        words = join_words([f"#{code}" for code in found])
        raise BadInput(f"A heading has one {what}. Keep one of {words}.", field="line")
    return found[0] if found else None


def _is(code: str, known: Collection[str]) -> bool:
    return code.casefold() in {one.casefold() for one in known}


def _unknown(code: str, priorities: Collection[str]) -> str:
    known = join_words([f"#{one}" for one in priorities], last="or")
    advice = f"Type {known}, or leave it out." if known else "Leave it out: no priorities are on record."
    return f"There is no priority and no national measure #{code[:40]}. {advice}"

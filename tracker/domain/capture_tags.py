"""The priority (#local) and the agenda item (for 3.2) in a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice

from tracker.domain.capture_words import GAP, Span, tidy
from tracker.domain.captured import Note
from tracker.domain.wording import join_words

SHORTEST_BEGINNING = 3
"""Letters of a code that are enough where no other code begins so: “#vic”."""

_AS_CLOSE = 0.75
"""How alike a code must be to be asked about: “loacl”, not “trending”."""

MOST_CODES = 10
"""How many # in a line are tried."""

_CODE = re.compile(r"(?<![&/#])#(?P<code>\w(?:[\w-]*\w)?)")
_UNITS = (
    r"%|pc\b|per\s*cent|percent|p\.?p\.?t?s?\b|k\b|m\b|bn\b|million|billion|thousand|hours?|hrs?\b|min(?:ute)?s?\b"
    r"|sec(?:ond)?s?\b|days?|weeks?|wks?\b|months?|years?|yrs?\b|points?|times|fte|miles?|km\b|mph"
)
_QUANTITY = rf"\s*(?:{_UNITS})"
_NO_CLOCK = r"(?!(?:[01]\d|2[0-3])\.[0-5]\d(?!\d)|\d{1,2}\.\d\d\s*[ap]m\b)"
_AGENDA_ITEM = re.compile(
    rf"(?<![\w-])(?:(?:for|under){GAP}(?:the\s+)?(?:agenda\s+)?item\s*(?P<named>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})"
    rf"|for(?:{GAP})?{_NO_CLOCK}(?P<bare>\d{{1,2}}\.\d{{1,2}}(?:\.\d(?!\d))?))(?![\w:/]|\.\d|{_QUANTITY})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TagRead:
    """A code or a number that was understood, with its place in the text; and what is said of others."""

    value: str | None = None
    spans: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()


def find_priority(text: str, codes: Sequence[str]) -> TagRead:
    """The first known code after #, as it was handed in. Others stay in the title and are said; “#1” is no code."""
    meant = TagRead()
    notes: list[Note] = []
    for found in islice(_CODE.finditer(text), MOST_CODES):
        code = _known(found["code"], codes)
        if code is None and (found["code"][0].isdigit() or text[: found.start()][-1:].isalnum()):
            continue
        if code is None:
            notes.append(_unknown(found[0], codes))
        elif meant.value is None:
            meant = TagRead(code, (found.span(),))
        else:
            sentence = f"“{found[0]}” stays in the title: an action has one priority, here #{meant.value}."
            notes.append(Note("second_code", sentence, found[0]))
    return replace(meant, notes=tuple(notes))


def find_agenda_item(text: str) -> TagRead:
    """The first number after “for” or “for item”. A quantity, a time or a date is none."""
    found = list(islice(_AGENDA_ITEM.finditer(text), MOST_CODES))
    if not found:
        return TagRead()
    first, *others = found
    number = first["named"] or first["bare"]
    return TagRead(number, (first.span(),), tuple(_second_item(tidy(other[0]), number) for other in others))


def _second_item(words: str, number: str) -> Note:
    sentence = f"“{words}” stays in the title: an action has one agenda item, here {number}."
    return Note("second_item", sentence, words)


def _known(typed: str, codes: Sequence[str]) -> str | None:
    words = typed.casefold()
    same = [code for code in codes if code.casefold() == words]
    if not same and len(words) >= SHORTEST_BEGINNING:
        same = [code for code in codes if code.casefold().startswith(words)]
    return same[0] if len(same) == 1 else None


def _unknown(words: str, codes: Sequence[str]) -> Note:
    close = get_close_matches(words[1:].casefold(), codes, n=1, cutoff=_AS_CLOSE)
    if close:
        what_to_do = f"Did you mean #{close[0]}?"
    elif codes:
        what_to_do = f"The codes are {join_words([f'#{code}' for code in codes])}."
    else:
        what_to_do = "No priorities are on record for today."
    return Note("unknown_code", f"“{words}” is no priority, so it stays in the title. {what_to_do}", words)

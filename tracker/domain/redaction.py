"""Words that the readers of a version do not get: withheld in a frozen record, and counted by reason.

Everything is made from the record that comes out of `withhold`: what is taken out here is in no form of the paper.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tracker.domain.errors import BadInput
from tracker.domain.redaction_paths import Place, rewritten, texts
from tracker.domain.redaction_reasons import REASONS, mark_of, reason_named
from tracker.domain.redaction_words import folded, needed_in, pattern_of, replaced, spans
from tracker.domain.report_withheld import Withheld
from tracker.domain.reports import Report

Some = TypeVar("Some")

MARKS = re.compile("|".join(re.escape(mark_of(reason)) for reason in REASONS.values()))
"""Every mark there is. Nothing is looked for inside one."""
SHORTEST = 3
"""Characters. A whole field of fewer ("No") is withheld where it stands, and is not looked for elsewhere."""


@dataclass(frozen=True)
class Redaction:
    """One field of a record, or words, with the code of the reason. `words` empty: all of the field.

    `everywhere`: these words (or the whole text of the field) are withheld wherever else they stand in the record.
    """

    path: str
    words: str
    reason: str
    everywhere: bool = True

    @property
    def mark(self) -> str:
        return mark_of(REASONS[self.reason])


def withhold(record: Some, redactions: Iterable[Redaction]) -> Some:
    """The record with a mark in place of what is withheld. Whole fields go first, then the longer words before the shorter."""
    redactions = tuple(redactions)
    if not redactions:
        return record
    order = sorted(redactions, key=lambda one: (bool(one.words), -len(folded(one.words).text)))
    whole = {one.path: one for one in order if not one.words}
    known = {place.path: place.text for place in texts(record) if place.path in whole}
    sought = [
        *(one for one in order if one.words),
        *(
            replace(one, words=known[path])
            for path, one in whole.items()
            if _is_sought(one, known.get(path, ""))
        ),
    ]
    sought.sort(key=lambda one: -len(folded(one.words).text))

    needed = [(needed_in(one.words), number, one) for number, one in enumerate(sought, 1)]

    def change(path: str, field: str, text: str) -> str:
        place = Place(path, field, text)
        if path in whole and text and (place.is_prose or place.leads):
            return whole[path].mark if place.is_prose else ""
        plain = folded(text).text
        here = [(number, one) for word, number, one in needed if word in plain]
        return _without(place, [(n, one) for n, one in here if one.everywhere or one.path == path], whole)

    return rewritten(record, change)


def counted(record: Report) -> tuple[Withheld, ...]:
    """How often something is withheld in this record for each reason, in the order of the list."""
    marked = (place.text for place in texts(record) if "[withheld: " in place.text)
    said = [match.group() for text in marked for match in MARKS.finditer(text)]
    counts = {reason: said.count(mark_of(reason)) for reason in REASONS.values()}
    return tuple(Withheld(reason.mark, reason.title, count) for reason, count in counts.items() if count)


def offered(record: object) -> list[Place]:
    """Every text of a record that can be withheld, in its order."""
    return [place for place in texts(record) if (place.is_prose or place.leads) and place.text.strip()]


def fits(one: Redaction, record: object) -> bool:
    """Whether it still withholds something in this record."""
    places = offered(record)
    if not one.words:
        return any(place.path == one.path for place in places)
    return any(spans(one.words, place.text) for place in places if one.everywhere or place.path == one.path)


def check_redaction(one: Redaction, record: object) -> Place:
    """The text that it is about. Raises `BadInput` for a field that is not there, words that are not in it, or a reason that is not in the list."""
    place = next((place for place in offered(record) if place.path == one.path), None)
    if place is None:
        raise BadInput("Choose the text that the words stand in.", field="path")
    if one.words and pattern_of(one.words) is None:
        raise BadInput("Choose at least one whole word, or withhold all of the text.", field="words")
    if one.words and not spans(one.words, place.text):
        raise BadInput(
            "These words do not stand in the text as whole words. Copy them from it, or leave the box empty to withhold all of it.",
            field="words",
        )
    reason_named(one.reason)
    return place


def unmarked(text: str) -> list[str]:
    """What stands between the marks of a text."""
    return MARKS.split(text)


def _is_sought(one: Redaction, text: str) -> bool:
    return one.everywhere and len(text.strip()) >= SHORTEST and pattern_of(text) is not None


def _without(place: Place, sought: Sequence[tuple[int, Redaction]], whole: dict[str, Redaction]) -> str:
    """The text of a place without the words that are sought there; each redaction has its number."""
    text = place.text
    for number, one in sought:
        if place.is_prose:
            text = _marked(text, one)
        elif place.leads and spans(one.words, text):
            text = ""
        elif place.field.endswith("code") and spans(one.words, text):
            # A code is made of the words of a title. It joins things, so all that had it get the same one instead.
            text = f"withheld-{number}"
    stem = place.path.removesuffix("_code")
    return "" if stem != place.path and stem in whole else text


def _marked(text: str, one: Redaction) -> str:
    """`text` with the mark in place of the words, except inside marks that stand there already."""
    if not spans(one.words, text):
        return text
    said, end = [], 0
    for mark in MARKS.finditer(text):
        said += [_replaced(text[end : mark.start()], one), mark.group()]
        end = mark.end()
    return "".join((*said, _replaced(text[end:], one)))


def _replaced(text: str, one: Redaction) -> str:
    return replaced(text, spans(one.words, text), lambda _: one.mark)

"""Words about time that are not taken, though somebody may mean them as the due date: they are said, not guessed."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from tracker.domain.capture_dates import DateRead, Unreadable, read_date
from tracker.domain.capture_words import END, MEETING, MONTH, NUMBER, TAKEN, WEEKDAY, tidy
from tracker.domain.captured import Note
from tracker.domain.workdays import IsWorkingDay

_NEXT = r"(?:next|nxt|nex|nect|netx|following)\s+"
_NEXT_MEETING = rf"{_NEXT}(?:public\s+)?(?:performance\s+)?{MEETING}"
NEXT_MEETING = re.compile(rf"{_NEXT_MEETING}(?!['’-]|\s+(?:but\s+one|after|or)\b)", re.IGNORECASE)

MOST_HINTS = 10
"""How many places in a line are tried."""

_WORD = rf"[^\s,;!?{TAKEN}]+"
_OTHER_MEETING = re.compile(
    rf"{_NEXT_MEETING}\s+or\s+{_WORD}|{_NEXT}(?:{_WORD}\s+){{1,3}}?{MEETING}|{_NEXT}(?-i:[A-Z]{{2,6}})\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(rf"{_WORD}(?:\s+{_WORD}){{0,3}}")
_BEGINS_LIKE_A_DATE = re.compile(
    rf"(?!24/7)(?:\d|{WEEKDAY}|(?:end|next|nxt|this|last|first|early|mid|late)\b)", re.IGNORECASE
)
_SPANS = r"days?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?|quarters?"
_NAMES_A_TIME = re.compile(
    rf"(?<![^\W\d_])(?:(?!may\b|mar\b|sat\b|sun\b)(?:{MONTH}|{WEEKDAY})|[ap]m|noon|{_SPANS})(?![\w'’-])",
    re.IGNORECASE,
)
_ALL_FIGURES = re.compile(rf"\d[\d/.-]+{END}")

_EVERY_MEETING = re.compile(
    rf"(?<![\w-])(?:every|evry|each|all)\s+(?:performance\s+)?{MEETING}", re.IGNORECASE
)
_ANY_NEXT_MEETING = re.compile(rf"(?<![\w-]){_NEXT_MEETING}(?!['’-])", re.IGNORECASE)
_BY = re.compile(r"(?<![\w-])(?:by|before|no\s+later\s+than)\s+(?:the\s+)?", re.IGNORECASE)
_COUNTED = re.compile(rf"{NUMBER}\s*(?:working|business|{_SPANS})", re.IGNORECASE)
_WITH_A_YEAR = re.compile(r"\d+[/.-]\d+[/.-]\d+")
_LAST_WORDS = re.compile(rf"(?:(?<=[\s{TAKEN}])|^){_WORD}(?=(?:\s+{_WORD}){{0,4}}[\s.!{TAKEN}]*$)")
_NOT_BEFORE_A_DATE = re.compile(
    r"(?:last|since|from|of|between|and|or|to|until|for|in|at|the|this|than|with|by|every|each|past)\s+$",
    re.IGNORECASE,
)


def not_understood(text: str, at: int) -> DateRead | None:
    """Words after “due” that look like a time and are none of the forms; None for “due diligence”."""
    other = _OTHER_MEETING.match(text, at)
    if other:
        return DateRead(_no_form(other[0]), other.end())
    phrase = _PHRASE.match(text, at)
    if not phrase or not _BEGINS_LIKE_A_DATE.match(text, at):
        return None
    figures = _ALL_FIGURES.match(text, at)
    ends = [at + name.end() for name in _NAMES_A_TIME.finditer(phrase[0])] or [
        figures.end() if figures else at
    ]
    return DateRead(_no_form(text[at : ends[-1]]), ends[-1]) if ends[-1] > at else None


def not_marked_as_due(text: str, today: date, is_working_day: IsWorkingDay | None) -> Note | None:
    """A date or a meeting that stands in the line without “due” before it, for a line that has no due date."""
    every = _EVERY_MEETING.search(text)
    if every:
        how = "For a standing item type “every meeting until …”, or “standing”."
        return _without_due(every[0], how)
    meeting = _ANY_NEXT_MEETING.search(text)
    if meeting:
        return _without_due(meeting[0], "To make it the due date, type “due next meeting”.")
    for start, at in (*_after_by(text), *_at_the_end(text)):
        read = read_date(text, at, today, is_working_day)
        if read is None or not isinstance(read.on, date):
            continue
        words = tidy(text[at : read.end])
        if _is_certain(words) and (start < at or _ends(text, read.end)):
            return _without_due(text[start : read.end], f"To make it the due date, type “due {words}”.")
    return None


def _after_by(text: str) -> Iterator[tuple[int, int]]:
    """Where “by” stands, and where a date after it may begin: “by 3 weeks” is a quantity."""
    for by in islice(_BY.finditer(text), MOST_HINTS):
        if not _COUNTED.match(text, by.end()):
            yield by.start(), by.end()


def _at_the_end(text: str) -> Iterator[tuple[int, int]]:
    """Where the last words may begin a date."""
    tail = max(0, len(text) - 60)
    if not (_NAMES_A_TIME.search(text, tail) or _WITH_A_YEAR.search(text, tail)):
        return
    for word in _LAST_WORDS.finditer(text, tail):
        if not _NOT_BEFORE_A_DATE.search(text, 0, word.start()) and not _COUNTED.match(text, word.start()):
            yield word.start(), word.start()


def _is_certain(words: str) -> bool:
    """False for “4.5”, which may be anything."""
    return any(mark.isalpha() for mark in words) or _WITH_A_YEAR.fullmatch(words) is not None


def _ends(text: str, at: int) -> bool:
    return not any(mark.isalnum() for mark in text[at:])


def _no_form(words: str) -> Unreadable:
    sentence = f"“{tidy(words)}” is not understood as a date. Type one such as “due 4 October” or “due next meeting”."
    return Unreadable(sentence, "vague_date")


def _without_due(words: str, how: str) -> Note:
    return Note("without_due", f"“{tidy(words)}” stays in the title. {how}", tidy(words))

"""The one-line grammar: what is typed while people talk, read into an action. For people: `docs/capture.md`.

    Bring 101 waiting times back @head of contact due next meeting for 3.1 #local

Owner, priority, agenda item and due date may stand anywhere and in any order. What is understood leaves the
title; everything else stays, so that no word is ever lost. Where two things fit, the person is asked.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.capture_due import find_due
from tracker.domain.capture_owner import Match, find_owner
from tracker.domain.capture_words import TAKEN, tidy
from tracker.domain.captured import (
    LINE_LIMIT,
    TITLE_LIMIT,
    Captured,
    DueAsked,
    PostName,
    Problem,
    ProblemKind,
)

__all__ = [
    "LINE_LIMIT",
    "TITLE_LIMIT",
    "Captured",
    "DueAsked",
    "Match",
    "PostName",
    "Problem",
    "ProblemKind",
    "read_line",
]

Span = tuple[int, int]

_PRIORITY = re.compile(r"(?<![\w&/#])#(?P<code>\w[\w-]*)")
_QUANTITY = r"\s*(?:%|per\s*cent|million|billion|hours?|minutes?|days?|weeks?|months?|years?|points?|times)"
_AGENDA_ITEM = re.compile(
    r"(?<![\w-])for\s+(?:(?:the\s+)?(?:agenda\s+)?item\s+(?P<named>\d{1,2}(?:\.\d{1,2}){0,2})"
    rf"|(?P<bare>\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}))(?![\w:]|\.\d|{_QUANTITY})",
    re.IGNORECASE,
)


def read_line(
    text: str, *, today: date, posts: Sequence[PostName], match: Match, priorities: Sequence[str] = ()
) -> Captured:
    """Reads one typed line. Never raises: what cannot be taken is in `problems`; its words stay in the title.

    `match` answers which posts fit some words, best first. `priorities` are the codes that may follow #.
    """
    line = _one_line(text)
    if len(tidy(line)) > LINE_LIMIT:
        return Captured(tidy(line), problems=(_too_long(tidy(line)),))
    owner = find_owner(line, posts, match)
    rest = _take(line, owner.span)
    priority, priority_span = _priority(rest, priorities)
    rest = _take(rest, priority_span)
    item, item_span = _agenda_item(rest)
    rest = _take(rest, item_span)
    due = find_due(rest, today)
    whole = [span for span in (owner.span, priority_span, item_span) if span]
    captured = Captured(
        title=_title(_take(rest, due.span)),
        owner=owner.owner,
        owner_choices=owner.choices,
        due=due.due,
        priority=priority,
        agenda_item=item,
        understood=tuple(tidy(line[start:end]) for start, end in whole)
        + ((due.due.words,) if due.due else ()),
    )
    found = [problem for problem in (owner.problem, due.problem) if problem]
    return replace(captured, problems=(*found, *_title_problems(captured.title, found)))


def _one_line(text: str) -> str:
    """The text with each line break and control character turned into a space: places stay the same."""
    return "".join(" " if unicodedata.category(mark) in ("Cc", "Zl", "Zp") else mark for mark in text)


def _take(text: str, span: Span | None) -> str:
    if span is None:
        return text
    start, end = span
    return text[:start] + TAKEN * (end - start) + text[end:]


def _priority(text: str, priorities: Sequence[str]) -> tuple[str | None, Span | None]:
    known = {code.casefold(): code for code in priorities}
    for found in _PRIORITY.finditer(text):
        code = known.get(found["code"].rstrip("-").casefold())
        if code is not None:
            return code, (found.start(), found.start() + 1 + len(found["code"].rstrip("-")))
    return None, None


def _agenda_item(text: str) -> tuple[str | None, Span | None]:
    found = _AGENDA_ITEM.search(text)
    return (found["named"] or found["bare"], found.span()) if found else (None, None)


def _title(text: str) -> str:
    """What is left, in one line, without the commas and brackets that the understood parts leave behind."""
    pieces = re.split(f"{TAKEN}+", text)
    title = pieces[0]
    for piece in pieces[1:]:
        title = _join(title.rstrip(), piece.lstrip())
    if len(pieces) > 1:
        title = re.sub(r"(?:\s*[,;:]|\s+[–—-])+$", "", re.sub(r"^\s*[,;:.–—-]+\s+", "", title.rstrip()))
    return tidy(title)


def _join(before: str, after: str) -> str:
    if before[-1:] == "(" and after[:1] == ")":
        return _join(before[:-1].rstrip(), after[1:].lstrip())
    if before[-1:] in tuple(",;:") and after[:1] in tuple(",;:.!?"):
        before = before[:-1]
    return f"{before}{after}" if after[:1] in tuple(",;:.!?)") else f"{before} {after}"


def _title_problems(title: str, found: Sequence[Problem]) -> list[Problem]:
    if len(title) > TITLE_LIMIT:
        return [_too_long(title)]
    left = title
    for problem in found:
        left = left.replace(problem.words, "")
    if not any(mark.isalnum() for mark in left):
        return [Problem("empty", "Type what was asked, such as “Bring 101 waiting times back”.", "")]
    return []


def _too_long(title: str) -> Problem:
    sentence = (
        f"This is {len(title):,} characters long; an action takes up to {TITLE_LIMIT}. "
        "Shorten it to what was asked. The background can go into an update."
    )
    return Problem("too_long", sentence, title)

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
from tracker.domain.capture_tags import find_agenda_item, find_priority
from tracker.domain.capture_words import TAKEN, take, tidy
from tracker.domain.captured import (
    LINE_LIMIT,
    TITLE_LIMIT,
    Captured,
    DueAsked,
    Note,
    PostName,
    Problem,
    ProblemKind,
)
from tracker.domain.workdays import IsWorkingDay

__all__ = [
    "LINE_LIMIT",
    "TITLE_LIMIT",
    "Captured",
    "DueAsked",
    "Match",
    "Note",
    "PostName",
    "Problem",
    "ProblemKind",
    "read_line",
]


def read_line(
    text: str,
    *,
    today: date,
    posts: Sequence[PostName],
    match: Match,
    priorities: Sequence[str] = (),
    is_working_day: IsWorkingDay | None = None,
) -> Captured:
    """Reads one typed line. Never raises: what cannot be taken is in `problems`, what is no more than said in `notes`;
    the words of both stay in the title.

    `match` answers which posts fit some words, best first. `priorities` are the codes that may follow #.
    `is_working_day` is for "in 10 working days".
    """
    line = _one_line(text)
    if len(line) > LINE_LIMIT:
        # A long line is spaces for the most part, or too long: the patterns would try each of the spaces.
        line = tidy(line)
    if len(line) > LINE_LIMIT:
        return Captured(line, problems=(_too_long(line),))
    owner = find_owner(line, posts, match)
    rest = take(line, *owner.spans)
    priority = find_priority(rest, priorities)
    rest = take(rest, *priority.spans)
    item = find_agenda_item(rest)
    rest = take(rest, *item.spans)
    due = find_due(rest, today, is_working_day)
    captured = Captured(
        title=_title(take(rest, *due.spans)),
        owner=owner.owner,
        owner_choices=owner.choices,
        due=due.due,
        priority=priority.value,
        agenda_item=item.value,
        understood=tuple(tidy(line[start:end]) for start, end in (*owner.spans, *priority.spans, *item.spans))
        + ((due.due.words,) if due.due else ()),
        notes=(*owner.notes, *priority.notes, *item.notes, *due.notes),
    )
    found = [problem for problem in (owner.problem, due.problem) if problem]
    return replace(captured, problems=(*found, *_title_problems(captured, found)))


def _one_line(text: str) -> str:
    """The text with each line break and control character turned into a space: places stay the same."""
    return "".join(" " if unicodedata.category(mark) in ("Cc", "Zl", "Zp") else mark for mark in text)


def _title(text: str) -> str:
    """What is left, in one line, without the commas and brackets that the understood parts leave behind."""
    pieces = re.split(f"{TAKEN}+", text)
    title = pieces[0]
    for piece in pieces[1:]:
        title = _join(title.rstrip(), piece.lstrip())
    if len(pieces) > 1:
        title = re.sub(
            r"(?:\s*[,;:]|\s+[–—-])+$", "", re.sub(r"^\s*(?:[,;:]+|[.–—-]+\s)\s*", "", title.rstrip())
        )
    return tidy(title)


def _join(before: str, after: str) -> str:
    if before[-1:] + after[:1] in ("()", "[]", '""', "“”"):
        return _join(before[:-1].rstrip(), after[1:].lstrip())
    if before.endswith((" –", " —", " -")) and after.startswith(("– ", "— ", "- ")):
        before = before[:-2].rstrip()
    if before[-1:] in tuple(",;:") and after[:1] in tuple(",;:.!?"):
        before = before[:-1]
    return f"{before}{after}" if after[:1] in tuple(",;:.!?)") else f"{before} {after}"


def _title_problems(captured: Captured, found: Sequence[Problem]) -> list[Problem]:
    if len(captured.title) > TITLE_LIMIT:
        return [_too_long(captured.title)]
    left = captured.title
    for words in (*(problem.words for problem in found), *(note.words for note in captured.notes)):
        left = left.replace(words, "")
    if any(mark.isalnum() for mark in left):
        return []
    if captured.due and captured.due.exit_rule:
        sentence = "The rest of the line became the exit rule. Type what was asked before it."
        return [Problem("empty", sentence, "")]
    return [Problem("empty", "Type what was asked, such as “Bring 101 waiting times back”.", "")]


def _too_long(title: str) -> Problem:
    sentence = (
        f"This is {len(title):,} characters long; an action takes up to {TITLE_LIMIT}. "
        "Shorten it to what was asked. The background can go into an update."
    )
    return Problem("too_long", sentence, title)

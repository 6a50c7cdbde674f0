"""How a promise that was found is offered to be logged: a title, and a due date as somebody would type it."""

import re
from datetime import date

from tracker.domain.errors import BadInput
from tracker.domain.promises import ACTION_LINE, ACTION_TABLE, Promise
from tracker.domain.promises_text import plain
from tracker.domain.typed_due import read_due
from tracker.domain.wording import date_words
from tracker.domain.workdays import IsWorkingDay

ACTIONS = frozenset(
    {
        ACTION_LINE,
        ACTION_TABLE,
        "comes back at every meeting",
        "agreed or resolved",
        "asked for",
        "asked to come back",
        "note of work to be done",
        "somebody is to do it",
        "listed under actions",
        "listed as agreed or resolved",
        "listed as asked for",
    }
)
"""Rules that find what was asked of somebody. What the others find was offered, and is a commitment."""
LONGEST_TITLE = 200
"""Characters of a title that is offered. The exact words are kept beside it."""

_LEADS = re.compile(
    r"^(?:(?:no|not)\s+later\s+than|on\s+or\s+before|in\s+time\s+for|ahead\s+of|to|at|by|before|in|on|for|during)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_NEXT_MEETING = re.compile(r"\b(?:next|following)\s+(?:\w+\s+){0,3}meeting\b", re.IGNORECASE)
_EVERY_MEETING = re.compile(
    r"\b(?:all|every|each)\s+(?:\w+\s+){0,3}meetings?\b(?:\s+until\s+(?P<rule>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(r"\b20\d\d\b")


def title_of(promise: Promise) -> str:
    """Its words in one line, without marks of layout and the printed reference, cut after a word where they are many."""
    words = " ".join(plain(promise.quote).split())
    if promise.ref and words.startswith(promise.ref):
        words = words[len(promise.ref) :].lstrip(" –—:-.") or words
    words = words.rstrip(" ;,")
    if len(words) > LONGEST_TITLE:
        words = words[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return words[:1].upper() + words[1:]


def due_of(words: str | None, today: date, is_working_day: IsWorkingDay | None = None) -> str:
    """What to put into the field of the due date; "" where the words name no day that is still to come.

    A day without its year is left to the person: the document may be an old one.
    """
    if not words:
        return ""
    if every := _EVERY_MEETING.search(words):
        rule = " ".join((every["rule"] or "").split())
        return f"every meeting until {rule}" if rule else ""
    if _NEXT_MEETING.search(words):
        return "next meeting"
    if not _YEAR.search(words):
        return ""
    try:
        read = read_due(_LEADS.sub("", words), today, is_working_day)
    except BadInput:
        return ""
    return date_words(read.on) if read and read.on and read.on >= today else ""

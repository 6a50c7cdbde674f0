"""Requests for what is held: under the Freedom of Information Act 2000, or by the person it is about."""

import calendar
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from tracker.domain.errors import BadInput
from tracker.domain.redaction_words import needed_in
from tracker.domain.workdays import IsWorkingDay, on_or_after, working_day_after

WORKING_DAYS = 20
"""Freedom of Information Act 2000, section 10(1): not later than the twentieth working day after the day of receipt."""
MOST_TERMS = 20
SHORTEST, LONGEST = 3, 200
"""Characters of a term: a shorter one is found nearly everywhere."""
LONGEST_ABOUT = 2_000


class DisclosureKind(StrEnum):
    FREEDOM_OF_INFORMATION = "foi"
    SUBJECT_ACCESS = "sar"


class DisclosureState(StrEnum):
    GATHERING = "gathering"
    SENT = "sent"
    CLOSED = "closed"


KIND_WORDS: Mapping[DisclosureKind, str] = {
    DisclosureKind.FREEDOM_OF_INFORMATION: "Freedom of information request",
    DisclosureKind.SUBJECT_ACCESS: "Subject access request",
}
LAWS: Mapping[DisclosureKind, str] = {
    DisclosureKind.FREEDOM_OF_INFORMATION: "Freedom of Information Act 2000, section 10",
    DisclosureKind.SUBJECT_ACCESS: "UK GDPR, Article 12(3)",
}


def answer_by(kind: DisclosureKind, received_on: date, is_working_day: IsWorkingDay) -> date:
    """The last day for the answer. `is_working_day` knows weekends and bank holidays, and not the days the office closes besides.

    Freedom of information: the twentieth working day after the day of receipt. Subject access: the same day of the next month, or
    its last day where there is no such day, and where that is no working day, the next one.
    """
    if kind is DisclosureKind.FREEDOM_OF_INFORMATION:
        return working_day_after(received_on, WORKING_DAYS, is_working_day)
    year, month = divmod(received_on.year * 12 + received_on.month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return on_or_after(date(year, month + 1, min(received_on.day, last)), is_working_day)


def terms_of(typed: str) -> tuple[str, ...]:
    """What is searched for, a line each, each once. Raises `BadInput` for none, too many, or one that is found nearly everywhere."""
    terms = tuple(dict.fromkeys(filter(None, (" ".join(line.split()) for line in typed.splitlines()))))
    if not terms:
        raise BadInput("Write at least one word, name or reference to search for.", field="terms")
    if len(terms) > MOST_TERMS:
        raise BadInput(
            f"Search for {MOST_TERMS} words or names at a time; these are {len(terms)}.", field="terms"
        )
    for term in terms:
        if len(term) > LONGEST:
            raise BadInput(
                f"Keep each line to {LONGEST} characters: “{term[:40]}…” has {len(term)}.", field="terms"
            )
        if len(needed_in(term)) < SHORTEST:
            raise BadInput(
                f"“{term}” is found nearly everywhere. Use a word of at least {SHORTEST} letters or figures.",
                field="terms",
            )
    return terms


def checked_about(typed: str) -> str:
    """What was asked for, in the words of the request. Raises `BadInput` where it is missing or too long."""
    about = typed.strip()
    if not about:
        raise BadInput("Write what was asked for, in the words of the request.", field="about")
    if len(about) > LONGEST_ABOUT:
        raise BadInput(f"Keep it to {LONGEST_ABOUT:,} characters; it has {len(about):,}.", field="about")
    return about


def next_reference(kind: DisclosureKind, last: int) -> str:
    """ "FOI-007" after 6."""
    return f"{kind.value.upper()}-{last + 1:03d}"

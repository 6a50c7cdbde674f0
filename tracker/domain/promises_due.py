"""The words of a sentence that say when: found, not understood. Understanding them is the one-line grammar's work."""

import re

from tracker.domain.promises_words import phrase

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_YEAR = r"(?:20\d\d(?:[/–-]\d{2,4})?)"
_SEASON = (
    r"(?:spring|summer|autumn|winter|easter|christmas|new year|q[1-4]|quarter (?:[1-4]|one|two|three|four))"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?{_DAY}(?: of)? {_MONTH},?(?: {_YEAR})?|\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d|20\d\d-\d\d-\d\d|"
    rf"{_MONTH}(?: {_DAY},)? ?{_YEAR}|(?:early|mid|late)[ -]{_YEAR}|(?:early |mid[ -]?|late )?{_MONTH}|{_SEASON}(?: (?:of )?(?:{_YEAR}|this year|next year))?|{_YEAR})"
)
_MEETING = r"(?:meetings?|board|committee|panel|council|cabinet|forum|session)"
_SPAN = (
    r"(?:days?|working days?|weeks?|months?|quarters?|years?|financial year|calendar year|reporting period)"
)
_WHEN = rf"(?:(?:the )?(?:start|beginning|end|middle|close)(?: of)? |(?:the )?(?:early |mid |late )?(?:part of )?)?(?:the )?(?:{DATE}|(?:this|next|the (?:next|coming|following|current|new|financial)) {_SPAN}|the (?:financial |calendar )?year)"

_FORMS = (
    phrase(
        rf"\b(?:(?:at|to|for|in|by|before|in time for|until) )?(?:the |its |our |their |a |all |every |each )?(?:next|following|future|forthcoming|subsequent|later|all|every|each|{_MONTH}|{DATE}) (?:[a-z]+ ){{0,4}}?{_MEETING}\b(?: until [^.;]{{3,90}})?"
    ),
    phrase(
        rf"\b(?:to|at|for|by|before) (?:the )?(?:(?!to )[\w&]+ ){{0,3}}?{_MEETING} (?:in|on|of|for) (?:{DATE})"
    ),
    phrase(
        r"\b(?:by|on|before|until) (?:(?:this|next|the following) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bin (?:\d+|two|three|four|five|six|nine|twelve) (?:days|weeks|months|years)(?:'s?)?(?: time)?\b"
    ),
    phrase(r"\buntil [^.;]{3,80}"),
    phrase(
        rf"\b(?:by|before|no later than|not later than|on or before|in time for|until|from|during|on|in|for|at|ahead of|throughout|through to) (?:at least )?(?:the )?{_WHEN}\b"
    ),
    phrase(
        rf"\bwithin (?:the next )?(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|the) (?:calendar |working |clear )?{_SPAN}\b"
    ),
    phrase(
        r"\b(?:in|over|within|during) (?:the )?(?:very )?(?:near|foreseeable|immediate|not too distant) future\b"
    ),
    phrase(
        rf"\b(?:in|over|within|during) (?:the )?(?:coming|next(?: few| couple of| \w+)?|following) {_SPAN}\b|\bfor (?:at least )?(?:the )?next \w+ {_SPAN}\b"
    ),
    phrase(
        rf"\b(?:{_DAY} {_MONTH} {_YEAR}|{_SEASON} (?:of )?{_YEAR}|{_MONTH} {_YEAR}|20\d\d/\d\d(?:\d\d)?)\b"
    ),
    phrase(
        r"\bnext (?:week|month|quarter|year|meeting)\b|\b(?:later|earlier) (?:this|in the) (?:week|month|year)\b"
    ),
    phrase(
        r"\b(?:in due course|as soon as (?:possible|practicable)|a\.?s\.?a\.?p\b|immediately|urgently|ongoing|on a (?:regular|monthly|quarterly|annual|six-monthly|weekly) basis|every (?:month|quarter|year|six months)|quarterly|six-monthly|bi-?annually|annually)"
    ),
)
_AGO = phrase(
    r"\b(?:since|in the last|over the last|over the past|in the past|previous|compared (?:to|with)|between|from)\s*$"
)
NEAR = 260
"""Characters after the words that promise, within which a day belongs to them."""


def due_words(sentence: str, verb: int, *, near: bool = False) -> str | None:
    """The words that say when, as they stand. Those after the verb at `verb` first; then those before it.

    `near` leaves the vague ones (“ongoing”, “quarterly”, a future meeting) to others: a day, a month or a year is meant.
    """
    forms = _FORMS[1:10] if near else _FORMS
    found = [
        one
        for form in forms
        for one in form.finditer(sentence)
        if not _AGO.search(sentence[max(0, one.start() - 24) : one.start()])
    ]
    after = [one for one in found if verb <= one.start() <= verb + NEAR]
    found = after or [one for one in found if not one[0].casefold().startswith("until")]
    if not found:
        return None
    best = (
        min(after, key=lambda one: (one.start(), -one.end()))
        if after
        else max(found, key=lambda one: (one.end(), -one.start()))
    )
    return re.sub(r"\s+", " ", best[0]).strip(" ,.")

"""Where an action of a log stands: the words that offices write for it, and the rating beside it.

A word that is not known here leaves the action open with a sentence that quotes it: that is said, and not passed over.
"""

import re
from dataclasses import dataclass

from tracker.domain.import_rows import LogStatus
from tracker.domain.log_dates import ANYWHERE
from tracker.domain.log_sheets import one_line

OPEN, COMPLETE, CLOSED, WITHDRAWN = LogStatus.OPEN, LogStatus.COMPLETE, LogStatus.CLOSED, LogStatus.WITHDRAWN

_WORDS = {
    OPEN: "open|opened|re opened|reopened|remains open|still open|keep open|on going|ongoing|in progress|in hand|progressing|in train|underway"
    "|under way|overdue|over due|carried forward|carry forward|c/f|cf|brought forward|b/f|carried over|rolled over|roll forward|rolled forward"
    "|outstanding|o/s|os|pending|live|active|current|new|not started|yet to start|not yet started|not commenced|started|commenced|to do"
    "|todo|wip|work in progress|on track|at risk|off track|delayed|late|slipped|behind|behind schedule|due|not due|not yet due|not complete"
    "|not completed|incomplete|not closed|not yet complete|partially complete|partially completed|partly complete|part complete"
    "|partial|nearly complete|almost complete|on hold|paused|deferred|awaiting|awaiting update|awaiting response|waiting|await update"
    "|extended|in development|being progressed|under review|continue|continues|continuing|to continue|monitoring|ongoing monitoring|standing"
    "|standing item|propose to close|proposed to close|proposed for closure|propose closure|proposed closure|recommend closure"
    "|recommended for closure|recommend for closure|recommended closure|recommend close|request to close|for closure|to be closed|not met"
    "|suggest closure|submitted for closure|unresolved|no update|update required|update due|escalated|blocked|stalled|planned|scheduled",
    COMPLETE: "complete|completed|action complete|action completed|discharged|action discharged|done|finished|achieved|delivered|implemented"
    "|fulfilled|met|actioned|fully complete|fully completed|now complete|now completed|100%|resolved|complete and closed|completed and closed"
    "|closed complete|closed completed|complete closed|completed closed|complete/closed|closed/complete|completed/closed"
    "|closed as complete|closed as completed|agreed closed complete|agreed complete|complete & closed|completed & closed|closed and complete",
    CLOSED: "closed|close|action closed|agreed closed|now closed|nfa|no further action|no further action required|no further action needed"
    "|no action required|closed nfa|closed no further action|closed with no further action|closed no further action required|signed off"
    "|closed off|closed down|agreed to close|closure agreed|ended",
    WITHDRAWN: "withdrawn|withdraw|w/d|void|voided|superseded|cancelled|canceled|cancel|abandoned|rescinded|action withdrawn|action cancelled"
    "|logged in error|raised in error|duplicate|duplicated|merged|no longer required|no longer relevant|no longer applicable|not pursued"
    "|not required|closed superseded|closed withdrawn|closed void|closed duplicate|closed merged",
}
STATUSES = {word: status for status, words in _WORDS.items() for word in words.split("|")}
RATINGS = {
    **dict.fromkeys(("red", "r"), "red"),
    **dict.fromkeys(("amber", "a"), "amber"),
    **dict.fromkeys(("green", "g"), "green"),
}
_APART = re.compile(r"\s*(?:[–—:;,.(\[/|]|\s-|-\s|\n)\s*")
_WITH = re.compile(r"\s+(?:with|by|at|on|see|as|in|to|from|into)\s+", re.IGNORECASE)
YES = frozenset({"y", "yes", "true", "✓", "✔", "√", "ü", "x", "1", "tick", "☑"})
NO = frozenset({"n", "no", "false", "0", "✗", "✘", "not yet", "☐"})


@dataclass(frozen=True)
class StatusRead:
    """What words say of a status and a rating: None and "" where they say nothing of it. `known` is False for words that we do not know."""

    status: LogStatus | None = None
    rating: str = ""
    known: bool = True


NOTHING = StatusRead()


def plain_status(text: str) -> str:
    """`text` as the tables of this module write it."""
    words = re.sub(r"[‐-―−-]+", " ", one_line(text).casefold())
    return " ".join(words.strip(" .!*:;,()[]'\"“”").split())


def status_of(text: str) -> LogStatus | None:
    """The status that `text` is, as a whole, or None."""
    return STATUSES.get(plain_status(text))


def read_status(text: str, heading: str = "", meanings: dict[str, str] | None = None) -> StatusRead:
    """What a cell of a column of statuses or ratings says.

    `heading` is that of its column, for "Yes" under "Complete?"; `meanings` are the words that a key in the file explains.
    """
    words = plain_status(text)
    if not words:
        return NOTHING
    if meanings and words in meanings:
        own = _read(plain_status(meanings[words]), meanings[words])
        return StatusRead(
            own.status or OPEN if own.known else None, own.rating or RATINGS.get(words, ""), own.known
        )
    if words in YES | NO and (sense := sense_of(heading)):
        return StatusRead(sense if words in YES else OPEN)
    if words in ("o", "c") and "closed" in plain_status(heading):
        return StatusRead(OPEN if words == "o" else CLOSED)
    return _read(words, text)


def _read(words: str, text: str) -> StatusRead:
    if words in STATUSES:
        return StatusRead(STATUSES[words])
    if words in RATINGS:
        return StatusRead(None, RATINGS[words])
    if re.fullmatch(r"\d{1,2}(?:\.\d+)?\s?%(?: complete)?", words):
        return StatusRead(OPEN)
    if re.fullmatch(r"100\s?%(?: complete)?", words):
        return StatusRead(COMPLETE)
    if words.startswith("awaiting "):
        return StatusRead(OPEN)
    without_day = plain_status(ANYWHERE.sub(" ", one_line(text)))
    if without_day != words and without_day in STATUSES:
        return StatusRead(STATUSES[without_day])
    return _leading(one_line(text))


def _leading(text: str) -> StatusRead:
    """What the words before the first dash, comma or bracket say: "Complete – sent on 12 May", "Green (on track)"."""
    for apart in (_APART, _WITH):
        first, *rest = apart.split(text.strip(" ([*-–—"), maxsplit=1)
        words = plain_status(first)
        after = plain_status(rest[0]) if rest else ""
        if not rest or not words:
            continue
        if words in RATINGS and apart is _APART:
            status = STATUSES.get(after)
            return StatusRead(status, RATINGS[words]) if status or len(words) > 1 else StatusRead(known=False)
        if words in STATUSES:
            both = STATUSES.get(f"{words} {after}")
            return StatusRead(both or STATUSES[words], RATINGS.get(after, "") if len(after) > 1 else "")
    return StatusRead(known=False)


def sense_of(heading: str) -> LogStatus | None:
    """What a tick or a date under this heading says: closed under "Date closed", complete under "Completed?"."""
    words = plain_status(heading)
    if re.search(r"\b(?:complet|discharg|done|deliver|implement|finish|achiev)", words):
        return COMPLETE
    return CLOSED if re.search(r"\bclos", words) else None


_SHEET_OPEN = re.compile(
    r"\b(?:open|outstanding|live|current|active|ongoing|in progress|overdue|carried forward)\b"
)
_SHEET_COMPLETE = re.compile(r"\b(?:complete|completed|discharged|delivered)\b")
_SHEET_CLOSED = re.compile(r"\b(?:closed|archive|archived|nfa)\b")
_SHEET_WITHDRAWN = re.compile(r"\b(?:withdrawn|superseded|void|cancelled)\b")


def status_of_name(name: str) -> LogStatus | None:
    """What the name of a sheet, or a line above some rows, says of all of them: "Closed actions". None where it says two things."""
    words = plain_status(name)
    if re.search(r"\b(?:not|in)\s?complete", words):
        return OPEN
    said = [
        status
        for status, pattern in (
            (OPEN, _SHEET_OPEN),
            (COMPLETE, _SHEET_COMPLETE),
            (CLOSED, _SHEET_CLOSED),
            (WITHDRAWN, _SHEET_WITHDRAWN),
        )
        if pattern.search(words)
    ]
    if said in ([COMPLETE, CLOSED], [COMPLETE]):
        return COMPLETE
    return said[0] if len(said) == 1 else None

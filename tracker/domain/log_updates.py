"""Divides the notes of one cell into updates, each with its day, where the cell leaves no doubt where each begins."""

import re
from dataclasses import dataclass
from datetime import date

from tracker.domain.import_rows import LogUpdate
from tracker.domain.log_dates import ANYWHERE, MONTHS, read_day

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_PART_OF_A_DAY = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH})\b\.?(?:\s*['’]?(?:(?:19|20)\d{{2}}|\d{{2}}))?|\d{{1,2}}[/.]\d{{1,2}})"
_STAMP = re.compile(
    rf"(?P<open>[\[(]?)(?:(?:update|updated)\s+)?(?P<day>{ANYWHERE.pattern}|{_PART_OF_A_DAY})(?P<close>[\])]?)(?P<apart>\s*[-–—:|]+\s*|\s*\n\s*|\s+)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:\A|\n|(?<=[.;!?)\]])\s)\s*(?:[•*·]\s*|[-–—]\s+)?")
_BY = re.compile(r"\(?(?P<by>[A-Z][A-Za-z]?[A-Z]{1,3}|[A-Z][a-z]+ [A-Z][a-z]+)\)?\s*[:–—-]\s+")
_CLOSURE = re.compile(
    r"\b(?:recommend|propos|suggest|request|submit)\w*\b[^.]{0,40}\b(?:clos|discharg)|\b(?:recommend|propos|suggest)\w*\s+(?:for\s+)?clos",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Stamp:
    begins: int
    ends: int
    on: date | None
    words: str


def updates_of(text: str, *, given_on: date | None = None, given_words: str = "") -> tuple[LogUpdate, ...]:
    """The updates in one cell, in its order. `given_on` and `given_words` are what its heading or a column beside it says of its day."""
    text = text.strip()
    if not text:
        return ()
    stamps = _stamps(text)
    if not stamps:
        return (_update(text, given_on, given_words),)
    parts = [] if not text[: stamps[0].begins].strip() else [_update(text[: stamps[0].begins], None, "")]
    for at, stamp in enumerate(stamps):
        end = stamps[at + 1].begins if at + 1 < len(stamps) else len(text)
        parts.append(_update(text[stamp.ends : end], stamp.on, "" if stamp.on else stamp.words))
    return tuple(parts)


def _update(text: str, on: date | None, words: str) -> LogUpdate:
    body = text.strip().strip("•*·").strip()
    found = _BY.match(body)
    by = found["by"] if found else ""
    body = body[found.end() :].strip() if found else body
    return LogUpdate(body, on, words, by, recommends_closure=bool(_CLOSURE.search(body)))


def _stamps(text: str) -> list[_Stamp]:
    """Where each update begins; empty where there is a doubt.

    A day begins an update at the start of the cell, of a line or of a sentence, and only if what follows it is set apart or begins as a
    sentence does. All of them must stand in one order of time, and each must have words.
    """
    found: list[_Stamp] = []
    for start in _BEGINS.finditer(text):
        stamp = _STAMP.match(text, start.end())
        if stamp is None or stamp.start() < (found[-1].ends if found else 0):
            continue
        one = _stamp(text, stamp, at_line=start.start() == 0 or "\n" in start.group())
        if one:
            found.append(one)
    if not found:
        return []
    first = found[0]
    if (
        text[: first.begins].strip()
        and text[first.begins - 1] not in "\n"
        and "\n" not in text[: first.begins][-3:]
    ):
        return []
    days = [one.on for one in found if one.on]
    if days != sorted(days) and days != sorted(days, reverse=True):
        return []
    ends = [one.begins for one in found[1:]] + [len(text)]
    if any(not text[one.ends : end].strip() for one, end in zip(found, ends, strict=True)):
        return []
    return found


def _stamp(text: str, stamp: "re.Match[str]", *, at_line: bool) -> _Stamp | None:
    read = read_day(stamp["day"])
    apart = stamp["apart"]
    set_apart = bool(re.search(r"[-–—:|\n]", apart)) or bool(stamp["close"])
    following = text[stamp.end() : stamp.end() + 1]
    if read.on is None and not (at_line and set_apart and not ANYWHERE.fullmatch(stamp["day"])):
        return None
    if not set_apart and not following.isupper():
        return None
    if re.match(r"(?:(?:\d{1,2}|to|and|until)\b)", text[stamp.end() : stamp.end() + 6]) and not re.search(
        r"[:\n]", apart
    ):
        return None
    return _Stamp(stamp.start(), stamp.end(), read.on, stamp["day"])

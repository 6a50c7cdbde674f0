"""Lines between the rows of a log that say something of those under them: "Closed actions", "Meeting of 12 July 2023"; and its footers."""

import re
from dataclasses import dataclass

from tracker.domain.import_rows import LogStatus
from tracker.domain.log_dates import ANYWHERE, MONTHS, read_day
from tracker.domain.log_sheets import one_line
from tracker.domain.log_status import plain_status, status_of_name

LONGEST = 120
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH_ALONE = re.compile(rf"(?:{_MONTH})\.?(?:[-\s/]*['’]?(?:(?:19|20)\d{{2}}|\d{{2}}))?", re.IGNORECASE)
_SITTING = re.compile(r"\b(?:meeting|mtg|ppm|board|committee|panel|session|forum)s?\b", re.IGNORECASE)
_SOME_DAY = re.compile(
    rf"\b(?:{_MONTH})\b|\b(?:19|20)\d{{2}}\b|\b(?:no\.?|number)?\s*\d{{1,3}}\b", re.IGNORECASE
)
_RAISED_THERE = re.compile(
    r"\b(?:actions?|matters|items|points)\b.*\b(?:from|of|at|arising|raised|agreed)\b|^(?:date of )?(?:meeting|mtg)\b",
    re.IGNORECASE,
)
_STATUS_LINE = re.compile(
    r"(?:(?:all|the|list of|section \w+|part \w+|[a-z0-9][.)])\s+)*[a-z/&, ]{3,40}?(?:\s+(?:actions?|items?|matters|points|log|recommendations?))?",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:sub ?-?total|total|totals|grand total|number of|no\.? of|count of|count|page \d+|end of|last updated|updated on|updated by|as at|printed"
    r"|prepared by|version|author|official(?:-sensitive)?$|\*+|note:|notes:|nb:?\b|n\.b\.|source:|key:?$|legend:?$|rag key|rag definitions?"
    r"|distribution|protective marking|©|confidential|restricted)",
    re.IGNORECASE,
)


@dataclass
class Context:
    """What lines above say of the rows under them. `words` is a line that is neither a status nor a meeting, kept with its rows."""

    status: LogStatus | None = None
    meeting: str = ""
    words: str = ""

    def take(self, text: str) -> None:
        """A line that stands above the next rows."""
        text = one_line(text)
        status, meeting = status_of_line(text), meeting_of_line(text)
        self.status = status or self.status
        self.meeting = meeting or self.meeting
        self.words = "" if status or meeting else text


def status_of_line(text: str) -> LogStatus | None:
    """The status of the rows under "Closed actions" or "Section B – outstanding"; None for any other line."""
    words = plain_status(text)
    if len(words) > 60 or len(words.split()) > 7 or not _STATUS_LINE.fullmatch(words):
        return None
    return status_of_name(words)


def meeting_of_line(text: str) -> str:
    """The meeting that a line between rows names, as it stands; "" for any other line."""
    text = one_line(text).strip(" :")
    if len(text) > LONGEST or not text:
        return ""
    if read_day(text).on or _MONTH_ALONE.fullmatch(text):
        return text
    if _SITTING.search(text) and not re.search(r"\bnext\b", text, re.IGNORECASE) and _SOME_DAY.search(text):
        return text
    return ""


def meeting_of_title(text: str) -> str:
    """The meeting at which all actions of a table were raised, by the words above it: "Actions agreed at the meeting of 12 July 2023".

    The title of a log often names the meeting that it was made for, which says nothing of where an action comes from.
    """
    text = one_line(text).strip(" :")
    named = re.fullmatch(
        r"(?:date of (?:the )?(?:meeting|mtg)|meeting date|meeting)\s*:\s*(.+)", text, re.IGNORECASE
    )
    if named:
        return named[1] if ANYWHERE.search(named[1]) else ""
    return text if _RAISED_THERE.search(text) and meeting_of_line(text) and ANYWHERE.search(text) else ""


def meeting_of_sheet(name: str) -> str:
    """“July 2023” and "PPM 12.07.23" name a meeting; "Log 2023" does not."""
    text = one_line(name)
    if read_day(text).on or _MONTH_ALONE.fullmatch(text):
        return text
    said = _SITTING.search(text) and (
        ANYWHERE.search(text) or re.search(rf"\b(?:{_MONTH})\b", text, re.IGNORECASE)
    )
    return text if said else ""


def is_footer(text: str) -> bool:
    """Whether a line is about the log and not in it: a total, a page number, who made it."""
    return bool(_FOOTER.match(one_line(text).lstrip("([ ")))

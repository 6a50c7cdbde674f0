"""A pasted list of what an inspection found, read into findings. It is shown and corrected before anything is written.

Read are the headings that inspectorates use ("Recommendation 3: …", "Area for improvement", "Cause of concern" with recommendations
under it), lists under a heading for many ("Recommendations", then 1., 2., 3.), and rows of a spreadsheet with tabs between the cells.
What stands before the first heading is not taken, and is shown as that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.inspection_deadlines import deadline
from tracker.domain.inspection_rows import read_rows
from tracker.domain.inspections import FindingKind

MOST = 200
"""Findings in one list."""
LONGEST = 200_000
"""Characters of a pasted list."""
LONGEST_TITLE = 140
"""Characters of the title that is proposed for the action."""

_KIND = r"(?P<kind>causes?\s+of\s+concern|areas?\s+for\s+improvement|afis?|recommendations?|recs?)"
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,3})*[a-z]?|[A-Z])"
_HEADING = re.compile(
    rf"^(?:[-•*–]\s+)?{_KIND}(?:\s+(?:number|no\.?)?\s*{_NUMBER}(?![\w]))?\s*(?:(?P<mark>[:.–—-])\s*(?P<rest>.*))?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\(?(?P<number>\d{1,3}(?:\.\d{1,3})*)[.)]\s+(?P<rest>\S.*)$")
_BULLET = re.compile(r"^[-•*–·]\s+")
_SETTING = re.compile(r"^[#>\s]*|\*\*|__")
_FIRST_SENTENCE = re.compile(r"(.+?[.!?])(?:\s|$)", re.DOTALL)
_OPENING = re.compile(
    r"^(?:by|before|within|with|no later than|not later than)\b[^,]{3,60},\s*", re.IGNORECASE
)


@dataclass(frozen=True)
class FindingRead:
    """One finding as it was understood. `under` is the place in the list (from 0) of the cause of concern that it stands under.

    `due_words` are the report's words for a deadline, `due_on` its day where they say one. `title` is proposed for our action.
    """

    kind: FindingKind
    wording: str
    number: str = ""
    due_words: str = ""
    due_on: date | None = None
    under: int | None = None
    title: str = ""
    action_taken: str = ""


@dataclass(frozen=True)
class ListRead:
    """What was understood of a text or a file, the lines that were not taken, and of a file what each column was taken as, in words."""

    findings: tuple[FindingRead, ...]
    not_taken: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass
class _Draft:
    kind: FindingKind
    number: str
    lines: list[str]
    under: int | None


def read_list(text: str) -> ListRead:
    """What is in a pasted text. Never raises; a text without any heading gives no finding, and all its lines as not taken."""
    lines = [
        _SETTING.sub("", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    if sum("\t" in line for line in lines) * 2 > sum(bool(line) for line in lines) > 0:
        found, left = read_rows(lines)
        return ListRead(tuple(_finished(*one) for one in found[:MOST]), tuple(left))
    reading = _Reading()
    for line in lines:
        reading.take(line)
    return ListRead(tuple(reading.finished()), tuple(reading.not_taken))


def kind_in(words: str) -> FindingKind:
    """The kind that a heading names: "AFI", "Areas for improvement", "Rec"."""
    first = words.strip().lower()
    if first.startswith("cause"):
        return FindingKind.CAUSE_OF_CONCERN
    return FindingKind.AREA_FOR_IMPROVEMENT if first.startswith("a") else FindingKind.RECOMMENDATION


def proposed_title(wording: str) -> str:
    """Our title for the action: the first sentence without its deadline, cut between two words where it is long."""
    first, *rest = _BULLET.sub("", wording).split("\n")
    line = " ".join((first if first.endswith(":") else " ".join((first, *rest))).split())
    sentence = _FIRST_SENTENCE.match(line)
    words = _OPENING.sub("", sentence[1] if sentence else line).rstrip(".:;")
    words = words[:1].upper() + words[1:]
    if len(words) <= LONGEST_TITLE:
        return words
    return f"{words[:LONGEST_TITLE].rpartition(' ')[0].rstrip(',:;–')} …"


class _Reading:
    """The list as far as it was read: the findings, and what a line without a heading belongs to."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self.not_taken: list[str] = []
        self._many: FindingKind | None = None
        self._concern: int | None = None

    def take(self, line: str) -> None:
        heading = _HEADING.match(line)
        if heading and (heading["mark"] or not heading["rest"]) and self._is_heading(heading):
            self._begin(heading)
        elif not line:
            if self.drafts and self.drafts[-1].lines:
                self.drafts[-1].lines.append("")
        elif self._many is not None and (numbered := _NUMBERED.match(line)):
            self._add(self._many, numbered["number"], numbered["rest"])
        elif self._many is not None and self._starts_anew(line):
            self._add(self._many, "", _BULLET.sub("", line))
        elif self.drafts:
            self.drafts[-1].lines.append(line)
        else:
            self.not_taken.append(line)

    def finished(self) -> Iterator[FindingRead]:
        """The findings that have words, with the places of those they stand under put right."""
        kept = [place for place, draft in enumerate(self.drafts) if any(draft.lines)][:MOST]
        places = {old: new for new, old in enumerate(kept)}
        for place in kept:
            draft = self.drafts[place]
            under = places.get(draft.under) if draft.under is not None else None
            wording = re.sub(r"\n{3,}", "\n\n", "\n".join(draft.lines)).strip()
            yield _finished(draft.kind, draft.number, wording, "", None, under)

    def _is_heading(self, heading: re.Match[str]) -> bool:
        """ "Recommendations made in 2021 – 12" is a sentence; a heading for many has nothing after it."""
        return not (_is_many(heading["kind"]) and heading["rest"])

    def _begin(self, heading: re.Match[str]) -> None:
        kind = kind_in(heading["kind"])
        if _is_many(heading["kind"]):
            self._many = kind
            if kind is FindingKind.AREA_FOR_IMPROVEMENT:
                self._concern = None
            return
        self._many = None
        self._add(kind, heading["number"] or "", heading["rest"] or "")

    def _add(self, kind: FindingKind, number: str, words: str) -> None:
        if kind is FindingKind.AREA_FOR_IMPROVEMENT:
            self._concern = None
        under = self._concern if kind is FindingKind.RECOMMENDATION else None
        self.drafts.append(_Draft(kind, number, [words] if words else [], under))
        if kind is FindingKind.CAUSE_OF_CONCERN:
            self._concern = len(self.drafts) - 1

    def _starts_anew(self, line: str) -> bool:
        """Under a heading for many, a paragraph is a finding of its own, unless it goes on with a list within one."""
        if not self.drafts or self.drafts[-1].kind is not self._many or not any(self.drafts[-1].lines):
            return True
        said = [one for one in self.drafts[-1].lines if one]
        within_a_list = bool(_BULLET.match(line)) and (
            said[-1].endswith(":") or bool(_BULLET.match(said[-1]))
        )
        return not within_a_list and (self.drafts[-1].lines[-1] == "" or bool(_BULLET.match(line)))


def _is_many(words: str) -> bool:
    first = words.lower()
    return first.startswith(("causes", "areas")) or first in ("afis", "recommendations", "recs")


def _finished(
    kind: FindingKind, number: str, wording: str, due_words: str, due_on: date | None, under: int | None
) -> FindingRead:
    if not due_words:
        due_words, due_on = deadline(wording)
    found = FindingRead(kind, wording, number, due_words, due_on, under)
    return replace(found, title=proposed_title(wording))

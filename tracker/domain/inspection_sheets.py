"""A file of what an inspection found, a workbook or a CSV file, read into findings. It is shown and corrected before anything is written.

The names of the columns say what is in them: the kind, the number, the words, the deadline, the action taken. A column may also hold the
words of one kind ("Cause of concern" beside "Recommendation"): then each of its cells is a finding, and a recommendation stands under
the cause of concern of its row. Without names the cells say what they are, as those of a pasted list do.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from tracker.domain.inspection_deadlines import day_alone, deadline
from tracker.domain.inspection_list import MOST, FindingRead, ListRead, kind_in, proposed_title
from tracker.domain.inspection_rows import KINDS, row_of
from tracker.domain.inspections import KIND_WORDS, FindingKind
from tracker.domain.log_sheets import Book, Cell, Sheet, SheetRow, one_line
from tracker.domain.wording import date_words

K = FindingKind
NAMES: Mapping[str, tuple[str, ...]] = {
    "kind": ("type", "kind", "category", "finding type", "type of finding", "recommendation type"),
    "number": (
        *("number", "no", "ref", "ref no", "reference", "reference number", "id", "item", ""),
        *("recommendation number", "rec no", "hmicfrs ref", "hmicfrs reference", "finding number"),
    ),
    "wording": (
        *("wording", "text", "finding", "description", "detail", "details", "action", "full text", "words"),
        *("recommendation text", "recommendation wording", "finding text", "hmicfrs wording"),
    ),
    "due": (
        *("due", "due date", "due by", "deadline", "by", "by when", "target date", "date due", "timescale"),
        *("completion date", "hmicfrs deadline", "complete by"),
    ),
    "action_taken": (
        *("action taken", "actions taken", "action taken or proposed", "response", "progress", "update"),
        *("force response", "what has been done", "current position", "progress update", "force update"),
    ),
    K.RECOMMENDATION: ("recommendation", "recommendations", "rec", "recs"),
    K.AREA_FOR_IMPROVEMENT: ("area for improvement", "areas for improvement", "afi", "afis"),
    K.CAUSE_OF_CONCERN: ("cause of concern", "causes of concern", "cause for concern", "coc"),
}
MEANINGS = {
    "kind": "what it is",
    "number": "the number",
    "wording": "the words of the report",
    "due": "the deadline",
    "action_taken": "what is done about it",
}
_ROLES = {word: role for role, words in NAMES.items() for word in words if word}


def read_book(book: Book) -> ListRead:
    """What is in a file. Never raises; a file in which nothing is recognised gives no finding, and all its rows as not taken."""
    reading = _Reading()
    for sheet in book.sheets:
        reading.take_sheet(sheet)
    columns = dict.fromkeys(reading.columns)
    return ListRead(tuple(reading.found), tuple(reading.not_taken), tuple(columns))


class _Reading:
    """The file as far as it was read."""

    def __init__(self) -> None:
        self.found: list[FindingRead] = []
        self.not_taken: list[str] = []
        self.columns: list[str] = []
        self._roles: dict[int, str] = {}
        self._kind = K.RECOMMENDATION

    def take_sheet(self, sheet: Sheet) -> None:
        self._roles, self._kind = {}, K.RECOMMENDATION
        named = _ROLES.get(_plain(sheet.name))
        if named and named in KIND_WORDS:
            self._kind = K(named)
        bare = not any(_names_in(row) for row in sheet.rows())
        for row in sheet.rows():
            if row.words:
                self._take(row, bare=bare)

    def _take(self, row: SheetRow, *, bare: bool) -> None:
        """Takes one row; `bare` where no row of its sheet has names, else what stands above them is not taken."""
        roles = _names_in(row)
        if roles:
            self._roles = roles
            self.columns += _told(row, roles)
        elif len(row.words) == 1 and _ROLES.get(_plain(row.words[0].text)) in KIND_WORDS:
            self._kind = kind_in(row.words[0].text)
        elif len(self.found) >= MOST or not (self._bare(row) if bare else self._named(row)):
            self.not_taken.append(one_line(" ".join(cell.text for cell in row.words)))

    def _bare(self, row: SheetRow) -> bool:
        """A row under no names: its longest cell is the wording."""
        cells = [_said(cell) for cell in row.words]
        read = row_of(cells, {})
        if read is None:
            return False
        kind, number, wording, due, _, _ = read
        self._add(kind if any(KINDS.fullmatch(one) for one in cells) else self._kind, number, wording, due)
        return True

    def _named(self, row: SheetRow) -> bool:
        cells = {role: cell for cell in row.cells if (role := self._roles.get(cell.column)) and cell.text}
        told = {role: _said(cell) for role, cell in cells.items()}
        of_kind = KINDS.fullmatch(told.get("kind", ""))
        number = told.get("number", "") or (of_kind["number"] or "" if of_kind else "")
        due, done = told.get("due", ""), told.get("action_taken", "")
        wordings = {role: words for role, words in told.items() if role in KIND_WORDS}
        if "wording" in told:
            # Beside the words, a column "Recommendation" holds their number.
            kind = kind_in(of_kind["kind"]) if of_kind else self._kind
            if not of_kind and len(wordings) == 1:
                kind = K(next(iter(wordings)))
            number = number or next((words for words in wordings.values() if len(words) <= 20), "")
            wordings, cells = {kind.value: told["wording"]}, {kind.value: cells["wording"]}
        if not wordings:
            return False
        if self.found and all(cells[kind].from_above for kind in wordings):
            before = self.found[-1].action_taken
            self.found[-1] = replace(self.found[-1], action_taken="\n".join(filter(None, (before, done))))
            return True
        under = None
        if K.CAUSE_OF_CONCERN in wordings and len(wordings) > 1:
            under = self._concern(wordings.pop(K.CAUSE_OF_CONCERN))
        for role, words in wordings.items():
            self._add(K(role), number, words, due, done, under if role == K.RECOMMENDATION else None)
        return True

    def _concern(self, words: str) -> int:
        """The place of the cause of concern with these words; it stands once, however many rows repeat it."""
        for place, one in enumerate(self.found):
            if one.kind is K.CAUSE_OF_CONCERN and one.wording == words:
                return place
        self._add(K.CAUSE_OF_CONCERN, "", words, "")
        return len(self.found) - 1

    def _add(
        self, kind: FindingKind, number: str, words: str, due: str, done: str = "", under: int | None = None
    ) -> None:
        due_words, due_on = (due, day_alone(due)) if due else deadline(words)
        title = proposed_title(words)
        self.found.append(FindingRead(kind, words, number[:40], due_words, due_on, under, title, done))


def _names_in(row: SheetRow) -> dict[int, str]:
    """Which column is what, where the cells of a row are the names of columns; of two that could be the same the first.
    Empty where they are not: fewer than two are known, or none holds words."""
    roles: dict[int, str] = {}
    for cell in row.words:
        role = _ROLES.get(_plain(cell.text))
        if role and role not in roles.values():
            roles[cell.column] = role
    has_words = any(role == "wording" or role in KIND_WORDS for role in roles.values())
    return roles if has_words and len(roles) >= 2 else {}


def _told(row: SheetRow, roles: Mapping[int, str]) -> list[str]:
    """What each column was taken as, in words."""
    said = []
    for cell in row.words:
        role = roles.get(cell.column)
        meaning = (
            "not taken" if role is None else MEANINGS.get(role) or f"the words of each {KIND_WORDS[K(role)]}"
        )
        said.append(f"“{one_line(cell.text)}”: {meaning}")
    return said


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", words.lower()).split())


def _said(cell: Cell) -> str:
    return date_words(cell.on) if cell.on else cell.text

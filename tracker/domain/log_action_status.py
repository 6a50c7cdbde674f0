"""Where one action stands: by its own words, else by a date of closing, by what stands over it, or by a colour that a key explains."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.import_rows import LogStatus, LogUpdate
from tracker.domain.log_key import rating_of_fill
from tracker.domain.log_lines import Layout
from tracker.domain.log_sheets import Cell, CellKind, column_letter, one_line
from tracker.domain.log_status import (
    OPEN,
    YES,
    plain_status,
    read_status,
    sense_of,
    status_of,
    status_of_name,
)
from tracker.domain.log_understood import LogField as F

_ENDED = re.compile(r"\s*[–—:;.(]\s*|\s-+\s|,\s*|\s+(?=(?:at|on)\s)")
_DOUBT = re.compile(
    r"\b(?:except|but|however|pending|await\w*|part\w*|subject to|once|when|if|until|unless|remain\w*|outstanding|still|not|draft)\b",
    re.IGNORECASE,
)
Key = tuple[Mapping[str, str], Mapping[str, str]]
"""What short words mean, and what colours mean."""


@dataclass(frozen=True)
class StatusFound:
    """`text` are the words that stood there; `unread` the columns whose words were not understood."""

    status: LogStatus
    text: str = ""
    rating: str = ""
    problems: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()


def find_status(
    *,
    at: Mapping[int, Cell],
    layout: Layout,
    named: LogStatus | None,
    closed: tuple[Cell | None, date | None],
    due_text: str,
    updates: Sequence[LogUpdate],
    key: Key,
) -> StatusFound:
    """The status of an action. `named` is that of its sheet or section, `closed` the cell and the day of its closing."""
    look = _Look(at, layout, key)
    status = look.of(F.STATUS)
    rated = look.of(F.RATING)
    text = look.text(F.STATUS)
    if status is None and not text:
        text = look.text(F.RATING) if rated else ""
        status = rated
    if text and status is None:
        # The words say nothing of a status: a rating alone, or words that nobody knows, of which a problem tells.
        status = rated or look.of_explained_colour() or (OPEN if look.problems else None)
    if status is None:
        status = (
            _of_closing(closed, layout, named)
            or status_of(due_text)
            or named
            or _of_updates(updates, layout, look.problems)
            or look.of_colour()
        )
    return StatusFound(status or OPEN, text, look.rating, tuple(look.problems), tuple(look.unread))


class _Look:
    def __init__(self, at: Mapping[int, Cell], layout: Layout, key: Key) -> None:
        self._at, self._layout = at, layout
        self._words, self._fills = key
        self.problems: list[str] = []
        self.unread: list[int] = []
        self.rating = ""

    def text(self, wanted: F) -> str:
        cell = self._cell(wanted)
        return one_line(cell.text) if cell is not None and cell.kind is not CellKind.ERROR else ""

    def _cell(self, wanted: F) -> Cell | None:
        columns = self._layout.columns(wanted)
        return self._at.get(columns[0]) if columns else None

    def of(self, wanted: F) -> LogStatus | None:
        """What the words of this column say; a rating is noted on the way, and so is what nobody can know."""
        text, cell = self.text(wanted), self._cell(wanted)
        if not text or cell is None:
            if wanted is F.RATING and cell is not None and not self.rating:
                self.rating = rating_of_fill(cell.fill) if cell.fill not in self._fills else ""
            return None
        heading = one_line(self._layout.headings.get(cell.column, ""))
        read = read_status(text, heading, dict(self._words))
        if read.rating and (wanted is F.RATING or not self.rating):
            self.rating = read.rating
        if not read.known and plain_status(text) not in ("n/a", "na", "tbc", "", "none", "-"):
            self.unread += [cell.column] if wanted is F.RATING else []
            self._say(heading, text, wanted)
        return read.status

    def _say(self, heading: str, text: str, wanted: F) -> None:
        if wanted is F.STATUS:
            self.problems.append(
                f"{heading or 'Status'}: “{text[:80]}” is no status that is known here, so the action was taken for open. Choose its status."
            )
        else:
            self.problems.append(
                f"{heading or 'Rating'}: “{text[:80]}” is no rating or status that is known here, and no key in the file explains it. The words "
                "are kept; choose what it means."
            )

    def of_colour(self) -> LogStatus | None:
        """What a colour says by the key; a coloured status without words and without a key is said."""
        for wanted in (F.STATUS, F.RATING, F.REFERENCE, F.TITLE):
            cell = self._cell(wanted)
            if cell is None or not cell.fill:
                continue
            if meaning := self._fills.get(cell.fill):
                read = read_status(meaning)
                self.rating = self.rating or read.rating
                status = read.status or status_of_name(meaning)
                if status is None:
                    self._not_known(meaning)
                return status
            empty = not cell.text and wanted in (F.STATUS, F.RATING)
            if empty and not (wanted is F.RATING and self.rating):
                place = self._layout.headings.get(cell.column) or f"Column {column_letter(cell.column)}"
                self.problems.append(
                    f"{one_line(place)}: the cell is coloured and no key in the file says what the colour means, so the action was taken for open. "
                    "Choose its status."
                )
                return None
        return None

    def of_explained_colour(self) -> LogStatus | None:
        """The status that the key gives the colour of the row, where its words are none: the words then need no explaining."""
        for wanted in (F.STATUS, F.RATING, F.REFERENCE, F.TITLE):
            cell = self._cell(wanted)
            meaning = self._fills.get(cell.fill) if cell is not None and cell.fill else None
            status = (read_status(meaning).status or status_of_name(meaning)) if meaning else None
            if status is not None:
                self.problems.clear()
                return status
        return None

    def _not_known(self, meaning: str) -> None:
        if not self.rating:
            self.problems.append(
                f"The key says that the colour of this row means “{meaning[:80]}”, which is no status that is known here, so the action was taken "
                "for open. Choose its status."
            )


def _of_closing(
    closed: tuple[Cell | None, date | None], layout: Layout, named: LogStatus | None
) -> LogStatus | None:
    """What a date of closing says, or a tick or a status in its place."""
    cell, day = closed
    if cell is None or not cell.text:
        return None
    said = status_of(cell.text)
    if said is not None:
        return said
    if day is None and plain_status(cell.text) not in YES:
        return None
    if named in (LogStatus.COMPLETE, LogStatus.CLOSED, LogStatus.WITHDRAWN):
        return named
    return sense_of(layout.headings.get(cell.column, "")) or LogStatus.CLOSED


def _of_updates(updates: Sequence[LogUpdate], layout: Layout, problems: list[str]) -> LogStatus | None:
    """What the latest update says of the status where the table has no column for it: "Complete.", "Closed at the meeting of 4 May".

    One that begins so and goes on with a doubt ("Completed, except for the hubs") is said, and the action is open.
    """
    if layout.columns(F.STATUS) or not updates:
        return None
    dated = [update for update in updates if update.given_on]
    latest = (
        max(dated, key=lambda update: update.given_on or date.min)
        if len(dated) == len(updates)
        else updates[-1]
    )
    body = re.sub(
        r"^(?:action|now|this is|this action is)\s+", "", one_line(latest.body), flags=re.IGNORECASE
    )
    said = status_of(body)
    if said is not None:
        return said if said is not OPEN else None
    first, *rest = _ENDED.split(body, maxsplit=1)
    said = status_of(first)
    if said in (None, OPEN):
        return None
    if not rest or _DOUBT.search(body):
        problems.append(
            f"The latest update begins with “{first[:40]}” and goes on with more, so the action was taken for open. Choose its status."
        )
        return None
    return said

"""Decides what each column of a table is: by its heading, by what the others are, and by what stands under it."""

import re
from dataclasses import dataclass, field

from tracker.domain.log_headings import Meant, meant_by, plain_heading
from tracker.domain.log_profile import Profile
from tracker.domain.log_sheets import column_letter
from tracker.domain.log_understood import SEVERAL, ColumnFound
from tracker.domain.log_understood import LogField as F

SOME = 0.3
MOST = 0.6
LONG = 30
"""Letters: what is longer on average is told and not named."""
SHORTEST = 5
"""Letters on average of words that say what is asked."""
FIRST_OF_TITLES = (
    "action",
    "agreed",
    "what",
    "task",
    "title",
    "description",
    "wording",
    "request",
    "recommendation",
    "detail",
)


@dataclass
class Column:
    """A column on its way to a field. `number` counts from 0."""

    number: int
    heading: str
    profile: Profile = field(default_factory=Profile)
    meant: Meant = ()
    decided: F | None = None

    def __post_init__(self) -> None:
        self.meant = meant_by(self.heading)


def decide(columns: list[Column]) -> tuple[ColumnFound, ...]:
    """What each is taken for, from left to right."""
    _Decision(columns).decide()
    return tuple(
        ColumnFound(
            column_letter(one.number), one.heading, one.decided or F.OTHER, tuple(one.profile.samples)
        )
        for one in sorted(columns, key=lambda one: one.number)
    )


class _Decision:
    def __init__(self, columns: list[Column]) -> None:
        self._columns = sorted(columns, key=lambda one: one.number)

    def decide(self) -> None:
        self._titles()
        for column in self._columns:
            if column.decided is None and len(column.meant) == 1:
                self._plain(column)
        for column in self._columns:
            if column.decided is None and len(column.meant) > 1:
                column.decided = self._either(column)
        self._missing_title()
        self._missing_reference()
        self._second_due()
        for column in self._columns:
            column.decided = column.decided or F.OTHER

    def _taken(self, meant: F) -> bool:
        return any(one.decided is meant for one in self._columns)

    def _titles(self) -> None:
        """The column that says what is asked: that called after the action, before one called a description."""
        named = any(column.meant == (F.REFERENCE,) for column in self._columns)
        for column in self._columns if not named else ():
            if column.meant[:1] == (F.TITLE,) and _of_numbers(column) and F.REFERENCE in column.meant:
                column.decided = None if self._taken(F.REFERENCE) else F.REFERENCE
        fitting = [
            one
            for one in self._columns
            if F.TITLE in one.meant
            and one.decided is None
            and (not _of_numbers(one) or (named and one.meant[0] is F.TITLE))
        ]
        fitting.sort(key=lambda one: (not one.profile.cells, _rank(one)))
        if fitting:
            fitting[0].decided = F.TITLE
            for other in fitting[1:]:
                other.meant = tuple(meant for meant in other.meant if meant is not F.TITLE) or (F.ASKED,)

    def _plain(self, column: Column) -> None:
        meant = column.meant[0]
        profile = column.profile
        if meant is F.STATUS and profile.length > LONG / 2 and profile.share(profile.statuses) < SOME:
            meant = F.UPDATE
        if meant in (F.RAISED, F.CLOSED) and not profile.days and profile.length > LONG:
            meant = F.OTHER
        if meant is F.OWNER and profile.share(profile.days) > MOST:
            meant = F.DUE
        if meant is F.DUE and self._taken(F.DUE):
            return  # Which of two due dates is the first is decided when all are known.
        if meant not in SEVERAL and self._taken(meant):
            return
        column.decided = meant

    def _either(self, column: Column) -> F | None:
        profile = column.profile
        dated = profile.share(profile.days) > SOME
        meant = [one for one in column.meant if one in SEVERAL or not self._taken(one)]
        if set(column.meant) == {F.OWNER, F.DUE}:
            meant = [one for one in meant if one is (F.DUE if dated else F.OWNER)]
        elif set(column.meant) == {F.STATUS, F.CLOSED}:
            meant.sort(key=lambda one: one is not (F.CLOSED if dated else F.STATUS))
        elif F.CLOSED in column.meant and F.DUE in meant:
            meant.sort(key=lambda one: one is not F.DUE)
        elif F.UPDATE in meant and F.STATUS in meant and profile.share(profile.statuses) > 0.8:
            return F.STATUS
        elif F.REFERENCE in meant and F.AGENDA_ITEM in meant:
            own = not profile.cells or len(profile.distinct) > 0.9 * profile.cells
            return (
                F.REFERENCE if own and (_of_numbers(column) or profile.length < LONG / 2) else F.AGENDA_ITEM
            )
        return meant[0] if meant else None

    def _missing_title(self) -> None:
        if self._taken(F.TITLE):
            return
        for kinds in ({F.ASKED}, {F.OTHER, None}, {F.AGENDA_ITEM}):
            fitting = [one for one in self._columns if one.decided in kinds and _in_words(one)]
            if fitting:
                max(fitting, key=lambda one: one.profile.length).decided = F.TITLE
                return

    def _missing_reference(self) -> None:
        """A column of numbers without a heading, to the left of what is asked; or the minute's reference where there is no other."""
        if self._taken(F.REFERENCE):
            return
        for column in self._columns:
            if column.decided is F.TITLE:
                break
            profile = column.profile
            distinct = len(profile.distinct) > 0.8 * profile.cells
            if not column.heading and profile.cells and profile.share(profile.references) > 0.8 and distinct:
                column.decided = F.REFERENCE
                return

    def _second_due(self) -> None:
        """Two columns of due dates: the one called original or first is that, and the other holds now."""
        found = [
            one
            for one in self._columns
            if one.decided is F.DUE or (one.decided is None and one.meant == (F.DUE,))
        ]
        first = next(
            (
                one
                for one in found
                if re.search(r"\b(?:original|initial|first|baseline)\b", plain_heading(one.heading))
            ),
            None,
        )
        if len(found) == 2 and first:
            for one in found:
                one.decided = F.DUE if one is first else F.REVISED


def _of_numbers(column: Column) -> bool:
    profile = column.profile
    return profile.cells > 0 and profile.share(profile.references) > MOST and profile.length < LONG / 2


def _in_words(column: Column) -> bool:
    """Whether what stands in a column can say what is asked."""
    profile = column.profile
    figures = profile.days + profile.references + profile.statuses + profile.ticks
    return profile.length > SHORTEST and profile.share(figures) < SOME


def _rank(column: Column) -> int:
    words = plain_heading(column.heading)
    ranks = [rank for rank, word in enumerate(FIRST_OF_TITLES) if word in words]
    return min(ranks, default=len(FIRST_OF_TITLES)) if column.meant[0] in (F.TITLE,) else 99

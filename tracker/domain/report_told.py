"""What the Panel update and the Commissioner's response share: measures with their readings, what people wrote, and who signs.

Plain values, frozen. A figure is that of one reading on record, with the words of what it is set beside; none is worked out here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.domain.control_chart_picture import draw
from tracker.domain.frozen_chart import FrozenChart, plot_of
from tracker.domain.frozen_chart_picture import FIELD, picture_of
from tracker.domain.paper import Block, Cell, Column, Picture, Table, Tag
from tracker.domain.readings import Held, in_force
from tracker.domain.report_notes import with_notes
from tracker.domain.report_words import stopped

TOLD_FOR = timedelta(days=366)
"""A reading whose period ended longer ago than this before the meeting is not told as where things stand."""

QUERIED = Tag("amber", "Queried with the force")
BESIDE = 560
"""Pixels: the narrowest chart whose lines are named at their side."""
INVENTED = Tag("void", "Invented for the demonstration")
AGAINST_BASELINE = "against the baseline"
"""What the definition of a measure says that counts a change since the baseline: its reading is set beside that already."""
IS_CHANGE = "The figure is itself the change since the baseline."
UNDER_NONE = "none"
"""Stands in the name of a slot, and in `priority_code`, for what is filed under no priority."""


@dataclass(frozen=True)
class ToldPriority:
    """A priority of the Police and Crime Plan. `code` is what actions and measures point to."""

    code: str
    title: str


@dataclass(frozen=True)
class ToldMeasure:
    """A measure with its reading. `figure` is in words ("12.7%"), `number` that of the reading; both empty and 0 where none is told.

    `counts` says what is counted. `baseline` sets the reading beside the baseline, `earlier` beside an earlier reading, `beside` beside target, averages and rank: whole
    sentences. `question` is what the force was asked about the figure, "" where nothing is queried. `document` is the title of the paper that
    the reading comes from, `source` the place in it. `chart` is there where it has points enough.
    """

    code: str
    title: str
    counts: str = ""
    priority_code: str = UNDER_NONE
    national_code: str = ""
    number: int = 0
    figure: str = ""
    period: str = ""
    baseline: str = ""
    earlier: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    note: str = ""
    question: str = ""
    invented: bool = False
    document: str = ""
    source: str = ""
    chart: FrozenChart | None = None


@dataclass(frozen=True)
class NationalTold:
    """One of the National Crime and Policing Measures. What is measured under it are the measures that name its code."""

    code: str
    title: str


@dataclass(frozen=True)
class Signatory:
    """Who answers for a paper, or whom to ask about it. `name` is empty for a post that is vacant."""

    post: str
    name: str = ""
    address: str = ""

    @property
    def words(self) -> str:
        """ "Ralph Butler, Performance officer, ralph@office.example" """
        return ", ".join(filter(None, (self.name, self.post, self.address)))


def told_reading(held: Sequence[Held], day: date) -> Held | None:
    """The reading of one measure and area that says where things stood on `day`: in force, of the period that had ended last.

    Of several that ended together the longest; a real one before an invented one. None where the last is older than a year.
    """
    known = [one for one in in_force(held) if one.ends_on <= day and one.ends_on >= day - TOLD_FOR]
    return max(
        known,
        key=lambda one: (not one.invented, one.ends_on, one.ends_on - one.starts_on, one.number),
        default=None,
    )


def small_picture(chart: FrozenChart) -> Picture:
    """The chart, small enough to stand beside what is written of it."""
    whole = picture_of(chart)
    return replace(whole, svg=draw(plot_of(chart), width=BESIDE, field=FIELD))


def of_priority(measures: Iterable[ToldMeasure], code: str) -> tuple[ToldMeasure, ...]:
    return tuple(one for one in measures if one.priority_code == code)


def of_no_priority(measures: Iterable[ToldMeasure], known: Iterable[str]) -> tuple[ToldMeasure, ...]:
    """Those under none of the `known` priorities: of an earlier Plan, or of none."""
    codes = set(known)
    return tuple(one for one in measures if one.priority_code not in codes)


def of_national(measures: Iterable[ToldMeasure], code: str) -> tuple[ToldMeasure, ...]:
    return tuple(one for one in measures if one.national_code == code)


def with_figures(measures: Iterable[ToldMeasure]) -> tuple[ToldMeasure, ...]:
    return tuple(one for one in measures if one.figure)


def figures_table(measures: Sequence[ToldMeasure], caption: str) -> tuple[Block, ...]:
    """The measures with their reading, and what each is set beside; beneath it what is to be noted of several."""
    columns = (Column("Measure", 34), Column("Reading", 26), Column("Set beside", 40))
    return with_notes(Table("figures", caption, columns, tuple(_row(one) for one in measures)))


def reading_cell(measure: ToldMeasure) -> Cell:
    """The figure, its period, and what must be said with it wherever it stands."""
    tags = ((QUERIED,) if measure.question else ()) + ((INVENTED,) if measure.invented else ())
    return Cell(strong=measure.figure, tags=tags, quiet=(measure.period,))


def beside_cell(measure: ToldMeasure) -> Cell:
    change = IS_CHANGE if AGAINST_BASELINE in measure.counts else ""
    said = tuple(filter(None, (measure.baseline or change, *measure.beside, *measure.earlier)))
    quiet = tuple(stopped(text) for text in (measure.note,) if text)
    return Cell(texts=said or ("Nothing on record to set it beside.",), quiet=quiet)


def _row(measure: ToldMeasure) -> tuple[Cell, ...]:
    return Cell(strong=measure.title), reading_cell(measure), beside_cell(measure)

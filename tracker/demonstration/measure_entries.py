"""The entries of measures: what is measured, where, the figures of the papers, and the series that are made up."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.measures import AgainstKind, AreaKind, Basis, Better, ReadingStatus, Unit


@dataclass(frozen=True, kw_only=True)
class MeasureEntry:
    place: str


@dataclass(frozen=True, kw_only=True)
class Area(MeasureEntry):
    code: str
    title: str
    kind: AreaKind
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Definition:
    """How a measure is counted from a day on."""

    from_on: date
    words: str
    breaks: bool = False


@dataclass(frozen=True, kw_only=True)
class Measure(MeasureEntry):
    """`counts` and the titles are in our own words. One that is discontinued has its day and its words."""

    code: str
    title: str
    counts: str
    unit: Unit
    better: Better
    priority: str | None = None
    national_measure: str | None = None
    ends_on: date | None = None
    ended_note: str = ""
    definitions: tuple[Definition, ...] = ()
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One reading. `printed` is the figure as the paper has it; `falls` says that it is a fall, printed without a minus sign.

    `period_chosen`: the paper does not say which period; the one that is given is rolling, so that it enters no chart.
    """

    period: str
    printed: str
    area: str = "force"
    falls: bool = False
    numerator: str = ""
    status: ReadingStatus = ReadingStatus.FINAL
    question: str = ""
    note: str = ""
    period_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class FigureSet(MeasureEntry):
    """The figures of one measure under one heading of one paper."""

    measure: str
    document: str
    heading: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, kw_only=True)
class Beside(MeasureEntry):
    """A target, an average or a rank that a paper names. `printed` is the figure as the paper has it."""

    measure: str
    kind: AgainstKind
    document: str
    heading: str
    printed: str = ""
    rank: int | None = None
    rank_of: int | None = None
    from_on: date | None = None
    to_on: date | None = None
    words: str = ""
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rebase(MeasureEntry):
    measure: str
    from_on: date
    title: str
    reason: str
    decided_on: date
    decided_by: str
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InventedSeries(MeasureEntry):
    """Months that follow on each other from `first`, all made up. `values` are as they would be typed."""

    measure: str
    first: date
    values: tuple[str, ...]
    area: str = "force"


@dataclass(frozen=True, kw_only=True)
class ExitRuleEntry(MeasureEntry):
    """A standing action ends on improvement of a measure of the force; that it does is chosen."""

    action: int
    measure: str
    basis: Basis

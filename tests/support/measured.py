"""Builders of measures and readings: `measured.reading("April 2023", "8.6%")`."""

from tracker.domain.measure_values import read_value
from tracker.domain.measures import AreaKind, Better, Unit
from tracker.domain.periods import read_period
from tracker.models.measures import Area, Measure, MeasureReading
from tracker.services.areas import AreaWanted, add_area
from tracker.services.desk import Desk
from tracker.services.measures import MeasureWanted, define_measure
from tracker.services.readings_of_measures import ReadingWanted, add_reading


def wanted_measure(code: str = "101-abandonment", **others: object) -> MeasureWanted:
    values: dict[str, object] = {
        "title": "101 abandonment rate",
        "counts": "101 calls given up before they are answered, of all 101 calls",
        "unit": Unit.PERCENT,
        "better": Better.LOWER,
        **others,
    }
    return MeasureWanted(code=code, **values)  # type: ignore[arg-type]


class Measured:
    """A measure with the force as its area, and readings of it."""

    def __init__(self, desk: Desk, unit: Unit = Unit.PERCENT, code: str = "101-abandonment") -> None:
        self.desk = desk
        self.measure: Measure = define_measure(desk, wanted_measure(code, unit=unit))
        self.force: Area = add_area(desk, AreaWanted(code="force", title="The force", kind=AreaKind.FORCE))

    def wanted(self, period: str, value: str, *, area: Area | None = None, **others: object) -> ReadingWanted:
        return ReadingWanted(
            period=read_period(period),
            value=read_value(value, self.measure.unit),
            area_id=(area or self.force).key,
            **others,  # type: ignore[arg-type]
        )

    def reading(
        self, period: str, value: str, *, area: Area | None = None, **others: object
    ) -> MeasureReading:
        return add_reading(self.desk, self.measure, self.wanted(period, value, area=area, **others))

    def months(self, values: list[str], *, first: tuple[int, int] = (2021, 4)) -> list[MeasureReading]:
        """Readings of months that follow on each other from `first`, a year and a month."""
        start = first[0] * 12 + first[1] - 1
        return [self.reading(f"{at // 12}-{at % 12 + 1:02}", value) for at, value in enumerate(values, start)]

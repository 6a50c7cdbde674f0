"""Adds several readings of a measure at once: all of them, or none."""

from collections.abc import Sequence

from tracker.domain.errors import BadInput
from tracker.domain.measures import Unit
from tracker.models.measures import Measure, MeasureReading
from tracker.services.desk import Desk
from tracker.services.exit_rules import judge_measure
from tracker.services.readings_of_measures import ReadingWanted, keep_reading


def add_readings(desk: Desk, measure: Measure, wanted: Sequence[ReadingWanted]) -> list[MeasureReading]:
    """New readings, in this order; the exit rules are judged once, by all of them. `measure` is locked.

    Raises `BadInput` for the first that cannot be kept: `field` is "readings/3/period", counted from 0.
    """
    added = []
    for number, one in enumerate(wanted):
        try:
            _check_length(measure, one)
            added.append(keep_reading(desk, measure, one))
        except BadInput as error:
            raise BadInput(str(error), field=f"readings/{number}/{error.field or 'value'}") from None
    judge_measure(desk, measure)
    return added


def _check_length(measure: Measure, wanted: ReadingWanted) -> None:
    if measure.unit is Unit.DURATION and wanted.value < 0:
        raise BadInput("A length of time is not less than nought.", field="value")

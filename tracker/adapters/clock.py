"""What time it is: the machine's, or a demonstration's that started on another day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from tracker.domain.moments import Moment


class SystemClock:
    """The record keeps the machine's time."""

    def __init__(self, zone: str) -> None:
        self._zone = zone

    def moment(self) -> Moment:
        return Moment.at(datetime.now(UTC), zone=self._zone)


class DemonstrationClock:
    """The record began on `demo_date` when the machine's day was `loaded_on`, and runs on from there.

    Days are shifted and the time of day is kept, so that 14:30 stays 14:30 whether or not the clocks have changed between.
    """

    def __init__(self, zone: str, *, loaded_on: date, demo_date: date) -> None:
        self._zone = zone
        self._shift = demo_date - loaded_on

    def moment(self) -> Moment:
        machine = datetime.now(UTC)
        local = machine.astimezone(ZoneInfo(self._zone))
        shifted = datetime.combine(local.date() + self._shift, local.time(), ZoneInfo(self._zone))
        return Moment.at(shifted, zone=self._zone, machine=machine)

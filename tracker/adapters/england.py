"""Working days in England: not Saturday, not Sunday, not a bank holiday. Over the package `holidays`."""

from datetime import date

_SATURDAY = 5


class EnglandCalendar:
    """The working calendar of England and Wales, with the days that stand in for a holiday at a weekend.

    Days proclaimed once (a coronation, a state funeral) are known as far as the installed package knows them.
    """

    def __init__(self) -> None:
        self._holidays: dict[int, frozenset[date]] = {}

    def is_working_day(self, day: date) -> bool:
        """True from Monday to Friday, except on a bank holiday of England."""
        if day.weekday() >= _SATURDAY:
            return False
        known = self._holidays.get(day.year)
        if known is None:
            # Two threads may build the same year at once: both build the same days, so either may stay.
            known = self._holidays[day.year] = _bank_holidays(day.year)
        return day not in known


def _bank_holidays(year: int) -> frozenset[date]:
    # Imported here: the package is slow to load, and many commands never ask for a working day.
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year, observed=True))

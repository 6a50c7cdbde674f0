"""Working days in England: not Saturday, not Sunday, not a bank holiday. Over the package `holidays`.

The package takes 20 MB and a fifth of a second to load, with the calendars of every country. A process of its own is asked once
for the days of sixty years; they are kept beside the installed packages (`prepared`) until the package is another.
"""

import json
import subprocess
import sys
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from tracker.adapters import prepared

ROOT = Path(__file__).resolve().parents[2]
YEARS = range(2000, 2061)
"""The years of which the days are kept. For another one the package is loaded after all."""
_SATURDAY = 5


class EnglandCalendar:
    """The working calendar of England and Wales, with the days that stand in for a holiday at a weekend.

    Days proclaimed once (a coronation, a state funeral) are known as far as the installed package knows them.
    """

    def is_working_day(self, day: date) -> bool:
        """True from Monday to Friday, except on a bank holiday of England."""
        return day.weekday() < _SATURDAY and day not in _days_around(day.year)


def _days_around(year: int) -> frozenset[date]:
    return _kept_days() if year in YEARS else _bank_holidays(range(year, year + 1))


@cache
def _kept_days() -> frozenset[date]:
    name = f"bank-holidays-{version('holidays')}-{YEARS.start}-{YEARS.stop}.json"
    try:
        listed = json.loads((prepared.FOLDER / name).read_bytes())
    except (OSError, ValueError):
        done = subprocess.run(
            [sys.executable, "-m", "tracker.adapters.england"], cwd=ROOT, capture_output=True, check=True
        )
        prepared.keep(name, done.stdout)
        listed = json.loads(done.stdout)
    return frozenset(map(date.fromisoformat, listed))


@cache
def _bank_holidays(years: range) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years, observed=True))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(sorted(day.isoformat() for day in _bank_holidays(YEARS))))

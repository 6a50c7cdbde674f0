"""The filters of every template: dates, times and numbers in words. Nothing given says nothing."""

from collections.abc import Callable
from typing import Any

from tracker.domain import references, wording


def _or_nothing(say: Callable[..., str]) -> Callable[..., str]:
    """`say`, with an empty text for None: a date that is not there is not a mistake of the page."""

    def filtered(value: Any, *args: Any, **options: Any) -> str:
        return "" if value is None else say(value, *args, **options)

    return filtered


FILTERS = {
    "date": _or_nothing(wording.date_words),
    "short_date": _or_nothing(wording.short_date),
    "weekday_date": _or_nothing(wording.weekday_date),
    "clock_time": _or_nothing(wording.clock_time),
    "moment": _or_nothing(wording.moment_words),
    "plural": _or_nothing(wording.count_words),
    "number_words": _or_nothing(wording.number_words),
    "times": _or_nothing(wording.times_words),
    "join_words": wording.join_words,
    "spoken": references.spoken,
    "meeting_address": references.meeting_address,
}


def register(environment: Any) -> None:
    """Adds the filters to a Jinja environment."""
    environment.filters.update(FILTERS)

"""The filters of every template: dates, times and numbers in words. Nothing given says nothing."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from tracker.domain import references, wording

if TYPE_CHECKING:
    from jinja2 import Environment

Say = Callable[..., str]

OF_DAYS_AND_MOMENTS: dict[str, Say] = {
    "date": wording.date_words,
    "short_date": wording.short_date,
    "weekday_date": wording.weekday_date,
    "clock_time": wording.clock_time,
    "moment": wording.moment_words,
}
"""These take the office's time zone as `zone`."""

OF_NUMBERS_AND_NAMES: dict[str, Say] = {
    "plural": wording.count_words,
    "number_words": wording.number_words,
    "times": wording.ordinal_times,
    "join_words": wording.join_words,
    "spoken": references.spoken,
    "meeting_address": references.meeting_address,
}


def register(environment: "Environment", zone: str = wording.LONDON) -> None:
    """Adds the filters to a Jinja environment. Times are shown in `zone`, a name such as Europe/London."""
    filters = {
        name: partial(say, zone=zone) for name, say in OF_DAYS_AND_MOMENTS.items()
    } | OF_NUMBERS_AND_NAMES
    environment.filters.update({name: _or_nothing(say) for name, say in filters.items()})


def _or_nothing(say: Say) -> Say:
    """`say`, with an empty text for None: a date that is not there is not a mistake of the page."""

    def filtered(value: Any, *args: Any, **options: Any) -> str:
        return "" if value is None else say(value, *args, **options)

    return filtered

"""Who holds a post on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.errors import BadInput
from tracker.domain.wording import date_words


@dataclass(frozen=True)
class Holding:
    """One person's time in a post. `starts_on` and `ends_on` are inclusive; None is not known, or still going on."""

    person_id: int
    starts_on: date | None
    ends_on: date | None
    acting: bool = False

    def covers(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day <= self.ends_on
        )


def holder_on(day: date, holdings: Iterable[Holding]) -> Holding | None:
    """Who answers for the post on `day`: an acting holder stands before a substantive one; None when it is vacant."""
    covering = [h for h in holdings if h.covers(day)]
    return max(covering, key=lambda h: (h.acting, h.starts_on or date.min), default=None)


def took_over_on(day: date, holdings: Sequence[Holding], *, within: int) -> date | None:
    """Since which day whoever answers for the post on `day` has done so; None unless somebody else did before.

    None too where that was more than `within` days ago.
    """
    now = holder_on(day, holdings)
    if now is None:
        return None
    for back in range(1, within + 1):
        before = holder_on(day - timedelta(days=back), holdings)
        if before is None or before.person_id != now.person_id:
            first = day - timedelta(days=back - 1)
            others = [one for one in holdings if one.person_id != now.person_id]
            return first if any((one.starts_on or date.min) < first for one in others) else None
    return None


def check_period(starts_on: date | None, ends_on: date | None) -> None:
    """Raises `BadInput` when a period ends before it starts."""
    if starts_on and ends_on and ends_on < starts_on:
        raise BadInput("The last day is before the first day. Change one of them.", field="ends_on")


def first_day_words(starts_on: date | None, *, known: bool) -> str:
    """ "1 July 2023" or "Not known". A day that is only the edge of what is proved is not told: the holder's note says more."""
    return date_words(starts_on) if starts_on and known else "Not known"


def last_day_words(ends_on: date | None, *, known: bool) -> str:
    """ "30 June 2023", "Not known", or "Still in post" """
    if ends_on is None:
        return "Still in post"
    return date_words(ends_on) if known else "Not known"

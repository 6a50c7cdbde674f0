"""Who was chased and how long they took: what mails asked, what was answered, counted by post."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

Days = Callable[[date, date], int]
"""How many days lie after the first, up to and including the second."""


@dataclass(frozen=True)
class Ask:
    """A mail that left on `on` asked a post about an action. `answered_on` is the first update after it, None while there is none."""

    mail_id: int
    post: str
    action_id: int
    on: date
    answered_on: date | None

    def took(self, days: Days) -> int | None:
        """How many days it took from this mail to the answer, as `days` counts them."""
        return None if self.answered_on is None else max(0, days(self.on, self.answered_on))


@dataclass(frozen=True)
class Tally:
    """How one post was chased. Mails about the same action that the same answer settles are one request; `days` is the median of what
    the answers took from the first of those mails, None without any."""

    post: str
    mails: int
    asked: int
    answered: int
    days: float | None

    @property
    def open(self) -> int:
        return self.asked - self.answered


def tallies(asks: Iterable[Ask], days: Days) -> list[Tally]:
    """One for each post, with what is not answered first, then by name. `days` counts them: working days, for a person."""
    by_post: dict[str, list[Ask]] = {}
    for ask in asks:
        by_post.setdefault(ask.post, []).append(ask)
    return sorted(
        (_tally(post, its, days) for post, its in by_post.items()), key=lambda one: (-one.open, one.post)
    )


def together(of_posts: Iterable[Tally]) -> tuple[int, int]:
    """How many requests there were, and how many of them were answered."""
    counted = list(of_posts)
    return sum(one.asked for one in counted), sum(one.answered for one in counted)


def _tally(post: str, asks: list[Ask], days: Days) -> Tally:
    first: dict[tuple[int, date | None], date] = {}
    for ask in asks:
        request = (ask.action_id, ask.answered_on)
        first[request] = min(ask.on, first.get(request, ask.on))
    took = [max(0, days(on, answered)) for (_, answered), on in first.items() if answered is not None]
    return Tally(
        post=post,
        mails=len({ask.mail_id for ask in asks}),
        asked=len(first),
        answered=len(took),
        days=median(took) if took else None,
    )

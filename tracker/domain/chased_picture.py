"""The bars beside the posts that were chased: how much was asked of each, and how much of that was answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.chased import Tally

WIDTH = 120
"""Of the longest bar, in pixels, with its outline."""
HEIGHT = 16
LEAST = 4
"""So that a post of which little was asked still has a bar."""


@dataclass(frozen=True)
class Bar:
    """Widths in pixels, from the left: the outline is what was asked, the filled part what was answered."""

    asked: int
    answered: int


def bars(of_posts: Sequence[Tally]) -> list[Bar]:
    """A bar for each post, all to the same scale."""
    most = max((one.asked for one in of_posts), default=0)
    return [_bar(one, most) for one in of_posts]


def _bar(one: Tally, most: int) -> Bar:
    asked = max(LEAST, round(WIDTH * one.asked / most))
    return Bar(asked, round(asked * one.answered / one.asked))

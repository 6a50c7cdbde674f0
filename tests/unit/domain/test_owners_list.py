"""In which group an action stands on its owner's list."""

import pytest

from tracker.domain.owners_list import HEADINGS, Owes, list_heading, owes

NOTHING = dict.fromkeys(("asked_again", "recommended", "overdue", "answered", "standing", "dated"), False)


@pytest.mark.parametrize(
    ("true", "group"),
    [
        ((), Owes.UNDATED),
        (("dated",), Owes.DUE),
        (("dated", "answered"), Owes.ANSWERED),
        (("dated", "overdue"), Owes.OVERDUE),
        (("dated", "overdue", "answered"), Owes.OVERDUE),
        (("dated", "overdue", "recommended"), Owes.ANSWERED),
        (("standing", "answered"), Owes.STANDING),
        (("dated", "overdue", "recommended", "asked_again"), Owes.ASKED_AGAIN),
    ],
)
def test_an_action_stands_in_the_group_of_what_is_wanted_first(true: tuple[str, ...], group: Owes) -> None:
    assert owes(**{**NOTHING, **dict.fromkeys(true, True)}) is group


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, "Nothing is waiting for you"),
        ({Owes.ANSWERED: 2}, "You answer for 2 open actions"),
        ({Owes.DUE: 3, Owes.ASKED_AGAIN: 1}, "1 answer is asked for again"),
        ({Owes.OVERDUE: 1, Owes.ASKED_AGAIN: 1}, "1 update is overdue"),
    ],
)
def test_the_heading_says_what_presses_most(counts: dict[Owes, int], words: str) -> None:
    assert list_heading(counts) == words


def test_every_group_has_its_heading() -> None:
    assert set(HEADINGS) == set(Owes)

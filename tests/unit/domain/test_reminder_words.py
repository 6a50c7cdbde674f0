"""The words of reminders."""

from datetime import date

import pytest

from tracker.domain.reminder_words import (
    Wanted,
    asked_when,
    due_words,
    escalation_subject,
    how_late,
    short_due,
    subject,
    tally,
    titled,
    why_held,
)
from tracker.domain.reminders import EscalationOwed

TODAY = date(2023, 9, 22)
FOR_PAPERS = Wanted(date(2023, 9, 27), "coming", 3, date(2023, 10, 4))
COMING = Wanted(date(2023, 9, 27), "coming", 3)
DUE = Wanted(TODAY, "due", 0)
LATE = Wanted(date(2023, 8, 1), "overdue", 37)
YEARS_LATE = Wanted(date(2021, 2, 16), "overdue", 655)
LATE_PAPERS = Wanted(date(2023, 9, 20), "overdue", 2, date(2023, 9, 27))


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ([FOR_PAPERS] * 3, "3 updates for 4 October – papers due Wednesday 27 September"),
        ([LATE_PAPERS], "1 update for 27 September – papers were due Wednesday 20 September"),
        ([DUE], "1 update due Friday 22 September"),
        ([LATE], "1 update overdue since 1 August"),
        ([YEARS_LATE], "1 update overdue since 16 February 2021"),
        ([YEARS_LATE, LATE], "2 updates overdue, the oldest since 16 February 2021"),
        ([LATE, DUE, COMING], "3 updates: 1 overdue, 2 due from Friday 22 September"),
        ([LATE, COMING, COMING], "3 updates: 1 overdue, 2 due by Wednesday 27 September"),
        ([DUE, COMING], "2 updates due from Friday 22 September"),
    ],
)
def test_the_subject_says_what_is_wanted_and_by_when(wanted: list[Wanted], words: str) -> None:
    assert subject(wanted, TODAY) == words


def test_the_subject_of_an_escalation_names_whose_actions_they_are() -> None:
    heads = ["Head of Contact", "Head of Estates"]
    assert (
        escalation_subject(heads[:1], [LATE, LATE], vacant=False, today=TODAY)
        == "For your attention: 2 actions of Head of Contact are overdue"
    )
    assert (
        escalation_subject(heads, [LATE, DUE], vacant=False, today=TODAY)
        == "For your attention: 2 actions of Head of Contact and Head of Estates"
    )
    assert (
        escalation_subject(heads, [DUE], vacant=True, today=TODAY)
        == "2 posts are vacant: 1 update due Friday 22 September"
    )


def test_the_subject_of_an_escalation_counts_posts_that_it_has_no_room_to_name() -> None:
    posts = ["Assistant Chief Constable (Public Protection)", "Head of Contact", "Head of Estates"]
    assert (
        escalation_subject(posts, [LATE] * 3, vacant=False, today=TODAY)
        == "For your attention: 3 actions of 3 posts are overdue"
    )


def test_a_title_in_a_subject_is_cut_between_two_words() -> None:
    assert titled("Raised with you: Action 006,", "Bring the\nfigures") == (
        "Raised with you: Action 006, Bring the figures"
    )
    long = titled(
        "Raised with you: Action 006,", "Bring the figures of all the hubs, with the time people wait"
    )
    assert long == "Raised with you: Action 006, Bring the figures of all the hubs, with the time…"
    assert len(long) <= 78


def test_how_things_stand() -> None:
    assert due_words(FOR_PAPERS) == (
        "Papers due Wednesday 27 September 2023, for the meeting of 4 October 2023"
    )
    assert due_words(LATE) == "Was due Tuesday 1 August 2023"
    assert short_due(FOR_PAPERS, TODAY) == "papers due Wednesday 27 September"
    assert short_due(YEARS_LATE, TODAY) == "was due 16 February 2021"
    assert [how_late(one) for one in (LATE, DUE, COMING)] == [
        "37 working days overdue",
        "due now",
        "in 3 working days",
    ]
    assert how_late(Wanted(TODAY, "overdue", 1)) == "1 working day overdue"
    assert tally([LATE, DUE, COMING, COMING]) == "1 overdue, 1 due now, 2 due in 3 working days"


def test_a_day_that_is_not_known_is_not_invented() -> None:
    assert asked_when(date(2020, 2, 1), "February 2020") == "at the meeting of February 2020"
    assert asked_when(date(2023, 5, 17)) == "on 17 May 2023"
    assert asked_when(None) == ""


def test_a_held_mail_says_every_reason() -> None:
    words = why_held(
        post="Chief Constable",
        chief_officer=True,
        escalations=[
            ("Head of Estates", EscalationOwed("above-on-day", "vacant")),
            ("Head of Contact", EscalationOwed("above-overdue-15", "overdue")),
        ],
        address="",
    )
    assert words == (
        "Head of Estates is vacant, so it goes to the post above. "
        "It tells the post above that Head of Contact is long overdue. "
        "Chief Constable is a chief officer. "
        "There is no e-mail address for Chief Constable. Give the post a holder with an address, then release it."
    )
    assert why_held(post="Head", chief_officer=False, escalations=[], address="a@example.org") == ""

"""Owners, priorities and agenda items in a typed line."""

import pytest

from tests.support.typed import (
    CHIEF,
    CONTACT,
    LOCAL,
    PROTECTION,
    RESOLUTION,
    WEDNESDAY,
    WITNESSES,
    kinds_of_problem,
    typed,
)
from tracker.domain.capture import PostName, read_line


@pytest.mark.parametrize(
    ("line", "owner", "title"),
    [
        ("Bring 101 back @contact", CONTACT, "Bring 101 back"),
        ("Bring 101 back @hoc due next meeting", CONTACT, "Bring 101 back"),
        ("@HOC bring 101 back", CONTACT, "bring 101 back"),
        ("@contact: bring 101 back", CONTACT, "bring 101 back"),
        ("Bring 101 back, @contact, due Friday", CONTACT, "Bring 101 back"),
        ("Bring 101 back (@contact) by hub", CONTACT, "Bring 101 back by hub"),
        ("Bring 101 back @contact.", CONTACT, "Bring 101 back."),
        ("Bring 101 back @head of contact due Friday", CONTACT, "Bring 101 back"),
        ("Bring 101 back @head of local resolution with a plan", RESOLUTION, "Bring 101 back with a plan"),
        ('Bring 101 back @"head of contact" team', CONTACT, "Bring 101 back team"),
        ("Bring 101 back @“head of contact” team", CONTACT, "Bring 101 back team"),
        ("Victims plan @head of victim and witness services", WITNESSES, "Victims plan"),
        ("Victims plan @head of victim & witness services", WITNESSES, "Victims plan"),
        ("Patrols @acc-lp local policing plan", LOCAL, "Patrols local policing plan"),
        ("Patrols @acc local policing due 4 Oct", LOCAL, "Patrols"),
        ("Patrols @acc (local policing) due 4 Oct", LOCAL, "Patrols"),
        ("Patrols @riggs due 4 Oct", LOCAL, "Patrols"),
        ("Patrols @becky riggs to say", LOCAL, "Patrols to say"),
        ("Explain @chief constable why", CHIEF, "Explain why"),
        ("Read @contact’s report", CONTACT, "Read report"),
        ("Plan @contact head office move", CONTACT, "Plan head office move"),
        ("Plan @foo or @contact", CONTACT, "Plan @foo or"),
        ("Plan @contact and @cc", CONTACT, "Plan and @cc"),
    ],
)
def test_the_post_after_the_at_sign_is_the_owner(line: str, owner: PostName, title: str) -> None:
    read = typed(line)
    assert (read.owner, read.title) == (owner, title)
    assert (read.owner_choices, read.problems) == ((), ())


@pytest.mark.parametrize(
    ("line", "words", "choices"),
    [
        ("Plan @acc due 4 Oct", "@acc", (LOCAL, PROTECTION)),
        ("Plan @head of it", "@head of", (CONTACT, RESOLUTION, WITNESSES)),
        ("Plan @local", "@local", (LOCAL, RESOLUTION)),
    ],
)
def test_when_several_posts_fit_the_person_is_asked_which(
    line: str, words: str, choices: tuple[PostName, ...]
) -> None:
    read = typed(line)
    assert (read.owner, read.owner_choices) == (None, choices)
    assert kinds_of_problem(read) == ["which_post"]
    assert read.problems[0].words == words
    assert all(post.title in read.problems[0].sentence for post in choices)
    assert words in read.title


def test_an_unknown_post_is_named_with_what_to_do_and_stays_in_the_title() -> None:
    read = typed("Plan @foo due 4 Oct")
    assert read.title == "Plan @foo"
    assert [problem.sentence for problem in read.problems] == [
        "No post fits “@foo”. Type @ and part of a post’s title, or leave it out and choose the owner later."
    ]
    assert read.due is not None


@pytest.mark.parametrize(
    "line",
    [
        "Write to name@force.uk",
        "Meet @ 2pm",
        "Meet @2pm",
        "See https://social.example/@force",
        "@",
        "Buy 3 @£4",
    ],
)
def test_other_at_signs_are_not_posts(line: str) -> None:
    read = typed(line)
    assert (read.title, read.owner, kinds_of_problem(read)) == (line, None, ["empty"] if line == "@" else [])


def test_a_run_of_words_is_five_after_the_first_at_most() -> None:
    long = PostName(9, "X", "Lead for one two three four five six seven")
    read = read_line(
        "Plan @lead for one two three four five six",
        today=WEDNESDAY,
        posts=[long],
        match=lambda query, posts: posts,
    )
    assert (read.owner, read.title) == (long, "Plan five six")


@pytest.mark.parametrize(
    ("line", "priority", "title"),
    [
        ("Plan #local", "local", "Plan"),
        ("Plan #LOCAL due 4 Oct", "local", "Plan"),
        ("#prevent-harm plan", "prevent-harm", "plan"),
        ("Plan #nonesuch #victims", "victims", "Plan #nonesuch"),
        ("Be #1 in the country", None, "Be #1 in the country"),
        ("See page/#local", None, "See page/#local"),
    ],
)
def test_a_known_code_after_the_hash_is_the_priority(line: str, priority: str | None, title: str) -> None:
    read = typed(line)
    assert (read.priority, read.title, read.problems) == (priority, title, ())


@pytest.mark.parametrize(
    ("line", "item", "title"),
    [
        ("Plan for 3.2", "3.2", "Plan"),
        ("Plan for 3.2 due 4 Oct", "3.2", "Plan"),
        ("Plan for item 4", "4", "Plan"),
        ("Plan for agenda item 3.2.1 @cc", "3.2.1", "Plan"),
        ("Plan for 3.2 % growth", None, "Plan for 3.2 % growth"),
        ("Plan for 3.2 million calls", None, "Plan for 3.2 million calls"),
        ("Plan for 60 recruits", None, "Plan for 60 recruits"),
        ("Plan therefor 3.2", None, "Plan therefor 3.2"),
    ],
)
def test_for_and_a_number_is_the_agenda_item(line: str, item: str | None, title: str) -> None:
    read = typed(line)
    assert (read.agenda_item, read.title, read.problems) == (item, title, ())

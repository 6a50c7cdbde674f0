"""Owners, priorities and agenda items in a typed line."""

import pytest

from tests.support.typed import (
    CHIEF,
    CONTACT,
    LOCAL,
    POSTS,
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
        ("Plan @contact and more", CONTACT, "Plan and more"),
        ("Plan @contact – by hub", CONTACT, "Plan – by hub"),
        ("Plan @contact,due Friday", CONTACT, "Plan"),
        ("Plan @head of contact:by hub", CONTACT, "Plan:by hub"),
        ("Plan@contact by hub", CONTACT, "Plan by hub"),
        ("Plan @head cont by hub", CONTACT, "Plan by hub"),
        ("Plan @head of vict & wit by hub", WITNESSES, "Plan by hub"),
        ("Plan @acc pub prot by hub", PROTECTION, "Plan by hub"),
        ("Plan @head of contact’s to make", CONTACT, "Plan to make"),
        ("Plan @contact re hubs", CONTACT, "Plan re hubs"),
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
        ("Plan @acc or @contact", "@acc", (LOCAL, PROTECTION)),
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


def test_a_longer_title_that_two_posts_have_is_asked_about_though_a_shorter_one_fits() -> None:
    posts = [
        PostName(1, "A", "Head of Contact"),
        *(PostName(n, f"B{n}", "Head of Contact Centre") for n in (2, 3)),
    ]
    read = read_line(
        "Plan @head of contact centre due Friday",
        today=WEDNESDAY,
        posts=posts,
        match=lambda query, given: [post for post in given if post.title.casefold() == query],
    )
    assert (read.owner, read.owner_choices) == (None, tuple(posts[1:]))


def test_a_whole_title_may_be_long_and_have_commas() -> None:
    deputy = PostName(9, "DPFCC", "Deputy Police, Fire and Crime Commissioner for the whole county")
    read = read_line(
        f"Plan @{deputy.title} by hub",
        today=WEDNESDAY,
        posts=[*POSTS, deputy],
        match=lambda query, given: [post for post in given if post.title == query],
    )
    assert (read.owner, read.title) == (deputy, "Plan by hub")


@pytest.mark.parametrize(
    ("line", "kind", "words", "says"),
    [
        ("Plan @contact @cc", "second_post", "@cc", "an action has one owner, here Head of Contact"),
        ("Plan @contact @nobody", "second_post", "@nobody", "an action has one owner"),
        ("Meet @ Contact", "space_after_at", "@ Contact", "leave out the space after @"),
        ("Plan #nonesuch", "unknown_code", "#nonesuch", "The codes are #local, #prevent-harm and #victims."),
        ("Plan #vicitms", "unknown_code", "#vicitms", "Did you mean #victims?"),
        ("Plan #local #victims", "second_code", "#victims", "an action has one priority, here #local"),
        ("Plan for 3.1 and for 3.2", "second_item", "for 3.2", "an action has one agenda item, here 3.1"),
    ],
)
def test_what_stays_in_the_title_is_said_and_does_not_stop_the_line(
    line: str, kind: str, words: str, says: str
) -> None:
    read = typed(line)
    assert [(note.kind, note.words) for note in read.notes] == [(kind, words)]
    assert says in read.notes[0].sentence
    assert (read.problems, words in read.title) == ((), True)


@pytest.mark.parametrize(
    "line", ["Meet @ 2pm", "Write to name@force.uk", "Be #1", "Meet @ Stafford", "See page/#x"]
)
def test_signs_that_mean_something_else_are_not_mentioned(line: str) -> None:
    assert typed(line).notes == ()


def test_the_beginning_of_a_code_is_enough_where_no_other_begins_so() -> None:
    assert typed("Plan #vic").priority == "victims"
    assert typed("Plan #vi").priority is None


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("Plan for3.2", "3.2"),
        ("Plan under item 3.2", "3.2"),
        ("Plan for 3.10", "3.10"),
        ("Book the room for 14.30", None),
        ("Book the room for 2.30pm", None),
        ("Plan for 4.10.23", None),
        ("Keep it under 8.6", None),
        ("Hold for 3.2 secs", None),
    ],
)
def test_a_time_a_date_and_a_figure_are_no_agenda_item(line: str, item: str | None) -> None:
    assert typed(line).agenda_item == item

"""The one-line grammar as a whole: whole lines, empty and long ones, and any text at all."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.typed import CONTACT, LOCAL, kinds_of_problem, typed
from tracker.domain.capture import LINE_LIMIT, TITLE_LIMIT, Captured
from tracker.domain.due import DueKind


def test_every_part_may_stand_anywhere_in_any_order() -> None:
    parts = ["@head of contact", "due next meeting", "for 3.1", "#local"]
    for turn in range(len(parts)):
        turned = parts[turn:] + parts[:turn]
        read = typed(f"Bring 101 waiting times back {' '.join(turned)}")
        assert read.title == "Bring 101 waiting times back"
        assert (read.owner, read.agenda_item, read.priority) == (CONTACT, "3.1", "local")
        assert read.due is not None
        assert read.due.kind is DueKind.NEXT_MEETING
        assert sorted(read.understood) == sorted(parts)


def test_a_line_with_problems_keeps_every_word() -> None:
    read = typed("Ask @foo about the plan due 31 June for 3.2")
    assert read.title == "Ask @foo about the plan due 31 June"
    assert kinds_of_problem(read) == ["unknown_post", "no_such_date"]
    assert read.agenda_item == "3.2"


@pytest.mark.parametrize(
    "line", ["", "   ", "\n\t", "…", "@contact due Friday", "due 31 June", "@foo", "#local"]
)
def test_a_line_without_anything_asked_is_empty(line: str) -> None:
    read = typed(line)
    assert "empty" in kinds_of_problem(read)
    assert read.problems[-1].sentence.startswith("Type what was asked")


def test_a_title_up_to_the_limit_is_taken_whole() -> None:
    title = ("word " * TITLE_LIMIT)[: TITLE_LIMIT - 1] + "s"
    read = typed(f"{title} @contact due 4 Oct")
    assert (read.title, read.owner, read.problems) == (title, CONTACT, ())


@pytest.mark.parametrize("length", [TITLE_LIMIT + 1, LINE_LIMIT, LINE_LIMIT + 1, 10_000])
def test_a_longer_title_is_refused_with_its_length_and_kept(length: int) -> None:
    title = "x" * length
    read = typed(title)
    assert read.title == title
    assert kinds_of_problem(read) == ["too_long"]
    assert f"{length:,} characters long; an action takes up to 500" in read.problems[0].sentence


def test_line_breaks_and_tabs_become_single_spaces() -> None:
    read = typed("Bring\r\n101\twaiting  times\u2028back @contact\ndue 4 Oct")
    assert (read.title, read.owner) == ("Bring 101 waiting times back", CONTACT)


pieces = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "@contact", "@acc", "@foo", '@"head of contact"', '@"', "@head of", "name@force.uk", "(@cc)", "@cc,",
            "due", "due 4 Oct", "due 31 June", "due in 3", "weeks", "due Friday", "due 4/10/23", "2023-10-04",
            "due end of", "June", "next meeting", "every meeting until", "standing", "standing until", "due the",
            "#local", "#", "for 3.2", "for", "4.1", "%", "ſun", "frı", "\0", "4th", "’23", "–", ",", ".", "(", ")",
        ]
    ),
)  # fmt: skip
lines = st.lists(pieces, max_size=12).map(" ".join) | st.lists(pieces, max_size=8).map("".join)


def _words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text))


def _kept(read: Captured) -> list[str]:
    return _words(" ".join([read.title, *read.understood]))


@settings(deadline=None)
@given(line=lines, today=st.dates())
def test_any_text_is_read_without_an_error_and_no_word_is_lost_or_added(line: str, today: date) -> None:
    read = typed(line, today=today)
    assert _kept(read) == _words(line)
    assert all(problem.sentence.endswith(".") for problem in read.problems)
    assert read.due is None or read.due.on is None or read.due.on >= today


@settings(deadline=None)
@given(line=lines)
def test_reading_what_is_left_finds_the_same_title_when_it_was_plain(line: str) -> None:
    title = typed(line).title
    assert title == " ".join(title.split())


def test_the_drawn_line_of_the_live_page_is_understood() -> None:
    read = typed(
        "Publish the attendance times for each of the ten hubs @acc-lp every meeting until Grade 2 improves"
    )
    assert (read.owner, read.title) == (LOCAL, "Publish the attendance times for each of the ten hubs")

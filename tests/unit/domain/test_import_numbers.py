"""The references of a log, and how a series goes on counting after them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.imports import MATCHER
from tracker.domain.captured import PostName
from tracker.domain.import_numbers import LARGEST, Counting, about, number_in, own_words
from tracker.domain.import_owners import fitting
from tracker.domain.import_rows import LogRow, LogUpdate
from tracker.domain.import_texts import from_text, to_text
from tracker.domain.references import action_reference


@pytest.mark.parametrize(
    "words",
    ["6", "006", "Action 006", "ACTION NO. 6", "PPM-6", "ppm 006", "PPM-006", "No. 6", "AP 6", "#6", "6."],
)
def test_a_number_of_ours_is_found_however_it_is_written(words: str) -> None:
    assert number_in(words, "PPM") == 6


@pytest.mark.parametrize("words", ["23/04-1", "6a", "INS-6", "0", "", "20230417", "6.1", "A6", "1/6", "next"])
def test_what_is_no_number_of_ours_is_none(words: str) -> None:
    assert number_in(words, "PPM") is None


def test_the_words_are_kept_unless_they_are_our_own_reference() -> None:
    assert own_words("Action 006", "PPM", 6) == "Action 006"
    assert own_words("ppm-006", "PPM", 6) == ""
    assert own_words("23/04-1", "PPM", None) == "23/04-1"


@given(st.integers(1, LARGEST), st.sampled_from(["{}", "{:03}", "Action {}", "PPM-{:04}"]))
def test_each_way_of_writing_a_number_is_about_the_same_action(number: int, form: str) -> None:
    assert about(LogRow(1, "One", reference=form.format(number)), "PPM") == f"n:{number}"
    assert number_in(action_reference("PPM", number), "PPM") == number


@given(st.integers(1, 10**6), st.sets(st.integers(1, LARGEST)), st.integers(0, 500))
def test_no_number_is_given_twice_and_the_counter_is_never_lowered(
    next_number: int, kept: set[int], given: int
) -> None:
    counting = Counting(next_number, max(kept, default=0), given)
    fresh = set(range(counting.first_free, counting.goes_on_at))
    assert len(fresh) == given
    assert not fresh & kept
    assert min(fresh, default=next_number) >= next_number
    assert counting.goes_on_at > max(kept, default=0)
    assert counting.goes_on_at >= next_number


@given(
    st.builds(
        LogRow,
        row=st.integers(0, 10**6),
        title=st.text(),
        due=st.none() | st.dates(),
        updates=st.lists(
            st.builds(LogUpdate, body=st.text(), given_on=st.none() | st.dates()), max_size=3
        ).map(tuple),
        unread=st.lists(st.tuples(st.text(), st.text()), max_size=3).map(tuple),
    )
)
def test_a_row_comes_back_from_its_text_as_it_was(row: LogRow) -> None:
    assert from_text(to_text(row)) == row


POSTS = [
    PostName(1, "cfo", "Chief Finance Officer", "Fay Field"),
    PostName(2, "acc-ops", "Assistant Chief Constable (Operations)", "Al Orton"),
    PostName(3, "acc-pp", "Assistant Chief Constable (Public Protection)", "Pat Price"),
    PostName(4, "ljb", "Manager of the Local Justice Board", "Kim King"),
]


@pytest.mark.parametrize(
    ("words", "codes", "certain"),
    [
        ("CFO", ["cfo"], True),
        ("chief finance officer", ["cfo"], True),
        ("Fay Field", ["cfo"], True),
        ("FF", ["cfo"], True),
        ("ACC", ["acc-ops", "acc-pp"], False),
        ("CFO/ACC (Ops)", ["cfo", "acc-ops"], False),
        ("CFO and somebody", ["cfo"], False),
        ("JB", ["ljb"], False),
        ("TBC", [], False),
        ("", [], False),
    ],
)
def test_one_post_that_fits_is_certain_and_everything_else_is_asked(
    words: str, codes: list[str], certain: bool
) -> None:
    found = fitting(words, POSTS, MATCHER.match)
    assert sorted(post.code for post in found.posts) == sorted(codes)
    assert found.certain is certain

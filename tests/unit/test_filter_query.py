"""A filter of the actions, as the query of an address and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracker.store.action_list import Filters
from tracker.store.filter_query import is_narrowed, query_of, read_query

words = some.text(alphabet="abcÄ –&=%+-09", max_size=20).map(str.strip)
FILTERS = some.builds(
    Filters,
    status=some.sampled_from(["", "live", "open", "void"]),
    post=words,
    priority=words,
    meeting=words,
    series=words,
    text=words,
    due_from=some.none() | some.dates(),
    due_to=some.none() | some.dates(),
    quiet=some.integers(0, 3650),
    overdue=some.booleans(),
    sort=some.sampled_from(["due", "owner", "updated"]),
    descending=some.booleans(),
)


@given(FILTERS)
def test_a_filter_comes_back_from_its_query_as_it_was(filters: Filters) -> None:
    assert read_query(query_of(filters)) == filters


def test_what_a_query_cannot_mean_is_passed_over_and_the_rest_stands_in_one_order() -> None:
    typed = "text=figures&colour=red&status=finished&due_to=2023-13-40&quiet=-3&due_from=2023-10-01"
    assert query_of(read_query(typed)) == "status=&text=figures&due_from=2023-10-01"


def test_a_character_that_no_database_asks_for_is_not_kept_in_a_filter() -> None:
    assert read_query("text=fig%00ures&post=%00").text == "figures"
    assert read_query("text=%%0000a&post=%00") == Filters(text="%00a")


@pytest.mark.parametrize(("query", "narrowed"), [("", False), ("sort=owner", False), ("quiet=14", True)])
def test_whoever_asks_for_nothing_gets_what_is_not_closed(query: str, narrowed: bool) -> None:
    assert is_narrowed(read_query(query)) is narrowed
    assert read_query(query).status == ("" if narrowed else "live")


def test_days_are_read_as_days() -> None:
    assert read_query("due_from=2023-10-01").due_from == date(2023, 10, 1)

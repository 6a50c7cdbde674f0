"""What a save changed is kept as one readable piece, and every earlier text can be had again from the last one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import RecordBroken
from tracker.domain.note_changes import (
    Difference,
    Saved,
    Texts,
    Version,
    changes_in,
    difference,
    earlier,
    payload_of,
    versions,
)

START = datetime(2023, 10, 4, 14, 30, tzinfo=UTC)
texts = st.builds(Texts, st.text(" ab\n", max_size=12), st.text("xé ", max_size=6))


def history(*written: Texts, by: str = "Sam", every: int = 30, begin: datetime = START) -> list[Saved]:
    """The saves of these texts one after another, the latest first, as the history would have them."""
    pairs = zip((Texts(), *written), written, strict=False)
    saves = [
        Saved(number, begin + timedelta(seconds=every * number), by, changes_in(*payload_of(before, after)))
        for number, (before, after) in enumerate(pairs, 1)
    ]
    return saves[::-1]


@given(st.text(" ab\n", max_size=20), st.text(" ab\n", max_size=20))
def test_what_went_and_what_came_stand_where_it_says(before: str, after: str) -> None:
    change = difference(before, after)
    assert before[change.at :].startswith(change.removed)
    assert before[: change.at] + change.added + before[change.at + len(change.removed) :] == after


@given(st.lists(texts, max_size=8))
def test_every_text_that_was_ever_saved_can_be_had_again(written: list[Texts]) -> None:
    now = written[-1] if written else Texts()
    assert [texts for _, texts in earlier(now, history(*written))] == written[::-1]


@given(st.lists(texts, min_size=1, max_size=5), texts)
def test_a_text_that_was_changed_in_another_way_is_found(written: list[Texts], instead: Texts) -> None:
    if instead == written[-1]:
        return
    with pytest.raises(RecordBroken, match="changed in another way"):
        list(earlier(instead, history(*written)))


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("", "Calls are up", Difference(0, "", "Calls are up")),
        ("Calls are up", "Calls are up by a tenth", Difference(12, "", " by a tenth")),
        ("Grade 2 is slow", "Grade 12 is slow", Difference(6, "2", "12")),
        ("Calls are up", "Calls are upheld", Difference(10, "up", "upheld")),
        ("Calls are up", "Calls are down", Difference(10, "up", "down")),
        ("Calls are up", "", Difference(0, "Calls are up", "")),
    ],
)
def test_a_change_reaches_to_the_ends_of_the_words_it_touches(
    before: str, after: str, change: Difference
) -> None:
    assert difference(before, after) == change


def test_typing_on_costs_what_was_typed_and_not_the_whole_text() -> None:
    long = "word " * 3_000
    assert difference(long, f"{long}more") == Difference(15_000, "", "more")


def test_saves_of_one_person_within_five_minutes_are_one_version() -> None:
    first, second = Texts("Calls are up"), Texts("Calls are up", "Bring it back")
    found = versions(earlier(second, history(first, second)))
    assert found == [
        Version(second, "Sam", START + timedelta(seconds=30), START + timedelta(seconds=60), 1, 2, 2)
    ]
    slow = versions(earlier(second, history(first, second, every=301)))
    assert [version.texts for version in slow] == [second, first]


def test_another_person_begins_another_version() -> None:
    theirs = history(Texts("a"), Texts("a b"))
    theirs[0] = Saved(2, theirs[0].at, "Asha", theirs[0].changes)
    assert [(v.by, v.texts.notes) for v in versions(earlier(Texts("a b"), theirs))] == [
        ("Asha", "a b"),
        ("Sam", "a"),
    ]


def test_what_was_taken_away_at_once_stays_a_version_of_its_own() -> None:
    full = Texts("said " * 30)
    found = versions(earlier(Texts("s"), history(full, Texts(), Texts("s"))))
    assert [version.texts for version in found] == [Texts("s"), full]


def test_what_was_lawfully_destroyed_ends_the_walk_without_a_fault() -> None:
    saves = history(Texts("a"), Texts("a b"), Texts("a b c"))
    saves[1] = Saved(2, saves[1].at, "Sam", None)
    assert [texts.notes for _, texts in earlier(Texts("a b c"), saves)] == ["a b c", "a b"]

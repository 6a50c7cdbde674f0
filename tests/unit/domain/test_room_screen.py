"""What the screen in the room shows large, and what below it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.room_screen import on_screen, size_of

START = datetime(2023, 10, 4, 13, 30, tzinfo=UTC)
CONTACT, ROADS = 31, 32


@dataclass(frozen=True)
class Line:
    number: int
    agenda_item_id: int | None
    logged_at: datetime | None


def lines(*under: int | None) -> list[Line]:
    """Lines, the newest first, each a minute after the one behind it; the first number is the newest."""
    count = len(under)
    return [Line(count - n, item, START + timedelta(minutes=count - n)) for n, item in enumerate(under)]


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


def numbers(shown: object) -> tuple[int | None, list[int], bool]:
    large = shown.large  # type: ignore[attr-defined]
    return (
        large.number if large else None,
        [line.number for line in shown.below],  # type: ignore[attr-defined]
        shown.under_item,  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize(
    ("logged", "item", "since", "shown"),
    [
        # Before a scribe said where the meeting is: the newest, and those before it.
        ([], None, None, (None, [], False)),
        ([CONTACT, None], None, None, (2, [1], False)),
        # Under the item that is discussed, since it was opened.
        ([CONTACT, CONTACT, ROADS], CONTACT, 1, (3, [2], True)),
        # Nothing was logged yet under the item: those before it stand below, none large.
        ([ROADS, ROADS], CONTACT, 5, (None, [2, 1], False)),
        # One alone under the item: below it, what came before.
        ([CONTACT, ROADS], CONTACT, 1, (2, [1], False)),
        # Back at an item: its own last one is large, though others were logged since.
        ([ROADS, CONTACT, CONTACT], CONTACT, 9, (2, [1], True)),
        # Logged just now for another item: the room sees it all the same.
        ([ROADS, CONTACT, CONTACT], CONTACT, 1, (3, [2, 1], True)),
    ],
)
def test_the_room_sees_what_was_just_written_down(
    logged: list[int | None], item: int | None, since: int | None, shown: object
) -> None:
    moment = minute(since) if since is not None else None
    assert numbers(on_screen(lines(*logged), item, moment)) == shown


@given(
    st.lists(st.sampled_from([CONTACT, ROADS, None]), max_size=12),
    st.sampled_from([CONTACT, ROADS, None]),
    st.integers(0, 14),
)
def test_nothing_stands_twice_and_the_order_stays(
    logged: list[int | None], item: int | None, since: int
) -> None:
    found = on_screen(lines(*logged), item, minute(since))
    below = [line.number for line in found.below]
    assert below == sorted(below, reverse=True)
    assert found.large not in found.below
    if found.under_item:
        assert {line.agenda_item_id for line in found.below} == {item}


def test_a_line_whose_minute_is_not_known_is_not_the_newest() -> None:
    old = Line(2, ROADS, None)
    assert on_screen([old, Line(1, CONTACT, START)], CONTACT, START).large == Line(1, CONTACT, START)


def test_a_longer_title_is_set_smaller() -> None:
    sizes = [size_of("x" * length) for length in (1, 55, 56, 110, 111, 220, 221, 500)]
    assert sizes == ["huge", "huge", "large", "large", "medium", "medium", "small", "small"]

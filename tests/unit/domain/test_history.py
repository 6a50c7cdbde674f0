"""The chain of the history: whatever is done to it is found, at the row where it was done."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import RecordBroken
from tracker.domain.history import START, Entry, Head, canonical, digest_entry, digest_payload, verify

KEY = b"a key for the history"
Rows = list[tuple[Entry, str]]


def chain(length: int, key: bytes = KEY) -> Rows:
    rows: Rows = []
    previous = START
    for number in range(1, length + 1):
        entry = Entry(
            number=number,
            at=f"2023-09-20T10:{number % 60:02d}:00+00:00",
            actor="Sam Secretary",
            source="web",
            event="action.raised",
            subject=f"PPM-{number:03d}",
            payload_digest=digest_payload("salt", f"payload {number}"),
        )
        previous = digest_entry(key, previous, entry)
        rows.append((entry, previous))
    return rows


def head_of(rows: Rows) -> Head:
    return Head(len(rows), rows[-1][1] if rows else START)


@given(st.integers(0, 12))
def test_an_untouched_chain_verifies_to_its_head(length: int) -> None:
    rows = chain(length)
    assert verify(KEY, rows, head=head_of(rows), kept=head_of(rows)) == head_of(rows)


@given(st.data())
def test_a_changed_row_is_named(data: st.DataObject) -> None:
    rows = chain(6)
    at = data.draw(st.integers(0, 5))
    field = data.draw(st.sampled_from(["at", "actor", "source", "event", "subject", "payload_digest"]))
    rows[at] = (replace(rows[at][0], **{field: "something else"}), rows[at][1])
    with pytest.raises(RecordBroken, match=f"Row {at + 1} of the history was changed"):
        verify(KEY, rows, head=head_of(rows), kept=None)


@given(st.integers(0, 4))
def test_a_removed_row_is_named(at: int) -> None:
    rows = chain(6)
    head = head_of(rows)
    del rows[at]
    with pytest.raises(RecordBroken, match=f"Row {at + 1} of the history is missing"):
        verify(KEY, rows, head=head, kept=None)


@given(st.integers(0, 5))
def test_an_inserted_row_is_found_even_when_those_after_it_are_numbered_anew(at: int) -> None:
    rows = chain(6)
    forged = (replace(rows[at][0], actor="Somebody"), rows[at][1])
    with_it = [*rows[:at], forged, *rows[at:]]
    numbered = [(replace(entry, number=n), digest) for n, (entry, digest) in enumerate(with_it, 1)]
    with pytest.raises(RecordBroken, match=f"Row {at + 1} of the history was changed"):
        verify(KEY, numbered, head=head_of(numbered), kept=None)


def test_a_tail_that_was_cut_off_is_found_by_the_head_in_the_database() -> None:
    rows = chain(6)
    with pytest.raises(RecordBroken, match="ends at row 4, but the database says that it has 6 rows"):
        verify(KEY, rows[:4], head=head_of(rows), kept=None)


def test_a_tail_that_was_cut_off_with_the_head_is_found_by_the_one_kept_outside() -> None:
    rows = chain(6)
    with pytest.raises(RecordBroken, match="6 rows were written: its end was cut off"):
        verify(KEY, rows[:4], head=head_of(rows[:4]), kept=head_of(rows))


def test_a_chain_that_was_written_anew_without_the_key_is_found() -> None:
    rows = chain(6, key=b"guessed")
    with pytest.raises(RecordBroken, match="Row 1 "):
        verify(KEY, rows, head=head_of(rows), kept=None)


def test_a_chain_that_was_written_anew_with_the_key_is_found_by_the_head_kept_outside() -> None:
    kept = head_of(chain(6))
    rows: Rows = []
    previous = START
    for entry, _ in chain(6):
        other = replace(entry, actor="Somebody else")
        previous = digest_entry(KEY, previous, other)
        rows.append((other, previous))
    with pytest.raises(RecordBroken, match="Row 6 of the history is not the one whose digest was kept"):
        verify(KEY, rows, head=head_of(rows), kept=kept)


def test_rows_that_came_after_the_head_was_kept_are_no_fault() -> None:
    rows = chain(6)
    assert verify(KEY, rows, head=head_of(rows), kept=Head(4, rows[3][1])) == head_of(rows)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8) | st.integers() | st.dates()))
def test_values_are_written_down_in_one_way_whatever_their_order(values: dict[str, object]) -> None:
    turned = dict(reversed(list(values.items())))
    assert canonical(values) == canonical(turned)


def test_dates_are_written_down_as_iso() -> None:
    assert canonical({"b": date(2023, 10, 4), "a": "é"}) == '{"a":"é","b":"2023-10-04"}'


def test_a_payload_cannot_be_guessed_without_its_salt() -> None:
    assert digest_payload("one salt", "the same") != digest_payload("another salt", "the same")

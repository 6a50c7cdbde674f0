"""Who is expected at a meeting and came, in words; and how a row says that somebody stood in."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.domain.attendance import (
    LONGEST,
    NOT_EXPECTED,
    STANDS_IN,
    Attended,
    Marked,
    attendance_words,
    check_attendance,
    named,
    note_to_keep,
    read_row,
    tidy,
)
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.meetings import MeetingStatus

E, P, A = Attended.EXPECTED, Attended.PRESENT, Attended.APOLOGIES


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ([], "Nobody is expected yet"),
        ([E], "1 is expected"),
        ([E, E, A], "2 are expected, 1 sent apologies"),
        ([E, P, A], "1 of 3 is present, 1 sent apologies"),
        ([E, P, P], "2 of 3 are present"),
        ([P, P], "All 2 are present"),
        ([P], "The one who is expected is present"),
    ],
)
def test_the_list_is_summed_up(marks: list[Attended], words: str) -> None:
    assert attendance_words(marks) == words


def test_who_stands_in_is_kept_with_for_whom() -> None:
    marked = tidy(Marked(P, "  Bea   Best ", "from 15:00"), "Ann Able")
    note = note_to_keep(marked, "Ann Able")
    assert note == "standing in for Ann Able; from 15:00"
    assert read_row(P, "Bea Best", note) == marked
    assert note_to_keep(Marked(P, "Bea Best"), "") == "standing in", "nobody holds the post"
    assert read_row(P, "Ann Able", "from 15:00") == Marked(P, "", "from 15:00")


def test_nobody_stands_in_for_themselves_and_nobody_for_who_is_not_expected() -> None:
    assert tidy(Marked(P, "Ann Able"), "Ann Able") == Marked(P)
    assert tidy(Marked(None, "Bea Best", "ill"), "Ann Able") == NOT_EXPECTED


@pytest.mark.parametrize(
    ("marked", "sentence"),
    [
        (Marked(P, "x" * (LONGEST + 1)), "Keep the name and the note to 200 characters each."),
        (Marked(P, "", "x" * (LONGEST + 1)), "Keep the name and the note to 200 characters each."),
        (Marked(P, "", "Standing in is Bea"), "Give the name of who stands in by itself"),
    ],
)
def test_what_cannot_be_kept_is_told(marked: Marked, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        tidy(marked, "Ann Able")


text = st.text(st.characters(codec="ascii", categories=("L", "N", "P", "Zs")), max_size=30)


@given(st.sampled_from(Attended), text, text, text)
def test_a_row_says_what_was_marked(attended: Attended, stands_in: str, note: str, holder: str) -> None:
    assume(not note.strip().casefold().startswith(STANDS_IN))
    holder = " ".join(holder.split()).replace("; ", ", ")
    marked = tidy(Marked(attended, stands_in, note), holder)
    assert tidy(marked, holder) == marked
    assert read_row(attended, marked.stands_in or holder, note_to_keep(marked, holder)) == marked


def test_an_acting_holder_is_marked_as_one() -> None:
    assert (named("Ann Able", acting=True), named("Ann Able", acting=False)) == (
        "Ann Able (acting)",
        "Ann Able",
    )


@pytest.mark.parametrize("status", [MeetingStatus.HELD, MeetingStatus.ISSUED, MeetingStatus.CANCELLED])
def test_who_came_to_a_meeting_that_is_over_is_corrected_and_not_marked(status: MeetingStatus) -> None:
    with pytest.raises(InvalidMove, match="Correct the record of the meeting, with the reason"):
        check_attendance(status)

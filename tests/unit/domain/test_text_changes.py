"""Two versions of a text set into one."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.text_changes import Change, ChangeKind, change_words, changes

WORDS = st.lists(st.sampled_from(["the", "rate", "rose", "fell", "\n", "\n\n", " ", "  "]), max_size=15).map(
    " ".join
)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_back_whole(was: str, now: str) -> None:
    found = changes(was, now)
    assert "".join(one.text for one in found if one.kind is not ChangeKind.ADDED) == was
    assert "".join(one.text for one in found if one.kind is not ChangeKind.REMOVED) == now


def test_a_word_that_was_changed_went_and_came() -> None:
    found = changes("The rate rose again.", "The rate fell again.")
    assert found == [
        Change(ChangeKind.SAME, "The rate "),
        Change(ChangeKind.REMOVED, "rose"),
        Change(ChangeKind.ADDED, "fell"),
        Change(ChangeKind.SAME, " again."),
    ]
    assert change_words(found) == "1 word added, 1 word removed"


def test_texts_that_say_the_same_are_said_to() -> None:
    assert change_words(changes("a b", "a b")) == "The same words"
    assert change_words(changes("a b", "a  b")) == "Only the spacing differs"

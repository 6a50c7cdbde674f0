"""Two texts set beside each other."""

from hypothesis import given
from hypothesis import strategies as some

from tracker.domain.compared import compared


def differing(was: str, now: str) -> tuple[list[str], list[str]]:
    left, right = compared(was, now)
    return [one.text for one in left if one.differs], [one.text for one in right if one.differs]


def test_the_words_that_changed_are_told() -> None:
    assert differing("calls are increasing by 8.6 %", "calls are falling by 8.6 %") == (
        ["increasing"],
        ["falling"],
    )
    assert differing("by 8.6 %", "by 18.6 %") == (["8.6"], ["18.6"])


def test_how_white_space_is_set_makes_no_difference() -> None:
    assert differing("calls\nare  falling", "calls are falling") == ([], [])


@given(some.text(), some.text())
def test_nothing_of_either_text_is_lost(was: str, now: str) -> None:
    left, right = compared(was, now)
    assert ("".join(one.text for one in left), "".join(one.text for one in right)) == (was, now)


@given(some.text())
def test_a_text_does_not_differ_from_itself(words: str) -> None:
    assert differing(words, words) == ([], [])

"""How a paper treats what others typed."""

import pytest

from tracker.domain.report_words import printable


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Done ✅, thanks 👍🏽", "Done [white heavy check mark], thanks [thumbs up sign]"),
        ("8.6 % → 12.7 %, ≥ 10", "8.6 % → 12.7 %, ≥ 10"),
        ("a bell\x07 rings", "a bell  rings"),
        ("plain", "plain"),
    ],
)
def test_a_small_picture_is_printed_by_its_name_and_everything_else_as_it_is(
    typed: str, printed: str
) -> None:
    assert printable(typed) == printed

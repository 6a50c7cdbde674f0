"""The top of the line of escalation within the force: the Chief Constable's post, or nobody."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.chain import Rung, top_within_the_force

LINE = {
    1: Rung(above=2, in_force=True, chief_officer=False),
    2: Rung(above=3, in_force=True, chief_officer=True),
    3: Rung(above=4, in_force=True, chief_officer=True),
    4: Rung(above=None, in_force=False, chief_officer=True),
    5: Rung(above=None, in_force=True, chief_officer=False),
    6: Rung(above=4, in_force=False, chief_officer=False),
}

rungs = st.dictionaries(
    st.integers(1, 6), st.builds(Rung, st.none() | st.integers(1, 7), st.booleans(), st.booleans())
)


def test_it_is_the_last_of_the_force_before_the_line_leaves_it() -> None:
    assert [top_within_the_force(post, LINE) for post in (1, 2, 3)] == [3, 3, 3]


def test_a_line_that_stops_below_the_chief_officers_names_nobody() -> None:
    assert top_within_the_force(5, LINE) is None


def test_a_line_outside_the_force_names_nobody() -> None:
    assert top_within_the_force(6, LINE) is None
    assert top_within_the_force(99, LINE) is None


@given(st.integers(1, 7), rungs)
def test_whoever_is_named_is_a_chief_officer_of_the_force_even_where_the_line_is_a_circle(
    start: int, line: dict[int, Rung]
) -> None:
    top = top_within_the_force(start, line)
    assert top is None or (line[top].in_force and line[top].chief_officer)

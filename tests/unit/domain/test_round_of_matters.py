"""The round through the matters arising."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.round_of_matters import (
    Group,
    Matter,
    arising_words,
    in_order,
    neighbours,
    next_to_decide,
    progress_words,
)

LATE = Matter("PPM-002", 2, overdue=True)
DUE = Matter("PPM-009", 9, due_here=True, overdue=True)
STANDING = Matter("PPM-003", 3, standing=True)
RECOMMENDED = Matter("PPM-004", 4, recommended=True)
REST = Matter("PPM-001", 1)
ALL = [REST, LATE, STANDING, RECOMMENDED, DUE]

rounds = st.lists(st.integers(1, 30), unique=True, max_size=10).flatmap(
    lambda numbers: st.tuples(
        *(
            st.builds(
                Matter,
                reference=st.just(f"PPM-{number:03d}"),
                number=st.just(number),
                due_here=st.booleans(),
                overdue=st.booleans(),
                standing=st.booleans(),
                recommended=st.booleans(),
                decided=st.booleans(),
                deferred=st.booleans(),
            )
            for number in numbers
        )
    ).map(list)
)


def decided(matter: Matter) -> Matter:
    return Matter(**{**matter.__dict__, "decided": True})


def test_what_was_asked_for_this_meeting_comes_first_then_what_is_late() -> None:
    assert in_order(ALL) == [DUE, LATE, STANDING, RECOMMENDED, REST]


def test_what_was_not_reached_last_time_stands_on_top() -> None:
    deferred = Matter("PPM-012", 12, deferred=True)
    assert in_order([*ALL, deferred])[0] == deferred
    assert in_order([*ALL, decided(deferred)])[-1].reference == "PPM-012"


def test_what_is_decided_stands_last_whatever_it_was() -> None:
    done = decided(DUE)
    assert done.group is Group.DECIDED
    assert in_order([done, REST]) == [REST, done]


def test_after_a_decision_the_round_goes_on_where_it_was() -> None:
    assert next_to_decide([DUE, decided(LATE), STANDING, RECOMMENDED, REST], "PPM-002") == "PPM-003"


def test_at_the_end_it_comes_back_to_what_was_left_out() -> None:
    assert next_to_decide([DUE, LATE, decided(REST)], "PPM-001") == "PPM-009"


def test_when_all_is_decided_there_is_no_next() -> None:
    assert next_to_decide([decided(DUE), decided(LATE)], "PPM-002") is None


@given(rounds)
def test_going_on_from_one_to_the_next_comes_past_all_that_wait(matters: list[Matter]) -> None:
    waiting = {matter.reference for matter in matters if not matter.decided}
    seen = set()
    at = ""
    while (found := next_to_decide(matters, at)) is not None:
        seen.add(found)
        matters = [decided(m) if m.reference == found else m for m in matters]
        at = found
    assert seen == waiting


@given(rounds)
def test_the_one_after_is_the_one_before_from_the_other_side(matters: list[Matter]) -> None:
    places = [matter.reference for matter in in_order(matters)]
    for reference, following in pairwise(places):
        assert neighbours(matters, reference)[1] == following
        assert neighbours(matters, following)[0] == reference


def test_the_heading_says_how_far_the_meeting_has_come() -> None:
    assert progress_words([]) == "Nothing arises from earlier meetings"
    assert progress_words([DUE]) == "1 matter arises from earlier meetings"
    assert progress_words(ALL) == "5 matters arise from earlier meetings"
    assert progress_words([decided(DUE), LATE, REST]) == "1 of 3 matters arising is decided"
    assert progress_words([decided(m) for m in ALL[:4]] + [DUE]) == "4 of 5 matters arising are decided"
    assert progress_words([decided(m) for m in ALL]) == "All 5 matters arising are decided"
    assert progress_words([decided(DUE)]) == "The one matter arising is decided"


def test_before_the_meeting_what_is_urgent_among_the_matters_is_counted() -> None:
    assert arising_words([]) == "Nothing arises from earlier meetings"
    assert arising_words([REST]) == "1 matter arises"
    assert arising_words(ALL) == "5 matters arise: 2 overdue, 1 recommended for closure"
    assert arising_words([Matter("PPM-005", 5, deferred=True)]) == "1 matter arises: 1 deferred last time"

"""The life of an action: which move leads where, who may make it, and what it needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tracker.domain.actions import (
    LIVE,
    RULES,
    VERBS,
    Closure,
    Given,
    Kind,
    Move,
    Need,
    State,
    Status,
    move,
    moves_open_to,
)
from tracker.domain.errors import BadInput, EvidenceMissing, InvalidMove, NotAllowed
from tracker.domain.labels import OUTCOME
from tracker.domain.viewers import Role

OPEN = State(Status.OPEN)
RECOMMENDED = State(Status.RECOMMENDED)
COMPLETE = State(Status.CLOSED, Closure.COMPLETE)
EVERYTHING = Given(text=True, reason=True, new_date=True, exit_rule=True, other_action=True, evidence=True)
SECRETARIAT = frozenset({Role.SECRETARIAT})
COMMISSIONER = frozenset({Role.COMMISSIONER})
OWNER = frozenset({Role.OWNER})

moves = st.sampled_from(list(Move))
roles = st.frozensets(st.sampled_from(list(Role)))
anything_given = st.builds(Given, *[st.booleans()] * 6)


def test_an_owner_recommends_closure_and_the_commissioner_agrees() -> None:
    recommended = move(OPEN, Move.RECOMMEND, roles=OWNER, given=Given(text=True))
    assert recommended == RECOMMENDED
    assert move(recommended, Move.COMPLETE, roles=COMMISSIONER, given=Given(evidence=True)) == COMPLETE


def test_agreed_complete_needs_evidence_or_a_reason_for_closing_without() -> None:
    with pytest.raises(EvidenceMissing, match="Attach the evidence, or give the reason") as refused:
        move(RECOMMENDED, Move.COMPLETE, roles=COMMISSIONER, given=Given(text=True, new_date=True))
    assert refused.value.field == "reason"
    assert move(RECOMMENDED, Move.COMPLETE, roles=COMMISSIONER, given=Given(reason=True)) == COMPLETE


def test_a_recommendation_that_is_not_followed_leaves_the_action_open() -> None:
    assert move(RECOMMENDED, Move.CONTINUE, roles=COMMISSIONER, given=Given()) == OPEN


def test_raising_higher_and_deferring_leave_a_recommendation_as_it_is() -> None:
    for wanted in (Move.RAISE, Move.DEFERRED):
        assert move(RECOMMENDED, wanted, roles=SECRETARIAT, given=Given()) == RECOMMENDED


def test_a_standing_item_stays_standing_when_it_is_closed_and_reopened() -> None:
    standing = move(OPEN, Move.MADE_STANDING, roles=COMMISSIONER, given=Given(exit_rule=True))
    assert standing.kind is Kind.STANDING
    closed = move(standing, Move.COMPLETE, roles=COMMISSIONER, given=Given(evidence=True))
    again = move(closed, Move.REOPENED, roles=COMMISSIONER, given=Given(reason=True))
    assert again == State(Status.OPEN, None, Kind.STANDING)


def test_an_owner_cannot_decide_and_is_told_whom_to_ask() -> None:
    with pytest.raises(NotAllowed, match="You cannot agree this closed as complete"):
        move(OPEN, Move.COMPLETE, roles=OWNER, given=EVERYTHING)
    with pytest.raises(NotAllowed, match="Ask the secretariat"):
        move(OPEN, Move.NO_FURTHER_ACTION, roles=OWNER, given=EVERYTHING)


def test_only_the_secretariat_voids() -> None:
    assert move(OPEN, Move.VOID, roles=SECRETARIAT, given=Given(reason=True)).closure is Closure.VOID
    with pytest.raises(NotAllowed):
        move(OPEN, Move.VOID, roles=COMMISSIONER | OWNER, given=EVERYTHING)


def test_what_is_closed_takes_no_update_until_it_is_reopened() -> None:
    with pytest.raises(InvalidMove, match="is closed, so you cannot add an update"):
        move(COMPLETE, Move.UPDATE, roles=SECRETARIAT, given=EVERYTHING)


def test_what_is_open_cannot_be_reopened() -> None:
    with pytest.raises(InvalidMove, match="open already"):
        move(OPEN, Move.REOPENED, roles=SECRETARIAT, given=EVERYTHING)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Move.UPDATE, "text"),
        (Move.REVISED_DATE, "revised_to"),
        (Move.NO_FURTHER_ACTION, "reason"),
        (Move.MADE_STANDING, "exit_rule"),
        (Move.MERGED, "merged_into"),
        (Move.VOID, "reason"),
    ],
)
def test_what_is_missing_is_named_by_its_field(wanted: Move, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        move(OPEN, wanted, roles=SECRETARIAT, given=Given())
    assert refused.value.field == field


def test_a_revised_date_needs_its_reason_too() -> None:
    with pytest.raises(BadInput, match="reason") as refused:
        move(OPEN, Move.REVISED_DATE, roles=SECRETARIAT, given=Given(new_date=True))
    assert refused.value.field == "reason"


def test_every_move_has_a_rule_a_verb_and_its_words() -> None:
    assert set(RULES) == set(VERBS) == set(OUTCOME) == set(Move)


def test_those_who_only_read_may_make_no_move() -> None:
    readers = frozenset({Role.ADMINISTRATOR, Role.PANEL, Role.AUDITOR})
    assert moves_open_to(OPEN, readers) == moves_open_to(COMPLETE, readers) == ()


@given(moves, roles, anything_given, st.sampled_from([OPEN, RECOMMENDED, COMPLETE]))
def test_a_move_is_made_just_when_it_is_open_and_nothing_it_needs_is_missing(
    wanted: Move, who: frozenset[Role], came: Given, state: State
) -> None:
    missing = [need for need in RULES[wanted].needs if not _is_there(need, came)]
    if wanted in moves_open_to(state, who) and not missing:
        assert move(state, wanted, roles=who, given=came).status in Status
    else:
        with pytest.raises((NotAllowed, InvalidMove, BadInput)):
            move(state, wanted, roles=who, given=came)


def _is_there(need: Need, came: Given) -> bool:
    if need is Need.EVIDENCE_OR_REASON:
        return came.evidence or came.reason
    return bool(getattr(came, need.value))


class Life(RuleBasedStateMachine):
    """Any life that people can lead an action through."""

    def __init__(self) -> None:
        super().__init__()
        self.state = OPEN
        self.was_standing = False

    @rule(wanted=moves, who=roles, came=anything_given)
    def try_something(self, wanted: Move, who: frozenset[Role], came: Given) -> None:
        before = self.state
        try:
            self.state = move(before, wanted, roles=who, given=came)
        except (NotAllowed, InvalidMove, BadInput):
            assert self.state == before
        else:
            self.was_standing |= wanted is Move.MADE_STANDING

    @precondition(lambda self: self.state.status is Status.CLOSED)
    @rule()
    def reopen(self) -> None:
        self.state = move(self.state, Move.REOPENED, roles=SECRETARIAT, given=EVERYTHING)
        assert self.state.status is Status.OPEN

    @invariant()
    def only_what_is_closed_says_how(self) -> None:
        assert (self.state.closure is not None) == (self.state.status is Status.CLOSED)

    @invariant()
    def a_standing_item_never_becomes_a_plain_one(self) -> None:
        assert (self.state.kind is Kind.STANDING) == self.was_standing

    @invariant()
    def there_is_always_a_way_on(self) -> None:
        open_moves = moves_open_to(self.state, SECRETARIAT)
        assert (Move.REOPENED in open_moves) == (self.state.status not in LIVE)
        assert open_moves


TestLife = Life.TestCase

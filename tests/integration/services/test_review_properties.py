"""Whatever people do to actions, and in whatever order: what always holds. Over the services, on SQLite."""

from datetime import date, timedelta

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import select

from tests.integration.conftest import KEYS
from tests.support.builders import COMMISSIONER, OWNER, SECRETARIAT, Record, acting_as, moment
from tests.support.lives_of_actions import LivesOfActions, steps
from tests.support.sittings import stationery
from tracker.adapters.england import EnglandCalendar
from tracker.domain.actions import REVIEW_OUTCOMES, Assurance, Closure, Move, Rating, Status
from tracker.domain.errors import BadInput, InvalidMove, NotAllowed
from tracker.domain.evidence import Locator
from tracker.domain.viewers import Actor
from tracker.models.actions import Action, Review
from tracker.services.desk import Desk
from tracker.services.evidence import attach_web
from tracker.services.frozen import freeze_meeting
from tracker.services.raising import decide
from tracker.services.reviews import Decision, reopen_action, void_action
from tracker.services.undoing import undo_review
from tracker.services.updates import Said, give_update

COUNT = 3
which = st.integers(0, COUNT - 1)
people = st.sampled_from([COMMISSIONER, SECRETARIAT, OWNER])
names = st.sampled_from(["", "Dana Deputy"])
outcomes = st.sampled_from([*REVIEW_OUTCOMES, Move.UPDATE])
assurances = st.sampled_from([None, *Assurance])
REFUSALS = (BadInput, InvalidMove, NotAllowed)


class Lives(LivesOfActions):
    """Any decisions by anyone on a few actions, with updates, evidence, undoing, reopening and voiding between them."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(self.session, SECRETARIAT, moment(), EnglandCalendar(), KEYS)
        self.known: dict[int, str] = {}

    @initialize()
    def raise_some(self) -> None:
        record = Record(self.desk)
        chief = record.post("chief-constable", holder="Chris Chief", chief_officer=True)
        head = record.post("head-of-contact", escalates_to=chief)
        self.meeting = record.meeting("2023-10-04")
        self.actions = [
            record.action("First", due="2023-10-31", post=head),
            record.action("Second", post=head),
            record.action("Third", due="standing: until it improves"),
        ]

    @rule(
        number=which, by=people, name=names, outcome=outcomes, reason=st.booleans(), assurance=assurances,
        days=st.integers(-1, 40), other=which, here=st.booleans(),
    )  # fmt: skip
    def decide_something(
        self, number: int, by: Actor, name: str, outcome: Move, reason: bool, assurance: Assurance | None,
        days: int, other: int, here: bool,
    ) -> None:  # fmt: skip
        action = self.actions[number]
        decision = Decision(
            outcome,
            reason="For a reason" if reason else "",
            decided_by=name,
            assurance=assurance,
            revised_to=date(2023, 9, 20) + timedelta(days=days),
            exit_rule="It improves" if reason else "",
            merged_into=self.actions[other],
        )
        self._try(lambda: self._decide(by, action, decision, here), action)

    def _decide(self, by: Actor, action: Action, decision: Decision, here: bool) -> None:
        if decision.outcome is Move.UPDATE:
            said = Said("It goes on.", Rating.GREEN, recommends_closure=bool(decision.reason))
            give_update(acting_as(self.desk, by), action, said, by_name=by.name, via="account")
            return
        was_closed, assurance = action.status is Status.CLOSED, action.assurance
        at = self.meeting if here else None
        decide(acting_as(self.desk, by), action, decision, meeting=at, version=None, stationery=stationery())
        assert not was_closed, "what is closed takes no decision but reopening"
        assert action.assurance is (decision.assurance or assurance), "where nothing was said, it stands"

    @rule(number=which)
    def attach(self, number: int) -> None:
        attach_web(self.desk, self.actions[number], "https://example.org/figures", where=Locator())

    @rule(number=which, name=names)
    def reopen(self, number: int, name: str) -> None:
        action, assurance = self.actions[number], self.actions[number].assurance
        self._try(
            lambda: reopen_action(self.desk, action, reason="Again", version=None, decided_by=name), action
        )
        assert action.assurance is assurance, "assurance survives closing and reopening"

    @rule(number=which)
    def void(self, number: int) -> None:
        action, assurance = self.actions[number], self.actions[number].assurance
        self._try(lambda: void_action(self.desk, action, reason="Said twice", version=None), action)
        assert action.assurance is assurance

    @rule(number=which)
    def undo(self, number: int) -> None:
        action = self.actions[number]
        last = self.session.exec(
            select(Review).where(Review.action_id == action.id).order_by(Review.id.desc())  # type: ignore[union-attr]
        ).first()
        self._try(lambda: undo_review(self.desk, action, meeting=self.meeting, version=None), action)
        if last is not None and last not in self.session:
            self.known.pop(last.id or 0, None)

    @rule()
    def freeze(self) -> None:
        assume(len(self.frozen) < 3)
        self.keep_frozen(freeze_meeting(self.desk, self.meeting))

    def _try(self, attempt, action: Action) -> None:  # type: ignore[no-untyped-def]
        """Makes the attempt; a refusal changes nothing of the action."""
        self.session.flush()
        before = {**action.model_dump()}
        try:
            with self.session.begin_nested():
                attempt()
        except REFUSALS:
            assert action.model_dump() == before

    @invariant()
    def merged_points_to_another_one_and_never_in_a_circle(self) -> None:
        by_id = {action.id: action for action in self.actions}
        for action in self.actions:
            assert (action.closure is Closure.MERGED) == (action.merged_into_id is not None)
            passed, at = {action.id}, action.merged_into_id
            while at is not None:
                assert at not in passed
                passed.add(at)
                at = by_id[at].merged_into_id

    @invariant()
    def every_decision_has_who_decided_and_who_recorded_and_what_was_known(self) -> None:
        self.session.flush()
        reviews = {review.key: review for review in self.session.exec(select(Review)).all()}
        for review in reviews.values():
            assert review.decided_by
            assert review.recorded_by in {"Cory Commissioner", "Sam Secretary"}
            assert review.decided_by != "Sam Secretary" or review.outcome is Move.VOID
            assert self.known.setdefault(review.key, review.known) == review.known != ""
        assert self.known.keys() <= reviews.keys() | {0}


TestLives = Lives.TestCase
TestLives.settings = steps(14)

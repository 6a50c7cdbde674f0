"""Whatever people do to actions, and in whatever order: what always holds. Over the services, on SQLite."""

import atexit
import shutil
import tempfile
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlmodel import select

from tests.integration.conftest import KEYS
from tests.support.builders import COMMISSIONER, OWNER, SECRETARIAT, Record, acting_as, moment
from tests.support.databases import migrated_sqlite, sqlite_copy
from tests.support.sittings import stationery
from tracker.adapters.england import EnglandCalendar
from tracker.domain.actions import REVIEW_OUTCOMES, Assurance, Closure, Move, Rating, Status
from tracker.domain.due import DueCause
from tracker.domain.errors import BadInput, InvalidMove, NotAllowed
from tracker.domain.evidence import Locator
from tracker.domain.viewers import Actor
from tracker.models.actions import Action, DueChange, Review
from tracker.models.record import RecordSnapshot
from tracker.services.desk import Desk
from tracker.services.evidence import attach_web
from tracker.services.frozen import freeze_meeting
from tracker.services.raising import decide
from tracker.services.reviews import Decision, reopen_action, void_action
from tracker.services.undoing import undo_review
from tracker.services.updates import Said, give_update
from tracker.store.session import Database

COUNT = 3
which = st.integers(0, COUNT - 1)
people = st.sampled_from([COMMISSIONER, SECRETARIAT, OWNER])
names = st.sampled_from(["", "Dana Deputy"])
outcomes = st.sampled_from([*REVIEW_OUTCOMES, Move.UPDATE])
assurances = st.sampled_from([None, *Assurance])
REFUSALS = (BadInput, InvalidMove, NotAllowed)


@cache
def template() -> Path:
    """A database with nothing but its tables, made once."""
    folder = tempfile.mkdtemp(prefix="lives-")
    atexit.register(shutil.rmtree, folder)
    return migrated_sqlite(Path(folder))


class Lives(RuleBasedStateMachine):
    """Any decisions by anyone on a few actions, with updates, evidence, undoing, reopening and voiding between them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="life-")
        self.database = Database(sqlite_copy(template(), Path(self.folder.name) / "life.db"))
        self.session = self.database.write()
        self.desk = Desk(self.session, SECRETARIAT, moment(), EnglandCalendar(), KEYS)
        self.frozen: dict[int, str] = {}
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
        snapshot = freeze_meeting(self.desk, self.meeting)
        self.frozen[snapshot.key] = snapshot.record

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
    def closed_just_where_it_says_how(self) -> None:
        for action in self.actions:
            closed = action.status is Status.CLOSED
            assert closed == (action.closure is not None) == (action.closed_on is not None)

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

    @invariant()
    def only_agreed_moves_are_counted(self) -> None:
        for action in self.actions:
            moves = self.session.exec(select(DueChange).where(DueChange.action_id == action.id)).all()
            agreed = [m for m in moves if m.cause is DueCause.AGREED and m.before_on is not None]
            assert action.times_moved == len(agreed)

    @invariant()
    def what_was_frozen_never_changes(self) -> None:
        for key, text in self.frozen.items():
            assert self.session.get_one(RecordSnapshot, key).record == text

    def teardown(self) -> None:
        self.session.close()
        self.database.engine.dispose()
        self.folder.cleanup()


TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=20,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

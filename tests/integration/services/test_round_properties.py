"""Meeting after meeting, in whatever order things happen: counts equal the history, undoing gives back what was there, what
is closed opens on record alone, and what was frozen stays. Over the services, on SQLite."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from sqlmodel import col, select

from tests.integration.conftest import KEYS
from tests.support.builders import COMMISSIONER, OWNER, SECRETARIAT, Record, moment
from tests.support.builders import due as due_of
from tests.support.lives_of_actions import LivesOfActions, steps
from tests.support.sittings import stationery
from tracker.adapters.england import EnglandCalendar
from tracker.domain.actions import LIVE, REVIEW_OUTCOMES, Assurance, Move, Rating, Status
from tracker.domain.errors import TrackerError
from tracker.domain.mails import MailState
from tracker.domain.viewers import Actor
from tracker.models.actions import Action, DueChange, Review
from tracker.models.mail import Mail, UpdateLink
from tracker.models.meetings import Meeting
from tracker.models.record import HistoryPayload, HistoryRow
from tracker.models.reports import RecordSnapshot
from tracker.services.actions import Wanted, correct_action, raise_action
from tracker.services.desk import Desk
from tracker.services.meetings import Sitting, close_meeting, schedule_meeting, start_meeting
from tracker.services.raising import decide
from tracker.services.reviews import Decision, reopen_action
from tracker.services.undoing import undo_review
from tracker.services.updates import Said, give_update
from tracker.store.meetings import next_after

MOST = 4
"""Actions that are raised, at the most."""
which = st.integers(0, MOST - 1)
dues = st.sampled_from(["", "next meeting", "standing", "in time"])
FIRST, APART = date(2023, 10, 4), timedelta(days=28)
REOPENS = ("action.reopened", "action.decision_undone")


class Rounds(LivesOfActions):
    """A series of meetings, one after the other, with everything that people do at them and between them."""

    def __init__(self) -> None:
        super().__init__()
        self.today = date(2023, 9, 20)
        self.sitting: Meeting | None = None
        self.before: dict[int, dict[str, Any]] = {}
        self.closed: set[int] = set()

    def desk(self, by: Actor = SECRETARIAT) -> Desk:
        return Desk(self.session, by, moment(self.today), EnglandCalendar(), KEYS)

    @initialize()
    def begin(self) -> None:
        record = Record(self.desk())
        chief = record.post("chief-constable", holder="Chris Chief", chief_officer=True)
        self.post = record.post("head-of-contact", escalates_to=chief)
        self.sitting = record.meeting(FIRST.isoformat())
        self.actions = [record.action("First", due="next meeting", post=self.post)]

    @precondition(lambda self: self.sitting is not None and len(self.actions) < MOST)
    @rule(due=dues)
    def raise_one(self, due: str) -> None:
        wanted = Wanted(title="Asked here", post_id=self.post.id, due=due_of(self._due(due)))
        action, _ = raise_action(self.desk(), meeting=self.sitting, wanted=wanted)  # type: ignore[arg-type]
        self.session.flush()
        self.actions.append(action)

    @rule(number=which, recommends=st.booleans())
    def update(self, number: int, recommends: bool) -> None:
        said = Said("It goes on.", Rating.AMBER, recommends_closure=recommends)
        self._try(number, lambda a: give_update(self.desk(OWNER), a, said, by_name="Ann Able", via="account"))

    @rule(
        number=which, by=st.sampled_from([COMMISSIONER, SECRETARIAT]), outcome=st.sampled_from(REVIEW_OUTCOMES),
        days=st.integers(1, 60), other=which, here=st.booleans(), assurance=st.sampled_from([None, *Assurance]),
    )  # fmt: skip
    def decide_something(
        self, number: int, by: Actor, outcome: Move, days: int, other: int, here: bool, assurance: Assurance | None,
    ) -> None:  # fmt: skip
        meeting = self.sitting if here else None
        decision = Decision(
            outcome,
            reason="For a reason",
            decided_by="Dana Deputy",
            assurance=assurance,
            revised_to=self.today + timedelta(days=days),
            exit_rule="It improves",
            merged_into=self.actions[other % len(self.actions)],
        )

        def take(action: Action) -> None:
            was = self._all_of(action)
            decide(self.desk(by), action, decision, meeting=meeting, version=None, stationery=stationery())
            if meeting is not None:
                self.before[action.key] = was

        self._try(number, take, changes=not here)

    @precondition(lambda self: self.sitting is not None and self.before)
    @rule(number=which)
    def undo(self, number: int) -> None:
        def take_back(action: Action) -> None:
            undo_review(self.desk(), action, meeting=self.sitting, version=None)  # type: ignore[arg-type]
            self.session.flush()
            assert self._all_of(action) == self.before.pop(action.key)

        decided = [n for n, action in enumerate(self.actions) if action.key in self.before]
        self._try(decided[number % len(decided)], take_back, changes=False, may_refuse=False)

    @rule(number=which, due=dues)
    def correct(self, number: int, due: str) -> None:
        wanted = Wanted(title="Put right", post_id=self.post.id, due=due_of(self._due(due)))
        self._try(number, lambda a: correct_action(self.desk(), a, wanted, version=None))

    @precondition(lambda self: any(action.status is Status.CLOSED for action in self.actions))
    @rule(number=which)
    def reopen(self, number: int) -> None:
        closed = [n for n, action in enumerate(self.actions) if action.status is Status.CLOSED]
        self._try(
            closed[number % len(closed)],
            lambda a: reopen_action(self.desk(), a, reason="Again", version=None, decided_by="Dana Deputy"),
        )

    @precondition(lambda self: self.sitting is not None)
    @rule(known=st.booleans())
    def close(self, known: bool) -> None:
        """The meeting sits on its day and closes; the next one may be known by then."""
        meeting = self.sitting
        assert meeting is not None
        self.today = max(self.today, meeting.starts_on)
        start_meeting(self.desk(), meeting)
        expected = {a.reference: a.times_carried + self._is_carried(a, meeting) for a in self.actions}
        following = Sitting(starts_on=meeting.starts_on + APART) if known else None
        close_meeting(self.desk(), meeting, following=following)
        self.session.flush()
        assert {a.reference: a.times_carried for a in self.actions} == expected
        snapshot = self.session.exec(
            select(RecordSnapshot).where(RecordSnapshot.meeting_id == meeting.id)
        ).one()
        self.keep_frozen(snapshot)
        self.sitting = next_after(self.session, meeting.series_id, meeting.starts_on)
        self.last, self.before = meeting, {}

    @precondition(lambda self: self.sitting is None)
    @rule()
    def schedule(self) -> None:
        record = Record(self.desk())
        day = self.last.starts_on + APART
        self.sitting = schedule_meeting(
            self.desk(), series=record.series(), sitting=Sitting(starts_on=max(day, self.today))
        )
        self.session.flush()

    def _try(
        self,
        number: int,
        attempt: Callable[[Action], object],
        *,
        changes: bool = True,
        may_refuse: bool = True,
    ) -> None:
        """Makes the attempt; a refusal changes nothing. `changes` where there is nothing to undo after it."""
        action = self.actions[number % len(self.actions)]
        was = self._all_of(action)
        try:
            with self.session.begin_nested():
                attempt(action)
        except TrackerError:
            assert may_refuse
            self.session.expire_all()
            assert self._all_of(action) == was
            return
        self.session.flush()
        if changes:
            self.before.pop(action.key, None)

    def _all_of(self, action: Action) -> dict[str, Any]:
        """The action, its dates, its decisions and the mails about it that wait: all that a decision changes."""
        self.session.flush()
        rows = {
            kind.__tablename__: [
                row.model_dump() for row in self.session.exec(select(kind).where(kind.action_id == action.id))
            ]
            for kind in (DueChange, Review)
        }
        about = select(UpdateLink.mail_id).where(UpdateLink.action_id == action.id)
        held = self.session.exec(
            select(Mail.id).where(Mail.state == MailState.HELD, col(Mail.id).in_(about))
        ).all()
        return {**action.model_dump(exclude={"version"}), **rows, "held": sorted(map(str, held))}

    def _due(self, words: str) -> str:
        return (self.today + timedelta(days=10)).isoformat() if words == "in time" else words

    def _is_carried(self, action: Action, meeting: Meeting) -> bool:
        return action.status in LIVE and action.raised_meeting_id != meeting.id

    @invariant()
    def what_is_carried_equals_the_history(self) -> None:
        self.session.flush()
        closings = self.session.exec(
            select(HistoryPayload.payload)
            .join(HistoryRow, col(HistoryRow.number) == HistoryPayload.number)
            .where(HistoryRow.event == "meeting.closed")
        ).all()
        carried = [reference for one in closings for reference in json.loads(one)["after"]["carried"]]
        for action in self.actions:
            assert action.times_carried == carried.count(action.reference)

    @invariant()
    def what_is_closed_opens_on_record_alone(self) -> None:
        for action in self.actions:
            if action.status is Status.CLOSED:
                self.closed.add(action.key)
            elif action.key in self.closed:
                self.closed.discard(action.key)
                opened = select(HistoryRow.event).where(HistoryRow.subject == action.reference)
                last = self.session.exec(opened.order_by(col(HistoryRow.number).desc())).first()
                assert last in REOPENS


TestRounds = Rounds.TestCase
TestRounds.settings = steps(16)

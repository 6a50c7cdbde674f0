"""What was decided about an action, at a meeting and between two, on both databases."""

from datetime import date, timedelta

import pytest

from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tracker.domain.actions import Assurance, Closure, Kind, Move, Status
from tracker.domain.due import DueCause, DueKind
from tracker.domain.errors import BadInput, Conflict, EvidenceMissing, InvalidMove, LinkDead, NotAllowed
from tracker.domain.evidence import Locator
from tracker.domain.links import make_token
from tracker.domain.round_of_matters import Group, in_order
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.services.evidence import attach_web
from tracker.services.links import make_link, open_link
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.reviews import Decision, record_review, reopen_action, void_action
from tracker.services.updates import Said, give_update
from tracker.store import history, matters, stories

NOVEMBER = date(2023, 11, 30)


@pytest.fixture
def action(record: Record) -> Action:
    return record.action("Bring the figures", due="2023-10-31", post=record.post())


def decide(record: Record, action: Action, outcome: Move, *, on: str | None = None, **given: object) -> None:
    desk = acting_as(record.desk, COMMISSIONER, on)
    decision = Decision(outcome, **given)  # type: ignore[arg-type]
    record_review(desk, action, decision, meeting=None, version=None)


def test_agreed_complete_without_evidence_or_reason_changes_nothing(record: Record, action: Action) -> None:
    with pytest.raises(EvidenceMissing, match="Attach the evidence"):
        decide(record, action, Move.COMPLETE)
    assert (action.status, action.version) == (Status.OPEN, 1)
    assert stories.reviews(record.desk.session, action.key) == []


def test_agreed_complete_with_its_evidence_closes_the_action(record: Record, action: Action) -> None:
    attach_web(record.desk, action, "https://example.org/figures", where=Locator(page=8))
    decide(record, action, Move.COMPLETE, assurance=Assurance.FURTHER, note="The report was given.")
    assert (action.status, action.closure) == (Status.CLOSED, Closure.COMPLETE)
    assert (action.closed_on, action.assurance) == (date(2023, 9, 20), Assurance.FURTHER)
    [(review, meeting)] = stories.reviews(record.desk.session, action.key)
    assert (review.outcome, review.decided_by, meeting) == (Move.COMPLETE, "Cory Commissioner", None)


def test_agreed_complete_with_a_reason_keeps_the_reason(record: Record, action: Action) -> None:
    decide(record, action, Move.COMPLETE, reason="Seen in the control room.")
    assert action.closed_reason == "Seen in the control room."


def test_closing_kills_the_owners_link(record: Record, action: Action) -> None:
    desk = record.desk
    link = make_link(desk, action_id=action.key, post_id=action.post_id or 0, mail_id=None)
    decide(record, action, Move.NO_FURTHER_ACTION, reason="Overtaken by the new plan.")
    token = make_token(desk.keys.links, link.key, action.key)
    with pytest.raises(LinkDead):
        open_link(desk.session, desk.keys.links, token, desk.moment)


def test_a_revised_date_is_slippage_and_keeps_the_original_target(record: Record, action: Action) -> None:
    decide(record, action, Move.REVISED_DATE, revised_to=NOVEMBER, reason="The report changes in October.")
    assert (action.due_on, action.times_moved, action.original_due_on) == (NOVEMBER, 1, date(2023, 10, 31))
    [change] = stories.due_changes(record.desk.session, action.key)
    assert (change.cause, change.reason) == (DueCause.AGREED, "The report changes in October.")


def test_a_date_can_be_agreed_for_a_meeting(record: Record, action: Action) -> None:
    january = record.meeting("2024-01-31")
    given = {"revised_to": january.papers_due, "revised_meeting": january, "reason": "With the packs."}
    decide(record, action, Move.REVISED_DATE, **given)
    assert (action.due_kind, action.due_meeting_id) == (DueKind.MEETING, january.id)


@pytest.mark.parametrize(
    ("to", "sentence"), [(date(2023, 9, 19), "in the past"), (date(2023, 10, 31), "already")]
)
def test_a_revised_date_is_a_later_day_than_today_and_another_one(
    record: Record, action: Action, to: date, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        decide(record, action, Move.REVISED_DATE, revised_to=to, reason="Late")
    assert refused.value.field == "revised_to"


def test_a_standing_item_has_no_date_and_keeps_its_original_target(record: Record, action: Action) -> None:
    decide(record, action, Move.MADE_STANDING, exit_rule="Six months under target")
    assert (action.kind, action.due_kind, action.due_on) == (Kind.STANDING, DueKind.STANDING, None)
    assert (action.exit_rule, action.times_moved) == ("Six months under target", 0)
    assert action.original_due_on == date(2023, 10, 31)


def test_merging_ends_one_number_and_points_to_the_other(record: Record, action: Action) -> None:
    other = record.action("Show attendance")
    decide(record, action, Move.MERGED, merged_into=other)
    assert (action.closure, action.merged_into_id) == (Closure.MERGED, other.id)
    assert other.status is Status.OPEN


def test_an_action_is_merged_only_with_another_one_that_is_open(record: Record, action: Action) -> None:
    closed = record.action("Logged in error")
    void_action(record.desk, closed, reason="Said twice", version=None)
    for other in (action, closed):
        with pytest.raises(BadInput, match="still open"):
            decide(record, action, Move.MERGED, merged_into=other)


def test_reopening_needs_a_reason_and_takes_the_closing_back(record: Record, action: Action) -> None:
    decide(record, action, Move.COMPLETE, reason="Shown")
    with pytest.raises(BadInput, match="reason"):
        reopen_action(record.desk, action, reason=" ", version=None)
    reopen_action(record.desk, action, reason="They were withdrawn.", version=None, decided_by="Dana Deputy")
    assert (action.status, action.closure, action.closed_on, action.closed_reason) == (
        Status.OPEN,
        None,
        None,
        "",
    )


def test_an_owner_cannot_close_their_own_action(record: Record, action: Action) -> None:
    with pytest.raises(NotAllowed):
        record_review(
            acting_as(record.desk, OWNER),
            action,
            Decision(Move.COMPLETE, reason="Done"),
            meeting=None,
            version=None,
        )


def test_a_stale_decision_is_refused_with_what_is_there_now(record: Record, action: Action) -> None:
    seen = action.version
    give_update(
        record.desk, action, Said("It is done.", recommends_closure=True), by_name="Ann", via="account"
    )
    with pytest.raises(Conflict) as refused:
        record_review(record.desk, action, Decision(Move.CONTINUE), meeting=None, version=seen)
    assert (refused.value.current["status"], refused.value.version) == (Status.RECOMMENDED, seen + 1)


def test_a_meeting_that_is_over_decides_nothing_more(record: Record, action: Action) -> None:
    meeting = record.meeting("2023-10-04")
    start_meeting(record.desk, meeting)
    record_review(
        record.desk,
        action,
        Decision(Move.CONTINUE, decided_by="The Commissioner"),
        meeting=meeting,
        version=None,
    )
    close_meeting(record.desk, meeting)
    with pytest.raises(InvalidMove, match="held already"):
        record_review(record.desk, action, Decision(Move.DEFERRED), meeting=meeting, version=None)
    assert action.times_carried == 1


def test_what_is_written_down_late_was_decided_on_the_day_of_the_meeting(
    record: Record, action: Action
) -> None:
    meeting = record.meeting("2023-10-04")
    late = acting_as(record.desk, COMMISSIONER, meeting.starts_on + timedelta(days=2))
    review = record_review(
        late, action, Decision(Move.COMPLETE, reason="Shown"), meeting=meeting, version=None
    )
    assert review.decided_on == action.closed_on == meeting.starts_on


def test_a_note_of_more_than_10000_characters_is_refused(record: Record, action: Action) -> None:
    with pytest.raises(BadInput, match="10,000 characters") as refused:
        decide(record, action, Move.CONTINUE, note="x" * 10_001)
    assert refused.value.field == "note"


def test_the_history_keeps_who_decided_what(record: Record, action: Action) -> None:
    decide(record, action, Move.NO_FURTHER_ACTION, reason="Overtaken.")
    row, payload = history.of_subject(record.desk.session, action.reference, limit=1)[0]
    assert (row.event, row.actor) == ("action.no_further_action", "Cory Commissioner")
    assert '"closed_reason":"Overtaken."' in (payload or "")


def test_what_a_meeting_deferred_stands_on_top_of_the_next_ones_round(record: Record, action: Action) -> None:
    session, october, january = (
        record.desk.session,
        record.meeting("2023-10-04"),
        record.meeting("2024-01-31"),
    )
    reached, between = record.action("Reached"), record.action("Decided since")
    for one in (action, between):
        record_review(
            acting_as(record.desk, COMMISSIONER), one, Decision(Move.DEFERRED), meeting=october, version=None
        )
    decide(record, reached, Move.CONTINUE)
    decide(record, between, Move.CONTINUE)
    session.flush()
    assert matters.deferred(session, january) == {action.id}
    assert matters.deferred(session, october) == set(), "there it is decided"
    rows = matters.arising(session, THE_OFFICE, january)
    waiting = matters.deferred(session, january)
    order = in_order(matters.in_the_round(rows, {}, january, date(2024, 1, 31), waiting))
    assert (order[0].reference, order[0].group) == (action.reference, Group.DEFERRED)
    come_to(record, january, action)
    assert matters.deferred(session, record.meeting("2024-06-01")) == set()


def come_to(record: Record, meeting: Meeting, action: Action) -> None:
    """The next meeting comes to it."""
    record_review(
        acting_as(record.desk, COMMISSIONER), action, Decision(Move.CONTINUE), meeting=meeting, version=None
    )
    record.desk.session.flush()

"""What was known is frozen with each decision and with each meeting, and nothing changes it afterwards; on both databases."""

import hashlib
from datetime import date

import pytest
from sqlalchemy import event

from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tests.support.read_documents import a_document, a_version
from tracker.domain.actions import Assurance, Closure, Move, Rating, Status
from tracker.domain.evidence import Locator
from tracker.domain.frozen import Known, known_of_text, meeting_of_text
from tracker.models.actions import Action, Review
from tracker.models.meetings import Meeting
from tracker.services.actions import Wanted, correct_action
from tracker.services.evidence import attach_document
from tracker.services.evidence_on_record import attach_excerpt
from tracker.services.excerpts import Choice, keep_excerpt
from tracker.services.frozen import freeze_meeting, known_of
from tracker.services.reviews import Decision, record_review, void_action
from tracker.services.updates import Said, give_update


@pytest.fixture
def october(record: Record) -> Meeting:
    return record.meeting("2023-10-04")


@pytest.fixture
def action(record: Record, october: Meeting) -> Action:
    """Carried forward twice, moved once, with an update and evidence."""
    action = record.action("Bring the figures", due="2023-09-30", post=record.post(), on="2023-05-17")
    agreed = Decision(Move.REVISED_DATE, revised_to=date(2023, 10, 31), reason="With the packs.")
    record_review(acting_as(record.desk, COMMISSIONER), action, agreed, meeting=None, version=None)
    said = Said("Two hubs are open.", Rating.AMBER)
    give_update(acting_as(record.desk, OWNER), action, said, by_name="Ann Able", via="account")
    attach_document(record.desk, action, "Pack of October", where=Locator(page=8))
    action.times_carried = 2
    record.desk.session.flush()
    return action


def decide(record: Record, action: Action, outcome: Move, meeting: Meeting | None, **given: object) -> Review:
    decision = Decision(outcome, **given)  # type: ignore[arg-type]
    return record_review(
        acting_as(record.desk, COMMISSIONER), action, decision, meeting=meeting, version=None
    )


def change_everything(record: Record, action: Action) -> None:
    """All that can happen to an action afterwards."""
    other = record.post("head-of-estates", holder="Eve Estates")
    wanted = Wanted(title="Something else", asked="Quite another thing", post_id=other.id)
    correct_action(record.desk, action, wanted, version=None)
    said = Said("Now it is late.", Rating.RED, recommends_closure=True)
    give_update(acting_as(record.desk, OWNER), action, said, by_name="Eve Estates", via="account")
    attach_document(record.desk, action, "Another pack", where=Locator())
    decide(record, action, Move.NO_FURTHER_ACTION, None, reason="Overtaken.", assurance=Assurance.NOT_ASSURED)


def test_what_is_known_of_an_action_in_plain_values(record: Record, action: Action) -> None:
    known = known_of(record.desk, action)
    assert (known.title, known.owner, known.holder) == ("Bring the figures", "Head of contact", "Ann Able")
    assert (known.due_words, known.original_due_on) == ("31 October 2023", date(2023, 9, 30))
    assert (known.times_moved, known.moved_days, known.times_carried) == (1, 31, 2)
    assert (known.status, known.rating, known.updates) == (Status.OPEN, Rating.AMBER, 1)
    assert known.raised_words == "17 May 2023"
    assert known.last_update is not None
    assert (known.last_update.by_name, known.last_update.text) == ("Ann Able", "Two hubs are open.")
    assert [(one.label, one.place, one.held) for one in known.evidence] == [
        ("Pack of October", "page 8", False)
    ]
    assert known.last_decision is not None
    assert (known.last_decision.outcome, known.last_decision.reason) == (Move.REVISED_DATE, "With the packs.")


def test_a_decision_keeps_the_action_as_it_lay_on_the_table(
    record: Record, action: Action, october: Meeting
) -> None:
    before = known_of(record.desk, action)
    review = decide(record, action, Move.COMPLETE, october, assurance=Assurance.FURTHER)
    assert known_of_text(review.known) == before
    assert before.status is Status.OPEN
    assert action.status is Status.CLOSED


def test_a_meeting_is_frozen_with_what_arose_what_it_decided_and_what_it_raised(
    record: Record, action: Action, october: Meeting
) -> None:
    late = record.action("Not reached", post=record.post())
    raised = record.action("Raised here", meeting=october)
    record.action("Of another series", meeting=record.meeting("2023-10-04", series="ETH"))
    decide(record, action, Move.COMPLETE, october, note="The report was given.")
    snapshot = freeze_meeting(record.desk, october)
    assert snapshot.sha256 == hashlib.sha256(snapshot.record.encode()).hexdigest()
    frozen = meeting_of_text(snapshot.record, snapshot.sha256)
    assert (frozen.reference, frozen.day_words) == ("PPM-2023-10-04", "4 October 2023")
    first, second = frozen.matters
    assert (first.known.reference, first.known.closure) == (action.reference, Closure.COMPLETE)
    assert first.on_the_table is not None
    assert first.on_the_table.status is Status.OPEN
    assert first.decision is not None
    assert (first.decision.note, first.decision.decided_by) == ("The report was given.", "Cory Commissioner")
    assert (second.known.reference, second.decision) == (late.reference, None)
    assert [known.reference for known in frozen.raised] == [raised.reference]


def test_nothing_that_happens_later_changes_what_was_frozen(
    record: Record, action: Action, october: Meeting
) -> None:
    review = decide(record, action, Move.CONTINUE, october)
    snapshot = freeze_meeting(record.desk, october)
    kept = review.known, snapshot.record
    change_everything(record, action)
    record.desk.session.flush()
    record.desk.session.expire_all()
    assert (review.known, snapshot.record) == kept
    frozen = meeting_of_text(snapshot.record, snapshot.sha256)
    assert frozen.matters[0].known.title == "Bring the figures"
    assert frozen.matters[0].known.assurance is None


def test_freezing_asks_as_often_for_many_actions_as_for_one(
    record: Record, action: Action, october: Meeting
) -> None:
    def queries() -> int:
        asked: list[str] = []

        def note(*ran: object) -> None:
            asked.append(str(ran[2]))

        record.desk.session.flush()
        engine = record.desk.session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        freeze_meeting(record.desk, october)
        event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    decide(record, action, Move.CONTINUE, october)
    record.action("Raised here", meeting=october, post=record.post())
    queries()
    for_one = queries()
    for number in range(12):
        other = record.action(f"Another {number}", post=record.post())
        decide(record, other, Move.DEFERRED, october)
        record.action(f"Raised here {number}", meeting=october, post=record.post())
    assert queries() == for_one


def test_an_action_of_which_nothing_is_known_is_frozen_too(record: Record) -> None:
    action = record.action("Something")
    void_action(record.desk, action, reason="Said twice", version=None)
    known = known_of(record.desk, action)
    assert (known.owner, known.holder, known.last_update, known.evidence) == ("", "", None, ())
    assert isinstance(known, Known)
    assert known.closed_reason == "Said twice"


def test_the_words_of_an_excerpt_are_frozen_as_they_were(record: Record) -> None:
    action = record.action("Bring the figures")
    version = a_version(record.desk, a_document(record.desk), "Calls rose by 12.7 %.")
    excerpt = keep_excerpt(record.desk, version, 1, Choice(quote="Calls rose by 12.7 %."))
    attach_excerpt(record.desk, action, excerpt, shows="That it got worse")
    [known] = known_of(record.desk, action).evidence
    assert (known.place, known.shows, known.quote) == ("page 1", "That it got worse", "Calls rose by 12.7 %.")

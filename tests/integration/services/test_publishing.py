"""Publishing, changing and withdrawing: decisions with a name and a reason, over a cut that stays as it was."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from tests.support.builders import Record
from tracker.adapters.stemmer import EnglishStemmer
from tracker.domain.actions import Move
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.public_cuts import PublicAction, from_text
from tracker.domain.publishing import Published, PublishedEvent
from tracker.domain.reading import Way
from tracker.domain.stemming import WordReader
from tracker.models.publishing import Publication
from tracker.services import publishing, reviews, updates
from tracker.services.desk import Desk
from tracker.services.publishing import Decision
from tracker.store import published as stored
from tracker.store.history import of_subject
from tracker.store.session import explain

WORDS = WordReader(EnglishStemmer())
DECIDED = Decision("The Commissioner", "The public asked about it.")
TAKEN_BACK = Decision("The Commissioner", "It named a person.", "It is being checked.")


def publish(desk: Desk, reference: str, decision: Decision = DECIDED) -> Publication:
    return publishing.publish(desk, WORDS, Published.ACTION, reference, decision)


def action_of(row: Publication) -> PublicAction:
    cut = from_text(row.kind, row.cut)
    assert isinstance(cut, PublicAction)
    return cut


def test_nothing_is_public_by_default(record: Record, desk: Desk) -> None:
    record.action("Bring the figures")
    assert stored.all_of(desk.session) == []
    assert stored.stamp(desk.session).decisions == 0


def test_publishing_freezes_what_stands_on_record(record: Record, desk: Desk) -> None:
    action = record.action("Bring the figures", due="2023-10-04", post=record.post())
    row = publish(desk, action.reference)
    assert (row.address, row.title, row.status) == (
        f"actions/{action.reference}",
        "Bring the figures",
        "open",
    )
    assert action_of(row).owner == "Head of contact"
    action.title = "Bring other figures"
    desk.session.flush()
    assert action_of(row).title == "Bring the figures"


def test_the_name_of_a_person_is_in_no_cut(record: Record, desk: Desk) -> None:
    action = record.action("Bring the figures", post=record.post(holder="Ann Able"))
    said = updates.Said("Ann Able said that they are being gathered.")
    updates.give_update(desk, action, said, by_name="Ann Able", via=Way.TELEPHONE, received_by=desk.by.name)
    desk.session.flush()
    row = publish(desk, action.reference)
    assert "Head of contact said that they are being gathered." in row.cut
    assert "Able" not in row.cut + row.search
    assert desk.by.name not in row.cut


@pytest.mark.parametrize(
    ("decision", "field"), [(Decision("", "A reason"), "decided_by"), (Decision("Someone", " "), "reason")]
)
def test_a_decision_needs_a_name_and_a_reason(
    record: Record, desk: Desk, decision: Decision, field: str
) -> None:
    action = record.action("Bring the figures")
    with pytest.raises(BadInput) as raised:
        publish(desk, action.reference, decision)
    assert raised.value.field == field
    assert stored.all_of(desk.session) == []


def test_what_is_sensitive_is_never_published(record: Record, desk: Desk) -> None:
    action = record.action("Bring the figures")
    action.marking = "OFFICIAL-SENSITIVE"
    desk.session.flush()
    with pytest.raises(InvalidMove, match="OFFICIAL-SENSITIVE"):
        publish(desk, action.reference)


def test_what_is_public_is_not_published_twice(record: Record, desk: Desk) -> None:
    action = record.action("Bring the figures")
    publish(desk, action.reference)
    with pytest.raises(InvalidMove, match="public already"):
        publish(desk, action.reference)


def test_publishing_again_needs_a_change_and_says_so(record: Record, desk: Desk) -> None:
    action = record.action("Bring the figures")
    row = publish(desk, action.reference)
    with pytest.raises(InvalidMove, match="Nothing has changed"):
        publishing.publish_again(desk, WORDS, row, DECIDED)
    before = row.cut_sha256
    action.title = "Bring other figures"
    desk.session.flush()
    publishing.publish_again(desk, WORDS, row, Decision("The Commissioner", "It was reworded."))
    assert row.title == "Bring other figures"
    assert row.cut_sha256 != before
    events = [(one.event, one.reason) for one in stored.decisions(desk.session, row.key)]
    assert events == [
        (PublishedEvent.CHANGED, "It was reworded."),
        (PublishedEvent.PUBLISHED, "The public asked about it."),
    ]


def test_what_is_withdrawn_keeps_its_address_and_can_come_back(record: Record, desk: Desk) -> None:
    action = record.action("Bring the figures")
    row = publish(desk, action.reference)
    with pytest.raises(BadInput) as raised:
        publishing.withdraw(desk, row, DECIDED)
    assert raised.value.field == "public_words"
    publishing.withdraw(desk, row, TAKEN_BACK)
    assert stored.all_of(desk.session) == []
    assert stored.search(desk.session, ["figur"]) == []
    found = stored.at_address(desk.session, f"actions/{action.reference.lower()}")
    assert found is not None
    assert not found.is_public
    again = publish(desk, action.reference)
    assert again.key == row.key
    assert len(stored.all_of(desk.session)) == 1


def test_each_decision_moves_the_stamp(record: Record, desk: Desk) -> None:
    row = publish(desk, record.action("Bring the figures").reference)
    first = stored.stamp(desk.session)
    publishing.withdraw(desk, row, TAKEN_BACK)
    second = stored.stamp(desk.session)
    assert (first.decisions, second.decisions) == (1, 2)
    assert second.last > first.last


def test_actions_are_counted_by_priority_and_narrowed(record: Record, desk: Desk) -> None:
    late = publish(desk, record.action("Bring the figures", due="2023-09-01", on="2023-08-01").reference)
    timely = publish(desk, record.action("Answer abandoned calls", due="2023-12-01").reference)
    today = desk.moment.today
    (count,) = stored.counts(desk.session, today)
    assert (count.overdue, count.open, count.closed) == (1, 1, 0)

    def found(**narrowed: object) -> list[str]:
        rows, _ = stored.actions(desk.session, stored.Narrowed(**narrowed), today, 1)  # type: ignore[arg-type]
        return [row.subject for row in rows]

    assert found(state="overdue") == [late.subject]
    assert found(state="open") == [timely.subject]
    assert found(state="closed") == []
    assert found(stems=("abandon", "call")) == [timely.subject]
    assert found(stems=("aband",)) == []


def test_a_decision_is_written_into_the_history(record: Record, desk: Desk) -> None:
    row = publish(desk, record.action("Bring the figures").reference)
    publishing.withdraw(desk, row, TAKEN_BACK)
    events = [entry.event for entry, _ in of_subject(desk.session, row.subject)]
    assert "publication.published" in events
    assert "publication.withdrawn" in events


def test_an_action_that_is_closed_is_told_with_its_decisions(record: Record, desk: Desk) -> None:
    action = record.action("Bring the figures")
    reviews.record_review(
        desk,
        action,
        reviews.Decision(Move.NO_FURTHER_ACTION, decided_by="The Commissioner", reason="Not needed."),
        meeting=None,
        version=None,
    )
    desk.session.flush()
    cut = action_of(publish(desk, action.reference))
    assert cut.state == "closed"
    assert [step.what for step in cut.story] == ["Decided: closed – no further action"]
    assert "Reason: Not needed." in cut.story[0].words


def saved_by_a_colleague(desk: Desk, row: Publication, **values: object) -> None:
    """What another transaction saved after this one had read the row: the row in memory does not know of it."""
    statement = update(Publication).where(col(Publication.id) == row.key).values(**values)
    desk.session.execute(statement, execution_options={"synchronize_session": False})


def test_what_a_colleague_withdrew_meanwhile_is_neither_changed_nor_withdrawn_again(
    record: Record, desk: Desk
) -> None:
    action = record.action("Bring the figures")
    row = publish(desk, action.reference)
    seen = row.version
    action.title = "Bring other figures"
    desk.session.flush()
    saved_by_a_colleague(desk, row, is_public=False, version=seen + 1)
    with pytest.raises(Conflict):
        publishing.publish_again(desk, WORDS, row, DECIDED, version=seen)
    with pytest.raises(InvalidMove, match="withdrawn already"):
        publishing.withdraw(desk, row, TAKEN_BACK)


def test_the_public_is_told_of_a_withdrawal_without_a_name(record: Record, desk: Desk) -> None:
    row = publish(desk, record.action("Bring the figures", post=record.post(holder="Ann Able")).reference)
    with pytest.raises(BadInput, match=r"“Ann Able”\. Say “Head of contact”") as raised:
        publishing.withdraw(desk, row, Decision("The Commissioner", "A reason", "Ann Able asked for it."))
    assert raised.value.field == "public_words"
    assert row.is_public
    publishing.withdraw(desk, row, Decision("The Commissioner", "A reason", "Its owner asked for it."))


def test_two_who_publish_the_same_thing_at_once_are_told_who_was_first(record: Record, desk: Desk) -> None:
    """Neither found a row to lock: the second insert is refused by the database itself."""
    row = publish(desk, record.action("Bring the figures").reference)
    double = Publication(**{**row.model_dump(exclude={"id"}), "address": "actions/another"})
    desk.session.add(double)
    with pytest.raises(IntegrityError) as refused:
        desk.session.flush()
    assert str(explain(refused.value)).startswith("Someone saved the same thing first.")
    desk.session.rollback()

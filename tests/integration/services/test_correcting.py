"""Correcting and voiding actions, and reading lists of them, on both databases."""

from datetime import date

import pytest

from tests.support.builders import TODAY, Record, acting_as, due
from tracker.domain.actions import Closure, Kind, Move, Status
from tracker.domain.due import Due, DueKind
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound
from tracker.domain.viewers import THE_OFFICE, Role, Viewer
from tracker.models.actions import Action
from tracker.models.meetings import Priority, PrioritySet
from tracker.models.people import Post
from tracker.services.actions import Wanted, correct_action
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.links import make_link
from tracker.services.reviews import Decision, record_review, void_action
from tracker.store import actions, matters, shown
from tracker.store.action_list import Filters, page
from tracker.store.actions import SORTS, ListedAction


@pytest.fixture
def head(record: Record) -> Post:
    return record.post("head-of-contact")


@pytest.fixture
def action(record: Record, head: Post) -> Action:
    return record.action("Bring the figures", due="2023-10-31", post=head)


def wanted(action: Action, **changes: object) -> Wanted:
    now = {
        "title": action.title,
        "post_id": action.post_id,
        "kind": action.kind,
        "due": Due(action.due_kind, action.due_on),
    }
    return Wanted(**{**now, **changes})  # type: ignore[arg-type]


def test_a_correction_changes_what_it_says_and_counts_no_slippage(record: Record, action: Action) -> None:
    correct_action(
        record.desk, action, wanted(action, title="Bring  all figures", due=due("2023-11-30")), version=1
    )
    assert (action.title, action.due_on, action.times_moved) == ("Bring all figures", date(2023, 11, 30), 0)
    assert (action.original_due_on, action.version) == (date(2023, 11, 30), 2)


def test_an_overdue_action_can_be_corrected_and_stay_overdue(record: Record, action: Action) -> None:
    late = acting_as(record.desk, record.desk.by, "2023-12-01")
    correct_action(late, action, wanted(action, title="Bring all figures"), version=None)
    assert action.due_on == date(2023, 10, 31)


def test_a_stale_correction_is_refused_and_changes_nothing(record: Record, action: Action) -> None:
    correct_action(record.desk, action, wanted(action, title="Theirs"), version=1)
    with pytest.raises(Conflict) as refused:
        correct_action(record.desk, action, wanted(action, title="Mine"), version=1)
    assert (action.title, refused.value.current["title"]) == ("Theirs", "Theirs")


def test_another_owner_means_that_the_old_link_opens_nothing(
    record: Record, action: Action, head: Post
) -> None:
    link = make_link(record.desk, action_id=action.key, post_id=head.key, mail_id=None)
    other = record.post("head-of-crime", holder="Bo Best")
    correct_action(record.desk, action, wanted(action, post_id=other.id), version=None)
    assert link.revoked_at is not None


def test_every_meeting_until_a_rule_is_met_makes_it_a_standing_item(record: Record, action: Action) -> None:
    correct_action(record.desk, action, wanted(action, due=due("standing: six months better")), version=None)
    assert (action.kind, action.due_kind, action.exit_rule) == (
        Kind.STANDING,
        DueKind.STANDING,
        "six months better",
    )


def test_a_priority_that_was_taken_away_stays_away(record: Record, action: Action) -> None:
    plan = PrioritySet(title="The Plan", starts_on=date(2021, 1, 1), ends_on=date(2024, 12, 31))
    record.desk.session.add(plan)
    record.desk.session.flush()
    local = Priority(priority_set_id=plan.key, code="local", title="A local service")
    record.desk.session.add(local)
    record.desk.session.flush()
    item = add_agenda_item(record.desk, record.meeting("2023-05-17"), AgendaLine("3.1", "Contact", local.key))
    record.desk.session.flush()
    filed = wanted(action, agenda_item_id=item.key)
    correct_action(record.desk, action, filed, version=None)
    assert action.priority_id == local.id
    correct_action(record.desk, action, filed, version=None)
    assert action.priority_id is None


def test_an_action_is_not_raised_by_its_own_answer(record: Record, action: Action) -> None:
    with pytest.raises(BadInput, match="its own answer"):
        correct_action(record.desk, action, wanted(action, parent_id=action.id), version=None)


@pytest.mark.parametrize(("title", "sentence"), [(" ", "Write what was asked"), ("x" * 501, "it has 501")])
def test_a_title_says_something_and_not_too_much(
    record: Record, action: Action, title: str, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        correct_action(record.desk, action, wanted(action, title=title), version=None)


def test_what_is_void_stays_as_it_was_with_its_reason(record: Record, action: Action) -> None:
    void_action(record.desk, action, reason="Said twice", version=1)
    assert (action.closure, action.closed_reason) == (Closure.VOID, "Said twice")
    with pytest.raises(InvalidMove, match="Reopen it first"):
        correct_action(record.desk, action, wanted(action, title="Changed"), version=None)


def listed(
    record: Record, viewer: Viewer = THE_OFFICE, number: int = 1, **filters: object
) -> list[ListedAction]:
    return page(record.desk.session, viewer, Filters(**filters), TODAY, number)[0]  # type: ignore[arg-type]


def references(rows: list[ListedAction]) -> list[str]:
    return [row.reference for row in rows]


def test_a_list_is_narrowed_by_what_its_filter_says(record: Record, action: Action) -> None:
    other = record.action("Show attendance", asked="By hub and by hour")
    late = record.action("Repeat callers", due="2023-09-13", on="2023-09-01")
    void_action(record.desk, other, reason="Said twice", version=None)
    record.desk.session.flush()
    assert references(listed(record, status="live")) == [late.reference, action.reference]
    assert references(listed(record, status="void")) == [other.reference]
    assert references(listed(record, overdue=True)) == [late.reference]
    assert references(listed(record, post="head-of-contact")) == [action.reference]
    assert references(listed(record, post="none", status="live")) == [late.reference]
    assert references(listed(record, text="HUB hour")) == [other.reference]
    assert references(listed(record, text="100%_")) == []
    assert len(listed(record, meeting="ppm-2023-05-17")) == 3
    assert listed(record, meeting="PPM-2019-02-12") == []


def test_a_list_counts_what_is_open_and_what_is_late_of_all_its_pages(record: Record, action: Action) -> None:
    for number in range(52):
        record.action(f"Number {number}", due="2023-09-13", on="2023-09-01")
    rows, counts = page(record.desk.session, THE_OFFICE, Filters(), TODAY, 2)
    assert (len(rows), counts.total, counts.live, counts.overdue) == (3, 53, 53, 52)
    assert rows[-1].reference == action.reference


def test_each_order_can_be_turned_round_and_what_has_no_value_stays_last(
    record: Record, action: Action
) -> None:
    nameless = record.action("No owner, no date, no word")
    for sort in SORTS:
        rows, turned = listed(record, sort=sort), listed(record, sort=sort, descending=True)
        assert {row.id for row in rows} == {row.id for row in turned} == {action.id, nameless.id}
        if sort in ("due", "owner"):
            assert rows[-1].id == turned[-1].id == nameless.id


def test_a_status_that_there_is_not_is_refused_with_those_there_are(record: Record) -> None:
    with pytest.raises(BadInput, match="open, recommended, closed"):
        listed(record, status="finished")


def test_an_owner_sees_the_actions_of_their_posts_and_no_others(
    record: Record, action: Action, head: Post
) -> None:
    record.action("For nobody")
    owner = Viewer("Ann", frozenset({Role.OWNER}), post_ids=frozenset({head.key}))
    stranger = Viewer("Bo", frozenset({Role.OWNER}), post_ids=frozenset({head.key + 1}))
    assert references(listed(record, owner)) == [action.reference]
    assert listed(record, stranger) == []
    assert shown.shown(record.desk.session, owner, action.reference).action.id == action.id
    with pytest.raises(NotFound):
        shown.shown(record.desk.session, stranger, action.reference)
    with pytest.raises(NotFound):
        actions.by_reference(record.desk.session, stranger, action.reference)


def test_an_owner_is_not_told_of_linked_actions_of_others(record: Record, action: Action, head: Post) -> None:
    child = record.action("Raised by its answer", post=record.post("head-of-crime", holder="Bo Best"))
    child.parent_id = action.key
    record.desk.session.flush()
    owner = Viewer("Ann", frozenset({Role.OWNER}), post_ids=frozenset({head.key}))
    assert [row.reference for row in shown.linked(record.desk.session, THE_OFFICE, action)] == [
        child.reference
    ]
    assert shown.linked(record.desk.session, owner, action) == []


def test_what_arises_at_a_meeting_was_raised_before_it_and_is_open_or_was_decided_there(
    record: Record, action: Action
) -> None:
    october = record.meeting("2023-10-04")
    here = record.action("Raised here", meeting=october)
    closed = record.action("Closed before")
    decided = record.action("Closed here")
    record_review(
        record.desk,
        closed,
        Decision(Move.NO_FURTHER_ACTION, reason="Overtaken.", decided_by="Dana"),
        meeting=None,
        version=None,
    )
    record_review(
        record.desk,
        decided,
        Decision(Move.COMPLETE, reason="Shown.", decided_by="Dana"),
        meeting=october,
        version=None,
    )
    record.desk.session.flush()
    rows = matters.arising(record.desk.session, THE_OFFICE, october)
    assert {row.reference for row in rows} == {action.reference, decided.reference}
    assert here.status is Status.OPEN
    assert matters.progress(record.desk.session, THE_OFFICE, october) == (1, 2)

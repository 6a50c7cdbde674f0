"""One typed line becomes an action, on real databases."""

from datetime import date

import pytest

from tests.support.builders import Record
from tracker.adapters.fuzzy import PostMatcher
from tracker.domain.actions import Kind
from tracker.domain.due import DueKind
from tracker.domain.errors import BadInput, Conflict
from tracker.models.meetings import Meeting
from tracker.models.people import Post
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.capture import EXIT_RULE_TO_COME, log_line
from tracker.store import history

MATCHER = PostMatcher()
CLIENT = "6b9f4f0e-5d0c-4c52-9f0e-0d8f0f6a7b11"


@pytest.fixture
def head(record: Record) -> Post:
    return record.post("head-of-contact", holder="Ann Able")


@pytest.fixture
def october(record: Record) -> Meeting:
    meeting = record.meeting("2023-10-04")
    add_agenda_item(record.desk, meeting, AgendaLine("3.1", "Contact and response"))
    record.desk.session.flush()
    return meeting


def test_a_line_names_the_owner_the_item_and_the_day(record: Record, head: Post, october: Meeting) -> None:
    line = "Bring the waiting times back @head of contact due 18 October 2023 for 3.1"
    action, is_new = log_line(record.desk, october, line, matcher=MATCHER)
    assert (is_new, action.title, action.post_id) == (True, "Bring the waiting times back", head.id)
    assert (action.due_kind, action.due_on) == (DueKind.DATE, date(2023, 10, 18))
    assert action.agenda_item_id is not None


def test_a_number_in_the_line_wins_over_the_item_under_discussion(record: Record, october: Meeting) -> None:
    other = add_agenda_item(record.desk, october, AgendaLine("4", "Roads"))
    record.desk.session.flush()
    first, _ = log_line(record.desk, october, "Ask again", matcher=MATCHER, agenda_item_id=other.id)
    second, _ = log_line(record.desk, october, "Ask for 3.1", matcher=MATCHER, agenda_item_id=other.id)
    assert first.agenda_item_id == other.id
    assert second.agenda_item_id not in (None, other.id)


def test_a_standing_item_may_get_its_exit_rule_later(record: Record, october: Meeting) -> None:
    ruled, _ = log_line(record.desk, october, "Show attendance every meeting until it rises", matcher=MATCHER)
    bare, _ = log_line(record.desk, october, "Show the outcome rate, a standing item", matcher=MATCHER)
    assert (ruled.kind, ruled.exit_rule) == (Kind.STANDING, "it rises")
    assert (bare.kind, bare.exit_rule) == (Kind.STANDING, EXIT_RULE_TO_COME)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "Type what was asked"),
        ("x" * 10_000, "10,000 characters"),
        ("Bring it back @nobody", "No post fits"),
        ("Bring it back due 31 June", "31 June"),
        ("Bring it back due 4 September 2023", "in the past"),
        ("Bring it back for 9.9", "There is no item 9.9"),
    ],
)
def test_a_line_that_cannot_be_taken_is_told_and_changes_nothing(
    record: Record, head: Post, october: Meeting, line: str, sentence: str
) -> None:
    before = history.head(record.desk.session)
    with pytest.raises(BadInput, match=sentence) as refused:
        log_line(record.desk, october, line, matcher=MATCHER)
    assert refused.value.field == "text"
    assert history.head(record.desk.session) == before


def test_the_same_entry_sent_again_is_the_same_action(record: Record, head: Post, october: Meeting) -> None:
    first, _ = log_line(record.desk, october, "Bring it back", matcher=MATCHER, client_id=CLIENT)
    again, is_new = log_line(record.desk, october, "Bring it @nobody", matcher=MATCHER, client_id=CLIENT)
    assert (again.reference, is_new) == (first.reference, False)
    with pytest.raises(Conflict):
        log_line(record.desk, record.meeting("2023-12-06"), "It", matcher=MATCHER, client_id=CLIENT)

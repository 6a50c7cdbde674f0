"""What a row of the history says to a person."""

from tracker.domain.history import canonical
from tracker.domain.history_words import Change, changes, event_words, numbers_in


def test_numbers_are_told_by_their_names_and_days_as_words() -> None:
    payload = canonical(
        {
            "before": {"post_id": 3, "due_on": "2021-02-09", "assurance": None},
            "after": {"post_id": 4, "due_on": "2023-08-31", "assurance": "not_assured"},
        }
    )
    assert set(numbers_in(payload)) == {("post_id", 3), ("post_id", 4)}
    assert changes(payload, {("post_id", 3): "Head of Contact"}) == [
        Change("Assurance", "", "not assured"),
        Change("Due on", "9 February 2021", "31 August 2023"),
        Change("Owner", "Head of Contact", "4"),
    ]


def test_a_moment_is_told_in_the_offices_zone() -> None:
    payload = canonical({"before": {}, "after": {"starts_at": "2023-10-04 13:30:00+00:00", "closed": True}})
    assert changes(payload) == [
        Change("Closed", "", "yes"),
        Change("Starts at", "", "4 October 2023 at 14:30"),
    ]


def test_words_that_people_typed_stay_as_they_are() -> None:
    payload = canonical(
        {"before": {"title": "2023-99-99"}, "after": {"title": "next_meeting", "roles": ["panel"]}}
    )
    assert changes(payload) == [Change("Roles", "", "panel"), Change("Title", "2023-99-99", "next_meeting")]


def test_a_payload_that_was_destroyed_says_nothing() -> None:
    assert changes(None) == []


def test_an_event_without_words_of_its_own_is_still_readable() -> None:
    assert event_words("meeting.started") == "Meeting: started"
    assert event_words("national_measures.created") == "National measures: created"
    assert event_words("action.no_further_action") == "No further action"

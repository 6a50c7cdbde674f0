"""The lease that keeps a second scheduler harmless, and the note of passes. On both databases."""

from datetime import UTC, date, datetime, timedelta

from tracker.services.desk import Desk
from tracker.services.leases import (
    LASTS,
    give_back_lease,
    note_pass,
    pass_is_owed,
    take_lease,
)
from tracker.store.session import Database

NOW = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)


def test_one_holder_renews_and_another_waits_until_the_lease_expires(database: Database) -> None:
    with database.write() as session:
        assert take_lease(session, "first", NOW)
        assert take_lease(session, "first", NOW + timedelta(seconds=30))
        assert not take_lease(session, "second", NOW + timedelta(seconds=60))
        assert take_lease(session, "second", NOW + timedelta(seconds=30) + LASTS)
        assert not take_lease(session, "first", NOW + timedelta(seconds=31) + LASTS)


def test_a_lease_that_was_given_back_is_free_at_once_and_only_its_holder_gives_it_back(
    database: Database,
) -> None:
    with database.write() as session:
        assert take_lease(session, "first", NOW)
        give_back_lease(session, "second", NOW)
        assert not take_lease(session, "second", NOW)
        give_back_lease(session, "first", NOW)
        assert take_lease(session, "second", NOW)


def test_a_lease_that_was_taken_by_a_clock_a_day_ahead_holds_nobody_up_for_a_day(database: Database) -> None:
    with database.write() as session:
        assert take_lease(session, "first", NOW + timedelta(days=1))
        assert take_lease(session, "second", NOW)
        assert not take_lease(session, "first", NOW)


def test_a_pass_is_owed_once_a_day(desk: Desk) -> None:
    day = date(2023, 9, 22)
    assert pass_is_owed(desk.session, "reminders", day)
    note_pass(desk, "reminders", day)
    note_pass(desk, "reminders", day)
    assert not pass_is_owed(desk.session, "reminders", day)
    assert pass_is_owed(desk.session, "reminders", day + timedelta(days=1))
    assert pass_is_owed(desk.session, "another", day)

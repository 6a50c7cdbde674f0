"""A year of reminders day by day, and what must hold of the plan of any record. Read as SQLite keeps it: nothing is written."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.conftest import KEYS
from tests.support.builders import SECRETARIAT, Record, moment
from tests.support.databases import sqlite_copy
from tracker.adapters.england import EnglandCalendar
from tracker.domain.mails import ONE_A_DAY, MailKind
from tracker.domain.policy import Policy, PolicyStep, checked
from tracker.domain.workdays import working_days_between
from tracker.services.absences import Away, ask_weekly_only, note_absence
from tracker.services.chasing import plan, plan_ahead
from tracker.services.desk import Desk
from tracker.services.planned import Planned
from tracker.services.policies import save_policy
from tracker.services.posts import hand_over_post
from tracker.store import posts
from tracker.store.session import Database

YEAR = Path(__file__).with_name("reminder_year.txt")
FIRST = date(2023, 1, 3)
worked = EnglandCalendar().is_working_day
Days = list[tuple[date, list[Planned]]]


@pytest.fixture
def empty(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    database = Database(sqlite_copy(sqlite_template, tmp_path / "year.db"))
    yield database
    database.close()


def a_year(record: Record) -> None:
    """One owner with the actions of a year, a deputy in August, a new holder in October, the director above."""
    raised = record.meeting("2022-12-14")
    director = record.post("director", holder="Dee Director", since="2018-01-01")
    head = record.post("head", escalates_to=director, since="2018-01-01")
    for due in ("2023-01-18", "2023-04-07", "2023-05-08", "2023-08-16", "2023-12-25"):
        record.action(f"Due {due}", due=due, post=head, meeting=raised, on="2022-12-14")
    deputy = record.person("Dan Deputy")
    record.desk.session.flush()
    note_absence(record.desk, head, Away(date(2023, 8, 7), date(2023, 8, 25), deputy.id))
    hand_over_post(record.desk, post=head, to=record.person("Ben Busy"), on=date(2023, 10, 2))


def line(day: date, mails: list[Planned]) -> str:
    told = "; ".join(
        f"{mail.to.name}, {mail.kind}: {' '.join(item.action.reference for item in mail.items)}"
        f" ({' '.join(dict.fromkeys(item.step for item in mail.items))})"
        for mail in mails
    )
    return f"{day:%a} {day.isoformat()}  {told or '–'}"


def test_a_year_day_by_day(empty: Database) -> None:
    with empty.write() as session:
        record = Record(Desk(session, SECRETARIAT, moment("2023-09-20"), EnglandCalendar(), KEYS))
        a_year(record)
        session.flush()
        days = plan_ahead(session, FIRST, worked, days=251)
    assert days[-1][0] == date(2023, 12, 29)
    assert "\n".join(line(day, mails) for day, mails in days) + "\n" == YEAR.read_text(encoding="utf-8")


def test_the_plan_of_ten_days_begins_with_what_goes_today_and_today_may_be_a_weekend(empty: Database) -> None:
    with empty.write() as session:
        record = Record(Desk(session, SECRETARIAT, moment("2023-09-20"), EnglandCalendar(), KEYS))
        record.action(due="2023-09-22", post=record.post(), on="2023-05-17")
        days = plan_ahead(session, date(2023, 9, 22), worked)
        assert days[0] == (date(2023, 9, 22), plan(session, date(2023, 9, 22), worked))
        assert len(days) == 10
        assert [day.day for day, mails in days if mails] == [22, 29]
        assert plan_ahead(session, date(2023, 9, 23), worked, days=1)[0][0] == date(2023, 9, 25)


policies = st.builds(
    Policy,
    steps=st.lists(st.integers(-15, 4), min_size=1, max_size=4, unique=True).map(
        lambda days: tuple(map(PolicyStep, days))
    ),
    repeat_every=st.integers(1, 6),
    escalate_after=st.integers(1, 8),
    escalate_again_after=st.none() | st.integers(9, 14),
    digest_day=st.integers(0, 4),
    most_a_week=st.integers(1, 5),
    hold_first=st.booleans(),
).map(checked)
dues = st.lists(st.dates(date(2022, 11, 1), date(2023, 2, 28)), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    policy=policies,
    one=dues,
    other=dues,
    start=st.dates(date(2022, 12, 1), date(2023, 1, 10)),
    weekly=st.booleans(),
)
def test_what_always_holds(
    empty: Database, policy: Policy, one: list[date], other: list[date], start: date, weekly: bool
) -> None:
    with empty.write() as session:
        record = Record(Desk(session, SECRETARIAT, moment("2023-09-20"), EnglandCalendar(), KEYS))
        top = record.post("top", holder="Tess Top", since="2018-01-01")
        above = record.post("above", holder="Dee Director", escalates_to=top, since="2018-01-01")
        head = record.post(escalates_to=above, since="2018-01-01")
        vacant = record.post("vacant", holder=None, escalates_to=above)
        save_policy(record.desk, record.series(), policy, version=None)
        for due in one:
            record.action(
                due=due.isoformat(), post=head, meeting=record.meeting("2022-10-05"), on="2022-10-05"
            )
        for due in other:
            jac = record.meeting("2022-10-06", series="JAC")
            record.action(due=due.isoformat(), post=vacant, meeting=jac, on="2022-10-06")
        if weekly:
            ask_weekly_only(record.desk, posts.persons(session)[0], wanted=True)
        session.flush()
        days = plan_ahead(session, start, worked, days=40)
        assert plan_ahead(session, start, worked, days=40) == days, "the same input, the same list"
        session.rollback()
    never_on_a_day_that_is_not_worked_and_never_twice(days)
    never_more_than_the_policy_allows(days, {above.key: policy, head.key: policy})
    nothing_overdue_is_forgotten(days, [*one, *other])


def never_on_a_day_that_is_not_worked_and_never_twice(days: Days) -> None:
    assert all(worked(day) for day, _ in days)
    keys = [(mail.kind, item.key) for _, mails in days for mail in mails for item in mail.items]
    assert len(keys) == len(set(keys))
    for _, mails in days:
        posts_of_day = [mail.to.post.key for mail in mails if mail.kind in ONE_A_DAY]
        assert len(posts_of_day) == len(set(posts_of_day))
        assert all(mail.held_because for mail in mails if mail.kind is MailKind.ESCALATION)


def never_more_than_the_policy_allows(days: Days, each: dict[int, Policy]) -> None:
    weeks = Counter(
        (mail.to.post.key, day - timedelta(days=day.weekday()))
        for day, mails in days
        for mail in mails
        if mail.kind is not MailKind.ESCALATION
    )
    assert all(count <= each[post].most_a_week for (post, _), count in weeks.items())


def nothing_overdue_is_forgotten(days: Days, dues: list[date]) -> None:
    """Whatever was overdue for a while is in a mail of the last weeks, to its owner or to the post above."""
    end = days[-1][0]
    told = {
        item.action.due_on
        for day, mails in days
        if working_days_between(day, end, worked) <= 16
        for mail in mails
        for item in mail.items
    }
    assert {due for due in dues if working_days_between(due, end, worked) > 16} <= told

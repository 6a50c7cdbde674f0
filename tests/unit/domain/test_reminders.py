"""Steps of reminding around a due date. The calendar of England is the real one, for the years of the tables."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.adapters.england import EnglandCalendar
from tracker.domain.policy import DEFAULT, PolicyStep, checked
from tracker.domain.reminders import (
    EscalationOwed,
    StepOwed,
    digest_day,
    escalations_owed,
    is_held,
    step_key,
    step_owed,
    step_reached,
)

worked = EnglandCalendar().is_working_day
LONG_AGO = date(2015, 1, 1)
days = st.dates(min_value=date(2018, 1, 1), max_value=date(2026, 12, 31))


def owed(due_on: date, today: date, since: date = LONG_AGO) -> StepOwed | None:
    return step_owed(due_on=due_on, since=since, today=today, is_working_day=worked)


@pytest.mark.parametrize(
    ("due_on", "today", "expected"),
    [
        # Papers for the meeting of 4 October 2023.
        (date(2023, 9, 27), date(2023, 9, 12), None),
        (date(2023, 9, 27), date(2023, 9, 13), StepOwed("before-10", date(2023, 9, 13), "coming", 10)),
        (date(2023, 9, 27), date(2023, 9, 20), StepOwed("before-10", date(2023, 9, 13), "coming", 5)),
        (date(2023, 9, 27), date(2023, 9, 22), StepOwed("before-3", date(2023, 9, 22), "coming", 3)),
        (date(2023, 9, 27), date(2023, 9, 23), None),
        (date(2023, 9, 27), date(2023, 9, 26), StepOwed("before-3", date(2023, 9, 22), "coming", 1)),
        (date(2023, 9, 27), date(2023, 9, 27), StepOwed("on-day", date(2023, 9, 27), "due", 0)),
        (date(2023, 9, 27), date(2023, 9, 28), StepOwed("on-day", date(2023, 9, 27), "overdue", 1)),
        (date(2023, 9, 27), date(2023, 10, 3), StepOwed("on-day", date(2023, 9, 27), "overdue", 4)),
        (date(2023, 9, 27), date(2023, 10, 4), StepOwed("overdue-5", date(2023, 10, 4), "overdue", 5)),
        (date(2023, 9, 27), date(2023, 10, 12), StepOwed("overdue-10", date(2023, 10, 11), "overdue", 11)),
        # Easter 2023: 7 and 10 April are not worked.
        (date(2023, 4, 11), date(2023, 4, 4), StepOwed("before-3", date(2023, 4, 4), "coming", 3)),
        (date(2023, 4, 7), date(2023, 4, 6), StepOwed("on-day", date(2023, 4, 6), "due", 0)),
        (date(2023, 4, 10), date(2023, 4, 7), None),
        (date(2023, 4, 10), date(2023, 4, 11), StepOwed("on-day", date(2023, 4, 6), "overdue", 1)),
        (date(2023, 4, 6), date(2023, 4, 17), StepOwed("overdue-5", date(2023, 4, 17), "overdue", 5)),
        # Christmas Day 2021 is a Saturday: 27 and 28 December stand in, and 3 January 2022 for New Year.
        (date(2021, 12, 25), date(2021, 12, 24), StepOwed("on-day", date(2021, 12, 24), "due", 0)),
        (date(2021, 12, 24), date(2021, 12, 28), None),
        (date(2021, 12, 24), date(2022, 1, 4), StepOwed("on-day", date(2021, 12, 24), "overdue", 4)),
        (date(2021, 12, 24), date(2022, 1, 5), StepOwed("overdue-5", date(2022, 1, 5), "overdue", 5)),
        # The coronation, 8 May 2023, a week after the bank holiday of 1 May.
        (date(2023, 5, 17), date(2023, 5, 2), StepOwed("before-10", date(2023, 5, 2), "coming", 10)),
        (date(2023, 5, 8), date(2023, 5, 5), StepOwed("on-day", date(2023, 5, 5), "due", 0)),
        (date(2023, 5, 8), date(2023, 5, 8), None),
        # The funeral of 19 September 2022.
        (date(2022, 9, 19), date(2022, 9, 16), StepOwed("on-day", date(2022, 9, 16), "due", 0)),
        (date(2022, 9, 16), date(2022, 9, 26), StepOwed("overdue-5", date(2022, 9, 26), "overdue", 5)),
        # The long weekend of June 2022: Thursday and Friday, 2 and 3 June.
        (date(2022, 6, 7), date(2022, 5, 31), StepOwed("before-3", date(2022, 5, 31), "coming", 3)),
        (date(2022, 6, 2), date(2022, 6, 1), StepOwed("on-day", date(2022, 6, 1), "due", 0)),
        (date(2022, 6, 1), date(2022, 6, 3), None),
        # Overdue for years.
        (date(2019, 2, 12), date(2023, 9, 20), StepOwed("overdue-1160", date(2023, 9, 19), "overdue", 1161)),
    ],
)
def test_the_step_of_a_day(due_on: date, today: date, expected: StepOwed | None) -> None:
    assert owed(due_on, today) == expected


def test_a_due_date_set_late_gets_no_step_that_was_over_by_then() -> None:
    due_on = date(2023, 9, 27)
    assert owed(due_on, date(2023, 9, 20), since=date(2023, 9, 20)) is None
    assert owed(due_on, date(2023, 9, 22), since=date(2023, 9, 20)) is not None
    assert owed(due_on, date(2023, 9, 25), since=date(2023, 9, 25)) is None
    assert owed(due_on, date(2023, 9, 27), since=date(2023, 9, 27)) is not None


def test_an_action_brought_in_overdue_has_its_step_at_once() -> None:
    assert owed(date(2023, 6, 30), date(2023, 9, 20), since=date(2023, 9, 20)) is not None
    assert owed(date(2023, 9, 18), date(2023, 9, 20), since=date(2023, 9, 20)) is not None


@pytest.mark.parametrize(
    ("working_days", "key"),
    [
        (0, "on-day"),
        (4, "on-day"),
        (5, "overdue-5"),
        (14, "overdue-10"),
        (15, "overdue-15"),
        (1000, "overdue-1000"),
    ],
)
def test_a_step_keeps_its_key(working_days: int, key: str) -> None:
    reached = step_reached(DEFAULT, working_days)
    assert reached is not None
    assert step_key(reached.days) == key


@pytest.mark.parametrize(
    ("chief_officer", "escalation", "held"),
    [(False, False, False), (True, False, True), (False, True, True), (True, True, True)],
)
def test_what_may_embarrass_is_held(chief_officer: bool, escalation: bool, held: bool) -> None:
    assert is_held(chief_officer=chief_officer, escalation=escalation) is held


def test_the_post_above_is_told_from_the_third_overdue_step_on() -> None:
    due_on = date(2023, 9, 27)
    assert escalations_owed(owed=owed(due_on, date(2023, 10, 17)), vacant=False) == ()
    third = escalations_owed(owed=owed(due_on, date(2023, 10, 18)), vacant=False)
    assert third == (EscalationOwed("above-overdue-15", "overdue"),)


def test_the_post_above_that_is_told_later_and_the_first_one_again() -> None:
    policy = replace(DEFAULT, escalate_again_after=22)
    due_on = date(2023, 9, 27)
    for today, further in ((date(2023, 10, 26), 0), (date(2023, 10, 27), 1)):
        found = escalations_owed(owed=owed(due_on, today), vacant=False, policy=policy)
        assert [one.step for one in found] == ["above-overdue-20", "further-overdue-20"][: 1 + further]
        assert [one.levels for one in found] == [1, 2][: 1 + further]
    vacant = escalations_owed(owed=owed(due_on, date(2023, 10, 27)), vacant=True, policy=policy)
    assert [(one.kind, one.levels) for one in vacant] == [("vacant", 1), ("overdue", 2)]


def test_a_vacant_post_s_steps_go_to_the_post_above_at_once() -> None:
    first = escalations_owed(owed=owed(date(2023, 9, 27), date(2023, 9, 13)), vacant=True)
    assert first == (EscalationOwed("above-before-10", "vacant"),)


def test_where_nothing_is_owed_nothing_goes_to_the_post_above() -> None:
    assert escalations_owed(owed=None, vacant=True) == ()


@pytest.mark.parametrize(
    ("steps", "every", "overdue_by", "step"),
    [
        ((-5, 2), 4, 1, "before-5"),
        ((-5, 2), 4, 2, "overdue-2"),
        ((-5, 2), 4, 5, "overdue-2"),
        ((-5, 2), 4, 6, "overdue-6"),
        ((-5, 2), 4, 13, "overdue-10"),
        ((3,), 10, 2, None),
        ((3,), 10, 3, "overdue-3"),
        ((3, 1), 1, 9, "overdue-9"),
        ((0,), 1, 1, "overdue-1"),
    ],
)
def test_after_the_last_step_of_a_policy_a_reminder_comes_back(
    steps: tuple[int, ...], every: int, overdue_by: int, step: str | None
) -> None:
    policy = checked(replace(DEFAULT, steps=tuple(map(PolicyStep, steps)), repeat_every=every))
    reached = step_reached(policy, overdue_by)
    assert (reached and step_key(reached.days)) == step


def test_a_step_is_held_where_its_policy_says_so() -> None:
    policy = replace(DEFAULT, steps=(PolicyStep(-3, held=True), PolicyStep(0)), repeat_held=True)
    found = [
        step_owed(due_on=date(2023, 9, 27), since=LONG_AGO, today=day, is_working_day=worked, policy=policy)
        for day in (date(2023, 9, 22), date(2023, 9, 27), date(2023, 10, 4))
    ]
    assert [one.held for one in found if one] == [True, False, True]


def test_a_policy_may_hold_nothing() -> None:
    open_handed = replace(DEFAULT, hold_escalations=False, hold_chief_officers=False)
    assert not is_held(chief_officer=True, escalation=True, policy=open_handed)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2023, 9, 20), date(2023, 9, 18)),
        (date(2023, 9, 18), date(2023, 9, 18)),
        # Easter Monday and the coronation: the weekly mail goes on Tuesday.
        (date(2023, 4, 10), date(2023, 4, 3)),
        (date(2023, 4, 11), date(2023, 4, 11)),
        (date(2023, 5, 8), date(2023, 5, 2)),
        (date(2023, 5, 9), date(2023, 5, 9)),
    ],
)
def test_the_weekly_mail_goes_on_its_day_or_the_next_that_is_worked(today: date, expected: date) -> None:
    assert digest_day(DEFAULT, today, worked) == expected


@settings(deadline=None)
@given(due_on=days, since=days, today=days)
def test_nothing_is_owed_on_a_day_that_is_not_worked_and_never_before_its_day(
    due_on: date, since: date, today: date
) -> None:
    found = owed(due_on, today, since)
    assert found == owed(due_on, today, since)
    if found:
        assert worked(today)
        assert worked(found.on)
        assert found.on <= today
        assert found.on >= since or today > due_on
        assert (found.kind == "overdue") == (today > due_on)
        assert found.working_days >= 0


@settings(deadline=None)
@given(due_on=days, since=days, today=days)
def test_an_overdue_action_always_has_a_step_on_a_working_day(due_on: date, since: date, today: date) -> None:
    if today > due_on and worked(today) and since <= today:
        found = owed(due_on, today, since)
        assert found is not None
        told = escalations_owed(owed=found, vacant=False)
        assert bool(told) == (found.working_days >= DEFAULT.escalate_after)


@example(due_on=date(2023, 9, 27), since_before=40, down=set())
@settings(deadline=None, max_examples=20)
@given(
    due_on=st.dates(date(2019, 1, 1), date(2025, 6, 1)),
    since_before=st.integers(0, 40),
    down=st.sets(st.integers(0, 400)),
)
def test_through_a_year_no_step_goes_out_twice_nor_two_on_one_day(
    due_on: date, since_before: int, down: set[int]
) -> None:
    """The scheduler runs each day except those on which it is down, and remembers what it sent."""
    first = due_on - timedelta(days=30)
    sent: list[tuple[date, str]] = []
    for passed in range(365):
        today = first + timedelta(days=passed)
        found = None if passed in down else owed(due_on, today, due_on - timedelta(days=since_before))
        if found and found.step not in [step for _, step in sent]:
            sent.append((today, found.step))
    keys = [step for _, step in sent]
    order = ["before-10", "before-3", "on-day", *(f"overdue-{n}" for n in range(5, 400, 5))]
    assert keys == sorted(keys, key=order.index)
    assert len(set(keys)) == len(keys)
    if not down and since_before >= 30:
        assert keys == order[: len(keys)]
        assert len(keys) > 40


@settings(deadline=None)
@given(due_on=days, since=days, today=days)
def test_nothing_is_owed_before_the_day_from_which_it_is_chased(
    due_on: date, since: date, today: date
) -> None:
    if today < since:
        assert owed(due_on, today, since) is None

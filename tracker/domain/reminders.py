"""What is owed about a dated action: which step of reminding, what is held back, and when the post above is told.

Nothing here knows what was sent. A step is owed until it is sent, so the same step comes back day after day;
that it goes out once is the service's business: what is owed is unique by (action, step, due date).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from tracker.domain.workdays import (
    IsWorkingDay,
    on_or_before,
    working_day_before,
    working_days_between,
)

OVERDUE_EVERY = 5
"""Working days from one step to the next while an action is overdue, without end."""

ESCALATE_AFTER = 15
"""Working days overdue, and so the third overdue step, from which the post above is told as well."""


class Step(StrEnum):
    """The steps up to the due date. After it they are "overdue-5", "overdue-10" and so on: see `overdue_step`."""

    BEFORE_10 = "before-10"
    BEFORE_3 = "before-3"
    ON_DAY = "on-day"


_OVERDUE = "overdue-"
_ABOVE = "above-"

Kind = Literal["coming", "due", "overdue"]


@dataclass(frozen=True)
class StepOwed:
    """One step that is owed. `step` is its lasting key, `on` the working day it fell on.

    `kind` and `working_days` say how things stand today, which may be later than `on`: `working_days` until the due
    date when "coming", 0 when "due" (today, or on a day before the next one that is worked), since it when "overdue".
    """

    step: str
    on: date
    kind: Kind
    working_days: int


@dataclass(frozen=True)
class EscalationOwed:
    """A mail that is owed to the post above: because the action is long overdue, or because nobody holds its post.

    `step` is a key of its own, so that the reminder of the same day and this one are two things that are owed.
    """

    step: str
    kind: Literal["overdue", "vacant"]


def overdue_step(working_days: int) -> str:
    """The key of the last overdue step by then: 12 working days overdue gives "overdue-10".

    Up to 4 working days it is still the step of the day itself.
    """
    reached = working_days - working_days % OVERDUE_EVERY
    return f"{_OVERDUE}{reached}" if reached > 0 else Step.ON_DAY.value


def step_owed(*, due_on: date, since: date, today: date, is_working_day: IsWorkingDay) -> StepOwed | None:
    """The latest step that has come by `today`, or None: before the first step, and on a day that is not worked.

    Missed days are thereby caught up by one reminder and never two. `since` is the day on which the due date was
    set: steps before it are not owed, so an action raised late gets no stale one. An overdue action always has a
    step, however late its date was set. Where the due date is not worked, its step falls on the working day before.
    """
    if not is_working_day(today):
        return None
    if today > due_on:
        return _overdue(due_on, today, is_working_day)
    for step, before in ((Step.ON_DAY, 0), (Step.BEFORE_3, 3), (Step.BEFORE_10, 10)):
        on = working_day_before(due_on, before, is_working_day)
        if on <= today:
            return _coming(step, on, due_on, today, is_working_day) if on >= since else None
    return None


def is_held(*, chief_officer: bool, escalation: bool) -> bool:
    """True when a mail waits for the secretariat to read and release it, because it may embarrass."""
    return chief_officer or escalation


def escalation_owed(*, owed: StepOwed | None, vacant: bool) -> EscalationOwed | None:
    """What the post above is owed besides (or, when the post is vacant, instead of) the owner's reminder.

    A vacant post's reminders go to the post above at once, at every step; others from `ESCALATE_AFTER` on.
    """
    if owed is None:
        return None
    if vacant:
        return EscalationOwed(f"{_ABOVE}{owed.step}", "vacant")
    if owed.kind == "overdue" and owed.working_days >= ESCALATE_AFTER:
        return EscalationOwed(f"{_ABOVE}{owed.step}", "overdue")
    return None


def _overdue(due_on: date, today: date, is_working_day: IsWorkingDay) -> StepOwed:
    # Counted from today, a working day, and not from the due date: an action may be overdue for many years.
    overdue_by = working_days_between(due_on, today, is_working_day)
    step = overdue_step(overdue_by)
    if step == Step.ON_DAY:
        on = on_or_before(due_on, is_working_day)
    else:
        on = working_day_before(today, overdue_by % OVERDUE_EVERY, is_working_day)
    return StepOwed(step, on, "overdue", overdue_by)


def _coming(step: Step, on: date, due_on: date, today: date, is_working_day: IsWorkingDay) -> StepOwed:
    left = working_days_between(today, due_on, is_working_day)
    return StepOwed(step.value, on, "coming" if left else "due", left)

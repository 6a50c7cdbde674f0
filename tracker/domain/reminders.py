"""What is owed about a dated action: which step of reminding, what is held back, and when the posts above are told.

Nothing here knows what was sent. A step is owed until it is sent, so the same step comes back day after day;
that it goes out once is the service's business: what is owed is unique by (action, step, due date).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tracker.domain.policy import DEFAULT, Policy, PolicyStep
from tracker.domain.workdays import (
    IsWorkingDay,
    on_or_after,
    working_day_before,
    working_days_between,
)

Kind = Literal["overdue", "due", "coming", "new"]

NEW = "new"
"""The key under which an action is told that was raised since the last mail, and of which no step has come yet."""

_ON_DAY, _BEFORE, _OVERDUE = "on-day", "before-", "overdue-"
_ABOVE, _FURTHER = "above-", "further-"
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class StepOwed:
    """One step that is owed. `step` is its lasting key, `on` the working day it fell on, `held` what the policy says of it.

    `kind` and `working_days` say how things stand today, which may be later than `on`: `working_days` until the due
    date when "coming" or "new", 0 when "due" (today, or on a day before the next one that is worked), since it when
    "overdue".
    """

    step: str
    on: date
    kind: Kind
    working_days: int
    held: bool = False


@dataclass(frozen=True)
class EscalationOwed:
    """A mail that is owed to a post above: because the action is long overdue, or because nobody holds its post.

    `step` is a key of its own, so that the reminder of the same day and this one are two things that are owed.
    `levels` is 1 for the post above, 2 for the one above that.
    """

    step: str
    kind: Literal["overdue", "vacant"]
    levels: int = 1


def step_key(days: int) -> str:
    """The lasting key of a step: "before-3", "on-day", "overdue-5"."""
    if days == 0:
        return _ON_DAY
    return f"{_OVERDUE}{days}" if days > 0 else f"{_BEFORE}{-days}"


def step_owed(
    *, due_on: date, since: date, today: date, is_working_day: IsWorkingDay, policy: Policy = DEFAULT
) -> StepOwed | None:
    """The latest step that has come by `today`, or None: before the first step, and on a day that is not worked.

    Missed days are thereby caught up by one reminder and never two. `since` is the day on which the due date was
    set: steps before it are not owed, so an action raised late gets no stale one. An overdue action has its step
    however late its date was set. Nothing is owed before `since` where it is still to come: what was taken in from an existing log is
    left in peace until then. Where the due date is not worked, its step falls on the working day before.
    """
    if today < since or not is_working_day(today):
        return None
    if today > due_on:
        return _overdue(policy, due_on, today, is_working_day)
    for step in reversed(policy.steps):
        if step.days > 0:
            continue
        on = working_day_before(due_on, -step.days, is_working_day)
        if on <= today:
            return _coming(step, on, due_on, today, is_working_day) if on >= since else None
    return None


def step_reached(policy: Policy, overdue_by: int) -> PolicyStep | None:
    """The last step by so many working days overdue; after the policy's last one it comes back every so many days.

    Until the first one after the due date it is still the last one before. None where there is none yet.
    """
    last = max((step.days for step in policy.steps if step.days > 0), default=0)
    rounds = (overdue_by - last) // policy.repeat_every
    if rounds > 0:
        return PolicyStep(last + rounds * policy.repeat_every, policy.repeat_held)
    return max(
        (step for step in policy.steps if step.days <= overdue_by), key=lambda step: step.days, default=None
    )


def new_to_tell(due_on: date, today: date, is_working_day: IsWorkingDay) -> StepOwed:
    """How an action stands that was raised since the last mail: it is told in the next one, and asked for later."""
    return StepOwed(NEW, today, "new", max(working_days_between(today, due_on, is_working_day), 0))


def standing(step: str, due_on: date, today: date, is_working_day: IsWorkingDay) -> StepOwed:
    """How an action stands today in a mail that no step of it brought about; `step` is the key for that mail."""
    days = working_days_between(today, due_on, is_working_day)
    kind: Kind = "overdue" if due_on < today else "coming" if days else "due"
    return StepOwed(step, today, kind, abs(days))


def digest_day(policy: Policy, today: date, is_working_day: IsWorkingDay) -> date:
    """The day of the last weekly mail that has come by `today`: the policy's day, or the next one that is worked."""
    on = today - timedelta(days=(today.weekday() - policy.digest_day) % 7)
    while (moved := on_or_after(on, is_working_day)) > today:
        on -= _WEEK
    return moved


def has_step(policy: Policy, key: str) -> bool:
    """Whether a reminder or an escalation under `key` could still come about by this policy."""
    step = key.removeprefix(_ABOVE).removeprefix(_FURTHER)
    if step.startswith(_OVERDUE):
        days = int(step.removeprefix(_OVERDUE))
        reached = step_reached(policy, days)
        return reached is not None and reached.days == days
    known = {step_key(one.days) for one in policy.steps}
    return step in known or not (step == _ON_DAY or step.startswith(_BEFORE))


def holds_step(policy: Policy, key: str) -> bool:
    """Whether the policy holds reminders under `key`."""
    if key.startswith(_OVERDUE):
        reached = step_reached(policy, int(key.removeprefix(_OVERDUE)))
        return reached is not None and reached.held
    return any(step.held for step in policy.steps if step_key(step.days) == key)


def is_held(*, chief_officer: bool, escalation: bool, policy: Policy = DEFAULT) -> bool:
    """True when a mail waits for the secretariat to read and release it, because it may embarrass."""
    return (chief_officer and policy.hold_chief_officers) or (escalation and policy.hold_escalations)


def escalations_owed(
    *, owed: StepOwed | None, vacant: bool, policy: Policy = DEFAULT
) -> tuple[EscalationOwed, ...]:
    """What the posts above are owed besides (or, when the post is vacant, instead of) the owner's reminder.

    A vacant post's reminders go to the post above at once, at every step; others from `escalate_after` on. The post above
    that is told from `escalate_again_after` on.
    """
    if owed is None:
        return ()
    overdue_by = owed.working_days if owed.kind == "overdue" else -1
    told = []
    if vacant:
        told.append(EscalationOwed(f"{_ABOVE}{owed.step}", "vacant"))
    elif overdue_by >= policy.escalate_after:
        told.append(EscalationOwed(f"{_ABOVE}{owed.step}", "overdue"))
    if policy.escalate_again_after is not None and overdue_by >= policy.escalate_again_after:
        told.append(EscalationOwed(f"{_FURTHER}{owed.step}", "overdue", levels=2))
    return tuple(told)


def _overdue(policy: Policy, due_on: date, today: date, is_working_day: IsWorkingDay) -> StepOwed | None:
    # Counted from today, a working day, and not from the due date: an action may be overdue for many years.
    overdue_by = working_days_between(due_on, today, is_working_day)
    step = step_reached(policy, overdue_by)
    if step is None:
        return None
    if step.days > 0:
        on = working_day_before(today, overdue_by - step.days, is_working_day)
    else:
        on = working_day_before(due_on, -step.days, is_working_day)
    return StepOwed(step_key(step.days), on, "overdue", overdue_by, step.held)


def _coming(step: PolicyStep, on: date, due_on: date, today: date, is_working_day: IsWorkingDay) -> StepOwed:
    left = working_days_between(today, due_on, is_working_day)
    return StepOwed(step_key(step.days), on, "coming" if left else "due", left, step.held)

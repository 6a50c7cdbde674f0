"""How the owners of a series are chased: its steps, what is held back, who is copied, when the posts above are told.

Nothing here knows an action or a day; the rules that do are in `reminders.py`.
"""

import json
from dataclasses import dataclass, replace
from datetime import time
from itertools import pairwise

from tracker.domain.addresses import mail_address
from tracker.domain.canonical import canonical_text, made
from tracker.domain.errors import BadInput
from tracker.domain.wording import count_words

FURTHEST_STEP = 60
"""Working days from the due date, before and after, within which a step lies: about twelve weeks."""
MOST_STEPS = 12
MOST_WEEKS = 26
MOST_COPIES = 10
LATEST_ESCALATION = 250
"""Working days overdue: about a year."""
EARLIEST, LATEST = time(5), time(20)
"""The hours in which the mails of a day may be made."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True)
class PolicyStep:
    """A reminder `days` working days from the due date: -3 is three before, 0 the day itself, 5 five after."""

    days: int
    held: bool = False


@dataclass(frozen=True)
class Policy:
    """How the actions of one series are chased. All counts are in working days, but for weeks.

    `repeat_every` begins at the last step. `escalate_again_after` None tells nobody but the post above. `digest_day` (0 is
    Monday) is that of the one weekly mail to whoever asked for no other. `hour` is "07:30", in the office's zone.
    """

    steps: tuple[PolicyStep, ...] = (PolicyStep(-10), PolicyStep(-3), PolicyStep(0))
    repeat_every: int = 5
    repeat_held: bool = False
    escalate_after: int = 15
    escalate_again_after: int | None = 30
    copy_staff_officer: bool = True
    copy_to: tuple[str, ...] = ()
    digest_day: int = 0
    hour: str = "07:30"
    most_a_week: int = 5
    hold_escalations: bool = True
    hold_chief_officers: bool = True
    hold_first: bool = True
    hold_handovers: bool = False
    commissioning_weeks: int = 6

    @property
    def begins_at(self) -> time:
        return time.fromisoformat(self.hour)


DEFAULT = Policy()
"""What holds for a series until someone sets another."""


def step_words(days: int) -> str:
    """3 working days before; on the day; 5 working days after"""
    if days == 0:
        return "on the day"
    return f"{count_words(abs(days), 'working day')} {'before' if days < 0 else 'after'}"


def checked(policy: Policy) -> Policy:
    """`policy` with its steps in order and its addresses trimmed. Raises `BadInput`, for the form's field, where it makes no sense."""
    steps = tuple(sorted(policy.steps, key=lambda step: step.days))
    _check_steps(steps)
    _check_range(
        "repeat_every", policy.repeat_every, 1, FURTHEST_STEP, "Repeat a reminder every {} working days"
    )
    _check_escalation(policy)
    _check_range(
        "most_a_week", policy.most_a_week, 1, len(WEEKDAYS), "Send a post {} reminder mails a week at most"
    )
    _check_range(
        "commissioning_weeks", policy.commissioning_weeks, 0, MOST_WEEKS, "Ask for papers {} weeks before"
    )
    if policy.digest_day not in range(len(WEEKDAYS)):
        raise BadInput("Choose a day from Monday to Friday for the weekly mail.", field="digest_day")
    return replace(policy, steps=steps, hour=_hour(policy.hour), copy_to=_addresses(policy.copy_to))


def to_text(policy: Policy) -> str:
    """Canonical JSON: the same policy always gives the same text."""
    return canonical_text({"policy": policy})


def from_text(text: str) -> Policy:
    """What `to_text` wrote. What a newer version added takes its default. Raises ValueError for anything else."""
    try:
        return checked(made(Policy, json.loads(text)["policy"]))
    except (KeyError, TypeError, BadInput) as error:
        raise ValueError(f"This is no policy of a series: {error}") from error


def _check_steps(steps: tuple[PolicyStep, ...]) -> None:
    if not steps:
        raise BadInput("Give at least one step, such as 3 working days before.", field="steps")
    if len(steps) > MOST_STEPS:
        raise BadInput(
            f"Keep to {MOST_STEPS} steps: an owner who is written to daily stops reading.", field="steps"
        )
    for step in steps:
        if abs(step.days) > FURTHEST_STEP:
            raise BadInput(
                f"A step lies up to {FURTHEST_STEP} working days before or after, not {abs(step.days)}.",
                field="steps",
            )
    for step, following in pairwise(steps):
        if step.days == following.days:
            raise BadInput(f"Two steps fall {step_words(step.days)}. Remove one of them.", field="steps")


def _check_escalation(policy: Policy) -> None:
    _check_range(
        "escalate_after",
        policy.escalate_after,
        1,
        LATEST_ESCALATION,
        "Tell the post above after {} working days overdue",
    )
    again = policy.escalate_again_after
    if again is None:
        return
    if again <= policy.escalate_after:
        raise BadInput(
            f"The post above that is told later than the post above: give more than {policy.escalate_after} working days.",
            field="escalate_again_after",
        )
    _check_range(
        "escalate_again_after",
        again,
        1,
        LATEST_ESCALATION,
        "Tell the post above that after {} working days overdue",
    )


def _check_range(field: str, value: int, least: int, most: int, sentence: str) -> None:
    if not least <= value <= most:
        raise BadInput(f"{sentence.format(f'{least} to {most}')}, not {value}.", field=field)


def _hour(typed: str) -> str:
    try:
        hour = time.fromisoformat(typed)
    except ValueError:
        raise BadInput(
            f"“{typed[:20]}” is not a time of day. Type one such as 07:30.", field="hour"
        ) from None
    if hour.tzinfo or not EARLIEST <= hour <= LATEST:
        raise BadInput(f"Choose an hour from {EARLIEST:%H:%M} to {LATEST:%H:%M}.", field="hour")
    return f"{hour:%H:%M}"


def _addresses(typed: tuple[str, ...]) -> tuple[str, ...]:
    found = dict.fromkeys(address for one in typed if (address := mail_address(one, field="copy_to")))
    if len(found) > MOST_COPIES:
        raise BadInput(f"Copy each mail to {MOST_COPIES} addresses at most.", field="copy_to")
    return tuple(found)

"""The form of a series' policy: what stands in its fields, the policy that they mean, and each part of a policy in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.errors import BadInput
from tracker.domain.policy import MOST_STEPS, WEEKDAYS, Policy, PolicyStep, step_words
from tracker.domain.wording import count_words, join_words

if TYPE_CHECKING:
    from collections.abc import Mapping

BEFORE, AFTER = "before", "after"
BLANK_STEPS = 2
"""Empty rows at the end of the steps, to add some."""
NUMBERS = {
    "repeat_every": "how many working days lie between two reminders of an overdue action",
    "escalate_after": "after how many working days the post above is told",
    "escalate_again_after": "after how many working days the post above that is told",
    "most_a_week": "how many reminder mails a post gets in a week at most",
    "commissioning_weeks": "how many weeks before a meeting its papers are asked for",
}
CHOICES = (
    "repeat_held",
    "copy_staff_officer",
    "hold_escalations",
    "hold_chief_officers",
    "hold_first",
    "hold_handovers",
)


@dataclass(frozen=True)
class TypedStep:
    """One row of the steps. An empty number is no step; 0 is the day itself, whichever side is chosen."""

    days: str = ""
    side: str = BEFORE
    held: bool = False

    @property
    def said(self) -> str:
        return self.days.strip()


@dataclass(frozen=True)
class TypedPolicy:
    """The form as it stands on the page: `numbers` by the name of the field, `chosen` the boxes that are ticked."""

    steps: tuple[TypedStep, ...]
    numbers: "Mapping[str, str]"
    chosen: frozenset[str]
    copy_to: str
    digest_day: str
    hour: str

    @classmethod
    def of(cls, policy: Policy) -> "TypedPolicy":
        again = policy.escalate_again_after
        numbers = {name: str(getattr(policy, name)) for name in NUMBERS}
        return cls(
            steps=tuple(
                TypedStep(str(abs(step.days)), AFTER if step.days > 0 else BEFORE, step.held)
                for step in policy.steps
            ),
            numbers={**numbers, "escalate_again_after": "" if again is None else str(again)},
            chosen=frozenset(name for name in CHOICES if getattr(policy, name)),
            copy_to="\n".join(policy.copy_to),
            digest_day=str(policy.digest_day),
            hour=policy.hour,
        )

    @classmethod
    def from_form(cls, form: "Mapping[str, str]") -> "TypedPolicy":
        rows = range(MOST_STEPS + BLANK_STEPS)
        steps = (
            TypedStep(
                form.get(f"step_{row}_days", ""),
                AFTER if form.get(f"step_{row}_side") == AFTER else BEFORE,
                f"step_{row}_held" in form,
            )
            for row in rows
        )
        return cls(
            steps=tuple(step for step in steps if step.said),
            numbers={name: form.get(name, "") for name in NUMBERS},
            chosen=frozenset(name for name in CHOICES if name in form),
            copy_to=form.get("copy_to", ""),
            digest_day=form.get("digest_day", ""),
            hour=form.get("hour", ""),
        )

    @property
    def rows(self) -> tuple[TypedStep, ...]:
        """The steps as the page shows them, with empty rows to add some."""
        room = MOST_STEPS + BLANK_STEPS - len(self.steps)
        return (*self.steps, *[TypedStep()] * min(BLANK_STEPS, room))

    def policy(self) -> Policy:
        """The policy that the fields mean. Raises `BadInput`, for the field, where one is no number."""
        again = self.numbers["escalate_again_after"].strip()
        others = {name: self._number(name) for name in NUMBERS if name != "escalate_again_after"}
        return Policy(
            steps=tuple(_step(step) for step in self.steps),
            escalate_again_after=self._number("escalate_again_after") if again else None,
            copy_to=tuple(line.strip() for line in self.copy_to.splitlines() if line.strip()),
            digest_day=int(self.digest_day) if self.digest_day in {"0", "1", "2", "3", "4"} else -1,
            hour=self.hour.strip(),
            **others,
            **{name: name in self.chosen for name in CHOICES},
        )

    def _number(self, name: str) -> int:
        return _whole(self.numbers[name], f"Say {NUMBERS[name]}, as a number.", name)


def _step(step: TypedStep) -> PolicyStep:
    days = _whole(
        step.said, f"“{step.said[:20]}” is not a number of working days. Type one such as 3.", "steps"
    )
    return PolicyStep(days if step.side == AFTER else -days, step.held)


def _whole(typed: str, sentence: str, field: str) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise BadInput(sentence, field=field)
    return int(text)


def parts_in_words(policy: Policy) -> dict[str, str]:
    """Each part of a policy by the name that people read."""
    again = policy.escalate_again_after
    held = {
        "escalations": policy.hold_escalations,
        "what goes to a chief officer": policy.hold_chief_officers,
        "the first mails of a new series": policy.hold_first,
        "handovers": policy.hold_handovers,
    }
    every = count_words(policy.repeat_every, "working day")
    return {
        "Steps": "; ".join(f"{step_words(s.days)}{', held' if s.held else ''}" for s in policy.steps),
        "While overdue": f"every {every}{', held' if policy.repeat_held else ''}",
        "Post above": f"after {count_words(policy.escalate_after, 'working day')}",
        "Post above that": f"after {count_words(again, 'working day')}" if again else "not told",
        "Staff officer": "gets a copy" if policy.copy_staff_officer else "gets no copy",
        "Copies to": ", ".join(policy.copy_to) or "nobody else",
        "Weekly mail": f"on {WEEKDAYS[policy.digest_day]}",
        "Hour": policy.hour,
        "Most in a week": count_words(policy.most_a_week, "mail"),
        "Held": join_words([name for name, is_held in held.items() if is_held]) or "nothing",
        "Papers are asked for": _asked_for(policy.commissioning_weeks),
    }


def _asked_for(weeks: int) -> str:
    return f"{count_words(weeks, 'week')} before" if weeks else "of nobody"

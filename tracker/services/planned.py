"""What a pass would write: each mail with the actions in it, why it is held, who gets a copy, and when it may go."""

from dataclasses import dataclass
from datetime import time

from tracker.domain.mails import MailKind
from tracker.domain.policy import DEFAULT, Policy
from tracker.domain.reminder_words import Wanted, held_first, held_step, tally, why_held
from tracker.domain.reminders import EscalationOwed, StepOwed
from tracker.services.addressees import Addressee, copies_to
from tracker.store.reminders import Key, Owing, Undated


@dataclass(frozen=True)
class Chased:
    """One action in a mail. `step` is the key of what is owed; `escalation` is set where it is owed to a post above.

    `is_first`: nobody was written to about its series yet.
    """

    action: Owing
    owner: str
    owed: StepOwed
    escalation: EscalationOwed | None = None
    policy: Policy = DEFAULT
    is_first: bool = False

    @property
    def step(self) -> str:
        return self.escalation.step if self.escalation else self.owed.step

    @property
    def key(self) -> Key:
        return self.action.id, self.step, self.action.due_on

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.action.due_on, self.owed.kind, self.owed.working_days, self.action.meeting_on)


@dataclass(frozen=True)
class Listed:
    """An action without a date of its own that a handover names beside those that have one."""

    action: Undated
    policy: Policy = DEFAULT
    is_first: bool = False


@dataclass(frozen=True)
class Planned:
    """One mail: to whom, and about what, the most pressing first. `listed` is what a handover names besides."""

    kind: MailKind
    to: Addressee
    items: tuple[Chased, ...]
    listed: tuple[Listed, ...] = ()

    @property
    def parts(self) -> tuple[Chased | Listed, ...]:
        """Every action in it."""
        return *self.items, *self.listed

    @property
    def held_because(self) -> str:
        """Why it waits for the secretariat; empty where it goes by itself."""
        chief = self.to.post.chief_officer and any(part.policy.hold_chief_officers for part in self.parts)
        reasons = why_held(
            post=self.to.post.title,
            chief_officer=chief,
            escalations=[
                (item.owner, item.escalation)
                for item in self.items
                if item.escalation and item.policy.hold_escalations
            ],
            address=self.to.address,
        )
        steps = any(item.owed.held for item in self.items if not item.escalation)
        handover = self.kind is MailKind.HANDOVER and any(part.policy.hold_handovers for part in self.parts)
        firsts = sorted(
            {part.action.series for part in self.parts if part.is_first and part.policy.hold_first}
        )
        return " ".join(
            filter(None, (reasons, held_step(steps=steps, handover=handover), held_first(firsts)))
        )

    @property
    def reason(self) -> str:
        """Why it is owed, in one line."""
        held = f"; held: {self.held_because}" if self.held_because else ""
        return f"{tally([item.wanted for item in self.items], undated=len(self.listed))}{held}"

    @property
    def copies(self) -> tuple[str, ...]:
        """The addresses that get one too: the staff officer's, and those of the policies."""
        return copies_to(self.to, {part.policy for part in self.parts})

    @property
    def begins_at(self) -> time:
        """The hour from which it may be written: the earliest of the policies in it."""
        return min(part.policy.begins_at for part in self.parts)

    @property
    def most_a_week(self) -> int:
        return min(part.policy.most_a_week for part in self.parts)

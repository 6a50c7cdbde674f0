"""What is owed on a day, put together into mails: one for each post written to and each kind. Reads, and writes nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlmodel import Session

from tracker.domain.mails import MailKind
from tracker.domain.reminder_words import ORDER, Wanted, tally, why_held
from tracker.domain.reminders import EscalationOwed, StepOwed, escalations_owed, is_held, step_owed
from tracker.domain.workdays import IsWorkingDay
from tracker.services.addressees import Addressee, Addressees
from tracker.store import reminders as stored
from tracker.store.reminders import Key, Owing

HORIZON = timedelta(days=31)
"""Calendar days in which the ten working days of the first step lie, whatever holidays there are."""


@dataclass(frozen=True)
class Chased:
    """One action in a mail. `step` is the key of what is owed; `escalation` is set where it is owed to the post above."""

    action: Owing
    owner: str
    owed: StepOwed
    escalation: EscalationOwed | None = None

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
class Planned:
    """One mail: to whom, and about what, the most pressing first."""

    kind: MailKind
    to: Addressee
    items: tuple[Chased, ...]

    @property
    def held_because(self) -> str:
        """Why it waits for the secretariat; empty where it goes by itself."""
        chief = self.to.post.chief_officer
        escalations = [(item.owner, item.escalation) for item in self.items if item.escalation]
        if self.to.address and not is_held(chief_officer=chief, escalation=bool(escalations)):
            return ""
        return why_held(
            post=self.to.post.title, chief_officer=chief, escalations=escalations, address=self.to.address
        )

    @property
    def reason(self) -> str:
        """Why it is owed, in one line."""
        held = f"; held: {self.held_because}" if self.held_because else ""
        return f"{tally([item.wanted for item in self.items])}{held}"


def plan(session: Session, today: date, is_working_day: IsWorkingDay) -> list[Planned]:
    """The mails that are still owed on `today`, by title of the post. Nothing on a day that is not worked."""
    if not is_working_day(today):
        return []
    owed = _owed(session, today, is_working_day)
    if not owed:
        return []
    there = stored.in_mails(session, since=min(step.on for _, step in owed))
    written = stored.mails_of_day(session, today)
    mails = [
        Planned(kind, to, tuple(sorted(items, key=_pressing)))
        for (post_id, kind), (to, items) in _by_mail(Addressees(session, today), owed, there).items()
        if (post_id, kind) not in written
    ]
    return sorted(mails, key=lambda mail: (mail.to.post.title, mail.kind))


def _owed(session: Session, today: date, is_working_day: IsWorkingDay) -> list[tuple[Owing, StepOwed]]:
    # Many actions share a due date, and one that is years overdue takes long to count.
    @cache
    def step(due_on: date, since: date) -> StepOwed | None:
        return step_owed(due_on=due_on, since=since, today=today, is_working_day=is_working_day)

    steps = (
        (action, step(action.due_on, action.due_since or action.raised_on or date.min))
        for action in stored.owing(session, today + HORIZON)
    )
    return [(action, owed) for action, owed in steps if owed is not None]


def _by_mail(
    who: Addressees, owed: list[tuple[Owing, StepOwed]], there: set[Key]
) -> dict[tuple[int, MailKind], tuple[Addressee, list[Chased]]]:
    mails: dict[tuple[int, MailKind], tuple[Addressee, list[Chased]]] = {}
    for action, step in owed:
        for kind, to, escalation in _recipients(who, action, step):
            item = Chased(action, who.post(action.post_id).title, step, escalation)
            if item.key not in there:
                mails.setdefault((to.post.key, kind), (to, []))[1].append(item)
    return mails


def _recipients(
    who: Addressees, action: Owing, step: StepOwed
) -> list[tuple[MailKind, Addressee, EscalationOwed | None]]:
    """The holder of the post, and the one above where that is owed too; the one above alone where it is vacant."""
    vacant = who.is_vacant(action.post_id)
    escalation = next(iter(escalations_owed(owed=step, vacant=vacant)), None)
    above = who.above(action.post_id) if escalation else None
    to: list[tuple[MailKind, Addressee, EscalationOwed | None]] = []
    if not vacant:
        to.append((MailKind.REMINDER, who.of(action.post_id), None))
    if above:
        to.append((MailKind.ESCALATION, above, escalation))
    elif vacant:
        # Nobody to write to at all: the mail waits with the secretariat, who can fill the post.
        to.append((MailKind.ESCALATION, who.of(action.post_id), escalation))
    return to


def _pressing(item: Chased) -> tuple[int, date, str]:
    return ORDER[item.owed.kind], item.action.due_on, item.action.reference

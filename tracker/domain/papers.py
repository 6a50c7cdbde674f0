"""Papers readiness: who has answered for a meeting, and whether in time for its papers (decision 15)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.domain.meeting_words import papers_words
from tracker.domain.policy import DEFAULT, Policy
from tracker.domain.wording import count_words, date_words, number_words
from tracker.domain.workdays import IsWorkingDay, working_day_before


class Standing(StrEnum):
    """Where one action stands that an answer is owed on."""

    IN_TIME = "in time"
    LATE = "late"
    TO_COME = "still to come"
    MISSING = "not in"


@dataclass(frozen=True)
class SatBefore:
    """The meeting of the series before this one. `ended_at` is aware; None where its hours are not known."""

    on: date
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """An update of an owner; recommending closure is one too. `at` is aware; None where the hour is not known."""

    on: date
    at: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """One action, as far as its answer for a meeting is concerned."""

    raised_on: date | None
    due_here: bool = False
    standing: bool = False
    due_on: date | None = None


@dataclass(frozen=True)
class Answered:
    """How an action stands, and the last answer that counts for the meeting."""

    standing: Standing
    last: date | None = None

    @property
    def is_in(self) -> bool:
        return self.standing in (Standing.IN_TIME, Standing.LATE)


def is_owed(asked: Asked, *, papers_due: date, today: date) -> bool:
    """True when an answer is owed for the meeting: what is due at it, stands at every meeting, or is due by its papers or before today."""
    dated = asked.due_on is not None and (asked.due_on <= papers_due or asked.due_on < today)
    return asked.due_here or asked.standing or dated


def answered(
    asked: Asked, answers: Iterable[Answer], before: SatBefore | None, *, papers_due: date, today: date
) -> Answered:
    """Whether the action is answered for this meeting. The first answer that counts settles whether it came in time."""
    days = sorted(answer.on for answer in answers if counts(answer, asked.raised_on, before))
    if days:
        return Answered(Standing.IN_TIME if days[0] <= papers_due else Standing.LATE, days[-1])
    return Answered(Standing.TO_COME if today <= papers_due else Standing.MISSING)


def counts(answer: Answer, raised_on: date | None, before: SatBefore | None) -> bool:
    """True for an answer given since the action was raised, and since the meeting before this one ended.

    Where either hour is not known, what was given on the day of that meeting was given at it.
    """
    if raised_on is not None and answer.on < raised_on:
        return False
    if before is None or answer.on > before.on:
        return True
    same_day = answer.on == before.on
    return bool(same_day and answer.at and before.ended_at and answer.at > before.ended_at)


@dataclass(frozen=True)
class OwnersAnswers:
    """How one owner stands: what is owed, and how each of it stands."""

    each: Sequence[Answered]

    @property
    def owed(self) -> int:
        return len(self.each)

    @property
    def is_in(self) -> int:
        return sum(one.is_in for one in self.each)

    @property
    def is_complete(self) -> bool:
        return self.is_in == self.owed

    @property
    def last(self) -> date | None:
        return max((one.last for one in self.each if one.last), default=None)

    def count(self, standing: Standing) -> int:
        return sum(one.standing is standing for one in self.each)


def readiness_words(
    owners: Sequence[OwnersAnswers], *, papers_due: date, today: date, is_working_day: IsWorkingDay
) -> str:
    """ "5 of 9 owners have answered; papers are due in 3 working days" """
    papers = papers_words(papers_due, today, is_working_day)
    return f"{answered_words(owners)}; {papers[0].lower()}{papers[1:]}" if owners else answered_words(owners)


def answered_words(owners: Sequence[OwnersAnswers]) -> str:
    """ "5 of 9 owners have answered" """
    count, done = len(owners), sum(owner.is_complete for owner in owners)
    if not count:
        return "No owner owes an answer for this meeting"
    if count == 1:
        return f"The one owner who owes an answer has {'answered' if done else 'not answered yet'}"
    if done == count:
        return "Both owners have answered" if count == 2 else f"All {count} owners have answered"
    if not done:
        return f"None of {count_words(count, 'owner')} has answered"
    return f"{done} of {count_words(count, 'owner')} {'has' if done == 1 else 'have'} answered"


def answers_words(owner: OwnersAnswers) -> str:
    """ "all 3 answered", "answered 1 of 3", "not answered", "answered" """
    if owner.owed == 1:
        return "answered" if owner.is_in else "not answered"
    if owner.is_complete:
        return f"all {owner.owed} answered"
    return f"answered {owner.is_in} of {owner.owed}"


@dataclass(frozen=True)
class Share:
    """One part of the picture of what is in: how many answers stand so, and where the part lies, in percent of the whole."""

    standing: Standing
    count: int
    start: float
    width: float


def shares(each: Sequence[Answered]) -> list[Share]:
    """The parts that are not empty, from what came in time to what is not in; side by side they make the whole."""
    found: list[Share] = []
    start = 0.0
    for standing in Standing:
        count = sum(one.standing is standing for one in each)
        if count:
            width = 100 * count / len(each)
            found.append(Share(standing, count, round(start, 3), round(width, 3)))
            start += width
    return found


def reminding_words(
    papers_due: date, today: date, is_working_day: IsWorkingDay, policy: Policy = DEFAULT
) -> str:
    """When the owners of what is due at a meeting are reminded next: the days are those of `reminders.step_owed`."""
    until = (step.days for step in policy.steps if step.days <= 0)
    days = (working_day_before(papers_due, -step, is_working_day) for step in until)
    following = next((day for day in days if day > today), None)
    if following is None:
        every = policy.repeat_every
        often = "working day" if every == 1 else f"{number_words(every)} working days"
        return f"Owners are reminded by mail every {often} while an answer is overdue."
    return f"Owners are reminded by mail; the next reminder for these papers goes on {date_words(following)}."

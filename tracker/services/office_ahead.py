"""What the office's own dates and its requests to the force bring in the days to come. Reads, and writes nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.domain.commissions import Stage, commission_due, stage_of
from tracker.domain.letter_words import nobody_to_write_to
from tracker.domain.statutory import ClockStep, clock_subject
from tracker.domain.workdays import IsWorkingDay, on_or_after
from tracker.models.chasing import StatutoryClock
from tracker.models.meetings import Meeting
from tracker.services.addressees import Addressee, Addressees
from tracker.services.clock_plan import ClockPlan
from tracker.services.policies import Policies
from tracker.store import clocks, commissions

NOT_GONE = frozenset({Stage.TO_WRITE, Stage.BEING_WRITTEN, Stage.HELD, Stage.RELEASED, Stage.FAILED})
"""The stages of a request that has not left yet."""


@dataclass(frozen=True)
class ClockMail:
    """A mail about the dates that a post answers for, which a pass would make on the day."""

    post: str
    code: str
    to: Addressee
    owed: tuple[tuple[StatutoryClock, ClockStep], ...]
    held_because: str
    subject: str


@dataclass(frozen=True)
class RequestToGo:
    """A commissioning request that is to leave from `due` on, and how far it is. `to` is None while nobody is chosen.

    `due` is None for one that was begun in a series whose policy asks for none.
    """

    meeting: Meeting
    due: date | None
    stage: Stage
    to: Addressee | None


@dataclass(frozen=True)
class OfficeDay:
    """What one working day brings beside the mails of chasing."""

    clocks: tuple[ClockMail, ...] = ()
    requests: tuple[RequestToGo, ...] = ()

    @property
    def leaving(self) -> int:
        """How many mails are there to leave; a request that nobody has put in the queue is none yet."""
        return len(self.clocks) + sum(one.stage in (Stage.HELD, Stage.RELEASED) for one in self.requests)

    @property
    def held(self) -> int:
        """How many of them wait for the secretariat."""
        held = sum(bool(one.held_because) for one in self.clocks)
        return held + sum(one.stage is Stage.HELD for one in self.requests)


NOTHING = OfficeDay()


def office_ahead(
    session: Session, days: Sequence[date], is_working_day: IsWorkingDay, by: Policies
) -> dict[date, OfficeDay]:
    """By working day of `days`, which are in order. Each day's mails are taken as sent; what should have left, leaves on the first."""
    requests = _requests(session, days, is_working_day, by)
    plan, found = ClockPlan(session), {}
    for on in days:
        mails = _clock_mails(session, plan, on, is_working_day)
        for mail in mails:
            plan.take_as_told(mail.owed)
        found[on] = OfficeDay(tuple(mails), tuple(requests[on]))
    return found


def unsent_requests(session: Session, series_id: int, today: date) -> list[Meeting]:
    """The meetings to come of a series whose request to the force nobody has put in the queue."""
    return [
        meeting
        for meeting, commission, mail in commissions.to_come(session, today)
        if meeting.series_id == series_id
        and stage_of(
            mail.state if mail else None,
            commission.answered_on if commission else None,
            begun=commission is not None,
        )
        in (Stage.TO_WRITE, Stage.BEING_WRITTEN)
    ]


def clocks_told_on(session: Session, on: date, is_working_day: IsWorkingDay) -> list[ClockMail]:
    """The mails about clocks that a pass would make on that day, by title of the post."""
    return _clock_mails(session, ClockPlan(session), on, is_working_day)


def _clock_mails(
    session: Session, plan: ClockPlan, on: date, is_working_day: IsWorkingDay
) -> list[ClockMail]:
    owed = plan.owed(on, is_working_day)
    who = Addressees(session, on) if owed else None
    mails = [
        _clock_mail(who, post_id, each, on)
        for post_id, each in owed.items()
        if who is not None and not clocks.has_mail(session, post_id, on)
    ]
    return sorted(mails, key=lambda mail: mail.post)


def _clock_mail(
    who: Addressees, post_id: int, owed: list[tuple[StatutoryClock, ClockStep]], on: date
) -> ClockMail:
    to, post = who.answering(post_id), who.post(post_id)
    held = "" if to.address else nobody_to_write_to(post.title, vacant=who.is_vacant(post_id))
    subject = clock_subject([clock.title for clock, _ in owed], owed[0][0].last_on, on)
    return ClockMail(post.title, post.code, to, tuple(owed), held, subject)


def _requests(
    session: Session, days: Sequence[date], is_working_day: IsWorkingDay, by: Policies
) -> dict[date, list[RequestToGo]]:
    found: dict[date, list[RequestToGo]] = defaultdict(list)
    for meeting, commission, mail in commissions.to_come(session, days[0]):
        due = commission_due(meeting.starts_on, by[meeting.series_id].commissioning_weeks)
        answered = commission.answered_on if commission else None
        stage = stage_of(mail.state if mail else None, answered, begun=commission is not None)
        is_begun = stage is not Stage.TO_WRITE
        if stage not in NOT_GONE or not (due or is_begun):
            continue
        on = max(on_or_after(due, is_working_day), days[0]) if due else days[0]
        if on <= days[-1]:
            post_id = commission.post_id if commission else commissions.liaison_of(session, meeting)
            to = Addressees(session, on).of(post_id) if post_id else None
            found[on].append(RequestToGo(meeting, due, stage, to))
    return found

"""What is owed on a day, put together into mails: one for each post written to and each kind. Reads, and writes nothing."""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session

from tracker.domain.mails import ONE_A_DAY, MailKind
from tracker.domain.policy import Policy
from tracker.domain.reminder_words import ORDER
from tracker.domain.reminders import (
    EscalationOwed,
    StepOwed,
    digest_day,
    escalations_owed,
    new_to_tell,
    step_owed,
)
from tracker.domain.workdays import IsWorkingDay, working_day_after
from tracker.services.addressees import Addressee, Addressees
from tracker.services.handovers import Handovers
from tracker.services.planned import Chased, Planned
from tracker.services.policies import Policies, policies
from tracker.store import reminders as stored
from tracker.store.reminders import Dated, Owing, Written

LOOKS_BACK = timedelta(days=31)
"""Calendar days for which an action is new to its owner, and in which the mails lie that the next one depends on."""

DAYS_AHEAD = 10
"""Working days of which the plan is shown."""

REMINDING = frozenset({MailKind.REMINDER, MailKind.DIGEST})
"""What counts against the most that a post gets in a week."""

Recipient = tuple[MailKind, Addressee, EscalationOwed | None]


class Told(NamedTuple):
    """One action that a mail is to tell, before what it says is read. `escalation` is set where it goes to a post above."""

    action: Dated
    owed: StepOwed
    escalation: EscalationOwed | None


Mails = dict[tuple[int, MailKind], tuple[Addressee, list[Told]]]


def plan(session: Session, today: date, is_working_day: IsWorkingDay) -> list[Planned]:
    """The mails that are still owed on `today`, by title of the post. Nothing on a day that is not worked."""
    if not is_working_day(today):
        return []
    with _collecting_later():
        return Board(session, today, today, is_working_day).plan(today)


def plan_ahead(
    session: Session,
    today: date,
    is_working_day: IsWorkingDay,
    days: int = DAYS_AHEAD,
    *,
    by: Policies | None = None,
) -> list[tuple[date, list[Planned]]]:
    """The mails of the next `days` working days, `today` among them where it is worked.

    As the record stands now: each day's mails are taken as sent, and nobody as having answered. `by` puts other policies in
    place of those that are in force.
    """
    each = [working_day_after(today, 0, is_working_day)]
    while len(each) < days:
        each.append(working_day_after(each[-1], 1, is_working_day))
    found = []
    with _collecting_later():
        board = Board(session, each[0], each[-1], is_working_day, by)
        for day in each:
            mails = board.plan(day)
            board.take_as_written(day, mails)
            found.append((day, mails))
    return found


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Lets no collection of garbage begin meanwhile: of all that is read for a day nothing can be thrown away before its end.

    Else the collector goes through every row again and again while more of them come, and takes longer than the deciding.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def reach(each: Iterable[Policy], day: date, is_working_day: IsWorkingDay) -> date:
    """The day by which an action must be due for any step of these policies to have come by `day`."""
    before = max((-step.days for policy in each for step in policy.steps), default=0)
    return working_day_after(day, max(before, 0) + 1, is_working_day)


class Board:
    """All that the mails of the days from `first` to `last` depend on, read once."""

    def __init__(
        self,
        session: Session,
        first: date,
        last: date,
        is_working_day: IsWorkingDay,
        by: Policies | None = None,
    ) -> None:
        self._session, self._is_working_day = session, is_working_day
        self._policies = policies(session) if by is None else by
        self._series_told = stored.series_told(session)
        self._dated = stored.dated(session, reach(self._policies.each(), last, is_working_day))
        self._untold = {one.id: one for one in stored.untold(session, first - LOOKS_BACK)}
        self._written = stored.written(session, first - LOOKS_BACK)
        self._handovers = Handovers(session, self._policies, self._series_told)
        self._owed_first = first, self._owed_on(first)
        oldest = min((step.on for _, step in self._owed_first[1]), default=first)
        self._in_mails = stored.in_mails(session, oldest)

    def plan(self, today: date) -> list[Planned]:
        """The mails of `today`, a working day: what changed hands, what has come, what the posts above are told."""
        who, owed, past = Addressees(self._session, today), self._owed(today), _Past(self._written, today)
        mails = self._handed_over(who, owed, today)
        handed = {mail.to.post.key for mail in mails}
        chosen: Mails = {}
        for (post_id, kind), (to, found) in self._by_mail(who, owed).items():
            if kind in ONE_A_DAY and (post_id in handed or not self._has_room(past, post_id, found)):
                continue
            told = self._weekly(past, post_id, found, today) if kind is MailKind.DIGEST else found
            if told and kind in ONE_A_DAY:
                told = [*told, *self._new(told, today)]
            if told and not past.has(post_id, kind):
                chosen[post_id, kind] = to, told
        mails = [mail for mail in mails if not past.has(mail.to.post.key, mail.kind)]
        return sorted([*mails, *self._read(who, chosen)], key=lambda mail: (mail.to.post.title, mail.kind))

    def take_as_written(self, today: date, mails: list[Planned]) -> None:
        """The days that follow are planned as if these had been made."""
        for mail in mails:
            made = Written(mail.to.post.key, mail.kind, today, cancelled=False, out_of_date=False)
            self._written.append(made)
            self._in_mails |= {item.key for item in mail.items}
            for item in mail.items:
                self._untold.pop(item.action.id, None)

    def _owed(self, today: date) -> list[tuple[Dated, StepOwed]]:
        day, owed = self._owed_first
        return owed if day == today else self._owed_on(today)

    def _owed_on(self, today: date) -> list[tuple[Dated, StepOwed]]:
        # Many actions share a due date, and one that is years overdue takes long to count.
        known: dict[tuple[int, date, date], StepOwed | None] = {}
        found = []
        for action in self._dated:
            at = action[2:]
            if at not in known:
                known[at] = step_owed(
                    due_on=action.due_on,
                    since=action.since,
                    today=today,
                    is_working_day=self._is_working_day,
                    policy=self._policies[action.series_id],
                )
            if (step := known[at]) is not None:
                found.append((action, step))
        return found

    def _handed_over(self, who: Addressees, owed: list[tuple[Dated, StepOwed]], today: date) -> list[Planned]:
        taken = self._handovers.taken_over(today, self._written)
        if not taken:
            return []
        steps = {action.id: step for action, step in owed if action.post_id in taken}
        return self._handovers.plan(who, today, taken, steps, self._in_mails, self._is_working_day)

    def _by_mail(self, who: Addressees, owed: list[tuple[Dated, StepOwed]]) -> Mails:
        mails: Mails = {}
        # Few posts, and few steps, each shared by many actions: `owed` keeps the steps, so their ids stand for them.
        known: dict[tuple[int, int, int], list[Recipient]] = {}
        for action, step in owed:
            at = action.post_id, action.series_id, id(step)
            if at not in known:
                known[at] = list(_recipients(who, action.post_id, step, self._policies[action.series_id]))
            for kind, to, escalation in known[at]:
                key = action.id, escalation.step if escalation else step.step, action.due_on
                # A weekly mail tells of all that is open, whatever was told before.
                if kind is MailKind.DIGEST or key not in self._in_mails:
                    mails.setdefault((to.post.key, kind), (to, []))[1].append(Told(action, step, escalation))
        return mails

    def _has_room(self, past: "_Past", post_id: int, told: list[Told]) -> bool:
        """Whether the strictest of the policies lets the post have one more reminder mail in this week."""
        most = min(self._policies[series].most_a_week for series in {one.action.series_id for one in told})
        return past.in_week(post_id) < most

    def _weekly(self, past: "_Past", post_id: int, told: list[Told], today: date) -> list[Told]:
        """What stands in the mail of the week; nothing where the post has had it."""
        each = {self._policies[one.action.series_id] for one in told}
        on = digest_day(min(each, key=lambda one: one.digest_day), today, self._is_working_day)
        if past.since(post_id, on):
            return []
        return [one._replace(owed=replace(one.owed, step=f"week-{on}", on=on)) for one in told]

    def _new(self, told: list[Told], today: date) -> list[Told]:
        """What was raised since the last mail to the post of `told`, and of which no step has come."""
        there, post_id = {one.action.id for one in told}, told[0].action.post_id
        fresh = [one for one in self._untold.values() if one.post_id == post_id and one.id not in there]
        return [Told(one, new_to_tell(one.due_on, today, self._is_working_day), None) for one in fresh]

    def _read(self, who: Addressees, chosen: Mails) -> Iterator[Planned]:
        """The mails with what they say of each action, the most pressing first."""
        said = stored.owing(self._session, (one.action.id for _, told in chosen.values() for one in told))
        for (_, kind), (to, told) in chosen.items():
            items = [self._chased(who, said[one.action.id], one) for one in told]
            yield Planned(kind, to, tuple(sorted(items, key=_pressing)))

    def _chased(self, who: Addressees, action: Owing, told: Told) -> Chased:
        owner, policy = who.post(action.post_id).title, self._policies[action.series_id]
        is_first = action.series_id not in self._series_told
        return Chased(action, owner, told.owed, told.escalation, policy, is_first)


class _Past:
    """The mails that were made before, as far as those of `today` depend on them."""

    def __init__(self, written: Iterable[Written], today: date) -> None:
        self._today = today
        self._of_post: dict[int, list[Written]] = defaultdict(list)
        for one in written:
            self._of_post[one.post_id].append(one)
        monday = today - timedelta(days=today.weekday())
        sunday = monday + timedelta(days=6)
        self._in_week = Counter(
            one.post_id
            for one in written
            if one.kind in REMINDING and not one.cancelled and monday <= one.day <= sunday
        )

    def has(self, post_id: int, kind: MailKind) -> bool:
        """Whether the post has its mail of the day. A cancelled one counts: its day is done; one that was out of date does not."""
        alike = ONE_A_DAY if kind in ONE_A_DAY else {kind}
        mails = (one for one in self._of_post[post_id] if not one.out_of_date)
        return any(one.day == self._today and one.kind in alike for one in mails)

    def in_week(self, post_id: int) -> int:
        """How many reminder mails the post has had in this week."""
        return self._in_week[post_id]

    def since(self, post_id: int, day: date) -> bool:
        """Whether the post had a mail on `day` or later, up to today: one may be made ahead. A skipped one counts."""
        return any(
            one.kind in REMINDING and not one.out_of_date and day <= one.day <= self._today
            for one in self._of_post[post_id]
        )


def _recipients(who: Addressees, post_id: int, step: StepOwed, policy: Policy) -> Iterator[Recipient]:
    """The holder of the post, and those above where they are owed it too; the ones above alone where it is vacant."""
    vacant = who.is_vacant(post_id)
    if not vacant:
        to = who.of(post_id)
        yield (MailKind.DIGEST if to.weekly_only else MailKind.REMINDER), to, None
    for escalation in escalations_owed(owed=step, vacant=vacant, policy=policy):
        if above := who.above(post_id, levels=escalation.levels):
            yield MailKind.ESCALATION, above, escalation
        elif vacant and escalation.levels == 1:
            # Nobody to write to at all: the mail waits with the secretariat, who can fill the post.
            yield MailKind.ESCALATION, who.of(post_id), escalation


def _pressing(item: Chased) -> tuple[int, date, str]:
    return ORDER[item.owed.kind], item.action.due_on, item.action.reference

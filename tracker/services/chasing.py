"""What is owed on a day, put together into mails: one for each post written to and each kind. Reads, and writes nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

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
from tracker.services.policies import policies
from tracker.store import reminders as stored
from tracker.store.reminders import Owing, Written

LOOKS_BACK = timedelta(days=31)
"""Calendar days for which an action is new to its owner, and in which the mails lie that the next one depends on."""

DAYS_AHEAD = 10
"""Working days of which the plan is shown."""

Mails = dict[tuple[int, MailKind], tuple[Addressee, list[Chased]]]


def plan(session: Session, today: date, is_working_day: IsWorkingDay) -> list[Planned]:
    """The mails that are still owed on `today`, by title of the post. Nothing on a day that is not worked."""
    return Board(session, today, today, is_working_day).plan(today) if is_working_day(today) else []


def plan_ahead(
    session: Session, today: date, is_working_day: IsWorkingDay, days: int = DAYS_AHEAD
) -> list[tuple[date, list[Planned]]]:
    """The mails of the next `days` working days, `today` among them where it is worked.

    As the record stands now: each day's mails are taken as sent, and nobody as having answered.
    """
    each = [working_day_after(today, 0, is_working_day)]
    while len(each) < days:
        each.append(working_day_after(each[-1], 1, is_working_day))
    board = Board(session, each[0], each[-1], is_working_day)
    found = []
    for day in each:
        mails = board.plan(day)
        board.take_as_written(day, mails)
        found.append((day, mails))
    return found


def reach(each: Iterable[Policy], day: date, is_working_day: IsWorkingDay) -> date:
    """The day by which an action must be due for any step of these policies to have come by `day`."""
    before = max((-step.days for policy in each for step in policy.steps), default=0)
    return working_day_after(day, max(before, 0) + 1, is_working_day)


class Board:
    """All that the mails of the days from `first` to `last` depend on, read once."""

    def __init__(self, session: Session, first: date, last: date, is_working_day: IsWorkingDay) -> None:
        self._session, self._is_working_day = session, is_working_day
        self._policies = policies(session)
        self._told = stored.series_told(session)
        self._owing = stored.owing(session, reach(self._policies.each(), last, is_working_day))
        self._untold = {one.id: one for one in stored.untold(session, first - LOOKS_BACK)}
        self._written = stored.written(session, first - LOOKS_BACK)
        self._handovers = Handovers(session, self._policies, self._told)
        oldest = min((step.on for _, step in self._owed(first)), default=first)
        self._in_mails = stored.in_mails(session, min(oldest, first - LOOKS_BACK))

    def plan(self, today: date) -> list[Planned]:
        """The mails of `today`, a working day: what changed hands, what has come, what the posts above are told."""
        who, owed = Addressees(self._session, today), self._owed(today)
        taken = self._handovers.taken_over(today, self._written)
        mails = self._handovers.plan(
            who,
            today,
            taken,
            {action.id: step for action, step in owed},
            self._in_mails,
            self._is_working_day,
        )
        handed = {mail.to.post.key for mail in mails}
        past = _Past(self._written, today)
        for (post_id, kind), (to, items) in self._by_mail(who, owed).items():
            if kind in ONE_A_DAY and (post_id in handed or not past.has_room(post_id, items)):
                continue
            if kind is MailKind.DIGEST:
                items[:] = self._weekly(past, post_id, items, today)
            if kind in ONE_A_DAY:
                items.extend(self._new(items, today))
            if items:
                mails.append(Planned(kind, to, tuple(sorted(items, key=_pressing))))
        mails = [mail for mail in mails if not past.has(mail.to.post.key, mail.kind)]
        return sorted(mails, key=lambda mail: (mail.to.post.title, mail.kind))

    def take_as_written(self, today: date, mails: list[Planned]) -> None:
        """The days that follow are planned as if these had been made."""
        for mail in mails:
            self._written.append(
                Written(mail.to.post.key, mail.kind, today, cancelled=False, out_of_date=False)
            )
            self._in_mails |= {item.key for item in mail.items}
            for item in mail.items:
                self._untold.pop(item.action.id, None)

    def _owed(self, today: date) -> list[tuple[Owing, StepOwed]]:
        # Many actions share a due date, and one that is years overdue takes long to count.
        known: dict[tuple[int, date, date], StepOwed | None] = {}
        found = []
        for action in self._owing:
            since = action.due_since or action.raised_on or date.min
            at = action.series_id, action.due_on, since
            if at not in known:
                known[at] = step_owed(
                    due_on=action.due_on,
                    since=since,
                    today=today,
                    is_working_day=self._is_working_day,
                    policy=self._policies[action.series_id],
                )
            if (step := known[at]) is not None:
                found.append((action, step))
        return found

    def _by_mail(self, who: Addressees, owed: list[tuple[Owing, StepOwed]]) -> Mails:
        mails: Mails = {}
        for action, step in owed:
            for kind, to, escalation in _recipients(
                who, action.post_id, step, self._policies[action.series_id]
            ):
                key = action.id, escalation.step if escalation else step.step, action.due_on
                # A weekly mail tells of all that is open, whatever was told before.
                if kind is MailKind.DIGEST or key not in self._in_mails:
                    item = self._chased(action, who.post(action.post_id).title, step, escalation)
                    mails.setdefault((to.post.key, kind), (to, []))[1].append(item)
        return mails

    def _weekly(self, past: "_Past", post_id: int, items: list[Chased], today: date) -> list[Chased]:
        """What stands in the mail of the week; nothing where the post has had it."""
        policy = min((item.policy for item in items), key=lambda one: one.digest_day)
        on = digest_day(policy, today, self._is_working_day)
        if past.since(post_id, on):
            return []
        return [replace(item, owed=replace(item.owed, step=f"week-{on}", on=on)) for item in items]

    def _new(self, items: list[Chased], today: date) -> list[Chased]:
        """What was raised since the last mail to the post of `items`, and of which no step has come."""
        if not items or not self._untold:
            return []
        owner, post_id = items[0].owner, items[0].action.post_id
        there = {item.action.id for item in items}
        fresh = [one for one in self._untold.values() if one.post_id == post_id and one.id not in there]
        return [
            self._chased(one, owner, new_to_tell(one.due_on, today, self._is_working_day)) for one in fresh
        ]

    def _chased(
        self, action: Owing, owner: str, step: StepOwed, escalation: EscalationOwed | None = None
    ) -> Chased:
        policy = self._policies[action.series_id]
        return Chased(action, owner, step, escalation, policy, action.series_id not in self._told)


class _Past:
    """The mails that were made before, as far as those of `today` depend on them."""

    def __init__(self, written: Iterable[Written], today: date) -> None:
        self._today = today
        self._of_post: dict[int, list[Written]] = defaultdict(list)
        for one in written:
            self._of_post[one.post_id].append(one)
        monday = today - timedelta(days=today.weekday())
        self._in_week = Counter(one.post_id for one in _reminding(written) if monday <= one.day)

    def has(self, post_id: int, kind: MailKind) -> bool:
        """Whether the post has its mail of the day. A cancelled one counts: its day is done."""
        alike = ONE_A_DAY if kind in ONE_A_DAY else {kind}
        return any(one.day == self._today and one.kind in alike for one in self._of_post[post_id])

    def has_room(self, post_id: int, items: list[Chased]) -> bool:
        """Whether the strictest of the policies lets the post have one more reminder mail in this week."""
        return self._in_week[post_id] < min(item.policy.most_a_week for item in items)

    def since(self, post_id: int, day: date) -> bool:
        """Whether the post was reminded on `day` or later."""
        return any(one.day >= day for one in _reminding(self._of_post[post_id]))


def _reminding(written: Iterable[Written]) -> Iterator[Written]:
    kinds = MailKind.REMINDER, MailKind.DIGEST
    return (one for one in written if one.kind in kinds and not one.cancelled)


def _recipients(
    who: Addressees, post_id: int, step: StepOwed, policy: Policy
) -> Iterator[tuple[MailKind, Addressee, EscalationOwed | None]]:
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

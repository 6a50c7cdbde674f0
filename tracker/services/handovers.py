"""What a new holder of a post is sent: one mail with all that they now own. Reads, and writes nothing."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlmodel import Session

from tracker.domain.mails import MailKind
from tracker.domain.posts import took_over_on
from tracker.domain.reminders import StepOwed, standing
from tracker.domain.workdays import IsWorkingDay
from tracker.services.addressees import Addressees
from tracker.services.planned import Chased, Listed, Planned
from tracker.services.policies import Policies
from tracker.store import posts
from tracker.store import reminders as stored
from tracker.store.posts import Held
from tracker.store.reminders import Key, Owing, Written

WITHIN = 31
"""Days after which nobody is handed a post any more: whoever has had it for longer knows what they own."""


class Handovers:
    """Who took over which post, and what of it is to be told. All holders are read once."""

    def __init__(self, session: Session, policies: Policies, told: Collection[int]) -> None:
        self._session, self._policies, self._told = session, policies, told
        self._held = posts.holders(session)

    def taken_over(self, today: date, written: Sequence[Written]) -> dict[int, date]:
        """The posts whose new holder was not handed them yet, with the day since which they answer."""
        since = today - timedelta(days=WITHIN)
        handed = [one for one in written if one.kind is MailKind.HANDOVER and not one.out_of_date]
        found = {}
        for post_id, held in self._held.items():
            if not any(_edge_within(one, since, today) for one in held):
                continue
            first = took_over_on(today, [one.holding for one in held], within=WITHIN)
            known = first and not any(one.starts_on == first and not one.starts_known for one in held)
            if first and known and not any(one.post_id == post_id and one.day >= first for one in handed):
                found[post_id] = first
        return found

    def plan(
        self,
        who: Addressees,
        today: date,
        taken: dict[int, date],
        owed: dict[int, StepOwed],
        in_mails: Collection[Key],
        is_working_day: IsWorkingDay,
    ) -> list[Planned]:
        """A mail for each of `taken` that owns anything. `owed` are the steps that have come, by number of the action."""
        if not taken:
            return []
        dated, undated = stored.owned(self._session, taken)
        planned = []
        for post_id, first in taken.items():
            to = who.of(post_id)
            items = []
            for action in dated:
                if action.post_id != post_id:
                    continue
                step = owed.get(action.id)
                if step is None or (action.id, step.step, action.due_on) in in_mails:
                    step = standing(f"handover-{first}", action.due_on, today, is_working_day)
                items.append(self._chased(action, to.post.title, step))
            listed = tuple(
                Listed(one, self._policies[one.series_id], one.series_id not in self._told)
                for one in undated
                if one.post_id == post_id
            )
            if items or listed:
                planned.append(Planned(MailKind.HANDOVER, to, tuple(items), listed))
        return planned

    def _chased(self, action: Owing, owner: str, step: StepOwed) -> Chased:
        policy = self._policies[action.series_id]
        return Chased(action, owner, step, None, policy, action.series_id not in self._told)


def _edge_within(held: Held, since: date, today: date) -> bool:
    """Whether the time in post began or ended in those days: else nobody took anything over."""
    return any(edge is not None and since <= edge <= today for edge in (held.starts_on, held.ends_on))

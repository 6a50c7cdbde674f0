"""The policy by which each series is chased: reading it, and setting another."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import time
from typing import Any

from sqlmodel import Session

from tracker.domain.canonical import plain
from tracker.domain.policy import DEFAULT, Policy, checked, from_text, to_text
from tracker.models.chasing import SeriesPolicy
from tracker.models.meetings import MeetingSeries
from tracker.services.desk import Desk
from tracker.services.history import record_change
from tracker.services.policy_effects import effect_of, put_in_force
from tracker.services.versions import check_version, next_version
from tracker.store import policies as stored


class Policies(dict[int, Policy]):
    """The policy of every series by its number: the default, where it has none of its own."""

    def __missing__(self, _series_id: int) -> Policy:
        return DEFAULT

    def each(self) -> set[Policy]:
        """The policies that any series may have."""
        return {DEFAULT, *self.values()}

    def hours(self) -> list[time]:
        """The hours at which mails of a day are made, the first one first."""
        return sorted({one.begins_at for one in self.each()})


def policies(session: Session) -> Policies:
    """All of them, read at once."""
    return Policies((series_id, from_text(text)) for series_id, text in stored.rules(session).items())


def policy_of(session: Session, series_id: int) -> Policy:
    row = stored.of_series(session, series_id)
    return from_text(row.rules) if row else DEFAULT


def version_of(session: Session, series_id: int) -> int:
    """The version that a form was made from; 0 while the default holds."""
    row = stored.of_series(session, series_id)
    return row.version if row else 0


def save_policy(desk: Desk, series: MeetingSeries, policy: Policy, *, version: int | None) -> Policy:
    """Sets the policy of `series`, and does to the mails that wait what `effect_of` says.

    Raises `BadInput` for one that makes no sense, `Conflict` where someone saved first.
    """
    policy = checked(policy)
    row = stored.of_series(desk.session, series.key, lock=True)
    before = from_text(row.rules) if row else DEFAULT
    if row is None:
        row = SeriesPolicy(series_id=series.key, rules=to_text(before), version=0)
        desk.session.add(row)
    check_version(row, version, current=_parts(before))
    row.rules = to_text(policy)
    next_version(row)
    desk.session.flush()
    record_change(desk, "series.policy_set", series.code, _parts(before), _parts(policy))
    put_in_force(desk, series, effect_of(desk.session, series, policy, lock=True))
    return policy


def _parts(policy: Policy) -> Mapping[str, Any]:
    return {field.name: plain(getattr(policy, field.name)) for field in fields(policy)}

"""Reads for one change to many actions: a query for each kind of thing, whatever the number of actions."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from tracker.domain.mails import MailKind, MailState
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.mail import Mail, UpdateLink
from tracker.models.meetings import Meeting, Priority, PrioritySet
from tracker.store.action_list import Filters, narrowed
from tracker.store.actions import visible_to

T = TypeVar("T")
AT_ONCE = 1000
"""Values in one condition."""


def matching(
    session: Session, viewer: Viewer, filters: Filters, today: date, *, most: int, lock: bool = False
) -> list[Action]:
    """Up to `most` actions that `filters` leave, by number of their row: every writer locks them in this order."""
    query = select(Action).where(*narrowed(viewer, filters, today)).order_by(col(Action.id)).limit(most)
    return list(session.exec(_afresh(query) if lock else query).all())


def named(
    session: Session, viewer: Viewer, references: Collection[str], *, lock: bool = False
) -> list[Action]:
    """Those of `references` that there are and that the viewer may see, by number of their row."""
    known: list[Action] = []
    wanted = sorted({reference.upper() for reference in references})
    query = select(Action.id).where(visible_to(viewer))
    ids: list[int] = []
    for some in _parts(wanted):
        ids += [key for key in session.exec(query.where(col(Action.reference).in_(some))).all() if key]
    for part in _parts(sorted(ids)):
        rows = select(Action).where(col(Action.id).in_(part)).order_by(col(Action.id))
        known += session.exec(_afresh(rows) if lock else rows).all()
    return known


def _afresh(query: Any) -> Any:
    return query.with_for_update().execution_options(populate_existing=True)


def live_links(session: Session, action_ids: Collection[int], now: datetime) -> dict[int, list[UpdateLink]]:
    """The owners' links to these actions that still open at `now` (the machine's time), by action."""
    found: dict[int, list[UpdateLink]] = {}
    query = select(UpdateLink).where(col(UpdateLink.revoked_at).is_(None), col(UpdateLink.expires_at) > now)
    for some in _parts(sorted(action_ids)):
        for link in session.exec(query.where(col(UpdateLink.action_id).in_(some))).all():
            found.setdefault(link.action_id, []).append(link)
    return found


def asked_on(session: Session, day: date) -> set[tuple[int, int]]:
    """The actions and posts of which an update was asked for on `day`, in a mail that was not cancelled."""
    query = (
        select(UpdateLink.action_id, UpdateLink.post_id)
        .join(Mail, col(Mail.id) == UpdateLink.mail_id)
        .where(Mail.kind == MailKind.UPDATE_ASKED, Mail.for_day == day, Mail.state != MailState.CANCELLED)
    )
    return {(action_id, post_id) for action_id, post_id in session.exec(query).all()}


def meeting_days(session: Session) -> dict[int, date]:
    """The day of each meeting, by its number."""
    return {meeting.key: meeting.starts_on for meeting in session.exec(select(Meeting)).all()}


def priorities_with_years(session: Session) -> list[tuple[Priority, date, date]]:
    """Every priority with the first and the last day of its Plan."""
    query = select(Priority, PrioritySet).join(PrioritySet, col(PrioritySet.id) == Priority.priority_set_id)
    return [(row, plan.starts_on, plan.ends_on) for row, plan in session.exec(query).all()]


def _parts(values: Sequence[T]) -> list[Sequence[T]]:
    return [values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE)]

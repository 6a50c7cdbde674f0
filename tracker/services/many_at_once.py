"""One change to many actions: first as a preview that writes nothing, then all of it in one transaction, as it was read."""

from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.actions import Move
from tracker.domain.due import DueCause, DueKind
from tracker.domain.errors import Conflict
from tracker.domain.many_at_once import OTHER_BY_NOW, What
from tracker.domain.moments import Moment
from tracker.domain.viewers import Viewer
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting
from tracker.services import due as dates
from tracker.services.actions import shown
from tracker.services.desk import Desk
from tracker.services.frozen import known_all_now
from tracker.services.history import record, record_change
from tracker.services.many_letters import numbers
from tracker.services.many_mails import MailsOwed, OwnersMail
from tracker.services.many_plan import Asking, Changes, Choice, Line, changes, chosen
from tracker.services.post_office import Stationery
from tracker.services.reviews import Decision, record_reviews
from tracker.services.versions import next_version
from tracker.store import many_at_once as stored


@dataclass(frozen=True)
class Preview:
    """What would change, what is left alone, and the mails that it owes. `read` stands for all of that as it was shown."""

    asking: Asking
    changes: Changes
    mails: tuple[OwnersMail, ...]
    read: str


@dataclass(frozen=True)
class Done:
    """What was changed, and the mails that it owes."""

    changed: int
    mails: tuple[Mail, ...]

    @property
    def held(self) -> int:
        return sum(bool(mail.held_because) for mail in self.mails)


def preview_many(
    session: Session, viewer: Viewer, choice: Choice, asking: Asking, moment: Moment, stationery: Stationery
) -> Preview:
    """What `change_many` would do now. Raises `BadInput` for a choice or a change that cannot be."""
    return _planned(session, viewer, choice, asking, moment, stationery)[0]


def change_many(
    desk: Desk, viewer: Viewer, choice: Choice, asking: Asking, *, read: str, stationery: Stationery
) -> Done:
    """Makes the change that was read: one entry in the history for each action, one mail for each owner.

    `read` is the preview's. Raises `Conflict`, and writes nothing, where it would be another one by now: somebody changed an
    action, the filter matches others, a mail would say something else.
    """
    plan, owed = _planned(desk.session, viewer, choice, asking, desk.moment, stationery, lock=True)
    if plan.read != read:
        raise Conflict(OTHER_BY_NOW, current={}, version=0)
    _write(desk, plan.asking, plan.changes.lines)
    return Done(len(plan.changes.lines), tuple(owed.put_in_queue(desk)))


def _planned(
    session: Session,
    viewer: Viewer,
    choice: Choice,
    asking: Asking,
    moment: Moment,
    stationery: Stationery,
    *,
    lock: bool = False,
) -> tuple[Preview, MailsOwed]:
    asking = asking.checked(moment.today)
    actions, missing = chosen(session, viewer, choice, moment.today, lock=lock)
    found = changes(session, actions, asking, moment.today)
    found = Changes(found.lines, (*found.left, *missing))
    owed = MailsOwed(session, moment, asking, found.lines, stationery)
    told = [
        (
            one.to.post.code,
            one.told.to_name,
            one.to.address,
            one.held_because,
            one.text.subject,
            one.text.body_text,
        )
        for one in owed.planned
    ]
    return Preview(asking, found, tuple(owed.planned), found.digest(*told)), owed


def _write(desk: Desk, asking: Asking, lines: tuple[Line, ...]) -> None:
    if asking.what is What.ASK:
        _ask(desk, asking, lines)
    elif asking.moves_dates and asking.agreed:
        _agree(desk, asking, lines)
    else:
        _correct(desk, asking, lines)


def _ask(desk: Desk, asking: Asking, lines: tuple[Line, ...]) -> None:
    for line in lines:
        after = {"post_id": line.action.post_id, "note": asking.reason}
        record(desk, "action.update_asked", line.action.reference, after=after)


def _agree(desk: Desk, asking: Asking, lines: tuple[Line, ...]) -> None:
    """A revised date that was agreed is a decision on each action, as it is when it is made for one of them."""
    known = known_all_now(desk.session, desk.moment.today, numbers(lines))
    decided = [
        (
            line.action,
            Decision(
                Move.REVISED_DATE,
                reason=asking.reason,
                decided_by=asking.decided_by,
                revised_to=line.due.on,
                revised_meeting=desk.session.get(Meeting, line.due.meeting_id)
                if line.due.meeting_id
                else None,
                to_next_meeting=line.due.kind is DueKind.NEXT_MEETING,
            ),
            known[line.action.key],
        )
        for line in lines
    ]
    record_reviews(desk, decided)


def _correct(desk: Desk, asking: Asking, lines: tuple[Line, ...]) -> None:
    """What was wrong on record, or passes to another: the rows of all first, so that they go to the database together."""
    before = {line.action.key: shown(line.action) for line in lines}
    revoked = _revoke(desk, lines) if asking.what is What.OWNER else {}
    for line in lines:
        if asking.what is What.OWNER and asking.post:
            line.action.post_id = asking.post.key
        elif asking.what is What.PRIORITY:
            line.action.priority_id = line.priority_id
        else:
            dates.move_due(desk, line.action, line.due, cause=DueCause.CORRECTED, reason=asking.reason)
        next_version(line.action)
    for line in lines:
        after = {**shown(line.action), **({"reason": asking.reason} if asking.reason else {})}
        if line.action.key in revoked:
            after["links_revoked"] = revoked[line.action.key]
        record_change(desk, "action.corrected", line.action.reference, before[line.action.key], after)


def _revoke(desk: Desk, lines: tuple[Line, ...]) -> dict[int, list[int]]:
    """Revokes the owners' links to these actions. Returns which, by action: they stand in its own entry of the history."""
    links = stored.live_links(desk.session, numbers(lines), desk.moment.machine)
    for of_one in links.values():
        for link in of_one:
            link.revoked_at, link.revoked_by = desk.moment.machine, desk.by.name
    return {action_id: [link.key for link in of_one] for action_id, of_one in links.items()}

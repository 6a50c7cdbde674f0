"""What passes to whom when a post changes hands: its open actions, the links that stop working, and the mail to the new holder."""

import hashlib
from dataclasses import dataclass
from datetime import date

from tracker.domain.canonical import canonical_text
from tracker.domain.mails import MailKind
from tracker.domain.viewers import Viewer
from tracker.domain.workdays import on_or_after
from tracker.models.people import Post
from tracker.ports import MailText
from tracker.services.desk import Desk
from tracker.services.forecast import find_planned, read_ahead
from tracker.services.planned import Planned
from tracker.services.post_office import Stationery
from tracker.store.action_list import Filters, narrowed
from tracker.store.actions import ListedAction, lines


@dataclass(frozen=True)
class Passing:
    """`planned` is the mail that the round of `told_on` writes, and `letter` how it reads; None where none is owed.

    `read` stands for all of it as it was shown.
    """

    actions: tuple[ListedAction, ...]
    told_on: date
    planned: Planned | None
    letter: MailText | None
    read: str


def what_passes(desk: Desk, viewer: Viewer, post: Post, *, on: date, stationery: Stationery) -> Passing:
    """What a handing over that was just made in this transaction means. Whoever only looks rolls it back afterwards.

    The new holder gets one mail, from the round of the first working day on which they hold the post: here it is read ahead.
    """
    desk.session.flush()
    worked = desk.calendar.is_working_day
    told_on = on_or_after(max(on, desk.moment.today), worked)
    open_here = narrowed(viewer, Filters(post=post.code, status="live"), desk.moment.today)
    actions = tuple(lines(desk.session, *open_here))
    planned = find_planned(desk.session, told_on, worked, day=told_on, code=post.code, kind=MailKind.HANDOVER)
    letter = read_ahead(desk.session, stationery, planned, told_on) if planned else None
    told = {
        "actions": tuple((one.reference, one.version) for one in actions),
        "mail": (letter.subject, letter.body_text, planned.to.address) if letter and planned else (),
    }
    read = hashlib.sha256(canonical_text(told).encode()).hexdigest()
    return Passing(actions, told_on, planned, letter, read)

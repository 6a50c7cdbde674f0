"""The owner's link: makes it, opens it, revokes it. It opens one action and nothing else."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import Session

from tracker.domain.actions import Status
from tracker.domain.errors import LinkDead
from tracker.domain.links import DEAD, check_token, link_number, mark
from tracker.domain.moments import Moment
from tracker.models.actions import Action
from tracker.models.mail import Mail, UpdateLink
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.store import links as stored
from tracker.store.mails import links as links_of

LINK_DAYS = 30


def make_link(
    desk: Desk, *, action_id: int, post_id: int, mail_id: int | None, days: int = LINK_DAYS
) -> UpdateLink:
    """A link for an action that lives for `days` days of the machine's calendar. `post_id` is the post that answers."""
    expires_at = desk.moment.machine + timedelta(days=days)
    link = UpdateLink(action_id=action_id, post_id=post_id, mail_id=mail_id, expires_at=expires_at)
    desk.session.add(link)
    desk.session.flush()
    return link


def marks_for(
    desk: Desk, *, mail_id: int, post_id: int, action_ids: Collection[int], days: int = LINK_DAYS
) -> dict[int, str]:
    """A mark for the link to each of these actions in a mail that has not left, by the action's number.

    A link that the mail has already stays, so that it may be written anew as often as one likes; others of its links go.
    """
    kept: dict[int, UpdateLink] = {}
    mail = desk.session.get_one(Mail, mail_id)
    for link in links_of(desk.session, mail_id):
        if link.action_id in action_ids and link.revoked_at is None:
            kept[link.action_id] = link
        else:
            take_back(desk, mail, link)
    for action_id in sorted(set(action_ids) - set(kept)):
        kept[action_id] = make_link(desk, action_id=action_id, post_id=post_id, mail_id=mail_id, days=days)
    return {action_id: mark(link.key) for action_id, link in kept.items()}


def take_back(desk: Desk, mail: Mail, link: UpdateLink) -> None:
    """Takes a link out of a mail that has not left.

    A mail that was tried may have arrived all the same: then the row stays, revoked. A token is made of the numbers of its link
    and its action, and SQLite gives the number of a deleted row to the next one.
    """
    if not mail.attempts:
        desk.session.delete(link)
    elif link.revoked_at is None:
        link.revoked_at, link.revoked_by = desk.moment.machine, desk.by.name


def open_link(session: Session, key: bytes, token: str, moment: Moment) -> tuple[UpdateLink, Action]:
    """The link and its action. Changes nothing. Raises `LinkDead`: expired, revoked, closed or never ours."""
    link, action = find_link(session, key, token)
    if link.revoked_at or link.expires_at <= moment.machine or action.post_id != link.post_id:
        raise LinkDead(DEAD)
    if action.status is Status.CLOSED:
        raise LinkDead("This action is closed, so there is nothing left to say on it. Thank you.")
    return link, action


def why_dead(session: Session, key: bytes, token: str, moment: Moment) -> tuple[str, datetime | None]:
    """Why a link does not open: `unknown`, `closed`, `revoked` or `expired`, and when that came about by the record's time."""
    try:
        link, action = find_link(session, key, token)
    except LinkDead:
        return "unknown", None
    if action.status is Status.CLOSED:
        return "closed", None
    ended = link.revoked_at or link.expires_at
    when = moment.now - (moment.machine - ended)
    if link.revoked_at or action.post_id != link.post_id:
        return "revoked", when if link.revoked_at else None
    return "expired", when


def find_link(session: Session, key: bytes, token: str) -> tuple[UpdateLink, Action]:
    """The link that `token` was made for, dead or alive. Raises `LinkDead` when it was never ours."""
    link = session.get(UpdateLink, link_number(token))
    if link is None:
        raise LinkDead(DEAD)
    check_token(key, token, link.key, link.action_id)
    return link, session.get_one(Action, link.action_id)


def revoke_links(desk: Desk, *, action_id: int | None = None, post_id: int | None = None) -> int:
    """Revokes the live links of an action, of a post, or of both together. Returns how many."""
    links = stored.live(desk.session, desk.moment.machine, action_id=action_id, post_id=post_id)
    for link in links:
        link.revoked_at = desk.moment.machine
        link.revoked_by = desk.by.name
    if links:
        record(
            desk,
            "links.revoked",
            f"links of action {action_id} post {post_id}",
            after={"links": [x.id for x in links]},
        )
    return len(links)

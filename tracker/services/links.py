"""The owner's link: makes it, opens it, revokes it. It opens one action and nothing else."""

from datetime import datetime, timedelta

from sqlmodel import Session

from tracker.domain.actions import Status
from tracker.domain.errors import LinkDead
from tracker.domain.links import DEAD, check_token, link_number
from tracker.domain.moments import Moment
from tracker.models.actions import Action
from tracker.models.mail import UpdateLink
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.store import links as stored

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

"""The private calendar address of a post: made for its holder, renewed, taken back, and opened. There is none until one is made."""

from datetime import date

from sqlmodel import Session

from tracker.domain.calendar_words import DEAD, is_token, make_token, token_number
from tracker.domain.errors import BadInput, LinkDead
from tracker.models.chasing import CalendarAddress
from tracker.models.people import Post
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.store import calendars as stored
from tracker.store.posts import holders_on
from tracker.store.reminders import lock_post

NOBODY = "Nobody holds {}, so there is nobody to give a calendar address to. Say who holds it first."


def renew(desk: Desk, post: Post) -> CalendarAddress:
    """A new address for whoever holds the post today; the one before stops working. Raises `BadInput` where it is vacant."""
    lock_post(desk.session, post.key)
    holder = holders_on(desk.session, desk.moment.today, [post.key]).get(post.key)
    if holder is None:
        raise BadInput(NOBODY.format(post.title))
    address = stored.address_of(desk.session, post.key, lock=True)
    address = address or CalendarAddress(post_id=post.key, made_on=desk.moment.today)
    address.issue += 1
    address.person_id, address.made_on = holder.person_id, desk.moment.today
    desk.session.add(address)
    record(desk, "calendar.renewed", f"post {post.code}", after={"for": holder.name, "issue": address.issue})
    return address


def take_back(desk: Desk, post: Post) -> None:
    """The address stops working, and there is none until another is made."""
    lock_post(desk.session, post.key)
    address = stored.address_of(desk.session, post.key, lock=True)
    if address is None or address.person_id is None:
        return
    address.person_id = None
    record(desk, "calendar.taken_back", f"post {post.code}", after={"issue": address.issue})


def token_of(session: Session, key: bytes, post_id: int, today: date) -> str:
    """The token of the post's address; empty where it has none that works today."""
    address = _living(session, post_id, today)
    return make_token(key, post_id, address.issue, address.person_id or 0) if address else ""


def open_calendar(session: Session, key: bytes, token: str, today: date) -> Post:
    """The post whose calendar `token` opens. Raises `LinkDead`: renewed, taken back, passed on or never ours."""
    post_id = token_number(token)
    address = _living(session, post_id, today)
    if address is None or not is_token(
        token, make_token(key, post_id, address.issue, address.person_id or 0)
    ):
        raise LinkDead(DEAD)
    return session.get_one(Post, post_id)


def _living(session: Session, post_id: int, today: date) -> CalendarAddress | None:
    """The address of the post while the person it was made for still holds it."""
    address = stored.address_of(session, post_id)
    if address is None or address.person_id is None:
        return None
    holder = holders_on(session, today, [post_id]).get(post_id)
    return address if holder and holder.person_id == address.person_id else None

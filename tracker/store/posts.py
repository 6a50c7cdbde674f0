"""Reads of posts, their holders and the organisations they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, case
from sqlmodel import Session, col, func, select

from tracker.domain.actions import LIVE
from tracker.domain.captured import PostName
from tracker.domain.errors import NotFound
from tracker.domain.posts import Holding, holder_on
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.models.people import Holder, Organisation, Person, Post
from tracker.store.actions import visible_to


@dataclass(frozen=True)
class Held:
    """One person's time in a post, with their name."""

    holder_id: int
    post_id: int
    person_id: int
    name: str
    email: str
    acting: bool
    starts_on: date | None
    ends_on: date | None
    note: str
    chosen: bool
    starts_known: bool
    ends_known: bool

    @property
    def holding(self) -> Holding:
        return Holding(self.person_id, self.starts_on, self.ends_on, self.acting)


def by_code(session: Session, code: str) -> Post:
    post = session.exec(select(Post).where(Post.code == code.lower())).one_or_none()
    if post is None:
        raise NotFound("There is no such post. Choose one from the list of posts.")
    return post


def lock_post(session: Session, code: str) -> Post:
    """The post as it is now, kept from other writers until the transaction ends."""
    query = select(Post).where(Post.code == code).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def find(session: Session, code: str) -> Post | None:
    return session.exec(select(Post).where(Post.code == code)).one_or_none()


def holdings(session: Session, post_id: int, *, acting: bool, going_on: bool = False) -> Sequence[Holder]:
    """Every acting, or every substantive, time in the post, locked; with `going_on`, those that have no last day."""
    query = select(Holder).where(Holder.post_id == post_id, Holder.acting == acting)
    if going_on:
        query = query.where(col(Holder.ends_on).is_(None))
    return session.exec(query.order_by(col(Holder.id)).with_for_update()).all()


def listed(session: Session, *, active: bool | None = None) -> Sequence[Post]:
    query = select(Post).order_by(col(Post.title))
    return session.exec(query if active is None else query.where(Post.active == active)).all()


def organisations(session: Session) -> Sequence[Organisation]:
    return session.exec(select(Organisation).order_by(col(Organisation.name))).all()


def persons(session: Session) -> Sequence[Person]:
    return session.exec(select(Person).order_by(col(Person.name))).all()


_HOLDERS = (
    select(  # type: ignore[call-overload]
        Holder.id,
        Holder.post_id,
        Holder.person_id,
        Person.name,
        Person.email,
        Holder.acting,
        Holder.starts_on,
        Holder.ends_on,
        Holder.note,
        Person.chosen,
        Holder.starts_known,
        Holder.ends_known,
    )
    .join(Person, col(Person.id) == Holder.person_id)
    .order_by(col(Holder.starts_on).desc().nulls_last(), col(Holder.id).desc())
)
_HOLDERS_OF = _HOLDERS.where(col(Holder.post_id).in_(bindparam("post_ids", expanding=True)))


def holders(session: Session, post_ids: Iterable[int] | None = None) -> dict[int, list[Held]]:
    """Everyone who held each post, by post, the latest first."""
    if post_ids is None:
        rows = session.execute(_HOLDERS)
    else:
        rows = session.execute(_HOLDERS_OF, {"post_ids": list(post_ids)})
    found: dict[int, list[Held]] = {}
    for row in rows:
        held = Held(*row)
        found.setdefault(held.post_id, []).append(held)
    return found


def holders_on(session: Session, day: date, post_ids: Iterable[int] | None = None) -> dict[int, Held]:
    """Who answers for each post on `day`. A post that is vacant is not there."""
    found = {}
    for post_id, all_held in holders(session, post_ids).items():
        holdings_of = [held.holding for held in all_held]
        now = holder_on(day, holdings_of)
        if now is not None:
            found[post_id] = all_held[holdings_of.index(now)]
    return found


def posts_of_person(session: Session, person_id: int, day: date) -> frozenset[int]:
    """The posts that the person answers for on `day`: all in which they are the one to be written to."""
    mine = session.exec(select(Holder.post_id).where(Holder.person_id == person_id)).all()
    if not mine:
        return frozenset()
    return frozenset(
        post_id for post_id, held in holders_on(session, day, mine).items() if held.person_id == person_id
    )


def live_counts(session: Session, viewer: Viewer, today: date) -> dict[int, tuple[int, int]]:
    """How many actions of each post are open, and how many of those overdue, among those that the viewer may see."""
    overdue = func.count(case((col(Action.due_on) < today, 1)))
    query = (
        select(Action.post_id, func.count(), overdue)
        .where(col(Action.status).in_(LIVE), col(Action.post_id).is_not(None), visible_to(viewer))
        .group_by(col(Action.post_id))
    )
    return {post_id: (count, late) for post_id, count, late in session.execute(query)}


_NAMED = select(Post.id, Post.code, Post.title).order_by(col(Post.title))
_NAMED_ACTIVE = _NAMED.where(col(Post.active))


def named(session: Session, *, active: bool = False) -> Sequence[tuple[int | None, str, str]]:
    """Number, code and title of every post, or of those that are in use, by title."""
    return session.exec(_NAMED_ACTIVE if active else _NAMED).all()


def names(session: Session, day: date) -> list[PostName]:
    """What `@post` is matched against: every active post with its holder's name on `day`."""
    current = holders_on(session, day)
    return [
        PostName(number, code, title, current[number].name if number in current else "")
        for number, code, title in named(session, active=True)
        if number is not None
    ]

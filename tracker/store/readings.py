"""Reads of owners' answers, as the secretariat goes through them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, true
from sqlmodel import Session, col, func, select

from tracker.domain.actions import LIVE
from tracker.domain.errors import NotFound
from tracker.domain.mails import MailKind, MailState
from tracker.domain.reading import Reading
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action, Review, Update
from tracker.models.mail import Mail, UpdateLink
from tracker.models.people import Post
from tracker.store.actions import visible_to


@dataclass(frozen=True)
class GivenAnswer:
    """An answer with the action that it is about, and the post that answers for it, where one does."""

    update: Update
    action: Action
    post_title: str | None


def unread(session: Session, viewer: Viewer, most: int, page: int = 1) -> list[GivenAnswer]:
    """Page `page` of the answers to open actions that nobody in the office has read, the newest first, `most` on each."""
    return _answers(session, (visible_to(viewer), *_unread()), most, page)


def read_lately(session: Session, viewer: Viewer, most: int, page: int = 1) -> list[GivenAnswer]:
    """Page `page` of the answers that owners sent and somebody has read, the newest first, `most` on each."""
    return _answers(session, (visible_to(viewer), *_READ), most, page)


def given(session: Session, viewer: Viewer, update_id: int) -> GivenAnswer | None:
    """One answer that somebody has read; None where it waits, or is not there."""
    return next(iter(_answers(session, (visible_to(viewer), *_READ, col(Update.id) == update_id), 1)), None)


def of_posts(session: Session, viewer: Viewer, post_ids: Iterable[int], most: int) -> list[GivenAnswer]:
    """What was answered for these posts, whoever wrote it, the newest first."""
    return _answers(session, (visible_to(viewer), col(Update.post_id).in_(list(post_ids))), most)


def count_unread(session: Session) -> int:
    query = select(func.count()).select_from(Update).join(Action, col(Action.id) == Update.action_id)
    return session.exec(query.where(*_unread())).one()


def count_read(session: Session, most: int) -> int:
    """How many answers were read, counted up to `most`: nobody turns back further, and there is every answer ever given."""
    some = select(col(Update.id)).where(*_READ).limit(most).subquery()
    return session.exec(select(func.count()).select_from(some)).one()


def update_numbered(session: Session, update_id: int) -> Update:
    """Raises `NotFound`."""
    update = session.get(Update, update_id)
    if update is None:
        raise NotFound("There is no such answer.")
    return update


def mails_asking_again(session: Session, action_id: int, *, released: bool = False) -> Sequence[Mail]:
    """The mails by which the owner was asked about this action again and that were not cancelled, the latest first.

    With `released` none that still waits for the secretariat.
    """
    passed_over = {MailState.CANCELLED, MailState.HELD} if released else {MailState.CANCELLED}
    query = (
        select(Mail)
        .join(UpdateLink, col(UpdateLink.mail_id) == Mail.id)
        .where(UpdateLink.action_id == action_id, Mail.kind == MailKind.ASKED_AGAIN)
        .where(col(Mail.state).not_in(passed_over))
    )
    return session.exec(query.order_by(col(Mail.id).desc())).all()


def for_meeting(session: Session, action_ids: Iterable[int]) -> set[int]:
    """Those of the actions with an answer that was proposed for the meeting, and not decided on since."""
    query = select(Update.action_id).where(
        col(Update.action_id).in_(list(action_ids)),
        Update.reading == Reading.FOR_MEETING,
        ~decided_since_answer(true()),
    )
    return set(session.exec(query).all())


def decided_since_answer(which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether something was decided on the action after an `Update`; `which` says what decisions (`Review`) count."""
    decided = (
        select(Review.id)
        .where(Review.action_id == Update.action_id, col(Review.decided_on) >= Update.given_on, which)
        .where(
            or_(
                col(Review.recorded_at).is_(None),
                col(Update.given_at).is_(None),
                col(Review.recorded_at) > col(Update.given_at),
            )
        )
    )
    return decided.correlate(Update).exists()


def answered_since_due(session: Session, action_ids: Iterable[int]) -> set[int]:
    """Those of the actions that were answered since they were last made due."""
    given = col(Action.last_update_on)
    query = select(Action.id).where(col(Action.id).in_(list(action_ids)), given >= col(Action.due_since))
    return {number for number in session.exec(query).all() if number is not None}


_READ = (col(Update.reading) != Reading.NEW, col(Update.read_by) != "")


def _unread() -> tuple[ColumnElement[bool], ...]:
    return col(Update.reading) == Reading.NEW, col(Action.status).in_(LIVE)


def _answers(
    session: Session, conditions: Sequence[ColumnElement[bool]], most: int, page: int = 1
) -> list[GivenAnswer]:
    query = (
        select(Update, Action, Post.title)
        .join(Action, col(Action.id) == Update.action_id)
        .outerjoin(Post, col(Post.id) == Action.post_id)
        .where(*conditions)
        .order_by(col(Update.given_on).desc(), col(Update.id).desc())
    )
    return [GivenAnswer(*row) for row in session.exec(query.limit(most).offset((page - 1) * most)).all()]

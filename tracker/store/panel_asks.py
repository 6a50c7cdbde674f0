"""Reads of what the Panel asked of the office, and of what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.domain.actions import Closure
from tracker.domain.errors import NotFound
from tracker.domain.panel_asks import SeriesKind
from tracker.models.actions import Action
from tracker.models.chasing import StatutoryClock
from tracker.models.inspections import PanelAsk
from tracker.models.meetings import MeetingSeries
from tracker.models.people import Post
from tracker.store.told import panel_series


@dataclass(frozen=True)
class Asked:
    """Something that the Panel asked, with its action and the title of its owner ("" without one)."""

    ask: PanelAsk
    action: Action
    owner: str


def listed(session: Session) -> list[Asked]:
    """All that was asked and not logged in error: what waits for a reply by its day, then what was replied to, the latest first."""
    query = (
        select(PanelAsk, Action, Post.title)
        .join(Action, col(Action.id) == col(PanelAsk.action_id))
        .outerjoin(Post, col(Post.id) == col(Action.post_id))
        .where(col(Action.closure).is_(None) | (col(Action.closure) != Closure.VOID))
        .order_by(col(PanelAsk.reply_by).nulls_last(), col(Action.number))
    )
    rows = [Asked(ask, action, title or "") for ask, action, title in session.execute(query)]
    replied = [row for row in rows if row.ask.replied_on]
    replied.sort(key=lambda row: row.ask.replied_on or date.min, reverse=True)
    return [*(row for row in rows if not row.ask.replied_on), *replied]


def of_action(session: Session, action_id: int, *, lock: bool = False) -> PanelAsk | None:
    query = select(PanelAsk).where(PanelAsk.action_id == action_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.exec(query).one_or_none()


def by_reference(session: Session, reference: str, *, lock: bool = False) -> tuple[PanelAsk, Action]:
    """What the Panel asked, by the reference of its action. Raises `NotFound`."""
    action = session.exec(select(Action).where(Action.reference == reference.upper())).one_or_none()
    ask = of_action(session, action.key, lock=lock) if action else None
    if action is None or ask is None:
        raise NotFound("The Panel asked no such thing. Choose one from the list.")
    return ask, action


def reference_of(session: Session, ask: PanelAsk) -> str:
    """The reference of the action that answers it."""
    return session.get_one(Action, ask.action_id).reference


def all_series(session: Session) -> Sequence[MeetingSeries]:
    """The series of the Panel, the ones that are of that kind first."""
    found = session.exec(select(MeetingSeries).where(col(MeetingSeries.id).in_(panel_series(session)))).all()
    return sorted(found, key=lambda one: (one.kind is not SeriesKind.PANEL, one.key))


def not_noted(session: Session) -> Sequence[Action]:
    """Actions that were logged at the Panel's meetings, and of which it is not said yet what the Panel asked."""
    query = (
        select(Action)
        .outerjoin(PanelAsk, col(PanelAsk.action_id) == col(Action.id))
        .where(col(Action.series_id).in_(panel_series(session)), col(PanelAsk.id).is_(None))
        .where(col(Action.closure).is_(None) | (col(Action.closure) != Closure.VOID))
    )
    return session.exec(query.order_by(col(Action.number))).all()


def clock_of(session: Session, ask: PanelAsk) -> StatutoryClock | None:
    query = select(StatutoryClock).where(StatutoryClock.id == (ask.clock_id or 0))
    return session.exec(query.with_for_update()).one_or_none()

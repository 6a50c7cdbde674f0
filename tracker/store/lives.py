"""The lives of many actions at once, as a list tells them: what was said last, what it rests on, what was decided and where.

Four queries, whatever the number of actions.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from tracker.domain.actions import Move, Rating
from tracker.domain.meetings import MeetingStatus
from tracker.models.actions import Action, Review, Update
from tracker.models.evidence import Evidence
from tracker.models.meetings import Meeting
from tracker.store import stories

OPENING = 300
"""Characters of an update that a list reads: enough for its first words."""


@dataclass(frozen=True)
class SaidOnce:
    """One update. `words` stand for a day that is not known; `opening` is how its text begins."""

    action_id: int
    on: date
    words: str
    rating: Rating | None
    recommends: bool
    by_name: str
    opening: str


@dataclass(frozen=True)
class DecidedOnce:
    """One decision, at a meeting or, where that is None, between two."""

    action_id: int
    on: date
    outcome: Move
    meeting_id: int | None


@dataclass(frozen=True)
class Life:
    """What a list tells of one action beside its line. All of it in the order in which it came."""

    said: Sequence[SaidOnce] = ()
    decided: Sequence[DecidedOnce] = ()
    evidence: Sequence[Evidence] = ()
    origin: str = ""


def lives(session: Session, action_ids: Iterable[int]) -> dict[int, Life]:
    """The lives of actions that the viewer may see, by the number of the action."""
    ids = list(action_ids)
    said, decided = _said(session, ids), _decided(session, ids)
    evidence, origins = stories.all_evidence(session, ids), _origins(session, ids)
    return {
        key: Life(said.get(key, ()), decided.get(key, ()), evidence.get(key, ()), origins.get(key, ""))
        for key in ids
    }


@dataclass(frozen=True)
class SatOnce:
    """One sitting of a series; `words` stand for a day that is not known."""

    id: int
    on: date
    words: str


def sittings(session: Session, meeting: Meeting) -> list[SatOnce]:
    """The meetings of the series that were held before this one, the first one first."""
    query = (
        select(col(Meeting.id), col(Meeting.starts_on), col(Meeting.date_words))
        .where(Meeting.series_id == meeting.series_id, Meeting.starts_on < meeting.starts_on)
        .where(col(Meeting.status).in_((MeetingStatus.HELD, MeetingStatus.ISSUED)))
        .order_by(col(Meeting.starts_on))
    )
    return [SatOnce(key, on, words) for key, on, words in session.exec(query).all() if key is not None]


def _said(session: Session, ids: Sequence[int]) -> dict[int, list[SaidOnce]]:
    columns = (
        Update.action_id,
        Update.given_on,
        Update.given_words,
        Update.rating,
        Update.recommends_closure,
    )
    query = select(*columns, Update.by_name, func.substr(Update.body, 1, OPENING))  # type: ignore[call-overload]
    query = query.where(col(Update.action_id).in_(ids)).order_by(col(Update.given_on), col(Update.id))
    found: dict[int, list[SaidOnce]] = defaultdict(list)
    for row in session.execute(query):
        found[row[0]].append(SaidOnce(*row))
    return found


def _decided(session: Session, ids: Sequence[int]) -> dict[int, list[DecidedOnce]]:
    columns = (Review.action_id, Review.decided_on, Review.outcome, Review.meeting_id)
    query = select(*columns)  # type: ignore[call-overload]
    query = query.where(col(Review.action_id).in_(ids)).order_by(col(Review.decided_on), col(Review.id))
    found: dict[int, list[DecidedOnce]] = defaultdict(list)
    for row in session.execute(query):
        found[row[0]].append(DecidedOnce(*row))
    return found


def _origins(session: Session, ids: Sequence[int]) -> dict[int, str]:
    query = select(Action.id, Action.origin).where(col(Action.id).in_(ids), Action.origin != "")
    return {key: origin for key, origin in session.exec(query).all() if key is not None}

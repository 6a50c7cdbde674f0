"""The lives of many actions at once, as a list tells them: what was said last, what it rests on, and what happened when.

Four queries, whatever the number of actions.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from tracker.domain.actions import Rating
from tracker.domain.life import DECIDED, Event, Happened, Sat
from tracker.domain.meetings import MeetingStatus
from tracker.domain.wording import date_words
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
class Life:
    """What a list tells of one action beside its line. `last` is the latest update; evidence as it was attached."""

    happened: Sequence[Happened]
    last: SaidOnce | None = None
    evidence: Sequence[Evidence] = ()


def lives(session: Session, action_ids: Iterable[int]) -> dict[int, Life]:
    """The lives of actions that the viewer may see, by the number of the action."""
    ids = list(action_ids)
    raised, said, decided = _raised(session, ids), _said(session, ids), _decided(session, ids)
    evidence = stories.all_evidence(session, ids)
    return {
        key: Life(
            (raised[key], *(_answer(one) for one in said.get(key, ())), *decided.get(key, ())),
            said[key][-1] if key in said else None,
            evidence.get(key, ()),
        )
        for key in ids
    }


def sittings(session: Session, meeting: Meeting) -> list[Sat]:
    """The meetings of the series that were held before this one, the first one first, and then this one."""
    query = (
        select(col(Meeting.id), col(Meeting.starts_on), col(Meeting.date_words))
        .where(Meeting.series_id == meeting.series_id, Meeting.starts_on < meeting.starts_on)
        .where(col(Meeting.status).in_((MeetingStatus.HELD, MeetingStatus.ISSUED)))
        .order_by(col(Meeting.starts_on))
    )
    here = (meeting.key, meeting.starts_on, meeting.date_words)
    return [Sat(key or 0, on, words or date_words(on)) for key, on, words in (*session.exec(query), here)]


def _raised(session: Session, ids: Sequence[int]) -> dict[int, Happened]:
    """When each was raised; what comes from before the record begins has no day, and so comes before every meeting."""
    query = select(col(Action.id), col(Action.raised_on), col(Action.raised_meeting_id)).where(
        col(Action.id).in_(ids)
    )
    return {
        key: Happened(Event.RAISED, on or date.min, meeting)
        for key, on, meeting in session.exec(query).all()
        if key is not None
    }


def _answer(said: SaidOnce) -> Happened:
    return Happened(Event.RECOMMENDED if said.recommends else Event.ANSWERED, said.on)


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


def _decided(session: Session, ids: Sequence[int]) -> dict[int, list[Happened]]:
    columns = (col(Review.action_id), col(Review.outcome), col(Review.decided_on), col(Review.meeting_id))
    query = (
        select(*columns)
        .where(col(Review.action_id).in_(ids))
        .order_by(col(Review.decided_on), col(Review.id))
    )
    found: dict[int, list[Happened]] = defaultdict(list)
    for action_id, outcome, on, meeting_id in session.exec(query):
        found[action_id].append(Happened(DECIDED[outcome], on, meeting_id))
    return found

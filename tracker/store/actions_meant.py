"""Which actions somebody means by a number or by words of the title. Only what is not closed can be meant."""

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from tracker.domain.actions import LIVE
from tracker.domain.errors import BadInput
from tracker.domain.references import action_reference, parse_action
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action
from tracker.store.actions import visible_to

MOST = 8
"""Actions to choose from; who means another one types more of it."""
_CHOSEN = re.compile(r"^\s*([A-Za-z][A-Za-z0-9]{1,11}-\d{3,9})\s+–\s")
"""A line that was chosen from the list: "PPM-016 – Bring the figures"."""


def meant(session: Session, viewer: Viewer, typed: str) -> Sequence[Action]:
    """The actions that `typed` may mean, `MOST` at most: one is certain, several have to be asked about.

    Raises `BadInput` where nothing was typed, or only what is closed is meant.
    """
    words = " ".join(typed.split())
    if not words:
        raise BadInput("Say which action: its number, or words of its title.", field="action")
    chosen = _CHOSEN.match(words)
    query = select(Action).where(visible_to(viewer), *_which(chosen[1] if chosen else words))
    query = query.order_by(col(Action.series_id), col(Action.number)).limit(MOST)
    found = session.exec(query.where(col(Action.status).in_(LIVE))).all()
    if not found and (closed := session.exec(query).all()):
        first = closed[0]
        sentence = f"{first.reference} {first.title} is closed, so nothing can be attached to it. Reopen it first, with a reason."
        raise BadInput(sentence, field="action")
    return found


def live_titles(session: Session, viewer: Viewer, most: int = 300) -> list[str]:
    """ "PPM-016 – Bring the figures" of what is not closed: what a field suggests while somebody types."""
    query = select(Action.reference, Action.title).where(visible_to(viewer), col(Action.status).in_(LIVE))
    rows = session.exec(query.order_by(col(Action.series_id), col(Action.number)).limit(most)).all()
    return [f"{reference} – {title}" for reference, title in rows]


def _which(words: str) -> list[ColumnElement[bool]]:
    try:
        series, number = parse_action(words, series="ANY")
    except BadInput:
        return [col(Action.title).icontains(word, autoescape=True) for word in words.split()[:20]]
    if series == "ANY":
        return [col(Action.number) == number]
    return [col(Action.reference) == action_reference(series, number)]

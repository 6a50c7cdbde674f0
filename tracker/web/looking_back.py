"""Looks back at a meeting that is over: each action as it stood then, what was decided on it, and what has changed since."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flask import render_template

from tracker.domain.errors import NotFound
from tracker.domain.frozen import FrozenMeeting, Known, KnownDecision, known_of_text, meeting_of_text
from tracker.domain.meetings import MeetingStatus
from tracker.domain.since import since_words
from tracker.domain.wording import count_words, date_words
from tracker.services.frozen import known_all_now, known_decision, known_now
from tracker.store import actions as stored
from tracker.store import frozen, matters
from tracker.web.access import current_viewer
from tracker.web.known_words import decision, known_card, line
from tracker.web.requests import current_moment, current_session
from tracker.web.review_names import address, day_of, names

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting


@dataclass(frozen=True)
class Looked:
    """One action at a meeting that is over. `then` is how it stood; `closed` how it stood when the meeting closed.

    `known` is false where nothing was frozen: then it is the action of today that is shown, and the page says so.
    """

    then: Known
    closed: Known
    decision: KnownDecision | None
    known: bool = True
    raised: bool = False


@dataclass(frozen=True)
class Sitting:
    """All of it. `frozen_on` is None for a meeting that was loaded from its documents."""

    looked: tuple[Looked, ...]
    frozen_words: str = ""

    @property
    def arose(self) -> list[Looked]:
        return [one for one in self.looked if not one.raised]


def is_over(meeting: "Meeting") -> bool:
    return meeting.status in (MeetingStatus.HELD, MeetingStatus.ISSUED)


def list_page(meeting: "Meeting") -> str:
    """What arose at the meeting, what it decided, and what it raised, as it stood then."""
    sitting, here = _sitting(meeting), address(meeting)
    decided = [one for one in sitting.arose if one.decision]
    missed = [one for one in sitting.arose if not one.decision]
    raised = [one for one in sitting.looked if one.raised]
    groups = (
        ("decided", "Decided", decided),
        ("missed", "Not reached", missed),
        ("raised", "Raised", raised),
    )
    return render_template(
        "reviews/looked_back_list.html",
        heading=_heading(sitting, len(decided)),
        groups=[
            {"id": key, "heading": title, "rows": [line(one.closed, one.decision, here) for one in rows]}
            for key, title, rows in groups
            if rows
        ],
        stood=_stood(meeting, sitting, known=all(one.known for one in sitting.looked)),
        **names(meeting),
    )


def card_page(meeting: "Meeting", reference: str) -> str:
    """One action as it stood at the meeting. Raises `NotFound` for one that neither arose nor was raised there."""
    session, viewer = current_session(), current_viewer()
    sitting = _sitting(meeting)
    places = [one.then.reference for one in sitting.looked]
    if reference.upper() not in places:
        raise NotFound("Nothing on record says that this action was before that meeting.")
    at = places.index(reference.upper())
    looked = sitting.looked[at]
    action = stored.by_reference(session, viewer, looked.then.reference)
    here = address(meeting)
    return render_template(
        "reviews/looked_back.html",
        place=f"{at + 1} of {len(places)}",
        before=f"{here}/{places[at - 1]}" if at else None,
        after=f"{here}/{places[at + 1]}" if at + 1 < len(places) else None,
        stood=_stood(meeting, sitting, known=looked.known),
        decided=decision(looked.decision) if looked.decision else None,
        raised=looked.raised,
        since=since_words(looked.closed, known_now(session, current_moment().today, action.key))
        if looked.known
        else (),
        **known_card(looked.then),
        **names(meeting),
    )


def _sitting(meeting: "Meeting") -> Sitting:
    snapshot = frozen.of_meeting(current_session(), meeting.key)
    if snapshot is None:
        return Sitting(_from_documents(meeting))
    words = f"Frozen when the meeting closed, on {date_words(snapshot.as_at)}, by {snapshot.taken_by}."
    return Sitting(_from_freeze(meeting_of_text(snapshot.record, snapshot.sha256)), words)


def _from_freeze(record: FrozenMeeting) -> tuple[Looked, ...]:
    arose = (Looked(one.on_the_table or one.known, one.known, one.decision) for one in record.matters)
    return (*arose, *(Looked(known, known, None, raised=True) for known in record.raised))


def _from_documents(meeting: "Meeting") -> tuple[Looked, ...]:
    """What the meeting decided, each as it was put together when its decision was loaded; else as it is today."""
    session = current_session()
    decided = matters.decided(session, meeting.key)
    then = {key: known for key, review in decided.items() if (known := known_of_text(review.known))}
    now = known_all_now(session, current_moment().today, decided.keys() - then.keys())
    found = []
    for key, review in decided.items():
        told = known_decision(review, meeting)
        known = replace(then[key], last_decision=told) if key in then else now[key]
        found.append(Looked(known, known, told, known=key in then))
    return tuple(sorted(found, key=lambda one: (len(one.then.reference), one.then.reference)))


def _heading(sitting: Sitting, decided: int) -> str:
    arose = len(sitting.arose)
    if not arose:
        return "Nothing on record was decided" if not sitting.frozen_words else "Nothing arose"
    if decided == arose:
        return (
            "The one matter arising was decided"
            if arose == 1
            else f"All {arose} matters arising were decided"
        )
    if not decided:
        return f"{count_words(arose, 'matter', starts=True)} arose, and nothing was decided"
    return f"{decided} of {arose} matters arising {'was' if decided == 1 else 'were'} decided"


def _stood(meeting: "Meeting", sitting: Sitting, *, known: bool) -> dict[str, Any]:
    """The mark of a page that looks back, and how it is known what it says."""
    if not known:
        words = "Nothing was frozen when this meeting closed. What stands here is the action as it is today."
        return {"title": "", "words": words}
    if not sitting.frozen_words:
        words = (
            "This meeting was loaded from its documents, and nothing was frozen when it closed. "
            "What stands here is put together from what those documents say was known by then."
        )
        return {"title": f"As its documents tell it, on {day_of(meeting)}", "words": words}
    return {
        "title": f"As it stood on {day_of(meeting)}",
        "words": f"{sitting.frozen_words} Later corrections change nothing here.",
    }

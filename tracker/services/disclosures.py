"""Requests for what is held: put on record, and answered. What is found for one is a report of the kind `disclosure`."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain.disclosures import (
    DisclosureKind,
    DisclosureState,
    checked_about,
    next_reference,
    terms_of,
)
from tracker.domain.errors import BadInput, InvalidMove
from tracker.models.keeping import Disclosure
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version
from tracker.store import disclosures as stored

LONGEST_NOTE = 1_000
"""Characters."""


@dataclass(frozen=True)
class RequestWanted:
    """A request as somebody takes it down. `terms` are lines; `answer_by` is None while nobody set another day than the law does."""

    kind: DisclosureKind
    about: str
    terms: str
    received_on: date
    answer_by: date
    note: str = ""


def take_down(desk: Desk, wanted: RequestWanted) -> Disclosure:
    """Puts a request on record, under the next reference of its kind. Raises `BadInput`."""
    columns = _checked(desk, wanted)
    last = stored.last_number(desk.session, wanted.kind)
    disclosure = Disclosure(
        reference=next_reference(wanted.kind, last),
        kind=wanted.kind,
        made_at=desk.moment.now,
        made_by=desk.by.name,
        **columns,
    )
    desk.session.add(disclosure)
    desk.session.flush()
    record(desk, "disclosure.taken_down", disclosure.reference, after=shown(disclosure))
    return disclosure


def correct(desk: Desk, disclosure: Disclosure, wanted: RequestWanted, *, version: int | None) -> Disclosure:
    """Changes what is searched for, or the days. Raises `BadInput`, `Conflict`, and `InvalidMove` once it is answered."""
    before = shown(disclosure)
    check_version(disclosure, version, before)
    _check_open(disclosure)
    for name, value in _checked(desk, wanted).items():
        setattr(disclosure, name, value)
    next_version(disclosure)
    record_change(desk, "disclosure.corrected", disclosure.reference, before, shown(disclosure))
    return disclosure


def settle(
    desk: Desk, disclosure: Disclosure, state: DisclosureState, note: str, *, version: int | None
) -> None:
    """Says that the answer was sent, or that the request was closed without one and why; or opens it again.

    Raises `BadInput` without the reason for closing, `Conflict` where somebody saved first.
    """
    before = shown(disclosure)
    check_version(disclosure, version, before)
    if state is DisclosureState.CLOSED and not note.strip():
        raise BadInput("Write why it is closed without an answer.", field="note")
    disclosure.state, disclosure.note = state, _checked_note(note)
    next_version(disclosure)
    record_change(desk, "disclosure.settled", disclosure.reference, before, shown(disclosure))


def shown(disclosure: Disclosure) -> dict[str, object]:
    """What the history keeps of it: what is asked for and searched for may name people, and stands in the row alone."""
    names = ("kind", "received_on", "answer_by", "state")
    return {name: getattr(disclosure, name) for name in names}


def _checked(desk: Desk, wanted: RequestWanted) -> dict[str, Any]:
    if wanted.received_on > desk.moment.today:
        raise BadInput(
            "This day is still to come. Give the day on which the request was received.", field="received_on"
        )
    if wanted.answer_by < wanted.received_on:
        raise BadInput("The answer cannot be due before the request came.", field="answer_by")
    return {
        "about": checked_about(wanted.about),
        "terms": "\n".join(terms_of(wanted.terms)),
        "received_on": wanted.received_on,
        "answer_by": wanted.answer_by,
        "note": _checked_note(wanted.note),
    }


def _checked_note(note: str) -> str:
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"Keep the note to {LONGEST_NOTE:,} characters; it has {len(note):,}.", field="note")
    return note.strip()


def _check_open(disclosure: Disclosure) -> None:
    if disclosure.state is not DisclosureState.GATHERING:
        raise InvalidMove("This request is answered. Open it again to search for something else.")

"""What the numbers in a payload of the history stand for: the post, the person or the meeting by its name."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlmodel import Session, col, select

from tracker.models.actions import Action
from tracker.models.meetings import AgendaItem, Meeting, NationalMeasure, Priority
from tracker.models.people import Organisation, Person, Post

Names = Mapping[tuple[str, int], str]
"""A field of a payload and the number it holds, with the name for it."""

KINDS: Mapping[str, tuple[Any, tuple[Any, ...]]] = {
    "post": (Post, (Post.title,)),
    "person": (Person, (Person.name,)),
    "organisation": (Organisation, (Organisation.name,)),
    "priority": (Priority, (Priority.title,)),
    "measure": (NationalMeasure, (NationalMeasure.title,)),
    "agenda": (AgendaItem, (AgendaItem.number, AgendaItem.title)),
    "action": (Action, (Action.reference,)),
    "meeting": (Meeting, (Meeting.reference,)),
}
FIELDS: Mapping[str, str] = {
    "post_id": "post",
    "escalates_to_id": "post",
    "person_id": "person",
    "organisation_id": "organisation",
    "priority_id": "priority",
    "national_measure_id": "measure",
    "agenda_item_id": "agenda",
    "parent_id": "action",
    "merged_into_id": "action",
    "due_meeting_id": "meeting",
}
"""The fields of payloads that hold the number of a row, and of what kind it is."""


def named(session: Session, held: Iterable[tuple[str, int]]) -> Names:
    """The names for each field and number in `held`, as they are today; what is not there any more is not there."""
    wanted: dict[str, set[int]] = {}
    pairs = {(field, number) for field, number in held if field in FIELDS}
    for field, number in pairs:
        wanted.setdefault(FIELDS[field], set()).add(number)
    found = {kind: _names(session, *KINDS[kind], numbers) for kind, numbers in wanted.items()}
    return {
        (field, number): found[FIELDS[field]][number]
        for field, number in pairs
        if number in found[FIELDS[field]]
    }


def _names(session: Session, table: Any, columns: tuple[Any, ...], numbers: set[int]) -> dict[int, str]:
    query: Callable[..., Any] = select
    rows = session.execute(query(table.id, *columns).where(col(table.id).in_(sorted(numbers))))
    return {row[0]: " ".join(part for part in row[1:] if part) for row in rows}

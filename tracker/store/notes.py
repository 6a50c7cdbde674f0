"""Reads of the notes and decisions of a meeting, and of what the history has of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from json import loads

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from tracker.domain.errors import NotFound
from tracker.domain.note_changes import Saved, changes_in
from tracker.models.meetings import AgendaItem, Meeting
from tracker.models.sitting import AgendaNote
from tracker.store import history

WHOLE_MEETING = 0
"""Stands in addresses and in what is read here for the meeting as a whole, which is under no agenda item."""
MOST_SAVES = 100_000

_OF_MEETING = select(AgendaNote).where(AgendaNote.meeting_id == bindparam("meeting_id"))
_VERSIONS = select(AgendaNote.agenda_item_id, AgendaNote.version).where(
    AgendaNote.meeting_id == bindparam("meeting_id")
)


def of_meeting(session: Session, meeting_id: int) -> dict[int, AgendaNote]:
    """What was noted, by the number of the agenda item; `WHOLE_MEETING` for the meeting itself."""
    found = session.exec(_OF_MEETING, params={"meeting_id": meeting_id}).all()
    return {note.agenda_item_id or WHOLE_MEETING: note for note in found}


def changed(session: Session, meeting_id: int, known: Mapping[int, int]) -> Sequence[AgendaNote]:
    """Those of the items in `known` that have another version than it says. The texts are read only for these."""
    versions = session.execute(_VERSIONS, {"meeting_id": meeting_id}).all()
    seen = {item_id or WHOLE_MEETING: version for item_id, version in versions}
    if all(seen.get(item, 0) == version for item, version in known.items()):
        return []
    notes = of_meeting(session, meeting_id)
    return [notes[item] for item, version in known.items() if item in notes and seen[item] != version]


def locked(session: Session, meeting_id: int, item_id: int | None) -> AgendaNote | None:
    """The row of one item, kept from other writers until the transaction ends. None where nothing was noted yet."""
    under = (
        col(AgendaNote.agenda_item_id).is_(None) if item_id is None else AgendaNote.agenda_item_id == item_id
    )
    query = select(AgendaNote).where(AgendaNote.meeting_id == meeting_id, under).with_for_update()
    return session.exec(query).one_or_none()


def item(session: Session, meeting: Meeting, number: int) -> AgendaItem | None:
    """The agenda item with this number of a row; None for `WHOLE_MEETING`. Raises `NotFound` for another meeting's."""
    if number == WHOLE_MEETING:
        return None
    found = session.get(AgendaItem, number)
    if found is None or found.meeting_id != meeting.id:
        raise NotFound("There is no such item on this agenda. Choose one of its items.")
    return found


def subject(note: AgendaNote) -> str:
    """What the history calls it: by its row, because a meeting's reference and an item's number can change."""
    return f"Notes {note.key}"


def saves(session: Session, note: AgendaNote) -> list[Saved]:
    """Every save of one item, the latest first.

    It ends with version 1: the number of a row that was deleted, with its heading, may have been given to another.
    """
    found: list[Saved] = []
    for row, payload in history.of_subject(session, subject(note), limit=MOST_SAVES):
        kept = loads(payload) if payload else {}
        changes = changes_in(kept["before"], kept["after"]) if kept else None
        found.append(Saved(row.number, datetime.fromisoformat(row.at), row.actor, changes))
        if kept and kept["after"]["version"] == 1:
            break
    return found

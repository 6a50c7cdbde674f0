"""Saves the notes and decisions of an agenda item, as they are typed."""

from collections.abc import Mapping

from tracker.domain.note_changes import Texts, payload_of
from tracker.domain.notes import as_kept, check_lengths, check_notes
from tracker.models.meetings import AgendaItem, Meeting
from tracker.models.sitting import AgendaNote
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.versions import check_version, next_version
from tracker.store import notes as stored


def save_notes(
    desk: Desk, meeting: Meeting, item: AgendaItem | None, *, notes: str, decisions: str, version: int
) -> AgendaNote:
    """Keeps both texts of `item`, or of the meeting as a whole where it is None. `version` is the one the writer saw; 0 for none.

    Lock the meeting first: then it cannot be closed meanwhile, and an item gets one row. The same texts again change nothing,
    so that a save whose answer was lost can be sent again.

    Raises `InvalidMove` for a meeting that is over, `BadInput` for a text that is too long, `Conflict` when someone saved first.
    """
    check_notes(meeting.status)
    return write_notes(desk, meeting, item, Texts(notes, decisions), version=version)


def write_notes(
    desk: Desk,
    meeting: Meeting,
    item: AgendaItem | None,
    texts: Texts,
    *,
    version: int | None,
    event: str = "notes.saved",
    said: Mapping[str, object] | None = None,
) -> AgendaNote:
    """`save_notes` at a meeting of any status, for a correction too. `said` goes to the history with it, such as the reason."""
    wanted = Texts(as_kept(texts.notes), as_kept(texts.decisions))
    check_lengths(wanted.notes, wanted.decisions)
    item_id = item.key if item else None
    note = stored.locked(desk.session, meeting.key, item_id)
    known = Texts(note.notes, note.decisions) if note else Texts()
    if note is None:
        note = AgendaNote(meeting_id=meeting.key, agenda_item_id=item_id, saved_at=desk.moment.now, version=0)
    if wanted == known:
        return note
    if note.version:
        # Where nothing was noted yet, nobody saved first.
        check_version(note, version, known.__dict__)
    note.notes, note.decisions = wanted.notes, wanted.decisions
    note.saved_at, note.saved_by = desk.moment.now, desk.by.name
    next_version(note)
    desk.session.add(note)
    desk.session.flush()
    went, came = payload_of(known, wanted)
    place = {"meeting": meeting.reference, "agenda_item_id": item_id, "version": note.version}
    record(desk, event, stored.subject(note), before=went, after={**place, **came, **(said or {})})
    return note

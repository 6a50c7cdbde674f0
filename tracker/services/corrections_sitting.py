"""Corrects what the record of a closed meeting says of its agenda and of what was noted and decided under each heading."""

from tracker.domain.corrections import Changed, changes_sentence
from tracker.domain.note_changes import Texts
from tracker.models.meetings import AgendaItem
from tracker.models.sitting import MeetingCorrection
from tracker.services.agenda import AgendaLine, correct_agenda_item
from tracker.services.correcting import Correcting, keep_correction
from tracker.services.desk import Desk
from tracker.services.notes import write_notes
from tracker.store import names, notes

WHOLE_MEETING = "The meeting as a whole"


def item_subject(item: AgendaItem | None) -> str:
    """What the corrections of a meeting call a heading of its agenda: "3.1 Contact and response"."""
    return f"{item.number} {item.title}".strip() if item else WHOLE_MEETING


def correct_notes(
    desk: Desk, item: AgendaItem | None, texts: Texts, *, made: Correcting, version: int | None
) -> MeetingCorrection:
    """Changes the notes and decisions of a heading, or of the meeting as a whole. Lock the meeting first.

    Raises `BadInput` without a reason, where nothing differs or for a text that is too long, and `Conflict` for a stale form.
    """
    made = made.checked()
    kept = notes.locked(desk.session, made.meeting.key, item.key if item else None)
    before = Texts(kept.notes, kept.decisions) if kept else Texts()
    note = write_notes(
        desk,
        made.meeting,
        item,
        texts,
        version=version,
        event="notes.corrected",
        said={"reason": made.reason},
    )
    what = changes_sentence(
        [
            Changed("Notes", before.notes, note.notes, quoted=True),
            Changed("Decisions", before.decisions, note.decisions, quoted=True),
        ]
    )
    return keep_correction(desk, made, subject=item_subject(item), what=what)


def correct_heading(
    desk: Desk, item: AgendaItem, line: AgendaLine, *, made: Correcting, version: int | None
) -> MeetingCorrection:
    """Changes a heading of the agenda. Lock the meeting, then the heading, first. Raises as `correct_notes` does."""
    made = made.checked()
    before = _said(desk, item)
    correct_agenda_item(desk, made.meeting, item, line, version=version, reason=made.reason)
    after = _said(desk, item)
    what = changes_sentence(
        Changed(name, before[name], after[name], quoted=name == "Heading") for name in after
    )
    return keep_correction(desk, made, subject=item_subject(item), what=what)


def _said(desk: Desk, item: AgendaItem) -> dict[str, str]:
    held = {
        "Priority": ("priority_id", item.priority_id),
        "National measure": ("national_measure_id", item.national_measure_id),
    }
    found = names.named(desk.session, [(field, key) for field, key in held.values() if key is not None])
    filed = {name: found.get((field, key or 0), "") for name, (field, key) in held.items()}
    return {"Number": item.number, "Heading": item.title, **filed}

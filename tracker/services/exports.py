"""Everything out: what goes into an export, and the entry in the history that one was made."""

from functools import partial

from sqlmodel import Session

from tracker.domain.log_export_document import Beside, Outgoing
from tracker.domain.moments import Moment
from tracker.domain.viewers import THE_OFFICE
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.store.exports import counted, log_rows
from tracker.store.exports_beside import SECTIONS, rows_of

EXPORTED = "record.exported"
SUBJECT = "the whole record"


def outgoing(session: Session, *, office: str, made_by: str, moment: Moment) -> Outgoing:
    """All that is on record, to be read from `session` while it is written. Give one that reads as it all stood at one moment."""
    actions, sensitive = counted(session, THE_OFFICE)
    beside = [
        Beside(section.name, section.title, section.fields, section.sheet, partial(rows_of, session, section))
        for section in SECTIONS
    ]
    return Outgoing(
        office, moment.now, made_by, actions, sensitive, partial(log_rows, session, THE_OFFICE), beside
    )


def note_export(desk: Desk, form: str, *, actions: int = 0, sensitive: int = 0, files: int = 0) -> None:
    """Leaves in the history that the record went out, in which form, with how much and how much that is OFFICIAL-SENSITIVE."""
    counts = {"actions": actions, "official_sensitive": sensitive, "files": files}
    record(
        desk, EXPORTED, SUBJECT, after={"form": form, **{name: many for name, many in counts.items() if many}}
    )

"""Saves what people write for a report, with every version of it."""

from dataclasses import replace

from sqlmodel import Session

from tracker.domain.canonical import canonical_text, plain
from tracker.domain.errors import BadInput
from tracker.domain.prose import Writing
from tracker.domain.writing import SLOT, as_kept, check_body
from tracker.models.reports import WrittenText, WrittenVersion
from tracker.ports import ProseReader
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.linked_figures import linked
from tracker.services.versions import check_version, next_version
from tracker.store import writing as stored

NOTHING = canonical_text(plain(Writing()))


def save_text(
    desk: Desk,
    reader: ProseReader,
    *,
    kind: str,
    about: str,
    slot: str,
    body: str,
    seen_version: int | None,
    taken_from: int = 0,
) -> WrittenText:
    """Keeps `body`, Markdown, as the newest version of one text of a report. `seen_version` is the version of the row that the
    writer saw, 0 for none, None for a writer who read it in this transaction. The same text again changes nothing, unless a reading
    that it links is another by now: then it is a new version, whose writer has seen the new figure.

    Raises `BadInput` for a text that is too long or nested too deep, `Conflict` when someone saved first.
    """
    body = as_kept(body)
    check_body(body)
    if not SLOT.fullmatch(slot):
        raise BadInput("There is no such place in the report. Choose one from its list.")
    prose = canonical_text(plain(_as_saved(linked(desk.session, reader.read(body)))))
    text = stored.taken_up(desk.session, kind, about, slot)
    current = stored.version_numbered(desk.session, text.key, text.current) if text.current else None
    known = (current.body, current.prose) if current else ("", NOTHING)
    if known == (body, prose):
        return text
    if current:
        # Where nothing was written yet, nobody saved first.
        check_version(text, seen_version, {"body": current.body})
    text.current += 1
    next_version(text)
    desk.session.add(
        WrittenVersion(
            text_id=text.key,
            number=text.current,
            body=body,
            prose=prose,
            taken_from=taken_from,
            saved_at=desk.moment.now,
            saved_by=desk.by.name,
        )
    )
    desk.session.flush()
    after = {"kind": kind, "slot": slot, "version": text.current, "text": body}
    record(
        desk, "text.saved", subject_of(text), after=after | ({"taken_from": taken_from} if taken_from else {})
    )
    return text


def subject_of(text: WrittenText) -> str:
    """What the history calls it: "panel-update meeting:PPM-2023-10-04 purpose"."""
    return f"{text.kind} {text.about} {text.slot}"


def written_of(session: Session, kind: str, about: str) -> dict[str, Writing]:
    """What is written for one report as plain values, by slot, each figure as the record has it now and noted where it has changed
    since its text was saved. This is what a report freezes."""
    return {
        slot: linked(session, stored.read(one.version))
        for slot, one in stored.standing_of(session, kind, about).items()
    }


def _as_saved(prose: Writing) -> Writing:
    """The text with its figures as they are: what is noted now is looked up again whenever it is shown."""
    return replace(prose, figures=tuple(replace(one, notes=()) for one in prose.figures))

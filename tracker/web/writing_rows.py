"""What the pages for writing show: the texts of a report and how far each is, one text, and its preview."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import render_template, url_for
from markupsafe import Markup
from sqlmodel import Session

from tracker.domain.prose import Writing
from tracker.domain.subjects import about_meeting
from tracker.domain.wording import count_words, moment_words
from tracker.domain.writing import Slot
from tracker.services.linked_figures import linked
from tracker.services.writing import written_of
from tracker.store import writing as stored
from tracker.store.writing import Standing

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

Row = dict[str, Any]
LONGEST_BEGINNING = 140
"""Characters of a text that its line in the list shows."""
NO_PLACE = "No place in this report any more"
STATES = {
    "needed": ("To be written", "amber"),
    "empty": ("Empty", ""),
    "missing": ("A figure is not found", "red"),
    "outdated": ("Figures to look at", "amber"),
    "written": ("Written", "green"),
}


def listed(session: Session, kind: str, meeting: "Meeting", slots: Sequence[Slot]) -> list[Row]:
    """Each text of a report in its order, and at the end those that were written for a place that it has no more."""
    about = about_meeting(meeting.reference)
    standing_texts = stored.standing_of(session, kind, about)
    written = written_of(session, kind, about)
    known = {one.key for one in slots}
    gone = [without_place(key) for key in sorted(standing_texts) if key not in known]
    return [
        _line(kind, meeting, slot, standing_texts.get(slot.key), written.get(slot.key, Writing()))
        for slot in (*slots, *gone)
    ]


def without_place(key: str) -> Slot:
    """What a text is called whose place is gone, such as that of an agenda item which was taken away."""
    hint = "It is kept, and stands in no report. Copy from it what is still wanted."
    return Slot(key, key.replace(":", " ").replace("-", " ").capitalize(), hint, NO_PLACE)


def anchor(key: str) -> str:
    return "text-" + key.replace(":", "-").replace(".", "-")


def heading(found: Sequence[Row]) -> str:
    """ "3 of 8 texts are still to be written" """
    needed = sum(row["state"] == "needed" for row in found)
    outdated = sum(row["state"] in ("outdated", "missing") for row in found)
    if needed:
        verb = "is" if needed == 1 else "are"
        return f"{count_words(needed, 'text', starts=True)} {verb} still to be written"
    if outdated:
        return f"{count_words(outdated, 'text', starts=True)} {'has' if outdated == 1 else 'have'} figures to look at"
    return "Everything that must be written is written"


def grouped(found: Sequence[Row]) -> list[Row]:
    """The lines under the headings of their groups, in the order in which these come first. A hint stands once in a group."""
    groups: dict[str, list[Row]] = {}
    for row in found:
        lines = groups.setdefault(row["group"], [])
        known = {line["hint"] for line in lines}
        lines.append({**row, "hint": "" if row["hint"] in known else row["hint"]})
    return [{"title": title, "rows": lines} for title, lines in groups.items()]


def standing(session: Session, kind: str, about: str, slot: Slot) -> Row:
    """One text as it stands: {body, version, saved, number}; where nothing is written yet, what is proposed for it."""
    text = stored.find(session, kind, about, slot.key)
    if text is None or not text.current:
        return {"body": slot.proposed, "version": text.version if text else 0, "saved": "", "number": 0}
    version = stored.version_numbered(session, text.key, text.current)
    saved = f"{version.saved_by}, {moment_words(version.saved_at)}"
    return {"body": version.body, "version": text.version, "saved": saved, "number": text.current}


def preview(session: Session, parts: Any, kind: str, about: str, slot: str, body: str) -> Row:
    """The text as its readers will see it, {text, figures}. Raises `BadInput` for one that cannot be read."""
    read: Writing = parts.prose_reader.read(body)
    text = stored.find(session, kind, about, slot)
    known = stored.version_numbered(session, text.key, text.current) if text and text.current else None
    before = stored.read(known).figures if known else ()
    return shown(parts, linked(session, Writing(read.pieces, before)))


def shown(parts: Any, prose: Writing) -> Row:
    """A text with its figures looked up: {text, figures}; what has to be looked at comes first."""
    html = render_template("writing/_text.html", prose=prose)
    # Every word in it was escaped by the template; what nh3 leaves of it is a short list of plain elements.
    return {
        "text": Markup(parts.html_cleaner.clean(html)),  # noqa: S704
        "figures": sorted(prose.figures, key=lambda one: (not one.problem, one.is_in_order)),
    }


def _line(kind: str, meeting: "Meeting", slot: Slot, known: Standing | None, prose: Writing) -> Row:
    state = _state(slot, known, prose)
    reference = meeting.reference.lower()
    words = " ".join(piece.words for piece in prose.pieces if piece.words)
    return {
        "key": slot.key,
        "anchor": anchor(slot.key),
        "title": slot.title,
        "group": slot.group,
        "hint": slot.hint,
        "state": state,
        "tag": STATES[state],
        "href": url_for("writing.edit", reference=reference, report=kind, slot=slot.key),
        "saved": f"{known.version.saved_by}, {moment_words(known.version.saved_at)}" if known else "",
        "begins": words
        if len(words) <= LONGEST_BEGINNING
        else f"{words[:LONGEST_BEGINNING].rsplit(' ', 1)[0]} …",
        "warnings": [
            said for one in prose.figures for said in (*((one.problem,) if one.problem else ()), *one.notes)
        ],
    }


def _state(slot: Slot, known: Standing | None, prose: Writing) -> str:
    if known is None:
        return "needed" if slot.needed else "empty"
    if any(one.problem for one in prose.figures):
        return "missing"
    return "written" if all(one.is_in_order for one in prose.figures) else "outdated"

"""Attaches what the record itself holds as evidence: an excerpt, a reading of a measure, a second of a meeting's video."""

from tracker.domain.citations import paper_words
from tracker.domain.errors import BadInput
from tracker.domain.evidence import EvidenceKind, Locator
from tracker.domain.measure_values import value_words
from tracker.domain.video import elapsed
from tracker.domain.wording import date_words
from tracker.models.actions import Action
from tracker.models.documents import DocumentVersion, Excerpt
from tracker.models.evidence import Document, Evidence
from tracker.models.measures import Area, Measure, MeasureReading
from tracker.models.meetings import Meeting
from tracker.services.desk import Desk
from tracker.services.evidence import attach, linked
from tracker.services.excerpts import paper_of
from tracker.store.evidence import of_action

LONGEST_VIDEO = 24 * 3600
"""Seconds. No meeting lasts a day."""


def attach_excerpt(
    desk: Desk, action: Action, excerpt: Excerpt, *, shows: str = "", update_id: int | None = None
) -> Evidence:
    """An excerpt as evidence. Raises `BadInput` where it is attached to the same action, or to the same update, already."""
    _once(desk, action, update_id, excerpt_id=excerpt.key)
    document = desk.session.get_one(Document, excerpt.document_id)
    version = desk.session.get(DocumentVersion, excerpt.version_id) if excerpt.version_id else None
    row = Evidence(
        **linked(desk, action, Locator(excerpt.page, excerpt.place), shows, update_id),
        kind=EvidenceKind.EXCERPT,
        document_id=excerpt.document_id,
        excerpt_id=excerpt.key,
        label=paper_words(paper_of(document, version)),
        held=document.held,
    )
    return attach(desk, action, row)


def attach_reading(
    desk: Desk, action: Action, reading: MeasureReading, *, shows: str = "", update_id: int | None = None
) -> Evidence:
    """A reading as evidence, with its figure and period as they are now. An invented or a queried one says so."""
    if reading.removed_on:
        raise BadInput("That reading was removed. Choose another.", field="reading")
    _once(desk, action, update_id, reading_id=reading.key)
    measure = desk.session.get_one(Measure, reading.measure_id)
    area = desk.session.get(Area, reading.area_id) if reading.area_id else None
    said = [reading.period, area.title if area else ""]
    said.append("invented for the demonstration" if reading.invented else "")
    said.append("queried with the force" if reading.query else "")
    row = Evidence(
        **linked(desk, action, Locator(place=", ".join(filter(None, said))), shows, update_id),
        kind=EvidenceKind.READING,
        reading_id=reading.key,
        document_id=reading.document_id,
        label=f"{measure.title}: {value_words(reading.value, measure.unit)}",
    )
    return attach(desk, action, row)


def attach_video(
    desk: Desk,
    action: Action,
    meeting: Meeting,
    second: int,
    *,
    shows: str = "",
    update_id: int | None = None,
) -> Evidence:
    """A second of a meeting's video as evidence, counted from its beginning."""
    if not meeting.video_url:
        raise BadInput(
            "That meeting has no video on record. Add its address on the meeting's page.", field="meeting"
        )
    if not 0 <= second < LONGEST_VIDEO:
        raise BadInput("Give the place in the video, such as 0:52:10.", field="second")
    day = meeting.date_words or date_words(meeting.starts_on)
    row = Evidence(
        **linked(desk, action, Locator(place=elapsed(second)), shows, update_id),
        kind=EvidenceKind.VIDEO,
        url=meeting.video_url,
        second=second,
        label=f"Video of the meeting of {day}",
    )
    return attach(desk, action, row)


def _once(desk: Desk, action: Action, update_id: int | None, **what: int) -> None:
    [(name, number)] = what.items()
    for row in of_action(desk.session, action.key):
        if getattr(row, name) == number and row.update_id == update_id and row.removed_on is None:
            raise BadInput("This is attached to the action already.", field="action")

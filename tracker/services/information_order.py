"""How each duty of the Specified Information Order is met: derived from what is public, and from what is noted as published elsewhere."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from sqlmodel import Session

from tracker.domain import information_order as order
from tracker.domain.errors import BadInput, NotFound
from tracker.domain.information_order import Answered, Duty, Mend, Missing, Standing
from tracker.domain.meeting_words import day_words
from tracker.domain.meetings import MeetingStatus
from tracker.domain.public_cuts import PublicAction, PublicMeeting, PublicReport, from_text
from tracker.domain.publishing import Published
from tracker.domain.report_kinds import ACTION_LOG
from tracker.models.meetings import Meeting
from tracker.models.publishing import Publication, PublishedElsewhere
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.versions import check_version, next_version
from tracker.store import meetings, publishable
from tracker.store import published as stored

LONGEST = 1_000
MINUTES_OF = "action-log-"
STATEMENT_OF = "commissioner-response-"

Found = tuple[list[Standing], list[Missing]]
"""What is published, and what is missing."""


def checklist(session: Session, today: date) -> list[Answered]:
    """Every duty in the order of the Order."""
    told = stored.elsewhere(session)
    sittings = [
        one
        for one in meetings.listed(session)
        if one.status is not MeetingStatus.CANCELLED and not order.is_the_panels(_series(session, one))
    ]
    derived = {
        order.MEETINGS: _to_come(session, [one for one in sittings if one.starts_on >= today]),
        order.AGENDAS: _agendas(session, sittings),
        order.PAPERS: _papers(session, sittings, today),
        order.MINUTES: _minutes(session, [one for one in sittings if _was_held(one)]),
        order.DECISIONS: _decisions(session),
        order.STATEMENT: _statement(session),
    }
    nothing: Found = ([], [])
    return [_answered(duty, derived.get(duty.code, nothing), told.get(duty.code)) for duty in order.DUTIES]


def note_elsewhere(
    desk: Desk, code: str, *, url: str, on: date | None, note: str, version: int | None
) -> PublishedElsewhere:
    """Notes where the office publishes what a duty asks for, or why it does not. Raises `BadInput`, `NotFound` and `Conflict`."""
    if code not in order.NAMED:
        raise NotFound("There is no such line in the checklist.")
    url, note = url.strip(), note.strip()
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise BadInput("Give the whole address, beginning with https://.", field="url")
    if not url and not note:
        raise BadInput("Give the address of the page, or say why there is none.", field="url")
    if len(note) > LONGEST or len(url) > LONGEST:
        raise BadInput(f"Keep this to {LONGEST:,} characters.", field="note")
    row = stored.lock_elsewhere(desk.session, code)
    if row is None:
        row = PublishedElsewhere(duty=code, noted_at=desk.moment.now, noted_by=desk.by.name)
        desk.session.add(row)
    else:
        check_version(row, version, {"url": row.url, "note": row.note, "published_on": row.published_on})
        next_version(row)
    row.url, row.published_on, row.note = url, on, note
    row.noted_at, row.noted_by = desk.moment.now, desk.by.name
    desk.session.flush()
    record(desk, "published_elsewhere.noted", code, after={"url": url, "on": on, "note": note})
    return row


def _answered(duty: Duty, found: Found, row: PublishedElsewhere | None) -> Answered:
    published, missing = found
    told = Standing(row.url, row.url, row.published_on) if row and row.url else None
    return Answered(duty, tuple(published), tuple(missing), told, row.note if row else "")


def _to_come(session: Session, sittings: Sequence[Meeting]) -> Found:
    found, missing = [], []
    for one in sittings:
        row = _public(session, one)
        cut = _meeting(row)
        named, reference = _named_in(session, one), one.reference
        if row is None or cut is None:
            missing.append(Missing(f"{named} is not public", Mend.PUBLISH, reference))
            continue
        found.append(_standing(row))
        lacks = [
            name for name, value in (("the time", cut.starts_words), ("the place", cut.venue)) if not value
        ]
        if lacks:
            said = f"{named} is public without {' and '.join(lacks)}"
            missing.append(Missing(said, Mend.TIME_AND_PLACE, reference))
    return found, missing


def _agendas(session: Session, sittings: Sequence[Meeting]) -> Found:
    found, missing = [], []
    for one in sittings:
        row = _public(session, one)
        cut = _meeting(row)
        if row and cut and cut.agenda:
            found.append(_standing(row))
        else:
            words = f"No agenda: {_named_in(session, one)}"
            if meetings.agenda(session, one.key):
                missing.append(Missing(words, Mend.PUBLISH, one.reference))
            elif _was_held(one):  # Its agenda is written no more.
                missing.append(Missing(words, Mend.ELSEWHERE, order.AGENDAS))
            else:
                missing.append(Missing(words, Mend.AGENDA, one.reference))
    return found, missing


def _papers(session: Session, sittings: Sequence[Meeting], today: date) -> Found:
    found, missing = [], []
    for one in sittings:
        rows = stored.of_meeting(session, one.reference, Published.DOCUMENT)
        found += [_standing(row) for row in rows]
        if not rows and one.papers_due <= today:
            mend = Mend.PUBLISH if publishable.documents_to_publish(session, one.key) else Mend.PAPER
            missing.append(Missing(f"No paper: {_named_in(session, one)}", mend, one.reference))
    return found, missing


def _minutes(session: Session, sittings: Sequence[Meeting]) -> Found:
    """The log of what a meeting decided and asked is its minutes here."""
    found, missing = [], []
    for one in sittings:
        rows = [
            row
            for row in stored.of_meeting(session, one.reference, Published.REPORT)
            if _named(row, MINUTES_OF)
        ]
        found += [_standing(row) for row in rows[-1:]]
        if not rows:
            missing.append(_without_log(session, one))
    return found, missing


def _without_log(session: Session, meeting: Meeting) -> Missing:
    """An action log that was issued for the public has only to be published; else one has to be built."""
    words = f"No minutes or action log: {_named_in(session, meeting)}"
    version = publishable.issued_for_public(session, ACTION_LOG, meeting.key)
    if version:
        return Missing(words, Mend.REPORT, str(version.key))
    return Missing(words, Mend.LOG, meeting.reference)


def _decisions(session: Session) -> Found:
    """The public actions in which a decision is told."""
    told = []
    for row in stored.all_of(session, Published.ACTION):
        cut = from_text(row.kind, row.cut)
        if isinstance(cut, PublicAction) and any(step.what.startswith("Decided") for step in cut.story):
            told.append(_standing(row))
    return told, [] if told else [Missing("No decision is public", Mend.DECISIONS)]


def _statement(session: Session) -> Found:
    rows = [row for row in stored.all_of(session, Published.REPORT) if _named(row, STATEMENT_OF)]
    missing = Missing("No Commissioner’s response is public", Mend.RESPONSE)
    return [_standing(row) for row in rows[:1]], [] if rows else [missing]


def _named(row: Publication, beginning: str) -> bool:
    cut = from_text(row.kind, row.cut)
    return isinstance(cut, PublicReport) and cut.name.startswith(beginning)


def _public(session: Session, meeting: Meeting) -> Publication | None:
    row = stored.of(session, Published.MEETING, meeting.reference)
    return row if row and row.is_public else None


def _meeting(row: Publication | None) -> PublicMeeting | None:
    cut = from_text(row.kind, row.cut) if row else None
    return cut if isinstance(cut, PublicMeeting) else None


def _named_in(session: Session, meeting: Meeting) -> str:
    """ "Public Performance Meeting, 4 October 2023" """
    return f"{_series(session, meeting)}, {day_words(meeting)}"


def _series(session: Session, meeting: Meeting) -> str:
    return meetings.series_numbered(session, meeting.series_id).title


def _was_held(meeting: Meeting) -> bool:
    return meeting.status in (MeetingStatus.HELD, MeetingStatus.ISSUED)


def _standing(row: Publication) -> Standing:
    return Standing(row.title, f"/published/{row.address}", row.published_at.date())

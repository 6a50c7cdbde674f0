"""Schedules, moves, starts and closes meetings."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tracker.domain.due import Due as DueValue
from tracker.domain.due import DueCause, DueKind
from tracker.domain.errors import BadInput
from tracker.domain.evidence import web_address
from tracker.domain.meetings import (
    MeetingStatus,
    check_changeable,
    check_step,
    papers_deadline,
)
from tracker.domain.panel_asks import SeriesKind
from tracker.domain.references import meeting_reference
from tracker.domain.wording import date_words
from tracker.models.actions import Action
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.services import due as dates
from tracker.services.attendance import freeze_names
from tracker.services.desk import Desk
from tracker.services.frozen import freeze_meeting
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version
from tracker.store import meetings as stored
from tracker.store.actions import lock_live, lock_waiting


@dataclass(frozen=True)
class Sitting:
    """When and where a meeting sits. `starts_at` is an aware time, or None where the hour is not known; `video_starts_at` the
    moment at which its recording begins, None for that of its start."""

    starts_on: date
    starts_at: datetime | None = None
    venue: str = ""
    papers_due: date | None = None
    video_url: str = ""
    captions_url: str = ""
    video_starts_at: datetime | None = None
    date_words: str = ""
    ordinal: str = ""
    chosen: str = ""


def schedule_meeting(desk: Desk, *, series: MeetingSeries, sitting: Sitting) -> Meeting:
    """Puts a meeting on record. What waited for "the next meeting" of the series is due for it from now on."""
    if series.kind is SeriesKind.INSPECTION:
        raise BadInput(f"{series.title} has no meetings: it numbers what they ask for.", field="series")
    meeting = Meeting(
        series_id=series.key,
        reference=_free_reference(desk, series, sitting.starts_on),
        **_columns(desk, series, sitting),
    )
    desk.session.add(meeting)
    desk.session.flush()
    _settle_waiting(desk, meeting)
    record(desk, "meeting.scheduled", meeting.reference, after=shown(meeting))
    return meeting


def reschedule_meeting(
    desk: Desk, meeting: Meeting, sitting: Sitting, *, version: int | None, why: str = ""
) -> list[Action]:
    """Changes a meeting that is still to come, and moves with it what is due at it. Returns what moved. That is not slippage.

    `why` is what its owners are told of the reason.
    """
    before = shown(meeting)
    series = desk.session.get_one(MeetingSeries, meeting.series_id)
    columns = _columns(desk, series, sitting)
    check_changeable(meeting.status, {name for name in columns if columns[name] != getattr(meeting, name)})
    check_version(meeting, version, before)
    if sitting.starts_on != meeting.starts_on:
        meeting.reference = _free_reference(desk, series, sitting.starts_on)
    for name, value in columns.items():
        setattr(meeting, name, value)
    next_version(meeting)
    live = lock_live(desk.session, series.key)
    moved = [a for a in live if a.due_meeting_id == meeting.id and a.due_on != meeting.papers_due]
    for action in moved:
        dates.move_due(desk, action, dates.for_meeting(meeting), cause=DueCause.MEETING_MOVED)
        next_version(action)
    for action in live:
        if action.raised_meeting_id == meeting.id:
            action.raised_on = meeting.starts_on
    if moved or why:
        meeting.change_note = why
    after = {**shown(meeting), "moved_with_it": [a.reference for a in moved], "change_note": why}
    record_change(desk, "meeting.changed", meeting.reference, before, after)
    return moved


def new_deadline(desk: Desk, meeting: Meeting, sitting: Sitting) -> date:
    """The papers deadline that `meeting` would have, with nothing changed: for showing what moves before it does.

    Raises what `reschedule_meeting` raises, but for a stale version.
    """
    series = desk.session.get_one(MeetingSeries, meeting.series_id)
    columns = _columns(desk, series, sitting)
    check_changeable(meeting.status, {name for name in columns if columns[name] != getattr(meeting, name)})
    if sitting.starts_on != meeting.starts_on:
        _free_reference(desk, series, sitting.starts_on)
    deadline: date = columns["papers_due"]
    return deadline


def start_meeting(desk: Desk, meeting: Meeting) -> None:
    """From now on the clock of the meeting runs."""
    check_step(meeting.status, MeetingStatus.IN_SESSION)
    meeting.status = MeetingStatus.IN_SESSION
    meeting.started_at = desk.moment.now
    next_version(meeting)
    record(desk, "meeting.started", meeting.reference, after={"started_at": desk.moment.now.isoformat()})


def close_meeting(desk: Desk, meeting: Meeting, *, following: Sitting | None = None) -> list[Action]:
    """The meeting is held, and frozen as it stood. Every open action from before it is carried forward: those are returned.

    What was due at it is due at the next one. Where none is scheduled yet, `following` says when and where that sits;
    without it, what was due waits. Raises `BadInput` (field `starts_on`) where it sits before this one.
    """
    check_step(meeting.status, MeetingStatus.HELD)
    if following and following.starts_on <= meeting.starts_on:
        sentence = f"The next meeting is after this one: give a date after {date_words(meeting.starts_on)}."
        raise BadInput(sentence, field="starts_on")
    live = lock_live(desk.session, meeting.series_id)
    freeze_names(desk, meeting)
    freeze_meeting(desk, meeting)
    if following and not stored.next_after(desk.session, meeting.series_id, meeting.starts_on):
        series = desk.session.get_one(MeetingSeries, meeting.series_id)
        schedule_meeting(desk, series=series, sitting=following)
    carried = [a for a in live if _from_before(a, meeting)]
    meeting.status = MeetingStatus.HELD
    meeting.closed_at = desk.moment.now
    next_version(meeting)
    after = stored.next_after(desk.session, meeting.series_id, meeting.starts_on)
    due = dates.for_meeting(after) if after else DueValue(DueKind.NEXT_MEETING)
    for action in carried:
        action.times_carried += 1
        if action.due_meeting_id == meeting.id:
            dates.move_due(desk, action, due, cause=DueCause.CARRIED_FORWARD)
        next_version(action)
    closed = {"closed_at": desk.moment.now.isoformat(), "carried": [a.reference for a in carried]}
    record(desk, "meeting.closed", meeting.reference, after=closed)
    return carried


def cancel_meeting(desk: Desk, meeting: Meeting, *, version: int | None, why: str = "") -> list[Action]:
    """Cancels a scheduled meeting. What was due at it is due at the next one; that is returned. `why` is what owners are told."""
    check_step(meeting.status, MeetingStatus.CANCELLED)
    check_version(meeting, version, shown(meeting))
    waiting = [a for a in lock_live(desk.session, meeting.series_id) if a.due_meeting_id == meeting.id]
    meeting.status, meeting.change_note = MeetingStatus.CANCELLED, why
    next_version(meeting)
    desk.session.flush()
    following = stored.next_after(desk.session, meeting.series_id, meeting.starts_on)
    due = dates.for_meeting(following) if following else DueValue(DueKind.NEXT_MEETING)
    for action in waiting:
        dates.move_due(desk, action, due, cause=DueCause.MEETING_MOVED)
        next_version(action)
    after = {"moved": [a.reference for a in waiting], "change_note": why}
    record(desk, "meeting.cancelled", meeting.reference, after=after)
    return waiting


def shown(meeting: Meeting) -> dict[str, object]:
    """The values of a meeting that its history keeps."""
    names = ("reference", "starts_on", "starts_at", "venue", "papers_due", "status", "ordinal")
    return {name: getattr(meeting, name) for name in (*names, "video_url", "captions_url", "video_starts_at")}


def _columns(desk: Desk, series: MeetingSeries, sitting: Sitting) -> dict[str, Any]:
    reckoned = papers_deadline(sitting.starts_on, series.papers_working_days, desk.calendar.is_working_day)
    if sitting.papers_due and sitting.papers_due > sitting.starts_on:
        raise BadInput("Papers cannot be due after the meeting. Give an earlier date.", field="papers_due")
    return {
        "starts_on": sitting.starts_on,
        "starts_at": sitting.starts_at,
        "venue": sitting.venue.strip(),
        "papers_due": sitting.papers_due or reckoned,
        "papers_due_set": sitting.papers_due is not None and sitting.papers_due != reckoned,
        "video_url": web_address(sitting.video_url) if sitting.video_url.strip() else "",
        "captions_url": _captions(sitting.captions_url),
        "video_starts_at": sitting.video_starts_at,
        "date_words": sitting.date_words,
        "ordinal": sitting.ordinal,
        "chosen": sitting.chosen,
    }


def _captions(typed: str) -> str:
    """Raises `BadInput`, for the field of the captions."""
    try:
        return web_address(typed) if typed.strip() else ""
    except BadInput as error:
        raise BadInput(str(error), field="captions_url") from None


def _free_reference(desk: Desk, series: MeetingSeries, day: date) -> str:
    reference = meeting_reference(series.code, day)
    if stored.find(desk.session, reference):
        raise BadInput(
            f"There is a meeting of this series on that day already: {reference}. Choose another day.",
            field="starts_on",
        )
    return reference


def _from_before(action: Action, meeting: Meeting) -> bool:
    """True for an action that was open before the meeting: it is carried forward when the meeting closes."""
    if action.raised_meeting_id == meeting.id:
        return False
    return action.raised_on is None or action.raised_on <= meeting.starts_on


def _settle_waiting(desk: Desk, meeting: Meeting) -> None:
    """What waits for "the next meeting", and was raised before this one, is due for its papers."""
    for action in lock_waiting(desk.session, meeting.series_id, meeting.starts_on):
        dates.move_due(desk, action, dates.for_meeting(meeting), cause=DueCause.MEETING_MOVED)
        next_version(action)

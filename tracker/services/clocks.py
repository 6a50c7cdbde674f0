"""The dates that the office itself owes: started, corrected, met. Each with its history."""

from datetime import date

from sqlmodel import Session

from tracker.domain.actions import LIVE
from tracker.domain.errors import BadInput, NotFound
from tracker.domain.references import action_reference, parse_action
from tracker.domain.statutory import (
    STATUTES,
    ClockTimes,
    ClockWanted,
    checked_times,
    checked_words,
    read_steps,
    steps_text,
)
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import date_words
from tracker.models.actions import Action
from tracker.models.chasing import StatutoryClock
from tracker.models.people import Post
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version
from tracker.store import actions, meetings


def start_clock(desk: Desk, wanted: ClockWanted) -> StatutoryClock:
    """A new date that the office owes. Raises `BadInput` for the field that makes no sense."""
    clock = StatutoryClock(kind=wanted.kind, post_id=0, starts_on=date.min, last_on=date.min)
    _put(desk, clock, wanted)
    desk.session.add(clock)
    desk.session.flush()
    record(desk, "clock.started", subject_of(clock), after=shown(desk.session, clock))
    return clock


def correct_clock(
    desk: Desk, clock: StatutoryClock, wanted: ClockWanted, *, version: int | None
) -> StatutoryClock:
    """Other words or days; with another last day its reminders begin anew. Raises `BadInput`, and `Conflict` where someone saved first."""
    before = shown(desk.session, clock)
    check_version(clock, version, before)
    _put(desk, clock, wanted)
    next_version(clock)
    desk.session.flush()
    record_change(desk, "clock.corrected", subject_of(clock), before, shown(desk.session, clock))
    return clock


def meet_clock(
    desk: Desk, clock: StatutoryClock, met_on: date | None, *, version: int | None
) -> StatutoryClock:
    """What was owed went out on that day, and nobody is reminded any more; None lets the clock run again.

    Raises `BadInput` (field `met_on`) for a day to come or before the clock, `Conflict` where someone saved first.
    """
    before = {"met_on": clock.met_on}
    check_version(clock, version, shown(desk.session, clock))
    if met_on is not None and met_on > desk.moment.today:
        raise BadInput("That day is still to come. Give the day on which it went out.", field="met_on")
    if met_on is not None and met_on < clock.starts_on:
        raise BadInput(
            f"The clock starts on {date_words(clock.starts_on)}. Give that day or a later one.",
            field="met_on",
        )
    clock.met_on = met_on
    next_version(clock)
    desk.session.flush()
    event = "clock.met" if met_on else "clock.runs_again"
    record_change(desk, event, subject_of(clock), before, {"met_on": met_on})
    return clock


def times_of(clock: StatutoryClock) -> ClockTimes:
    return ClockTimes(clock.starts_on, clock.last_on, read_steps(clock.steps))


def subject_of(clock: StatutoryClock) -> str:
    """What the history calls a clock."""
    return f"clock {clock.key}"


def shown(session: Session, clock: StatutoryClock) -> dict[str, object]:
    """A clock as the history and a form show it."""
    return {
        "what": STATUTES[clock.kind].title,
        "title": clock.title,
        "post": session.get_one(Post, clock.post_id).code,
        "starts_on": clock.starts_on,
        "last_on": clock.last_on,
        "steps": clock.steps,
        "note": clock.note,
        "action": session.get_one(Action, clock.action_id).reference if clock.action_id else "",
        "met_on": clock.met_on,
    }


def _put(desk: Desk, clock: StatutoryClock, wanted: ClockWanted) -> None:
    title, note = checked_words(wanted.title, wanted.note)
    times = checked_times(wanted)
    if clock.met_on and clock.met_on < times.starts_on:
        raise BadInput(
            f"This was met on {date_words(clock.met_on)}. Give a first day on or before that.",
            field="starts_on",
        )
    post = desk.session.get(Post, wanted.post_id) if wanted.post_id else None
    if post is None:
        raise BadInput("Choose the post that is reminded.", field="post")
    clock.action_id = _about(desk, wanted.action, clock.action_id)
    clock.kind, clock.title, clock.note, clock.post_id = wanted.kind, title, note, post.key
    clock.starts_on, clock.last_on, clock.steps = times.starts_on, times.last_on, steps_text(times.steps)


def _about(desk: Desk, typed: str, known: int | None) -> int | None:
    """The action that a clock belongs to: an open one, or the one that it has already. Raises `BadInput` (field `action`)."""
    if not typed.strip():
        return None
    series = meetings.series_that_meet(desk.session)
    try:
        code, number = parse_action(typed, series=series[0].code if len(series) == 1 else "")
        action = actions.by_reference(desk.session, THE_OFFICE, action_reference(code, number))
    except (BadInput, NotFound) as error:
        raise BadInput(str(error), field="action") from None
    if action.status not in LIVE and action.key != known:
        raise BadInput(f"{action.reference} is closed. Give an open action, or none.", field="action")
    return action.key

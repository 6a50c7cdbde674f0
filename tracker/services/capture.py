"""Logs an action from one typed line: the meeting's page and `flask actions log` share it, so that they read alike."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from tracker.domain.actions import Kind
from tracker.domain.capture import read_line
from tracker.domain.captured import Captured
from tracker.domain.due import NOT_DATED, Due, DueKind
from tracker.domain.due import RULE_TO_COME as EXIT_RULE_TO_COME
from tracker.domain.errors import BadInput, NotFound
from tracker.domain.moments import Moment
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.ports import Matcher, WorkingCalendar
from tracker.services.actions import Afterwards, Wanted, raise_action
from tracker.services.desk import Desk
from tracker.store import actions as stored
from tracker.store import meetings, posts


def understand(
    session: Session, text: str, *, matcher: Matcher, calendar: WorkingCalendar, today: date
) -> Captured:
    """What one typed line means on `today`, with the posts and priorities of that day. Never raises."""
    return _read(session, text, _priorities(session, text, today), matcher, calendar, today)


def log_line(
    desk: Desk,
    meeting: Meeting,
    text: str,
    *,
    matcher: Matcher,
    agenda_item_id: int | None = None,
    client_id: str | None = None,
    typed_at: datetime | None = None,
    afterwards: Afterwards | None = None,
    parent_id: int | None = None,
) -> tuple[Action, bool]:
    """Raises the action that `text` asks for at `meeting`. Returns it, and whether it is new.

    `agenda_item_id` is the item under discussion; a number in the line wins over it. `parent_id` is the action whose answer
    raised it. "Tomorrow" counts from the day on which the line was typed. The same `client_id` again gives the same
    action, whatever the line says by now. Raises `BadInput` (field `text`) with the sentence of the first problem, and
    what `raise_action` raises.
    """
    said_on = afterwards.said_on if afterwards else _day_typed(desk.moment, typed_at)
    priorities = _priorities(desk.session, text, said_on)
    captured = _read(desk.session, text, priorities, matcher, desk.calendar, said_on)
    try:
        wanted = _wanted(desk.session, meeting, captured, agenda_item_id, priorities)
    except BadInput:
        if not (client_id and stored.by_client_id(desk.session, client_id)):
            raise
        wanted = Wanted(title=captured.title)
    return raise_action(
        desk,
        meeting=meeting,
        wanted=replace(wanted, parent_id=parent_id),
        client_id=client_id,
        typed_at=typed_at,
        afterwards=afterwards,
    )


def _day_typed(moment: Moment, typed_at: datetime | None) -> date:
    """A line may have waited in the browser over midnight, or over a weekend."""
    return min(Moment.at(typed_at).today, moment.today) if typed_at else moment.today


def _priorities(session: Session, text: str, day: date) -> dict[str, int]:
    """The number of each priority of `day` by its code."""
    # Read while people talk, with every line and at every pause in typing: nothing is asked for that the line does not use.
    return {one.code: one.key for one in meetings.priorities(session, day)} if "#" in text else {}


def _read(
    session: Session,
    text: str,
    priorities: Iterable[str],
    matcher: Matcher,
    calendar: WorkingCalendar,
    day: date,
) -> Captured:
    return read_line(
        text,
        today=day,
        posts=posts.names(session, day) if "@" in text else [],
        match=matcher.match,
        priorities=tuple(priorities),
        is_working_day=calendar.is_working_day,
    )


def _wanted(
    session: Session,
    meeting: Meeting,
    captured: Captured,
    agenda_item_id: int | None,
    priorities: Mapping[str, int],
) -> Wanted:
    if captured.problems:
        raise BadInput(captured.problems[0].sentence, field="text")
    due = _due(captured)
    return Wanted(
        title=captured.title,
        kind=Kind.STANDING if due.kind is DueKind.STANDING else Kind.ACTION,
        post_id=captured.owner.id if captured.owner else None,
        due=due,
        agenda_item_id=_agenda_item(session, meeting, captured.agenda_item) or agenda_item_id,
        priority_id=priorities[captured.priority] if captured.priority else None,
    )


def _due(captured: Captured) -> Due:
    asked = captured.due
    if asked is None:
        return NOT_DATED
    rule = asked.exit_rule or EXIT_RULE_TO_COME
    return Due(asked.kind, on=asked.on, exit_rule=rule if asked.kind is DueKind.STANDING else "")


def _agenda_item(session: Session, meeting: Meeting, number: str | None) -> int | None:
    if number is None:
        return None
    try:
        return meetings.agenda_item(session, meeting.key, number).key
    except NotFound:
        sentence = (
            f"There is no item {number} on the agenda of this meeting. Type another number, or leave it out."
        )
        raise BadInput(sentence, field="text") from None

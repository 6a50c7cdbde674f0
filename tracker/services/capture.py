"""Logs an action from one typed line: the meeting's page and `flask actions log` share it, so that they read alike."""

from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from tracker.domain.actions import Kind
from tracker.domain.capture import read_line
from tracker.domain.captured import Captured
from tracker.domain.due import NOT_DATED, Due, DueKind
from tracker.domain.due import RULE_TO_COME as EXIT_RULE_TO_COME
from tracker.domain.errors import BadInput, NotFound
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.ports import Matcher
from tracker.services.actions import Afterwards, Wanted, raise_action
from tracker.services.desk import Desk
from tracker.store import actions as stored
from tracker.store import meetings, posts


def understand(session: Session, text: str, *, matcher: Matcher, today: date) -> Captured:
    """What one typed line means on `today`, with the posts and priorities of that day. Never raises."""
    # Read while people talk, with every line and at every pause in typing: nothing is asked for that the line does not use.
    codes = [priority.code for priority in meetings.priorities(session, today)] if "#" in text else []
    names = posts.names(session, today)
    return read_line(text, today=today, posts=names, match=matcher.match, priorities=codes)


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
    raised it. The same `client_id` again gives
    the same action, whatever the line says by now. Raises `BadInput` (field `text`) with the sentence of the first
    problem, and what `raise_action` raises.
    """
    said_on = afterwards.said_on if afterwards else desk.moment.today
    captured = understand(desk.session, text, matcher=matcher, today=said_on)
    try:
        wanted = _wanted(desk.session, meeting, captured, agenda_item_id)
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


def _wanted(session: Session, meeting: Meeting, captured: Captured, agenda_item_id: int | None) -> Wanted:
    if captured.problems:
        raise BadInput(captured.problems[0].sentence, field="text")
    due = _due(captured)
    return Wanted(
        title=captured.title,
        kind=Kind.STANDING if due.kind is DueKind.STANDING else Kind.ACTION,
        post_id=captured.owner.id if captured.owner else None,
        due=due,
        agenda_item_id=_agenda_item(session, meeting, captured.agenda_item) or agenda_item_id,
        priority_id=_priority(session, captured.priority),
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


def _priority(session: Session, code: str | None) -> int | None:
    if code is None:
        return None
    return next((p.key for p in meetings.priorities(session) if p.code == code), None)

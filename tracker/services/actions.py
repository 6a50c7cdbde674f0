"""Raises, corrects and voids actions."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tracker.domain.actions import LIVE, Closure, Kind
from tracker.domain.captured import TITLE_LIMIT
from tracker.domain.due import NOT_DATED, Due, DueCause, DueKind
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.marking import Marking
from tracker.domain.meetings import check_under_way
from tracker.domain.references import action_reference
from tracker.models.actions import Action
from tracker.models.meetings import AgendaItem, Meeting, MeetingSeries
from tracker.services import due as dates
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.links import revoke_links
from tracker.services.versions import check_version, next_version
from tracker.store import actions as stored

TEXT_LIMIT = 10_000
"""Characters in any longer text: what was asked, an update, a note."""


@dataclass(frozen=True)
class Wanted:
    """An action as someone gives it. `due` is as it was said: "next meeting" is settled when it is raised.

    `marking` is None where nobody says otherwise: it stays as it is.
    """

    title: str
    asked: str = ""
    kind: Kind = Kind.ACTION
    post_id: int | None = None
    due: Due = field(default=NOT_DATED)
    agenda_item_id: int | None = None
    priority_id: int | None = None
    national_measure_id: int | None = None
    parent_id: int | None = None
    marking: Marking | None = None


@dataclass(frozen=True)
class Afterwards:
    """A correction of the record of a meeting that is over: the day on which it was really said, and why it is corrected."""

    said_on: date
    reason: str


def raise_action(
    desk: Desk,
    *,
    meeting: Meeting,
    wanted: Wanted,
    client_id: str | None = None,
    typed_at: datetime | None = None,
    afterwards: Afterwards | None = None,
) -> tuple[Action, bool]:
    """Logs an action at `meeting`. Returns it and whether it is new: the same `client_id` again gives the same action.

    Raises `BadInput` for a title that is empty or too long or a date in the past, `InvalidMove` for a meeting that is over.
    `afterwards` puts it on the record of such a meeting; a date may have passed since it was said, and without `typed_at` its
    minute is not known.
    """
    if client_id and (known := stored.by_client_id(desk.session, client_id)):
        return _the_same_one(known, meeting), False
    if afterwards is None:
        check_under_way(meeting.status)
    spoken_on = afterwards.said_on if afterwards else desk.moment.today
    dates.check_not_past(wanted.due.on, spoken_on)
    said_on = max(meeting.starts_on, spoken_on)
    due = dates.settle(desk.session, wanted.due, series_id=meeting.series_id, said_on=said_on)
    action = Action(
        **_columns(_filed(desk, wanted)),
        **_numbered(desk, meeting.series_id),
        raised_meeting_id=meeting.key,
        raised_on=meeting.starts_on,
        raised_at=typed_at or (None if afterwards else desk.moment.now),
        client_id=client_id,
        original_due_on=due.on,
    )
    dates.put_due(action, due, since=desk.moment.today)
    desk.session.add(action)
    record(desk, "action.raised", action.reference, after={**shown(action), **_why(afterwards)})
    return action, True


def raise_outside(desk: Desk, *, series_id: int, wanted: Wanted, origin: str, raised_on: date) -> Action:
    """Puts an action on record that no meeting raised: `origin` says in words what did. A date that it names may have passed.

    Raises `BadInput` as `raise_action` does.
    """
    due = dates.settle(desk.session, wanted.due, series_id=series_id, said_on=raised_on)
    action = Action(
        **_columns(wanted),
        **_numbered(desk, series_id),
        raised_on=raised_on,
        origin=origin,
        original_due_on=due.on,
    )
    dates.put_due(action, due, since=desk.moment.today)
    desk.session.add(action)
    desk.session.flush()
    record(desk, "action.raised", action.reference, after={**shown(action), "origin": origin})
    return action


def correct_action(
    desk: Desk, action: Action, wanted: Wanted, *, version: int | None, afterwards: Afterwards | None = None
) -> Action:
    """Changes what an action says. Raises `Conflict` when someone saved after the form was made.

    `afterwards` corrects what the record of a closed meeting says of it: also where it was closed since, but then not its date.
    """
    before = shown(action)
    check_version(action, version, before)
    if action.status not in LIVE and (afterwards is None or action.closure is Closure.VOID):
        raise InvalidMove("This action is closed, so it cannot be changed. Reopen it first, with a reason.")
    if wanted.parent_id is not None and wanted.parent_id == action.id:
        raise BadInput("An action cannot be raised by its own answer. Choose another one.", field="parent")
    moved = wanted.agenda_item_id != action.agenda_item_id
    columns = _columns(_filed(desk, wanted) if moved else wanted)
    if columns["post_id"] != action.post_id:
        revoke_links(desk, action_id=action.key)
    for name, value in columns.items():
        setattr(action, name, value)
    _correct_due(desk, action, wanted.due, afterwards)
    next_version(action)
    after = {**shown(action), **_why(afterwards)}
    record_change(desk, "action.corrected", action.reference, before, after)
    return action


def shown(action: Action) -> dict[str, object]:
    """The values of an action that its history keeps and that a stale form is compared with."""
    names = (
        "title",
        "asked",
        "kind",
        "status",
        "closure",
        "assurance",
        "post_id",
        "agenda_item_id",
        "priority_id",
        "parent_id",
        "marking",
    )
    dated = (
        "national_measure_id",
        "due_kind",
        "due_on",
        "due_meeting_id",
        "exit_rule",
        "merged_into_id",
        "closed_reason",
    )
    return {name: getattr(action, name) for name in names + dated}


def _why(afterwards: Afterwards | None) -> dict[str, object]:
    return {"reason": afterwards.reason} if afterwards else {}


def _correct_due(desk: Desk, action: Action, wanted: Due, afterwards: Afterwards | None) -> None:
    spoken_on = afterwards.said_on if afterwards else desk.moment.today
    said_on = max(filter(None, (action.raised_on, spoken_on)))
    due = dates.settle(desk.session, wanted, series_id=action.series_id, said_on=said_on)
    if due.on != action.due_on:
        dates.check_not_past(due.on, spoken_on)
    dates.move_due(desk, action, due, cause=DueCause.CORRECTED)
    if due.exit_rule:
        action.exit_rule = due.exit_rule


def _the_same_one(known: Action, meeting: Meeting) -> Action:
    if known.raised_meeting_id != meeting.id:
        raise Conflict(
            "This entry was logged at another meeting already.", current=shown(known), version=known.version
        )
    return known


def _numbered(desk: Desk, series_id: int) -> dict[str, Any]:
    series = desk.session.get_one(MeetingSeries, series_id)
    number = stored.take_number(desk.session, series_id)
    return {"series_id": series_id, "number": number, "reference": action_reference(series.code, number)}


def _filed(desk: Desk, wanted: Wanted) -> Wanted:
    """`wanted` under the priority and measure of its agenda item, where it names none itself."""
    item = desk.session.get(AgendaItem, wanted.agenda_item_id) if wanted.agenda_item_id else None
    if item is None:
        return wanted
    priority_id = wanted.priority_id or item.priority_id
    measure_id = wanted.national_measure_id or item.national_measure_id
    return Wanted(**{**wanted.__dict__, "priority_id": priority_id, "national_measure_id": measure_id})


def _columns(wanted: Wanted) -> dict[str, Any]:
    title = " ".join(wanted.title.split())
    if not title:
        raise BadInput("Write what was asked.", field="title")
    kind = Kind.STANDING if wanted.due.kind is DueKind.STANDING else wanted.kind
    if len(title) > TITLE_LIMIT:
        raise BadInput(
            f"Keep it to {TITLE_LIMIT} characters; it has {len(title)}. Put the rest under the details.",
            field="title",
        )
    if len(wanted.asked) > TEXT_LIMIT:
        raise BadInput(
            f"Keep the details to {TEXT_LIMIT:,} characters; they have {len(wanted.asked):,}.", field="asked"
        )
    skipped = {"title", "due"} if wanted.marking else {"title", "due", "marking"}
    given = {name: value for name, value in wanted.__dict__.items() if name not in skipped}
    return {**given, "title": title, "kind": kind}

"""`flask actions`: logs an action, and lists them."""

from datetime import date
from typing import Any

import click
from flask.cli import AppGroup
from sqlmodel import Session

from tracker.cli.errors import BY_COMMAND, as_json, on_day, parts, plainly, say_json
from tracker.domain.actions import LIVE, Closure, Kind, Status
from tracker.domain.due import is_overdue
from tracker.domain.errors import BadInput
from tracker.domain.references import meeting_reference, parse_meeting
from tracker.domain.viewers import THE_OFFICE
from tracker.ports import Matcher
from tracker.services.capture import log_line
from tracker.store import actions as stored
from tracker.store import meetings, posts
from tracker.store.action_list import Filters, narrowed
from tracker.store.actions import ListedAction

group = AppGroup("actions", help="The actions on record.")

STATUSES = ["live", *(one.value for one in (*Status, *Closure))]
"""What --status takes: where an action stands, how it was closed, or `live` for all that is not closed."""


@group.command(
    help="Logs an action from one line, such as “Bring it back @head of contact due next meeting”."
)
@click.argument("text")
@click.option("--meeting", required=True, help="The meeting that asks for it, such as PPM-2023-10-04.")
@on_day
@as_json
@plainly
def log(text: str, meeting: str, on: date | None, as_json: bool) -> None:
    wires = parts()
    reference = meeting_reference(*parse_meeting(meeting))
    with wires.writing(BY_COMMAND, on=on) as desk:
        at = meetings.by_reference(desk.session, reference)
        action, _ = log_line(desk, at, text, matcher=wires.matcher)
        desk.session.flush()
        logged = action.reference
        rows = _rows(desk.session, Filters(text=logged), desk.moment.today) if as_json else []
    if as_json:
        say_json(next(row for row in rows if row["reference"] == logged))
        return
    click.echo(logged)


@group.command("list", help="The actions on record, by due date; those without one come last.")
@click.option("--meeting", default="", help="Those raised at this meeting, such as PPM-2023-10-04.")
@click.option("--status", type=click.Choice(STATUSES), default=None, help="Where they stand.")
@click.option(
    "--post", default="", help="Those of a post: its code or words of its title; “none” for no owner."
)
@click.option("--priority", default="", help="Those under a priority, by its code.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), default=None, help="Their kind.")
@click.option("--text", default="", help="Those that hold all of these words.")
@click.option("--overdue", is_flag=True, help="Only those that are overdue.")
@on_day
@as_json
@plainly
def list_actions(
    meeting: str,
    status: str | None,
    post: str,
    priority: str,
    kind: str | None,
    text: str,
    overdue: bool,
    on: date | None,
    as_json: bool,
) -> None:
    wires = parts()
    today = wires.moment_on(on).today
    with wires.read() as session:
        filters = Filters(
            meeting=_meeting(session, meeting),
            status=status or "",
            post=_post(session, post, today, wires.matcher),
            priority=priority,
            kind=kind or "",
            text=text,
            overdue=overdue,
        )
        rows = _rows(session, filters, today)
    if as_json:
        say_json(rows)
        return
    for row in rows:
        due = "overdue" if row["overdue"] else (row["due_on"] or row["due_kind"])
        click.echo(f"{row['reference']}  {due!s:10}  {row['status']:11}  {row['title']}")


def _rows(session: Session, filters: Filters, today: date) -> list[dict[str, Any]]:
    lines = stored.lines(session, *narrowed(THE_OFFICE, filters, today))
    return [_row(line, today) for line in lines]


def _row(line: ListedAction, today: date) -> dict[str, Any]:
    return {
        "reference": line.reference,
        "title": line.title,
        "kind": line.kind.value,
        "status": line.status.value,
        "closure": line.closure.value if line.closure else None,
        "post": line.post_title,
        "post_code": line.post_code,
        "due_kind": line.due_kind.value,
        "due_on": line.due_on,
        "due_meeting": line.due_meeting,
        "exit_rule": line.exit_rule or None,
        "original_due_on": line.original_due_on,
        "overdue": line.status in LIVE and is_overdue(line.due_on, today),
        "times_moved": line.times_moved,
        "times_carried": line.times_carried,
        "raised_at": line.raised_at,
        "raised_on": line.raised_on,
        "agenda_item": line.agenda_number,
        "priority": line.priority_code,
        "last_update_on": line.last_update_on,
        "rating": line.last_rating.value if line.last_rating else None,
    }


def _meeting(session: Session, typed: str) -> str:
    """The reference of the meeting that was typed. Raises `BadInput` or `NotFound`."""
    if not typed:
        return ""
    return meetings.by_reference(session, meeting_reference(*parse_meeting(typed))).reference


def _post(session: Session, typed: str, today: date, matcher: Matcher) -> str:
    """The code of the post that was typed. Raises `BadInput` where none or several fit."""
    if not typed or typed == "none" or posts.find(session, typed.lower()):
        return typed.lower()
    fitting = matcher.match(typed, posts.names(session, today))
    if len(fitting) != 1:
        several = ", ".join(post.code for post in fitting[:6])
        sentence = (
            f"fits more than one post: {several}. Give one code." if fitting else "is no post on record."
        )
        raise BadInput(f"“{typed[:60]}” {sentence}", field="post")
    return fitting[0].code


from tracker.cli import actions_export, actions_import  # noqa: E402, F401  their commands belong to this group

"""The running list of the meeting room: its lines, and what can be done to one of them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from tracker.domain.actions import Closure, Kind, Status
from tracker.domain.meetings import UNDER_WAY, check_under_way
from tracker.domain.references import spoken
from tracker.domain.typed_due import due_words
from tracker.store import actions as stored_actions
from tracker.store import logged as stored_logged
from tracker.store import meetings
from tracker.store.logged import Logged
from tracker.web import live_rows as rows
from tracker.web.access import current_viewer
from tracker.web.htmx import wants_fragment
from tracker.web.requests import current_session

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.meetings import Meeting

Line = dict[str, Any]
KEPT = 2_000
"""Lines that each worker keeps as they were set, some 2 kB each: everyone in the room asks for the same hundred, again and again."""


@dataclass(frozen=True)
class Seen:
    """What a line says besides its action: where it stands, when the next meeting is, and by whom it is looked at."""

    meeting: str
    is_under_way: bool
    next_on: date | None
    viewer: str


def lines_of(meeting: "Meeting") -> list[Markup]:
    """The newest lines of the list, as they stand on the page."""
    found = stored_logged.at_meeting(current_session(), current_viewer(), meeting.key)
    seen = _seen(meeting)
    return [_set(action, seen) for action in found]


def line_of(meeting: "Meeting", reference: str) -> Line:
    """One line. Raises `NotFound`."""
    found = stored_logged.one(current_session(), current_viewer(), meeting.key, reference)
    return _line(found, _seen(meeting))


@lru_cache(KEPT)
def _set(action: Logged, seen: Seen) -> Markup:
    template = current_app.jinja_env.get_template("meetings/_entry.html")
    return Markup(template.render(entry=_line(action, seen)))  # noqa: S704  (a template of ours, which escapes)


def _seen(meeting: "Meeting") -> Seen:
    following = rows.next_meeting(meeting)
    return Seen(
        meeting.reference.lower(),
        meeting.status in UNDER_WAY,
        following.starts_on if following else None,
        current_viewer().name,
    )


def found(reference: str, action: str, *, lock: bool = False) -> "tuple[Meeting, Action]":
    """A meeting and an action that was logged at it, while its log can be changed here. Raises `NotFound`, `InvalidMove`."""
    session = current_session()
    meeting = meetings.by_reference(session, reference, lock=lock)
    stored_logged.one(session, current_viewer(), meeting.key, action)
    check_under_way(meeting.status)
    return meeting, stored_actions.by_reference(session, current_viewer(), action, lock=lock)


def done(meeting: "Meeting", action: str, says: str = "") -> ResponseReturnValue:
    """The line as it stands now: in its place, or in the room, where `says` stands above it."""
    if not wants_fragment():
        if says:
            flash(says, "success")
        return redirect(
            f"{url_for('live.show', reference=meeting.reference.lower())}#logged-{action.upper()}", 303
        )
    current_session().flush()
    return line_part(meeting, action)


def line_part(meeting: "Meeting", action: str, problem: str = "") -> str:
    """One line as a fragment; `problem` stands in it."""
    return render_template("meetings/_entry.html", entry={**line_of(meeting, action), "problem": problem})


def _line(action: Logged, seen: Seen) -> Line:
    """One line of the list; see meetings/_entry.html."""
    return {
        "reference": action.reference,
        "number": spoken(action.reference),
        "href": url_for("actions.show", reference=action.reference),
        "title": action.title,
        "owner": action.post_title or "",
        "due_words": due_words(
            action.due_kind,
            action.due_on,
            meeting_on=action.due_meeting_on,
            next_on=seen.next_on,
            exit_rule=action.exit_rule,
        ),
        "kind": action.kind.value,
        "time": action.logged_at,
        "void": action.closure is Closure.VOID,
        "void_reason": action.closed_reason,
        "raised_by": spoken(action.raised_by) if action.raised_by else "",
        "logged_by": action.logged_by if action.logged_by != seen.viewer else "",
        "version": action.version,
        **_what_can_be_done(action, seen),
        "problem": "",
    }


def _what_can_be_done(action: Logged, seen: Seen) -> Line:
    """The addresses behind a line's buttons; none once the meeting is over."""
    if not seen.is_under_way:
        return {}
    place = {"reference": seen.meeting, "action": action.reference}
    if action.closure is Closure.VOID:
        return {"put_back": url_for("live.put_back", **place)}
    if action.status is Status.CLOSED:
        return {}
    marks = [] if action.kind is Kind.STANDING else [Kind.COMMITMENT, Kind.OUTCOME]
    return {
        "edit_href": url_for("live.edit", **place),
        "undo": url_for("live.undo", **place),
        "marks": [
            {
                "kind": kind.value,
                "on": kind is action.kind,
                "href": url_for("live.mark", **place, kind=Kind.ACTION if kind is action.kind else kind),
            }
            for kind in marks
        ],
    }

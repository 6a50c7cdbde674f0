"""What the page of one meeting shows, to whom."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain import labels
from tracker.domain.actions import Closure, Status
from tracker.domain.due import DueKind
from tracker.domain.meeting_words import STATUS_LABELS, day_words, heading, when_words
from tracker.domain.meetings import UNDER_WAY, MeetingStatus
from tracker.domain.references import spoken
from tracker.domain.typed_due import due_words
from tracker.domain.video_beginning import beginning_words
from tracker.domain.viewers import Role, Viewer
from tracker.domain.wording import date_words
from tracker.store import matters_arising, meetings
from tracker.store.actions import ListedAction
from tracker.web.access import ACCESS, current_viewer
from tracker.web.meeting_sections import arising, attendance, doing, readiness, request, to_do
from tracker.web.meeting_sections.afterwards import afterwards
from tracker.web.meeting_sections.agenda import agenda_rows, starts_from
from tracker.web.requests import current_moment, current_session, wiring
from tracker.web.watching import moments_raised

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

Row = dict[str, Any]


def context(meeting: "Meeting") -> dict[str, Any]:
    """The context of meetings/show.html. A panel member gets date, place and agenda; an owner the actions of their posts."""
    session, viewer, moment = current_session(), current_viewer(), current_moment()
    knows_actions = viewer.reads_everything or viewer.may(Role.OWNER)
    raised = matters_arising.raised_at(session, viewer, meeting.key) if knows_actions else []
    standing = [row for row in raised if row.closure is not Closure.VOID]
    moments = moments_raised(meeting) if knows_actions else {}
    series = meetings.series_numbered(session, meeting.series_id)
    under_way = meeting.status in UNDER_WAY
    agenda = _agenda(meeting, viewer)
    return {
        "meeting": meeting,
        "address": meeting.reference.lower(),
        "series": series,
        "title": f"{day_words(meeting)}, {series.title}",
        "heading": _heading(meeting, viewer, len(standing)),
        "status_words": STATUS_LABELS[meeting.status],
        "when": when_words(meeting),
        "facts": _facts(meeting, viewer),
        "buttons": doing.buttons(meeting, viewer),
        "links": doing.links(meeting, viewer),
        "afterwards": afterwards(meeting, viewer),
        **agenda,
        **_made_ready(meeting, viewer, len(agenda["agenda"]), knows_actions=knows_actions),
        "knows_actions": knows_actions,
        "for_posts": knows_actions and not viewer.reads_everything,
        "decided": _decided(meeting, viewer) if knows_actions and not under_way else [],
        "under_way": under_way,
        "before": meeting.status is MeetingStatus.SCHEDULED,
        "cancelled": meeting.status is MeetingStatus.CANCELLED,
        "raised": [{**_raised(row), "watch": moments.get(row.reference)} for row in raised],
        "today": moment.today,
    }


def _made_ready(meeting: "Meeting", viewer: Viewer, headings: int, *, knows_actions: bool) -> Row:
    """{attendance, papers, arising, to_do}: all None for who knows of no actions; of a meeting that is over the people alone."""
    if not knows_actions:
        return dict.fromkeys(("attendance", "papers", "arising", "to_do"))
    people = attendance.section(meeting)
    if meeting.status not in UNDER_WAY:
        return {"attendance": people, "papers": None, "arising": None, "to_do": None}
    papers = readiness.section(meeting, viewer)
    matters = arising.section(
        meeting, viewer, href=lambda reference: url_for("actions.show", reference=reference)
    )
    rows = to_do.rows(
        meeting,
        viewer,
        headings=headings,
        request=request.section(meeting),
        attendance=people,
        papers=papers,
        matters=matters["matters"],
    )
    return {
        "attendance": people,
        "papers": papers,
        "arising": matters,
        "to_do": rows if viewer.reads_everything else None,
    }


def _heading(meeting: "Meeting", viewer: Viewer, raised: int) -> str:
    if viewer.reads_everything or viewer.may(Role.OWNER) or meeting.status is not MeetingStatus.SCHEDULED:
        count = raised if viewer.reads_everything else None
        return heading(meeting, current_moment(), wiring().calendar.is_working_day, raised=count)
    return f"The meeting is on {when_words(meeting)}"


def _facts(meeting: "Meeting", viewer: Viewer) -> list[Row]:
    rows: list[Row] = [
        {"name": "When", "value": when_words(meeting)},
        {"name": "Where", "value": meeting.venue or "Not known"},
    ]
    if viewer.roles - {Role.PANEL} and meeting.status is not MeetingStatus.CANCELLED:
        rows.append({"name": "Papers due", "value": date_words(meeting.papers_due)})
    if meeting.ordinal:
        rows.append({"name": "Which", "value": meeting.ordinal})
    if meeting.video_url:
        begins = beginning_words(meeting.video_starts_at)
        note = f"The recording begins at {begins}" if begins else ""
        rows.append({"name": "Video", "value": "Watch the meeting", "href": meeting.video_url, "note": note})
    if meeting.captions_url:
        rows.append({"name": "Captions", "value": "Captions of the video", "href": meeting.captions_url})
    if meeting.chosen and viewer.reads_everything:
        words = meeting.chosen.replace("_", " ")
        rows.append({"name": "Chosen for the demonstration", "value": words})
    return rows


def _agenda(meeting: "Meeting", viewer: Viewer) -> Row:
    rows = agenda_rows(meeting)
    may_plan = bool(viewer.roles & ACCESS["agenda.edit"]) and meeting.status in UNDER_WAY
    return {
        "agenda": rows,
        "may_plan": may_plan,
        "starts": starts_from(meeting) if may_plan and not rows else [],
    }


def _raised(row: ListedAction) -> Row:
    line = _line(row)
    if row.due_kind is DueKind.STANDING:
        line["due"] = "every meeting"
    return {
        **line,
        "due": _capital(line["due"]) if row.status is not Status.CLOSED else "–",
        "status": (row.closure or row.status).value,
        "status_words": labels.status_words(row.status, row.closure, row.kind),
    }


def _line(row: ListedAction) -> Row:
    words = due_words(row.due_kind, row.due_on, meeting_on=row.due_meeting_on, exit_rule=row.exit_rule)
    return {
        "reference": row.reference,
        "href": url_for("actions.show", reference=row.reference),
        "title": row.title,
        "owner": row.post_title or "",
        "due": words.removeprefix("due "),
    }


def _decided(meeting: "Meeting", viewer: Viewer) -> Sequence[Row]:
    return [
        {
            "reference": one.reference,
            "number": spoken(one.reference),
            "href": url_for("actions.show", reference=one.reference),
            "title": one.title,
            "outcome": _capital(labels.OUTCOME[one.outcome])
            + (f": {date_words(one.revised_to)}" if one.revised_to else ""),
            "why": one.note or one.reason,
        }
        for one in matters_arising.decided_at(current_session(), viewer, meeting.key)
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""What to do next for a meeting that is under way, in the order in which it is done: a row for each, with how it stands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.meetings import MeetingStatus
from tracker.domain.round_of_matters import Matter, arising_words, progress_words
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words
from tracker.web.access import ACCESS

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

Row = dict[str, Any]


def rows(
    meeting: "Meeting",
    viewer: Viewer,
    *,
    headings: int,
    request: Row,
    attendance: Row,
    papers: Row,
    matters: Sequence[Matter],
) -> list[Row]:
    """What is made ready before the meeting, and what is gone through at it.

    Each is {label, href, words, is_done, is_theirs: whether the viewer may do it, is_next: the first of those to be done}.
    """
    before = meeting.status is MeetingStatus.SCHEDULED
    people = _people(meeting, viewer, attendance, before=before)
    arising = _arising(meeting, viewer, matters, before=before)
    agenda = _agenda(meeting, viewer, headings)
    asked = _request(meeting, viewer, request)
    every = [asked, agenda, people, _papers(papers, viewer), arising] if before else [people, arising]
    following = next(
        (row for row in every if row["is_theirs"] and not row["is_done"] and not row.get("later")), None
    )
    return [{**row, "is_next": row is following} for row in every]


def _agenda(meeting: "Meeting", viewer: Viewer, headings: int) -> Row:
    may = _may(viewer, "agenda.edit")
    return {
        "label": "Agenda",
        "href": url_for("agenda.edit", reference=meeting.reference.lower()) if may else "#agenda",
        "words": count_words(headings, "heading") if headings else "Not made yet",
        "is_done": bool(headings),
        "is_theirs": may,
    }


def _request(meeting: "Meeting", viewer: Viewer, request: Row) -> Row:
    """What is asked of the force; it comes next only from the day on which it is to be sent."""
    return {
        "label": "Commissioning request",
        "href": url_for("commissions.show", reference=meeting.reference.lower()),
        "words": request["words"],
        "is_done": request["is_done"],
        "is_theirs": _may(viewer, "commissions.save"),
        "later": not request["is_due"],
    }


def _people(meeting: "Meeting", viewer: Viewer, attendance: Row, *, before: bool) -> Row:
    """Before the meeting it is done once there is a list, at the meeting once nobody is left to be marked."""
    may = _may(viewer, "attendance.save")
    proposed = count_words(attendance["proposed"], "post is", "posts are")
    words = f"{proposed} proposed" if may and attendance["proposed"] else attendance["words"]
    return {
        "label": "Who is expected" if before else "Who is here",
        "href": url_for("attendance.show", reference=meeting.reference.lower()) if may else "#attendance",
        "words": words,
        "is_done": bool(attendance["groups"]) and (before or not attendance["left"]),
        "is_theirs": may,
    }


def _papers(papers: Row, viewer: Viewer) -> Row:
    return {
        "label": "Papers",
        "href": "#papers",
        "words": papers["short"],
        "is_done": papers["is_complete"],
        "is_theirs": _may(viewer, "updates.create"),
    }


def _arising(meeting: "Meeting", viewer: Viewer, matters: Sequence[Matter], *, before: bool) -> Row:
    return {
        "label": "Matters arising",
        "href": url_for("reviews.index", reference=meeting.reference.lower()),
        "words": arising_words(matters) if before else progress_words(matters),
        "is_done": all(matter.decided for matter in matters),
        "is_theirs": _may(viewer, "reviews.record"),
    }


def _may(viewer: Viewer, endpoint: str) -> bool:
    return bool(viewer.roles & ACCESS[endpoint])

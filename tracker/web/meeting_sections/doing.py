"""What can be done from the page of a meeting: the buttons at its top, and the links beside it.

To add one, add a row: its route, its words, and the states of a meeting in which it is of use. Who sees it is settled by `ACCESS`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.meetings import UNDER_WAY, MeetingStatus
from tracker.domain.report_kinds import KINDS
from tracker.domain.report_words import in_a_sentence
from tracker.domain.viewers import Viewer
from tracker.domain.written_reports import WrittenReport
from tracker.web.access import ACCESS
from tracker.web.report_pages import offer_values, offer_words
from tracker.web.requests import current_moment

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

SCHEDULED = frozenset({MeetingStatus.SCHEDULED})
IN_SESSION = frozenset({MeetingStatus.IN_SESSION})
OVER = frozenset({MeetingStatus.HELD, MeetingStatus.ISSUED})


@dataclass(frozen=True)
class Doing:
    """One thing to do. `values` go into the address besides the meeting; with `posts` it is a form and not a link.

    `new_tab` shows what it leads to beside the page.
    """

    endpoint: str
    label: str
    when: frozenset[MeetingStatus]
    posts: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    new_tab: bool = False


def reports_at(stages: frozenset[MeetingStatus]) -> list[Doing]:
    """The reports that are offered at these stages of a meeting."""
    return [
        Doing(
            "reports.build", offer_words(kind), kind.offered & stages, True, offer_values(kind), kind.working
        )
        for kind in KINDS.values()
    ]


def writing_at(stages: frozenset[MeetingStatus]) -> list[Doing]:
    """The reports with texts of their own that are offered at these stages."""
    return [
        Doing(
            "writing.index",
            f"Write the texts of the {in_a_sentence(kind.title)}",
            kind.offered & stages,
            values={"report": kind.name},
        )
        for kind in KINDS.values()
        if issubclass(kind.record, WrittenReport)
    ]


BUTTONS: Sequence[Doing] = (
    Doing("live.show", "Open the meeting room", UNDER_WAY),
    Doing("reviews.index", "Review matters arising", UNDER_WAY),
    Doing("meetings.closing", "End the meeting", IN_SESSION),
)
"""The likeliest first: the first one that the viewer may press is the main button of the page."""

START = Doing("meetings.start", "Start the meeting", SCHEDULED, posts=True)

BEFORE: Sequence[Doing] = (
    Doing("commissions.show", "Commissioning request to the force", SCHEDULED),
    Doing("meetings.edit", "Change the date, place or papers deadline", SCHEDULED),
    *writing_at(SCHEDULED),
    *reports_at(SCHEDULED),
    Doing("meetings.cancelling", "Cancel the meeting", SCHEDULED),
)
IN_THE_ROOM: Sequence[Doing] = (
    Doing("agenda.edit", "Change the agenda", IN_SESSION),
    Doing("screen.show", "Screen for the room", UNDER_WAY, new_tab=True),
    Doing("notes.index", "Notes and decisions", UNDER_WAY),
    *reports_at(IN_SESSION),
    Doing("meetings.edit", "Change the place", IN_SESSION),
)
AFTERWARDS: Sequence[Doing] = (
    Doing("aftermath.show", "Mails and action log", OVER),
    Doing("notes.index", "Notes and decisions", OVER),
    Doing("commissions.show", "What was asked of the force", OVER | IN_SESSION),
    Doing("corrections.index", "Corrections of the record", OVER),
    Doing("meetings.edit", "Give the address of the video", OVER),
    *writing_at(OVER),
    *reports_at(OVER),
)
LINKS: Mapping[str, Sequence[Doing]] = {
    "Before": BEFORE,
    "In the room": IN_THE_ROOM,
    "Afterwards": AFTERWARDS,
}
"""What stands beside the meeting, by when it is done. What is to be made ready stands in `to_do`."""


def buttons(meeting: "Meeting", viewer: Viewer) -> list[dict[str, Any]]:
    """What can be done now, as for `buttons` in components/states.html."""
    is_due = meeting.starts_on <= current_moment().today
    # Until its day a meeting is rarely started, and hardly ever on purpose.
    every = [START, *BUTTONS] if is_due else [*BUTTONS, START]
    return [
        {**_row(one, meeting), "tone": "secondary" if number else ""}
        for number, one in enumerate(_open_to(viewer, meeting, every))
    ]


def links(meeting: "Meeting", viewer: Viewer) -> list[dict[str, Any]]:
    """The groups beside the meeting that have something for this viewer: {heading, rows: [{label, href, method}]}."""
    groups = {heading: _open_to(viewer, meeting, every) for heading, every in LINKS.items()}
    return [
        {"heading": heading, "rows": [_row(one, meeting) for one in found]}
        for heading, found in groups.items()
        if found
    ]


def _open_to(viewer: Viewer, meeting: "Meeting", every: Sequence[Doing]) -> list[Doing]:
    return [one for one in every if meeting.status in one.when and viewer.roles & ACCESS[one.endpoint]]


def _row(one: Doing, meeting: "Meeting") -> dict[str, Any]:
    return {
        "label": one.label,
        "href": url_for(one.endpoint, reference=meeting.reference.lower(), **one.values),
        "method": "post" if one.posts else "get",
        "new_tab": one.new_tab,
    }

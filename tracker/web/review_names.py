"""What every page of the matters arising says of its meeting, and where its cards are."""

from typing import TYPE_CHECKING, Any

from tracker.domain.meetings import STATUS_WORDS, UNDER_WAY
from tracker.domain.wording import date_words
from tracker.store import meetings
from tracker.web.access import ACCESS, current_viewer
from tracker.web.requests import current_session

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting


def address(meeting: "Meeting") -> str:
    """The address of the list; a card is under it by its reference."""
    return f"/meetings/{meeting.reference.lower()}/matters-arising"


def day_of(meeting: "Meeting") -> str:
    return meeting.date_words or date_words(meeting.starts_on)


def names(meeting: "Meeting") -> dict[str, Any]:
    """`meeting` of reviews/show.html."""
    over = meeting.status not in UNDER_WAY
    return {
        "meeting": {
            "reference": meeting.reference,
            "href": f"/meetings/{meeting.reference.lower()}",
            "matters_href": address(meeting),
            "day": day_of(meeting),
            "series": meetings.series_numbered(current_session(), meeting.series_id).title,
            "over": f"This meeting is {STATUS_WORDS[meeting.status]}, so nothing more is decided at it."
            if over
            else "",
        }
    }


def can_decide(meeting: "Meeting") -> bool:
    return meeting.status in UNDER_WAY and bool(current_viewer().roles & ACCESS["reviews.record"])

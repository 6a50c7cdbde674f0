"""What the selects of forms and filters offer: lists of {value, label}."""

from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session

from tracker.domain.wording import date_words
from tracker.store import meetings, posts

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

Choices = list[dict[str, str]]


def owners(session: Session, *, active: bool | None = True) -> Choices:
    """The posts in use, or with `active=None` every post, by code, in the order of their titles."""
    return [_choice(code, title) for _, code, title in posts.named(session, active=bool(active))]


def priorities(session: Session, day: date | None = None) -> Choices:
    """The priorities of the Plan of `day`, or of all Plans, by code; a code of several Plans has its latest title."""
    titles: dict[str, str] = {}
    for row in meetings.priorities(session, day):
        titles.setdefault(row.code, row.title)
    return [_choice(code, title) for code, title in titles.items()]


def all_meetings(session: Session) -> Choices:
    """Every meeting, by reference, the latest first."""
    return [_choice(row.reference, meeting_words(row)) for row in meetings.listed(session)]


def meeting_words(meeting: "Meeting") -> str:
    """4 October 2023 (PPM)"""
    series = meeting.reference.partition("-")[0]
    return f"{meeting.date_words or date_words(meeting.starts_on)} ({series})"


def _choice(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label}

"""The models of meetings."""

from datetime import date, datetime

from pydantic import Field

from tracker.domain.meetings import MeetingStatus
from tracker.web.api.shapes import Page, Shape


class MeetingSummary(Shape):
    """One sitting."""

    reference: str
    series: str = Field(description="The short code of its series.")
    status: MeetingStatus
    starts_on: date
    starts_at: datetime | None = Field(description="Null where the hour is not known.")
    date_words: str | None = Field(description="What is known of the day, where it is not known to the day.")
    venue: str | None
    papers_due: date
    closed_at: datetime | None
    video_url: str | None


class Meetings(Page):
    meetings: list[MeetingSummary]


class AgendaItemShown(Shape):
    number: str | None
    title: str
    priority: str | None


class MeetingShown(MeetingSummary):
    """A meeting with its agenda."""

    agenda: list[AgendaItemShown]

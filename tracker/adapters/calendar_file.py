"""What is due as an iCalendar file (RFC 5545), over icalendar.

Each thing due is an all-day event and no task: Outlook, phones and Google show events, and hide tasks or refuse them. It takes
no time in the day, and has no time zone, because a day is the same day everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vDuration, vText

from tracker.domain.report_words import fit
from tracker.ports import CalendarDay

ASK_AGAIN_AFTER = timedelta(hours=6)
"""How often a program that subscribes should look."""


@dataclass(frozen=True)
class ICalendarFile:
    """`domain` ends the lasting name of each event; `office` and `contact` say whose dates these are."""

    domain: str
    office: str
    contact: str

    def make(self, name: str, days: Sequence[CalendarDay], *, at: datetime) -> bytes:
        calendar = Calendar()
        calendar.add("prodid", "-//Matters Arising//Actions//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("name", name)
        # What programs read that are older than RFC 7986.
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", "Europe/London")
        calendar.add("refresh-interval", vDuration(ASK_AGAIN_AFTER), parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", vDuration(ASK_AGAIN_AFTER))
        for day in days:
            calendar.add_component(self._event(day, at))
        made: bytes = calendar.to_ical()
        return made

    def _event(self, day: CalendarDay, at: datetime) -> Event:
        event = Event()
        event.add("uid", f"{day.key}@{self.domain}")
        event.add("sequence", day.number)
        event.add("dtstamp", at.astimezone(UTC).replace(microsecond=0))
        if day.starts_at:  # how long it takes is not known
            event.add("dtstart", day.starts_at.astimezone(UTC))
        else:
            event.add("dtstart", day.day)
            event.add("dtend", day.day + timedelta(days=1))
        if day.venue:
            event.add("location", fit(day.venue))
        event.add("summary", fit(day.title))
        event.add("description", fit(day.words))
        event.add("url", day.url)
        event.add("status", "CANCELLED" if day.gone else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        event.add("x-microsoft-cdo-busystatus", "FREE")
        event["organizer"] = self._organizer()
        return event

    def _organizer(self) -> vCalAddress:
        organizer = vCalAddress(f"mailto:{self.contact}")
        organizer.params["cn"] = vText(self.office)
        return organizer

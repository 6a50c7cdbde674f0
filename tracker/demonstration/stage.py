"""Where the demonstration is put on record: what was loaded so far, by its code, and a desk for each of its days."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tracker.demonstration.entries import Record
from tracker.domain.moments import Moment
from tracker.models.actions import Action
from tracker.models.evidence import Document
from tracker.models.meetings import AgendaItem, Meeting, MeetingSeries, NationalMeasure, Priority
from tracker.models.people import Organisation, Person, Post
from tracker.services.desk import Desk

NOON = time(12)
"""Stands for an hour that no paper gives."""


@dataclass
class Stage:
    """`desk` is the desk of the day of loading. Rows are kept by the code, reference or number that the record gives them."""

    desk: Desk
    record: Record
    zone: ZoneInfo
    organisations: dict[str, Organisation] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    priorities: dict[str, Priority] = field(default_factory=dict)
    measures: dict[str, NationalMeasure] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    series: dict[str, MeetingSeries] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    agenda: dict[tuple[str, str], AgendaItem] = field(default_factory=dict)
    actions: dict[int, Action] = field(default_factory=dict)

    def on(self, day: date) -> Desk:
        """The desk as if it were `day`, so that the history tells each event on its own day."""
        now = datetime.combine(day, NOON, self.zone)
        return replace(self.desk, moment=Moment.at(now, zone=self.zone.key, machine=self.desk.moment.machine))

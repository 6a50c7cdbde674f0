"""Puts the demonstration record into an empty database, event by event in the order of their days.

Every row of the history is of its day and has the source "demonstration". Whoever opened the session commits it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from tracker.demonstration import measured, office, papers, people, promises, published, sittings, written
from tracker.demonstration.accounts import create_accounts
from tracker.demonstration.entries import Action, Record, Update
from tracker.demonstration.record import read_record
from tracker.demonstration.stage import Stage
from tracker.domain.stemming import WordReader
from tracker.domain.viewers import Actor, Role
from tracker.models.record import Fact
from tracker.services.desk import Desk
from tracker.store import history, meetings, posts
from tracker.store.facts import DEMO_DATE, LOADED_ON

BY_DEMONSTRATION = Actor("Demonstration data", frozenset({Role.SECRETARIAT}), "demonstration")
"""Who writes while the demonstration is loaded."""

Event = tuple[date, int, Callable[[], None]]
ARRIVES, SCHEDULED, BEGINS, RAISED, UPDATED, DECIDED, ENDS, LEAVES, BEGUN = range(9)
"""What comes first on one day."""


@dataclass(frozen=True)
class Loaded:
    """How much was put on record."""

    meetings: int
    actions: int
    posts: int
    accounts: int


def load_demonstration(
    desk: Desk,
    *,
    password_hash: str,
    demo_date: date,
    zone: str,
    reader: written.MarkdownReader,
    words: WordReader | None = None,
    record: Record | None = None,
) -> Loaded | None:
    """Loads the whole record. Returns None, and changes nothing, where meetings, posts or persons are there already.

    `desk` is one of the machine's time; `password_hash` is that of every account; `zone` is the office's.
    `reader` reads the texts of reports. `words` reads those that the public can search; without it nothing is made public.
    """
    # The end of the history is the one row that everybody locks: of two loads at once, the second waits and finds the first.
    history.lock_head(desk.session)
    if not is_empty(desk):
        return None
    told = record or read_record()
    stage = Stage(desk=desk, record=told, zone=ZoneInfo(zone))
    events = sorted(_events(stage), key=lambda event: event[:2])
    first_day = events[0][0]
    for load in (people.load_people, papers.load_reference, papers.load_documents, sittings.load_series):
        load(stage, first_day)
    for _, _, happens in events:
        happens()
    measured.load_measures(stage)
    written.load_texts(stage, reader)
    if words:
        published.publish_some(stage, words, demo_date)
    accounts = create_accounts(stage, demo_date, password_hash)
    machine_day = desk.moment.machine.astimezone(stage.zone).date()
    desk.session.add_all(
        [
            Fact(name=LOADED_ON, value=machine_day.isoformat()),
            Fact(name=DEMO_DATE, value=demo_date.isoformat()),
        ]
    )
    desk.session.flush()
    return Loaded(len(stage.meetings), len(stage.actions), len(stage.posts), accounts)


def is_empty(desk: Desk) -> bool:
    """True for a database that holds no meeting, no series, no post and no person."""
    session = desk.session
    return not (
        meetings.series_listed(session)
        or meetings.listed(session)
        or posts.listed(session)
        or posts.persons(session)
    )


def _events(stage: Stage) -> Iterator[Event]:
    told = stage.record
    for holder in told.holders:
        yield holder.starts_on, ARRIVES, _do(people.take_post, stage, holder, holder.starts_on)
        if holder.ends_known and holder.ends_on:
            yield holder.ends_on, LEAVES, _do(people.leave_post, stage, holder, holder.ends_on)
    for meeting in told.meetings:
        day = sittings.put_on_record_on(told.meetings, meeting)
        yield day, SCHEDULED, _do(sittings.schedule, stage, meeting, day)
        if meeting.status in sittings.ON_RECORD:
            yield meeting.starts_on, BEGINS, _do(sittings.begin, stage, meeting)
            yield meeting.starts_on, ENDS, _do(sittings.end, stage, meeting)
    for paper in told.documents:
        if paper.meeting:
            day = sittings.put_on_record_on(told.meetings, told.meeting(paper.meeting))
            yield day, BEGUN, _do(papers.file_under_meeting, stage, paper, day)
    for action in told.actions:
        yield from _story(stage, action)
    for request in told.commissions:
        yield request.on, BEGUN, _do(office.begin_request, stage, request)
    for clock in told.clocks:
        yield clock.starts_on, BEGUN, _do(office.start, stage, clock)


def _story(stage: Stage, action: Action) -> Iterator[Event]:
    told = list(stage.record.story(action))
    raised = stage.record.meeting(action.raised_at).starts_on if action.raised_at else told[0][0]
    yield raised, RAISED, _do(promises.put_on_record, stage, action, raised)
    for day, entry in told:
        on = max(day, raised)
        if isinstance(entry, Update):
            yield on, UPDATED, _do(promises.tell_update, stage, action, entry, on)
        else:
            yield on, DECIDED, _do(promises.decide, stage, action, entry, on)


def _do(happens: Callable[..., None], *with_these: object) -> Callable[[], None]:
    return lambda: happens(*with_these)

"""Fills an empty, migrated database with a record of any size: 50 posts, 12 meetings, actions with their whole story.

The same size gives the same record, apart from its days, which count from today. Rows are inserted in bulk through the
tables of the product; the history is chained under the key of the data folder, so that `flask audit verify` holds.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from bench.sample_story import Story, sentence
from tracker.domain.history import START, Entry, Head, canonical, digest_entry, digest_payload
from tracker.domain.mails import MailKind, MailState
from tracker.domain.meetings import MeetingStatus
from tracker.models.actions import Action
from tracker.models.mail import Mail, Pass
from tracker.models.meetings import AgendaItem, Meeting, MeetingSeries, Priority, PrioritySet
from tracker.models.people import Holder, Organisation, OrganisationKind, Person, Post
from tracker.models.record import HistoryHead, HistoryPayload, HistoryRow
from tracker.wiring import Wiring

POSTS, MEETINGS, ITEMS, PRIORITIES, MAIL_DAYS = 50, 12, 8, 5, 24
WEEKS_BETWEEN = 6
AT_ONCE = 2_000
"""Actions in one round of inserts: a hundred thousand of them with their stories do not fit a small memory."""

Rows = list[dict[str, Any]]


def fill(wiring: Wiring, count: int, today: date) -> None:
    """Puts a record of `count` actions into the empty database of `wiring`."""
    with wiring.write() as session:
        _frame(session, today)
        head = _actions(session, wiring.keys.history, count, today)
        session.execute(sa.update(MeetingSeries).values(next_number=count + 1))
        session.execute(sa.update(HistoryHead).values(count=head.count, digest=head.digest))
        _set_sequences(session)
        session.commit()
    wiring.head_file.keep(head)
    if not wiring.database.is_sqlite:  # there the server does it by itself after a while
        with wiring.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE)")


def meeting_days(today: date) -> list[date]:
    """The days of the meetings: ten are over, one is today, one is to come."""
    return [today + timedelta(weeks=WEEKS_BETWEEN * (n - MEETINGS + 2)) for n in range(MEETINGS)]


def _frame(session: Session, today: date) -> None:
    now = datetime.now(UTC)
    put(
        session,
        Organisation,
        [{"id": 1, "code": "force", "name": "The force", "kind": OrganisationKind.FORCE}],
    )
    put(
        session,
        Person,
        (
            {"id": n, "name": f"Holder {n:02d} of fifty", "email": f"holder-{n:02d}@force.example.org"}
            for n in range(1, POSTS + 1)
        ),
    )
    put(
        session,
        Post,
        (
            {
                "id": n,
                "code": f"post-{n:02d}",
                "title": f"Head of service {n:02d}",
                "organisation_id": 1,
                "chief_officer": n == 1,
                "escalates_to_id": 1 if n > 1 else None,
                "address": f"post-{n:02d}@force.example.org",
            }
            for n in range(1, POSTS + 1)
        ),
    )
    put(
        session,
        Holder,
        (
            {"id": n, "post_id": n, "person_id": n, "starts_on": today - timedelta(days=400)}
            for n in range(1, POSTS + 1)
        ),
    )
    years = {"starts_on": today - timedelta(days=900), "ends_on": today + timedelta(days=400)}
    put(session, PrioritySet, [{"id": 1, "code": "plan", "title": "Police and Crime Plan", **years}])
    put(
        session,
        Priority,
        (
            {"id": n, "priority_set_id": 1, "code": f"p{n}", "title": f"Priority {n}", "position": n}
            for n in range(1, PRIORITIES + 1)
        ),
    )
    put(session, MeetingSeries, [{"id": 1, "code": "PPM", "title": "Public Performance Meeting"}])
    put(session, Meeting, (_meeting(n, day, today) for n, day in enumerate(meeting_days(today), 1)))
    put(
        session,
        AgendaItem,
        (
            {
                "id": (meeting - 1) * ITEMS + n,
                "meeting_id": meeting,
                "position": n,
                "number": f"3.{n}",
                "title": "Matters arising" if n == 1 else f"Heading {n}",
                "priority_id": n % PRIORITIES + 1,
            }
            for meeting in range(1, MEETINGS + 1)
            for n in range(1, ITEMS + 1)
        ),
    )
    put(session, Mail, _mails(today, now))
    # The day's reminders are made already: otherwise the scheduler would write thousands while the pages are measured.
    put(
        session,
        Pass,
        ({"name": name, "day": today, "ran_at": now} for name in ("reminders 07:30", "tidying")),
    )


def _meeting(number: int, day: date, today: date) -> dict[str, Any]:
    status = MeetingStatus.HELD if day < today else MeetingStatus.SCHEDULED
    return {
        "id": number,
        "series_id": 1,
        "reference": f"PPM-{day.isoformat()}",
        "starts_on": day,
        "starts_at": datetime.combine(day, time(13, 30), UTC),
        "venue": "Committee room",
        "papers_due": day - timedelta(days=7),
        "status": MeetingStatus.IN_SESSION if day == today else status,
    }


def _mails(today: date, now: datetime) -> Iterator[dict[str, Any]]:
    """One for each post on each of the days on which reminders went out; see `Story` for which reminder went with which."""
    for day in range(MAIL_DAYS):
        for post in range(1, POSTS + 1):
            number = day * POSTS + post
            yield {
                "id": number,
                "kind": MailKind.REMINDER,
                "state": MailState.SENT,
                "post_id": post,
                "to_name": f"Holder {post:02d} of fifty",
                "to_address": f"holder-{post:02d}@force.example.org",
                "subject": "Actions that are due",
                "body_text": sentence(random.Random(number), 120),  # noqa: S311
                "for_day": today - timedelta(days=7 * (MAIL_DAYS - day)),
                "message_id": f"<sample-{number}@office.example.org>",
                "queued_at": now,
                "sent_at": now,
                "attempts": 1,
            }


def _actions(session: Session, key: bytes, count: int, today: date) -> Head:
    story, head = Story(today, meeting_days(today)), Head(0, START)
    numbers = iter(range(1, count + 1))
    while chunk := list(islice(numbers, AT_ONCE)):
        for number in chunk:
            story.tell(number, count)
        put(session, Action, story.take(Action))
        for table in story.tables():
            put(session, table, story.take(table))
        head = _chain(session, key, head, story.take_events())
    return head


def _chain(session: Session, key: bytes, head: Head, events: Iterable[tuple[str, str, str, Any]]) -> Head:
    rows, payloads = [], []
    for at, event, subject, after in events:
        salt, payload = f"{head.count:032x}", canonical({"before": {}, "after": after})
        digested = digest_payload(salt, payload)
        entry = Entry(head.count + 1, at, "The secretariat", "sample", event, subject, digested)
        head = Head(entry.number, digest_entry(key, head.digest, entry))
        rows.append({**entry.__dict__, "digest": head.digest})
        payloads.append({"number": entry.number, "salt": salt, "payload": payload})
    put(session, HistoryRow, rows)
    put(session, HistoryPayload, payloads)
    return head


def put(session: Session, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
    """Inserts `rows`, with the defaults of the model for what they leave out."""
    fields = table.model_fields.items()
    defaults = {name: field.get_default() for name, field in fields if not field.is_required()}
    whole = [{**defaults, **row} for row in rows]
    if whole:
        session.execute(sa.insert(table), whole)


def _set_sequences(session: Session) -> None:
    """Lets PostgreSQL go on counting after the numbers that were given here; SQLite does so by itself."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in SQLModel.metadata.sorted_tables:
        if "id" in table.c and table.c.id.autoincrement in ("auto", True):
            name = session.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, "id")))
            if name:
                highest = session.scalar(sa.select(sa.func.max(table.c.id)))
                session.scalar(sa.select(sa.func.setval(name, highest or 1)))

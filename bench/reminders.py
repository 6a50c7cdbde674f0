"""Deciding a day's reminders over many open actions: how long `plan` takes, and what it decides.

    .venv/bin/python -m bench.reminders [--actions 100000] [--postgresql] [--rounds 5] [--folder FOLDER]

Run by hand. Prepares a record as bench.pages does; then every action is open, and dated so that a day has what days have: most are
overdue, some are due, some come. It is decided first for a day on which nothing was told yet, and then, once that day's mails
are on record, for the days that follow. Each round begins with a new session, as a pass does.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session, col

from bench import prepare
from tracker.domain.actions import Kind, Status
from tracker.domain.due import DueKind
from tracker.domain.mails import MailState
from tracker.domain.workdays import working_day_after
from tracker.models.actions import Action
from tracker.models.mail import Mail, Reminder, UpdateLink
from tracker.services.chasing import plan
from tracker.services.planned import Planned
from tracker.wiring import Wiring

AIM = 3.0
"""Seconds in which a day is to be decided over 100,000 open actions."""
DUE_DAYS = 180
"""Over so many days the due dates are spread: three quarters of them past."""


def open_all(wiring: Wiring, today: date) -> int:
    """Makes every action open and dated, and forgets what was told. Returns how many there are."""
    first = today - timedelta(days=DUE_DAYS * 3 // 4)
    with wiring.write() as session:
        for table in (Reminder, UpdateLink, Mail):
            session.execute(sa.delete(table))
        dated = {"status": Status.OPEN, "kind": Kind.ACTION, "due_kind": DueKind.DATE, "due_meeting_id": None}
        session.execute(sa.update(Action).values(closure=None, closed_on=None, exit_rule="", **dated))
        count: int = session.execute(sa.select(sa.func.count()).select_from(Action)).scalar_one()
        for nth in range(DUE_DAYS):
            due = {"due_on": first + timedelta(days=nth), "due_since": first - timedelta(days=60)}
            some = col(Action.id).between(nth * count // DUE_DAYS + 1, (nth + 1) * count // DUE_DAYS)
            session.execute(sa.update(Action).where(some).values(**due))
        session.commit()
    return count


def tell(session: Session, day: date, mails: list[Planned]) -> None:
    """Puts on record what a pass would: the mails of the day, and what each of them told."""
    for number, mail in enumerate(mails):
        row = Mail(
            kind=mail.kind,
            state=MailState.SENT,
            post_id=mail.to.post.key,
            for_day=day,
            message_id=f"<bench-{day}-{number}@office.example.org>",
            queued_at=datetime.now(UTC),
        )
        session.add(row)
        session.flush()
        told = [
            {
                "action_id": key[0],
                "post_id": mail.to.post.key,
                "step": key[1],
                "due_on": key[2],
                "owed_on": on,
                "mail_id": row.id,
            }
            for key, on in {item.key: item.owed.on for item in mail.items}.items()
        ]
        session.execute(sa.insert(Reminder), told)
        links = {one["action_id"] for one in told}
        ends = datetime.now(UTC) + timedelta(days=30)
        rows = [
            {"action_id": one, "post_id": mail.to.post.key, "mail_id": row.id, "expires_at": ends}
            for one in links
        ]
        session.execute(sa.insert(UpdateLink), [{**row, "revoked_by": ""} for row in rows])


@dataclass(frozen=True)
class Taken:
    """Seconds of each round by the clock, and of the processor: on a busy machine the first say less."""

    clock: list[float]
    processor: list[float]


def measured(rounds: int, decide: Callable[[], list[Planned]]) -> tuple[Taken, list[Planned]]:
    """What each round took, and what the last one decided."""
    taken = Taken([], [])
    for _ in range(rounds):
        started, worked = time.perf_counter(), time.process_time()
        mails = decide()
        taken.clock.append(time.perf_counter() - started)
        taken.processor.append(time.process_time() - worked)
    return taken, mails


def main(options: argparse.Namespace) -> None:
    """Prepares, decides and prints."""
    with ExitStack() as stack:
        folder, url = stack.enter_context(prepare.data_folder(options))
        wiring = wired(folder, url)
        stack.callback(wiring.database.close)
        today = working_day_after(wiring.clock.moment().today, 0, wiring.calendar.is_working_day)
        count = open_all(wiring, today)
        base = "PostgreSQL" if options.postgresql else "SQLite"
        print(f"{count:,} open actions on {base}; the aim is {AIM:.0f} s\n")
        print(
            "| | mails | actions told | best | median | worst | processor, median |\n|---|---|---|---|---|---|---|"
        )
        day = today
        for what in ("a day on which nothing was told yet", "the working day after", "and the next"):
            report(what, *measured(options.rounds, lambda on=day: decide(wiring, on)))  # type: ignore[misc]
            with wiring.write() as session:
                tell(session, day, plan(session, day, wiring.calendar.is_working_day))
                session.commit()
            day = working_day_after(day, 1, wiring.calendar.is_working_day)


def decide(wiring: Wiring, day: date) -> list[Planned]:
    with wiring.read() as session:
        return plan(session, day, wiring.calendar.is_working_day)


def report(what: str, taken: Taken, mails: list[Planned]) -> None:
    """Prints a row of the table."""
    told = sum(len(mail.items) for mail in mails)
    clock = " | ".join(f"{of(taken.clock):.2f} s" for of in (min, statistics.median, max))
    print(f"| {what} | {len(mails)} | {told:,} | {clock} | {statistics.median(taken.processor):.2f} s |")


def wired(folder: Path, url: str) -> Wiring:
    """The product's parts on the prepared record."""
    os.environ.update(prepare.environment(folder, 8000, url))
    from tracker.config import load_settings

    return Wiring(load_settings())


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.reminders", description=(__doc__ or "").partition("\n")[0])
    prepare.add_arguments(parser, actions=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    main(asked())

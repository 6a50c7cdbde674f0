"""Offices of their own with real databases, and twenty people who write to one of them at once."""

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from tests.support.builders import SECRETARIAT, TODAY, Record, due
from tracker.config import Settings
from tracker.domain.backups import TABLES
from tracker.jobs.backing_up import make_backup
from tracker.models.actions import Action
from tracker.models.evidence import StoredFile
from tracker.models.meetings import Meeting
from tracker.services.actions import Wanted, raise_action
from tracker.store import schema
from tracker.wiring import Wiring


def office(folder: Path, url: str = "", **settings: object) -> Wiring:
    """A wiring over a data folder and a database of its own; with tables where `url` names none."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not url:
        settings["database_url"] = f"sqlite:///{folder / 'tracker.db'}"
    else:
        settings["database_url"] = url
    return Wiring(Settings(data_dir=folder, **settings))


def with_a_record(wiring: Wiring, content: bytes = b"%PDF-1.7 a pack") -> None:
    """Migrates the database and writes a little of everything: people, meetings, actions, a file."""
    schema.upgrade(wiring.database)
    with wiring.writing(SECRETARIAT, on=TODAY) as desk:
        record = Record(desk)
        head = record.post()
        record.action("Bring the abandonment figures", due="2023-10-04", post=head)
        record.action("Nothing “odd” here, naïve café 🚓", due="standing: until it is met")
        sha256 = wiring.files.keep(content)
        now = desk.moment.now
        desk.session.add(
            StoredFile(
                sha256=sha256, name="pack.pdf", media_type="application/pdf", size=len(content), added_at=now
            )
        )


def rows_of(wiring: Wiring, path: Path) -> dict[str, bytes]:
    """The tables of the backup at `path`, as they stand in it."""
    with wiring.backup_archives.reading(path) as backup:
        return {name: b"".join(backup.pieces(name)) for name in backup.names() if name.startswith(TABLES)}


def references(wiring: Wiring) -> set[str]:
    """Every action on record."""
    with wiring.read() as session:
        return {reference for (reference,) in session.execute(sa.select(Action.reference))}  # type: ignore[call-overload]


@dataclass
class Scribes:
    """People who log actions, each as quickly as the server answers. `answered` is what they were told is on record."""

    wiring: Wiring
    count: int = 20
    answered: list[str] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)

    def during(self, before: int, work: Callable[[], object], after: int) -> set[str]:
        """Lets them write `before` actions, does `work` while they go on, and lets them write `after` more.

        Returns what was answered before `work` began.
        """
        stop = threading.Event()
        threads = [threading.Thread(target=self._write, args=(stop,)) for _ in range(self.count)]
        for thread in threads:
            thread.start()
        try:
            self._wait(before)
            known = set(self.answered)
            work()
            self._wait(len(self.answered) + after)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        if self.failed:
            raise self.failed[0]
        return known

    def _wait(self, count: int) -> None:
        pause = threading.Event()
        while len(self.answered) < count and not self.failed:
            pause.wait(0.005)

    def _write(self, stop: threading.Event) -> None:
        try:
            while not stop.is_set():
                self.answered.append(self._log())
        except Exception as error:
            self.failed.append(error)

    def _log(self) -> str:
        words = f"Bring the figures, {uuid.uuid4()}"
        with self.wiring.writing(SECRETARIAT, on=TODAY) as desk:
            meeting = desk.session.execute(sa.select(Meeting).limit(1)).scalar_one()
            sha256 = self.wiring.files.keep(words.encode())
            desk.session.add(
                StoredFile(
                    sha256=sha256, name="a.txt", media_type="text/plain", size=1, added_at=desk.moment.now
                )
            )
            wanted = Wanted(title=words, due=due("2023-10-04"))
            action, _ = raise_action(desk, meeting=meeting, wanted=wanted, client_id=str(uuid.uuid4()))
            return action.reference


def backed_up(wiring: Wiring, path: Path) -> Path:
    make_backup(wiring, path)
    return path

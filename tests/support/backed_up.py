"""Offices of their own with real databases, and twenty people who write to one of them at once."""

import hashlib
import json
import shutil
import tempfile
import threading
import uuid
import zipfile
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
from tracker.store import portable, schema
from tracker.store.session import Database
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


def of_version_12(saved: Path) -> Path:
    """The same backup as version 0012 of the tables would have made it."""
    with zipfile.ZipFile(saved) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(parts["manifest.json"])
    folder = tempfile.mkdtemp()
    database = Database(f"sqlite:///{folder}/old.db")
    with database.engine.connect().execution_options(tracker_writes=True) as connection, connection.begin():
        schema.migrate(connection, "0012")
        tables = portable.tables(connection).tables
        known = {name: [column.name for column in table.columns] for name, table in tables.items()}
    database.close()
    shutil.rmtree(folder)
    for name in list(manifest["tables"]):
        part = f"tables/{name}.jsonl"
        if name not in known:
            del manifest["tables"][name], manifest["members"][part], parts[part]
            continue
        head, *rows = [json.loads(line) for line in parts[part].splitlines()]
        places = [place for place, column in enumerate(head["columns"]) if column in known[name]]
        lines = [{"columns": [head["columns"][place] for place in places]}]
        lines += [[row[place] for place in places] for row in rows]
        parts[part] = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        digest = hashlib.sha256(parts[part]).hexdigest()
        manifest["members"][part] = {"size": len(parts[part]), "sha256": digest}
    manifest["migration"] = "0012"
    parts["manifest.json"] = json.dumps(manifest).encode()
    copy = saved.with_name("older.zip")
    with zipfile.ZipFile(copy, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return copy


def forged(saved: Path, part: str, change: Callable[[bytes], bytes], *, honest: bool = True) -> Path:
    """A copy with one part changed; where it is `honest`, the manifest has the digest of what is there now."""
    copy = saved.with_name(f"forged-{saved.name}")
    with zipfile.ZipFile(saved) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part])
    if honest and part != "manifest.json":
        manifest = json.loads(parts["manifest.json"])
        digest = hashlib.sha256(parts[part]).hexdigest()
        manifest["members"][part] = {"size": len(parts[part]), "sha256": digest}
        parts["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(copy, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return copy


def interrupted(wiring: Wiring, target: Path) -> None:
    """A backup that breaks off in the midst of it, with a ZeroDivisionError."""
    with wiring.backup_archives.writing(target) as into:
        into.add("secret-key", [b"half"], pack=False)
        into.add("never", (bytes(1 // 0) for _ in "once"), pack=False)

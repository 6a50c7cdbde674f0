"""The steps of `flask backup restore`: check, put beside, verify, exchange, fill the index."""

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Connection

from tracker.cli.search import fill, sentence
from tracker.domain.backups import DAMAGED, FILES, HEAD, SECRET, SETTINGS, Manifest
from tracker.domain.errors import NotAllowed, RecordBroken, WrongSetting
from tracker.domain.history import Head
from tracker.ports import BackupReader
from tracker.services.packing import check
from tracker.services.restoring import Restored, restore_rows
from tracker.store import portable
from tracker.store.refilling import refuse_company
from tracker.store.session import Database
from tracker.wiring import Wiring, key_from

BESIDE = ("letters",)
"""Folders that belong to the record that was there, and go with it."""


class Restoring:
    """One restore of the backup in `file` into the data folder and database of `wiring`."""

    manifest: Manifest

    def __init__(self, wiring: Wiring, file: Path, replace: bool) -> None:
        self._wiring = wiring
        self._file = file.absolute()
        self._replace = replace
        self._folder = wiring.settings.data_dir
        database = wiring.database
        self._database_file = (
            Path(database.url.database) if database.is_sqlite and database.url.database else None
        )

    def restore(self) -> dict[str, Any]:
        """All of it or nothing. Answers what was restored, for `--json`."""
        folder = self._wiring.data_folder
        with self._wiring.backup_archives.reading(self._file) as backup:
            self.manifest = check(backup)
            secret = self._secret(backup)
            self._check_target()
            folder.recover(self._homes())
            stage = folder.stage()
            try:
                found = self._put(backup, secret, stage)
            finally:
                folder.discard(stage)
        self._wiring.database.close()
        made = fill(self._wiring)
        return {
            "rows": self.manifest.rows,
            "history": found.history.count,
            "digest": found.history.digest,
            "files": found.files,
            "missing": len(self.manifest.missing),
            "made_at": self.manifest.made_at,
            "search": sentence(made),
        }

    def _put(self, backup: BackupReader, secret: str, stage: Path) -> Restored:
        new: dict[Path, Path | None] = dict.fromkeys(self._homes())
        for name in self.manifest.members:
            if name.startswith(FILES):
                digest = name.removeprefix(FILES)
                backup.put(name, stage / "files" / digest[:2] / digest)
        (stage / "files").mkdir(mode=0o700, exist_ok=True)
        new[self._folder / "files"] = stage / "files"
        for name in (SECRET, HEAD, *SETTINGS):
            if name in self.manifest.members:
                backup.put(name, stage / name)
                new[self._folder / name] = stage / name
        if self._wiring.settings.given_secret_key:
            new[self._folder / SECRET] = None
        with ExitStack() as exchange:
            found = self._fill(backup, secret, stage, new, exchange)
            if self._database_file:
                exchange.enter_context(self._wiring.data_folder.exchanged(new))
        return found

    def _fill(
        self,
        backup: BackupReader,
        secret: str,
        stage: Path,
        new: dict[Path, Path | None],
        exchange: ExitStack,
    ) -> Restored:
        head = _head(backup)
        database, settle = self._wiring.database, lambda: None
        if self._database_file:
            # Beside the database and not in the data folder: they may be on two disks.
            fresh = self._database_file.with_name(f".{self._database_file.name}{stage.name}")
            new[self._database_file] = fresh
            database = Database(f"sqlite:///{fresh}")
            exchange.callback(lambda: [path.unlink(missing_ok=True) for path in _with_log(fresh)])
        else:

            def settle() -> None:
                exchange.enter_context(self._wiring.data_folder.exchanged(new))

        with click.progressbar(
            length=max(1, self.manifest.rows),
            label="Putting back",
            file=sys.stderr,
            hidden=not sys.stderr.isatty(),
        ) as bar:
            return restore_rows(
                database,
                backup,
                self.manifest,
                key=key_from(secret, "history"),
                head=head,
                settle=settle,
                told=lambda _table, rows: bar.update(rows),
            )

    def _homes(self) -> list[Path]:
        names = ("files", SECRET, HEAD, *SETTINGS, *BESIDE)
        database = _with_log(self._database_file) if self._database_file else []
        return [*(self._folder / name for name in names), *database]

    def _secret(self, backup: BackupReader) -> str:
        """The secret key of the backup. A setting that names another would make its history and links worthless."""
        try:
            secret = backup.whole(SECRET).decode().strip()
        except UnicodeDecodeError as error:
            raise RecordBroken(DAMAGED.format(f"{SECRET} cannot be read")) from error
        given = self._wiring.settings.given_secret_key
        if given and given.get_secret_value() != secret:
            raise WrongSetting(
                "TRACKER_SECRET_KEY is not the key that this backup was made with. Nothing was changed. "
                "Leave it empty, or set it to that key."
            )
        return secret

    def _check_target(self) -> None:
        """Raises unless nobody uses the database, and it is empty or may be replaced."""
        if not self._database_file or self._database_file.exists():
            refuse_company(self._wiring.database)
            with self._wiring.database.engine.connect() as connection:
                self._check_tables(connection)
            self._wiring.database.close()
        files = self._folder / "files"
        if not self._replace and files.is_dir() and any(files.iterdir()):
            raise _not_empty("The data folder holds files")

    def _check_tables(self, connection: Connection) -> None:
        if not portable.is_ours(connection):
            raise NotAllowed(
                "The database holds tables of another program. Nothing was changed. Name another database in TRACKER_DATABASE_URL."
            )
        if not self._replace and portable.holds_a_record(connection):
            raise _not_empty("The database holds a record")


def _head(backup: BackupReader) -> Head:
    """The end of the history as it was kept outside the database."""
    try:
        kept = json.loads(backup.whole(HEAD))
        return Head(int(kept["count"]), str(kept["digest"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RecordBroken(DAMAGED.format(f"{HEAD} cannot be read")) from error


def _with_log(database: Path) -> list[Path]:
    return [database, *(database.with_name(f"{database.name}-{end}") for end in ("wal", "shm"))]


def _not_empty(what: str) -> NotAllowed:
    return NotAllowed(
        f"{what} already. Nothing was changed. Restore into an empty one, or give --replace: what is there is then gone."
    )

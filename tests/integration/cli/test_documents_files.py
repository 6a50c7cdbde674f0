"""`flask documents add` and `verify`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.cli.conftest import Run
from tests.support.builders import Record
from tests.support.files_to_read import pdf
from tracker.wiring import Wiring

Answer = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "pack.pdf").write_bytes(pdf("First page", "Second page"))
    (made / "notes.txt").write_text(
        "3.1 Contact\n\nThe force will bring the figures back to the next meeting, with reasons.\n"
    )
    (made / "broken.pdf").write_bytes(pdf()[:-100])
    return made


def test_a_file_is_kept_and_read_with_what_is_printed_on_it(
    answer: Answer, folder: Path, on_record: Record
) -> None:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    said = (
        "--code",
        "pack-2023-10",
        "--meeting",
        "PPM-2023-10-04",
        "--date",
        "2023-09-27",
        "--owner",
        "Head of Contact",
    )
    (row,) = answer("documents", "add", str(folder / "pack.pdf"), *said)
    assert (row["code"], row["version"], row["state"], row["pages"], row["parts"]) == (
        "pack-2023-10",
        1,
        "read",
        2,
        None,
    )
    (again,) = answer("documents", "add", str(folder / "pack.pdf"))
    assert (again["code"], again["known"]) == ("pack-2023-10", True)
    (second,) = answer(
        "documents", "add", str(folder / "notes.txt"), "--version-of", "pack-2023-10", "--printed", "1.1"
    )
    assert (second["code"], second["version"], second["parts"]) == ("pack-2023-10", 2, 1)


def test_of_several_files_those_that_can_be_read_are_kept_and_the_rest_named(run: Run, folder: Path) -> None:
    other = folder / "slides.pptx"
    other.write_bytes(b"PK\x03\x04")
    result = run(
        "documents", "add", *(str(folder / name) for name in ("broken.pdf", "slides.pptx", "notes.txt"))
    )
    assert result.exit_code == 1
    assert "broken, version 1: refused. This file is damaged" in result.stdout
    assert "slides.pptx: not added. A document is" in result.stderr
    assert "notes, version 1: read, 1 part." in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--meeting", "PPM-1999-01-01"), "not added"),
        (("--version-of", "nothing"), "no such document"),
        (("--code", "Not A Code!"), "short code"),
    ],
)
def test_a_wrong_option_is_said_and_nothing_is_kept(
    run: Run, folder: Path, words: tuple[str, str], said: str
) -> None:
    result = run("documents", "add", str(folder / "notes.txt"), *words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert json.loads(run("documents", "verify", "--json").stdout) == {"checked": 0, "problems": []}


def test_a_title_is_for_one_file(run: Run, folder: Path) -> None:
    result = run("documents", "add", str(folder / "notes.txt"), str(folder / "pack.pdf"), "--title", "Both")
    assert result.exit_code == 2


def test_every_stored_file_is_checked_and_what_is_missing_or_changed_is_named(
    answer: Answer, run: Run, folder: Path, wires: Wiring
) -> None:
    answer("documents", "add", str(folder / "pack.pdf"))
    answer("documents", "add", str(folder / "notes.txt"))
    assert answer("documents", "verify") == {"checked": 4, "problems": []}
    kept = {
        path.read_bytes()[:4]: path
        for path in (wires.settings.data_dir / "files").rglob("*")
        if path.is_file()
    }
    kept[b"%PDF"].unlink()
    kept[b"3.1 "].write_bytes(b"something else")
    result = run("documents", "verify", "--json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    assert {(one["name"], one["what"]) for one in problems} == {
        ("pack.pdf", "missing"),
        ("notes.txt", "changed"),
    }
    assert "4 files checked, 2 missing or changed" in run("documents", "verify").stdout

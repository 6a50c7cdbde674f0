"""`flask actions export` and `flask evidence export`."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result

from tests.support.builders import Record
from tracker.services.exports import SUBJECT
from tracker.store.history import of_subject
from tracker.wiring import Wiring

Run = Callable[..., Result]


@pytest.fixture
def one(on_record: Record) -> Record:
    """An action that is OFFICIAL-SENSITIVE."""
    on_record.action("Bring the figures").marking = "OFFICIAL-SENSITIVE"
    on_record.desk.session.commit()
    return on_record


def test_the_form_is_what_the_name_ends_in(run: Run, one: Record, tmp_path: Path) -> None:
    target = tmp_path / "record.xlsx"
    result = run("actions", "export", "-o", str(target))
    assert result.exit_code == 0
    assert result.stdout.startswith("1 action, and all that hangs on it, ")
    assert openpyxl.load_workbook(target)["Actions"]["B2"].value == "Bring the figures"
    assert "1 action is marked OFFICIAL-SENSITIVE" in result.stderr
    assert target.stat().st_mode & 0o077 == 0


def test_a_form_can_be_named_and_the_answer_be_json(
    answer: Callable[..., Any], one: Record, tmp_path: Path
) -> None:
    target = tmp_path / "record"
    said = answer("actions", "export", "--format", "json", "-o", str(target))
    assert said == {
        "file": str(target),
        "format": "json",
        "actions": 1,
        "official_sensitive": 1,
        "bytes": target.stat().st_size,
    }
    assert json.loads(target.read_text())["actions"][0]["title"] == "Bring the figures"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("record", "does not say in which form"),
        ("record.pdf", "does not say in which form"),
        ("no/record.csv", "no folder"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_noted(
    run: Run, wires: Wiring, one: Record, tmp_path: Path, name: str, sentence: str
) -> None:
    result = run("actions", "export", "-o", str(tmp_path / name))
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert list(tmp_path.iterdir()) == []
    with wires.read() as session:
        assert of_subject(session, SUBJECT) == []


def test_an_export_that_fails_leaves_the_file_that_was_there(
    run: Run, wires: Wiring, one: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "record.csv"
    target.write_text("the one before")

    def break_off(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.adapters.export_csv.CsvExport.write", break_off)
    result = run("actions", "export", "-o", str(target))
    assert "could not be written: No space left on device" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["record.csv"]
    assert target.read_text() == "the one before"


def test_the_archive_is_written_and_noted(run: Run, wires: Wiring, one: Record, tmp_path: Path) -> None:
    target = tmp_path / "evidence.zip"
    assert run("evidence", "export", "-o", str(target)).exit_code == 0
    assert zipfile.ZipFile(target).namelist() == ["list.csv", "SHA256SUMS"]
    with wires.read() as session:
        ((row, payload),) = of_subject(session, SUBJECT)
    assert (row.actor, payload) == ("Command line", '{"after":{"form":"zip"},"before":{}}')

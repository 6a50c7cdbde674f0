"""`flask actions import`: an existing log from a script, all of it or nothing."""

import json
from pathlib import Path

import pytest
from flask import Flask

from tests.support.builders import Record

LOG = (
    "Ref,Action,Owner,Due date,Status\r\n"
    "Action 006,Bring the figures back,Ann Able,07/11/23,Open\r\n"
    "23/04-1,Share the questions,CFO/ACC (Ops),by Easter,Complete\r\n"
)


@pytest.fixture
def log(tmp_path: Path, on_record: Record) -> Path:
    on_record.series()
    on_record.post()
    on_record.desk.session.commit()
    file = tmp_path / "log.csv"
    file.write_text(LOG, "utf-8")
    return file


def run(app: Flask, *args: str) -> tuple[int, str, str]:
    result = app.test_cli_runner().invoke(args=["actions", *args])
    return result.exit_code, result.stdout, result.stderr


def test_it_says_of_each_row_what_a_dry_run_says_and_what_became_of_it(app: Flask, log: Path) -> None:
    _, read, _ = run(app, "import", str(log), "--series", "PPM", "--dry-run", "--json")
    status, written, _ = run(app, "import", str(log), "--series", "PPM", "--json")
    assert status == 0
    rows = json.loads(written)
    assert [(row["action"], row["fate"]) for row in rows] == [("PPM-006", "new"), ("PPM-007", "new")]
    for dry, wet in zip(json.loads(read), rows, strict=True):
        assert {name: wet[name] for name in dry} == dry


def test_the_same_log_again_changes_nothing(app: Flask, log: Path) -> None:
    run(app, "import", str(log), "--series", "PPM")
    _, listed, _ = run(app, "list", "--json")
    status, again, _ = run(app, "import", str(log), "--series", "PPM", "--json")
    assert status == 0
    assert [row["fate"] for row in json.loads(again)] == ["same", "same"]
    assert run(app, "list", "--json")[1] == listed


@pytest.mark.parametrize(
    ("content", "series", "sentence"),
    [("hello\r\n", "PPM", "No table of actions"), (LOG, "XYZ", "There is no series XYZ")],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_changed(
    app: Flask, log: Path, content: str, series: str, sentence: str
) -> None:
    log.write_text(content, "utf-8")
    status, said, error = run(app, "import", str(log), "--series", series, "--json")
    assert (status, said) == (1, "")
    assert sentence in error
    assert json.loads(run(app, "list", "--json")[1]) == []


def test_a_file_that_holds_nothing_is_answered_with_one_sentence_and_no_other_news(
    app: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    status, _, errors = run(app, "import", str(empty), "--series", "PPM", "--dry-run")
    assert (status, errors) == (1, "Error: This file holds nothing. Check that it is the right one.\n")
    assert [one.getMessage() for one in caplog.records if one.name.startswith("tracker")] == []

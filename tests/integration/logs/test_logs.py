"""Logs as offices keep them, each with what must come of every row (`*.toml` beside this file)."""

import io
import json
from typing import Any

import pytest

from tests.support.logs import Case, cases
from tracker.adapters.log_files import LogFiles
from tracker.domain.canonical import made, plain
from tracker.domain.log_reading import rows, understand
from tracker.domain.log_understood import Understood

CASES = cases()


def _read(case: Case) -> tuple[Understood, list[dict[str, Any]]]:
    with LogFiles().open(io.BytesIO(case.content), case.file_name) as book:
        understood = understand(book)
        again = made(Understood, json.loads(json.dumps(plain(understood))))
        assert again == understood
        return understood, [plain(row) for row in rows(book, again)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_row_of_a_log_is_read_as_it_must_be(case: Case) -> None:
    understood, found = _read(case)
    assert [(row["row"], row["reference"]) for row in found] == [
        (action["row"], action.get("reference", "")) for action in case.actions
    ]
    for row, action in zip(found, case.actions, strict=True):
        told = {name: _told(row, name, value) for name, value in action.items()}
        assert told == action, row
        assert action.get("problem") or row["problems"] == [], row
    for note in case.notes:
        assert note in understood.notes


def _told(row: dict[str, Any], name: str, expected: Any) -> Any:
    """The field of a row in the shape in which a case writes it."""
    if name == "problem":
        return expected if any(expected in problem for problem in row["problems"]) else row["problems"]
    if name == "updates":
        return [[one["given_on"] or one["given_words"], one["body"]] for one in row["updates"]]
    value = row[name]
    return "" if value is None else value


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 25


def test_what_stands_below_a_table_is_listed_and_never_lost() -> None:
    case = next(case for case in CASES if case.name.startswith("30_"))
    understood, _ = _read(case)
    assert [line.words for line in understood.left] == [
        "B = Complete, R = Off track, A = At risk, G = On track",
        "Printed by the Office on 1 March",
    ]

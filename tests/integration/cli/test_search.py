"""`flask search rebuild`, and what `flask database upgrade` does for a record that was there before."""

from collections.abc import Callable
from typing import Any

from click.testing import Result
from sqlalchemy import text

from tests.support.builders import Record
from tracker.wiring import Wiring

Run = Callable[..., Result]
Answer = Callable[..., Any]


def test_a_database_from_before_is_read_in_when_it_is_upgraded(
    on_record: Record, wires: Wiring, run: Run, answer: Answer
) -> None:
    on_record.action("Bring the abandonment rate")
    on_record.desk.session.commit()
    assert run("database", "upgrade").stdout.endswith("1 text can be found.\n")
    assert "can be found" not in run("database", "upgrade").stdout, "it is there already"
    assert answer("search", "rebuild", "--check") == {"made": True, "differences": []}


def test_what_differs_is_named_and_changes_nothing_until_it_is_asked_to(
    on_record: Record, wires: Wiring, run: Run, answer: Answer
) -> None:
    on_record.action("Bring the abandonment rate")
    on_record.desk.session.commit()
    run("search", "rebuild")
    assert run("search", "rebuild", "--check").stdout == "The index is what the record says.\n"
    on_record.desk.session.execute(text("UPDATE actions SET title = 'Bring the answering times'"))
    on_record.desk.session.commit()
    for _ in range(2):
        found = run("search", "rebuild", "--check")
        assert found.exit_code == 1
        assert found.stderr == (
            "action 1: out of date\nError: 1 text of the index differs. Run “flask search rebuild”.\n"
        )
    assert answer("search", "rebuild") == {"action": 1}
    assert run("search", "rebuild", "--check").exit_code == 0

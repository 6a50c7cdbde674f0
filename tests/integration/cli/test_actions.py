"""`flask actions`: logging from the command line, and the list that scripts read."""

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

from tests.support.builders import Record

Run = Callable[..., Result]
Answer = Callable[..., Any]
KEYS = {
    "reference",
    "title",
    "status",
    "post",
    "due_kind",
    "due_on",
    "original_due_on",
    "overdue",
    "times_moved",
    "times_carried",
    "raised_at",
}


@pytest.fixture(autouse=True)
def october(on_record: Record) -> None:
    head = on_record.post("head-of-contact")
    on_record.post("head-of-estates", holder=None)
    on_record.meeting("2023-10-04")
    on_record.action("Old promise", due="2023-08-31", post=head, on="2023-05-17")
    on_record.action("Undated promise")
    on_record.desk.session.commit()


def test_logging_prints_the_reference_and_keeps_what_the_line_says(run: Run, answer: Answer) -> None:
    line = "Bring the waiting times back @head of contact due 18 October 2023"
    result = run("actions", "log", "--meeting", "ppm 2023-10-04", line)
    assert (result.exit_code, result.stdout) == (0, "PPM-003\n")
    [row] = answer("actions", "list", "--meeting", "PPM-2023-10-04")
    assert set(row) >= KEYS
    assert (row["reference"], row["title"]) == ("PPM-003", "Bring the waiting times back")
    assert (row["post"], row["due_kind"], row["due_on"]) == ("Head of contact", "date", "2023-10-18")
    assert (row["original_due_on"], row["raised_at"]) == ("2023-10-18", "PPM-2023-10-04")


def test_next_meeting_said_at_a_meeting_waits_for_the_one_after_it(run: Run, answer: Answer) -> None:
    assert (
        run("actions", "log", "--meeting", "PPM-2023-10-04", "Bring it back due next meeting").exit_code == 0
    )
    [row] = answer("actions", "list", "--meeting", "PPM-2023-10-04")
    assert (row["due_kind"], row["due_on"]) == ("next_meeting", None)


@pytest.mark.parametrize(
    ("meeting", "line", "sentence"),
    [
        ("PPM-2023-10-04", "", "Type what was asked"),
        ("PPM-2023-10-04", "Do it @nobody", "No post fits “@nobody”"),
        ("PPM-2023-10-04", "Do it due 31 June", "31 June"),
        ("PPM-2023-12-06", "Do it", "There is no such meeting"),
        ("October", "Do it", "is not a meeting"),
    ],
)
def test_a_refusal_is_one_line_on_standard_error_and_changes_nothing(
    run: Run, answer: Answer, meeting: str, line: str, sentence: str
) -> None:
    before = answer("actions", "list")
    result = run("actions", "log", "--meeting", meeting, line)
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert answer("actions", "list") == before


def test_today_is_the_day_that_on_names(run: Run, answer: Answer) -> None:
    late = run(
        "actions", "log", "--meeting", "PPM-2023-10-04", "Do it due 25 September 2023", "--on", "2023-09-26"
    )
    assert "in the past" in late.stderr
    assert [row["overdue"] for row in answer("actions", "list", "--on", "2023-08-31")] == [False, False]
    assert [row["reference"] for row in answer("actions", "list", "--overdue")] == ["PPM-001"]


def test_a_list_is_narrowed_by_post_and_status(run: Run, answer: Answer) -> None:
    assert [row["reference"] for row in answer("actions", "list", "--post", "contact")] == ["PPM-001"]
    assert [row["reference"] for row in answer("actions", "list", "--post", "none")] == ["PPM-002"]
    assert answer("actions", "list", "--status", "closed") == []
    several = run("actions", "list", "--post", "head")
    assert several.exit_code == 1
    assert "head-of-contact, head-of-estates" in several.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("actions", "log", "no meeting"),
        ("actions", "list", "--status", "lost"),
        ("actions", "list", "--on", "soon"),
    ],
)
def test_wrong_usage_exits_with_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2

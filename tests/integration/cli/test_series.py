"""`flask series`: how an office begins its record."""

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from sqlmodel import Session, select

from tracker.models.meetings import NumberGap
from tracker.models.record import HistoryRow
from tracker.wiring import Wiring

Run = Callable[..., Result]
Answer = Callable[..., Any]


@pytest.fixture
def session(app: Any) -> Any:
    wiring: Wiring = app.extensions["tracker"]
    with wiring.read() as reading:
        yield reading


def test_a_series_is_put_on_record_with_its_history(run: Run, answer: Answer, session: Session) -> None:
    made = run("series", "create", "spm", "Strategic Policing  Meeting")
    assert made.stdout == "The series SPM is on record. Its first action will be SPM-001.\n"
    assert {
        "code": "SPM",
        "title": "Strategic Policing Meeting",
        "next_number": 1,
        "papers_working_days": 5,
        "kind": "performance",
    } in answer("series", "list")
    assert "SPM" in session.exec(select(HistoryRow.subject).where(HistoryRow.event == "series.created")).all()


def test_an_office_that_has_numbered_before_goes_on_where_it_was(run: Run, session: Session) -> None:
    made = run("series", "create", "SPM", "Strategic Policing Meeting", "--first-number", "43")
    assert "SPM-043" in made.stdout
    gaps = session.exec(select(NumberGap).order_by(NumberGap.number)).all()  # type: ignore[arg-type]
    assert [gap.number for gap in gaps] == list(range(1, 43))
    assert {gap.explanation for gap in gaps} == {"Given before this record begins."}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("P", "A title"), "cannot be a short code"),
        (("PPM", "  "), "title of up to 200 characters"),
        (("PPM", "A title", "--first-number", "0"), "from 1 to 10,000"),
        (("PPM", "A title", "--papers-working-days", "61"), "from 0 to 60 working days"),
    ],
)
def test_what_cannot_be_a_series_is_refused_in_a_sentence(
    run: Run, answer: Answer, words: tuple[str, ...], sentence: str
) -> None:
    refused = run("series", "create", *words)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert sentence in refused.stderr
    assert answer("series", "list") == []


def test_a_short_code_is_given_once(run: Run, answer: Answer) -> None:
    run("series", "create", "SPM", "Strategic Policing Meeting")
    assert "There is a series SPM already" in run("series", "create", "spm", "Another").stderr
    assert [one["title"] for one in answer("series", "list")] == ["Strategic Policing Meeting"]


def test_a_series_of_the_panel_has_its_papers_five_clear_days_before(run: Run, answer: Answer) -> None:
    assert run("series", "create", "PFCP", "The Panel", "--kind", "panel").exit_code == 0
    (row,) = answer("series", "list")
    assert (row["kind"], row["papers_working_days"]) == ("panel", 6)

"""Two versions of a report are compared by what their papers say: whatever its kind, and nothing that its readers do not get."""

import pytest

from tests.support.report_sample import report
from tracker.domain.paper import Bullets, Cell, Column, Fact, Facts, Numbered, Paper, Part, Prose, Table
from tracker.domain.report_changes import changes
from tracker.domain.report_compared import TEXT, by_paper
from tracker.domain.report_kinds import ACTION_STATUS, KINDS
from tracker.domain.reports import Report


def paper(*parts: Part) -> Paper:
    return Paper(name="Paper", report=report(), title="Title", subtitle="", parts=parts)


def compared(*parts: Part) -> dict[str, dict[str, str]]:
    return dict(by_paper(lambda _: paper(*parts))(None))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [kind.name for kind in KINDS.values() if not kind.working])
def test_every_kind_that_is_issued_can_be_compared(name: str) -> None:
    assert KINDS[name].compared is not None


def test_a_report_is_not_otherwise_than_itself() -> None:
    compare = KINDS[ACTION_STATUS].compared
    assert compare
    said = compare(report())
    assert said
    assert changes(said, said) == ()


def test_the_numbers_of_paragraphs_may_move_without_a_change() -> None:
    first = compared(Part("Local policing", (Numbered("4.1", (Prose(("Calls fell.",)),)),)))
    moved = compared(Part("Local policing", (Numbered("4.2", (Prose(("Calls fell.",)),)),)))
    assert first == moved == {"Local policing": {TEXT: "Calls fell."}}


def test_facts_rows_and_parts_within_parts_each_have_a_place() -> None:
    table = Table(
        "t",
        "c",
        (Column("Number", 50), Column("Due", 50)),
        ((Cell(strong="Action 006"), Cell(texts=("May",))),),
    )
    inner = Part(
        "How long people wait", (Facts((Fact("Due", strong="Soon."),)),), label="Action 007", under="Contact"
    )
    assert compared(Part("Actions", (table, inner, Bullets(("One", "two"))))) == {
        "Actions: Action 006": {"Due": "May"},
        "Action 007": {"Title": "How long people wait", "About it": "Contact", "Due": "Soon."},
        "Actions": {TEXT: "One two"},
    }


def test_what_opens_and_closes_a_paper_is_no_change_of_its_own() -> None:
    compare = KINDS[ACTION_STATUS].compared
    assert compare
    plain: Report = report()
    corrected = report(correction="The owner was misheard.", changed_since="version 1")
    assert compare(plain) == compare(corrected)

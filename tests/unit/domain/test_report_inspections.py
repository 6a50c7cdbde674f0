"""The inspection register in words: its finding, its figures, each report and each finding, and what is still to be said."""

from dataclasses import replace
from datetime import date

from tests.support.inspection_sample import AREA, CONCERN, FIRST, SECOND, register
from tests.support.written_papers import part, words
from tracker.domain.inspections import FindingKind, FindingState
from tracker.domain.paper import Picture, Table
from tracker.domain.report_inspections_paper import NOT_SAID, comments_words, register_paper
from tracker.domain.report_inspections_picture import counts, draw, says
from tracker.domain.report_tables import workbook
from tracker.domain.version_states import VersionState


def test_it_says_what_is_not_closed_and_how_many_causes_of_concern_that_is() -> None:
    assert register_paper(register()).title == "Two findings are not closed yet; one is a cause of concern"
    assert register_paper(register(reports=())).title == "No finding of an inspection is on record"
    closed = register_paper(register(reports=(SECOND,)))
    assert closed.title == "Every finding is closed by the inspectorate"


def test_its_figures_are_those_of_its_findings() -> None:
    paper = register_paper(register())
    assert [(one.number, one.label) for one in paper.figures] == [
        (1, "open"),
        (1, "submitted for closure"),
        (1, "closed by the inspectorate"),
        (1, "still to be answered"),
    ]
    assert (
        paper.lead
        == "Comments on 1 report are still owed. One finding says neither what is done nor why nothing is."
    )


def test_the_picture_says_what_the_table_says() -> None:
    summary = part(register_paper(register()), "Where they stand")
    picture, table = summary.blocks
    assert isinstance(picture, Picture)
    assert isinstance(table, Table)
    assert picture.alternative == (
        "Causes of concern: 1 open. Areas for improvement: 1 closed. Recommendations: 1 submitted for closure."
    )
    assert [row[0].strong for row in table.rows] == [
        "Causes of concern",
        "Areas for improvement",
        "Recommendations",
    ]
    assert [[cell.texts[0] for cell in row[1:]] for row in table.rows] == [
        ["1", "0", "0", "1"],
        ["0", "0", "1", "1"],
        ["0", "1", "0", "1"],
    ]


def test_a_part_too_narrow_for_its_figure_has_none_and_the_words_have_it() -> None:
    many = counts((*(CONCERN for _ in range(400)), replace(CONCERN, state=FindingState.CLOSED)))
    assert ">1</text>" not in draw(many)
    assert says(many) == "Causes of concern: 400 open and 1 closed."
    assert set(many) == {FindingKind.CAUSE_OF_CONCERN}


def test_a_cause_of_concern_that_the_office_ended_is_open_all_the_same() -> None:
    told = words(part(register_paper(register()), FIRST.title).blocks)
    for said in (
        "The force does not answer calls quickly enough.",
        "A second team answers since June.",
        "Closed – complete.",
        "1 June 2023, Ann Able, green. It began on 1 June.",
        "1 August 2023, sent back by HMICFRS. One month is too short.",
        NOT_SAID,
    ):
        assert said in told
    entry = register_paper(register(reports=(replace(FIRST, findings=(CONCERN,)),)))
    assert "Closed by HMICFRS" not in words(part(entry, FIRST.title).blocks)


def test_comments_are_told_with_whether_they_were_in_time() -> None:
    assert comments_words(FIRST) == "Due by 9 October 2023"
    assert comments_words(SECOND) == "Published on 28 June 2023, 2 days late"
    in_time = replace(SECOND, comments_published_on=date(2023, 6, 26))
    assert comments_words(in_time) == "Published in time, on 26 June 2023"


def test_what_is_still_to_be_said_is_listed_in_a_draft_alone() -> None:
    titles = [one.title for one in register_paper(register(state=VersionState.DRAFT)).parts]
    assert "Still to be said" in titles
    assert "Still to be said" not in [one.title for one in register_paper(register()).parts]


def test_a_line_of_the_sheet_is_a_finding_with_its_report() -> None:
    book = workbook(register_paper(register()))
    keys = [column.key for column in book.lines.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in book.lines.rows]
    assert [row["reference"] for row in rows] == ["INS-001", "INS-002", "INS-003"]
    assert rows[2]["no_action_reason"] == AREA.no_action_reason
    assert rows[1]["due_on"] == date(2023, 8, 31)
    assert [one.title for one in book.sheets][-3:] == ["Findings", "Reports", "Notes"]

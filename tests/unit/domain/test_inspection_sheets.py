"""Files of what an inspection found, read into findings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.inspection_sheets import read_book
from tracker.domain.inspections import FindingKind as K
from tracker.domain.log_sheets import Cell, CellKind, SheetRow

WORDS = "The force should check every cell hourly."
MORE = "The force should train its custody staff."
UNSAFE = "Detainees are not kept safe enough."


@dataclass
class Table:
    """A sheet of words; a cell that is "^" is merged with the one above, a day is a date."""

    lines: list[list[str | date]]
    name: str = ""
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()

    def rows(self) -> Iterator[SheetRow]:
        above: dict[int, str] = {}
        for number, line in enumerate(self.lines, start=1):
            cells = []
            for column, said in enumerate(line):
                if isinstance(said, date):
                    cells.append(Cell(column, said.isoformat(), CellKind.DATE, said))
                elif said == "^":
                    cells.append(Cell(column, above[column], from_above=True))
                elif said:
                    above[column] = said
                    cells.append(Cell(column, said))
            yield SheetRow(number, tuple(cells))


@dataclass
class Sheets:
    sheets: list[Table]
    from_1904: bool = False
    notes: tuple[str, ...] = ()


def read(*lines: list[str | date], name: str = ""):  # type: ignore[no-untyped-def]
    return read_book(Sheets([Table(list(lines), name)]))


def test_the_names_of_the_columns_say_what_is_in_them() -> None:
    found = read(
        ["Custody inspection: tracker"],
        ["Ref.", "Type", "Recommendation wording", "HMICFRS deadline", "Action taken", "RAG"],
        ["3", "AFI", WORDS, date(2024, 3, 31), "Checks began in May.", "G"],
        ["4a", "Cause of concern", UNSAFE, "Within three months", "", "R"],
    )
    first, second = found.findings
    assert (first.kind, first.number, first.wording) == (K.AREA_FOR_IMPROVEMENT, "3", WORDS)
    assert (first.due_words, first.due_on) == ("31 March 2024", date(2024, 3, 31))
    assert first.action_taken == "Checks began in May."
    assert (second.kind, second.number, second.due_words) == (K.CAUSE_OF_CONCERN, "4a", "Within three months")
    assert (second.due_on, second.action_taken) == (None, "")
    assert found.not_taken == ("Custody inspection: tracker",)
    assert "“HMICFRS deadline”: the deadline" in found.columns
    assert "“RAG”: not taken" in found.columns


def test_a_column_for_each_kind_puts_recommendations_under_their_cause_of_concern() -> None:
    found = read(
        ["Cause of concern", "Recommendation", "Area for improvement", "Deadline"],
        [UNSAFE, WORDS, "", "31/03/2024"],
        ["^", MORE, "", ""],
        ["", "", "The force should answer calls sooner.", ""],
    ).findings
    assert [(one.kind, one.under) for one in found] == [
        (K.CAUSE_OF_CONCERN, None),
        (K.RECOMMENDATION, 0),
        (K.RECOMMENDATION, 0),
        (K.AREA_FOR_IMPROVEMENT, None),
    ]
    assert [one.due_on for one in found] == [None, date(2024, 3, 31), None, None]


def test_beside_the_wording_a_column_named_recommendation_holds_the_number() -> None:
    (one,) = read(["Recommendation", "Wording"], ["Rec 7", WORDS]).findings
    assert (one.kind, one.number, one.wording) == (K.RECOMMENDATION, "Rec 7", WORDS)


def test_what_is_done_goes_on_in_the_rows_that_are_merged_with_the_wording() -> None:
    (one,) = read(["Recommendation", "Update"], [WORDS, "May: begun."], ["^", "June: done."]).findings
    assert one.action_taken == "May: begun.\nJune: done."


def test_the_name_of_a_sheet_or_a_line_alone_says_the_kind() -> None:
    (one,) = read(["Ref", "Text"], ["1", WORDS], name="AFIs").findings
    assert one.kind is K.AREA_FOR_IMPROVEMENT
    (two,) = read(["Causes of concern"], ["1", UNSAFE]).findings
    assert (two.kind, two.number) == (K.CAUSE_OF_CONCERN, "1")


def test_a_file_without_findings_gives_none_and_all_its_rows() -> None:
    found = read(["Name", "Telephone"], ["Jo", "101"])
    assert (found.findings, found.not_taken) == ((), ("Name Telephone", "Jo 101"))


def test_more_than_can_be_added_at_once_is_said_to_be_left() -> None:
    found = read(["Ref", "Text"], *([str(n), f"The force should do thing {n}."] for n in range(201)))
    assert len(found.findings) == 200
    assert found.not_taken == ("200 The force should do thing 200.",)

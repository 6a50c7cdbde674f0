"""CSV in every dialect that programs write: the same table comes of each."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.adapters.log_csv import read
from tracker.domain.log_sheets import SheetRow, one_line

HEADINGS = ["Ref", "Action", "Owner", "Due", "Status"]
WORDS = st.text(st.sampled_from("abcdefgh ,;|\t\"'\n–£éü(/)=-"), min_size=1, max_size=30).map(
    lambda text: f"x{text}x".replace("\t", " ")
)
TABLES = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6)


def _read(content: bytes) -> list[SheetRow]:
    return [piece for piece in read(io.BytesIO(content)) if isinstance(piece, SheetRow)]


def _written(table: list[list[str]], separator: str, line_end: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=line_end).writerows(table)
    return out.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    told=TABLES,
    separator=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\r\n", "\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_a_table_is_read_from_every_dialect(
    told: list[tuple[str, str]], separator: str, line_end: str, encoding: str
) -> None:
    table = [
        HEADINGS,
        *([str(number), first, second, "31/03/23", "Open"] for number, (first, second) in enumerate(told, 1)),
    ]
    found = _read(_written(table, separator, line_end).encode(encoding))
    said = [[one_line(cell.text) for cell in row.cells] for row in found]
    assert said == [[one_line(cell) for cell in line] for line in table]
    lines = [1]
    for line in table:
        lines.append(lines[-1] + 1 + sum(cell.count("\n") for cell in line))
    assert [row.number for row in found] == lines[:-1]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_noughts(encoding: str) -> None:
    found = _read("Ref;Action;Owner\r\n1;Report;CC\r\n".encode(encoding))
    assert [cell.text for cell in found[1].cells] == ["1", "Report", "CC"]

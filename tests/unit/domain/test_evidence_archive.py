"""What a file is called in the archive of evidence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.evidence_archive import HERE, Held, list_of, placed, safe, sums_of


def held(name: str, *, sha256: str = "a", action: str = "PPM-006", label: str = "") -> Held:
    return Held(sha256, name, 1, "application/pdf", date(2023, 9, 20), "Ann", action=action, label=label)


def paths(*files: Held) -> list[str]:
    return [file.path for file in placed(files)]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Q2: figures.xlsx", "Q2_ figures.xlsx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("con.pdf", "_con.pdf"),
        ("", "file"),
        ("  two\nlines.pdf ", "two_lines.pdf"),
        ("Überblick – Mai.docx", "Überblick – Mai.docx"),
    ],
)
def test_a_name_is_one_that_every_system_can_keep(name: str, plain: str) -> None:
    assert safe(name) == plain


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    plain = safe(name)
    assert plain not in ("", ".", "..")
    assert not set(plain) & set('/\\:*?"<>|\n\0')
    assert len(plain) <= 100


def test_two_files_of_one_name_get_two_paths_and_one_file_one() -> None:
    assert paths(
        held("report.pdf"), held("Report.PDF", sha256="b"), held("report.pdf"), held("report.pdf", sha256="c")
    ) == [
        "evidence/PPM-006/report.pdf",
        "evidence/PPM-006/Report (2).PDF",
        "evidence/PPM-006/report.pdf",
        "evidence/PPM-006/report (3).pdf",
    ]


def test_no_cell_of_the_list_is_calculated() -> None:
    ((file),) = placed([held("a.pdf", label="=1+1")])
    assert ",'=1+1," in list_of([(file, HERE)]).decode("utf-8-sig")


def test_digests_stand_in_the_order_of_paths_each_once() -> None:
    assert sums_of([("b", "2"), ("a", "1"), ("b", "2")]) == b"1  a\n2  b\n"

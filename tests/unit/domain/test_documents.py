"""What a document is called, which files it may be, and what is said of one that was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.document_reading import Notice, Refusal, said_of, sentence_of
from tracker.domain.documents import CODE, LONGEST_CODE, RESERVED, code_of, kind_of, title_of
from tracker.domain.errors import BadInput


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Performance_pack May-2023.pdf", "Performance pack May-2023"),
        ("performance-pack-may-2023.pdf", "Performance pack may 2023"),
        ("C:\\papers\\pack.docx", "Pack"),
        (".pdf", ".pdf"),
    ],
)
def test_a_document_is_called_after_its_file_where_nobody_said(name: str, title: str) -> None:
    assert title_of(name) == title


@given(st.text(max_size=400), st.sets(st.text(max_size=3)))
def test_a_code_fits_its_address_and_is_free(title: str, taken: set[str]) -> None:
    code = code_of(title, taken | {code_of(title)})
    assert CODE.fullmatch(code)
    assert len(code) <= LONGEST_CODE
    assert code not in taken | RESERVED
    assert code != code_of(title)


@pytest.mark.parametrize("title", ["New", "reading"])
def test_no_document_takes_the_address_of_a_page(title: str) -> None:
    assert code_of(title) not in RESERVED


def test_the_ending_says_what_a_file_is() -> None:
    assert kind_of("Pack.PDF") == ".pdf"
    for name in ("pack", "pack.docm", "pack.pdf.exe", ""):
        with pytest.raises(BadInput):
            kind_of(name)


@pytest.mark.parametrize("refusal", Refusal)
def test_each_refusal_says_why_and_what_to_do(refusal: Refusal) -> None:
    said = sentence_of(refusal, 5_000)
    assert said.startswith(("This ", "Reading this "))
    assert said.endswith(".")
    assert "{" not in said
    assert any(word in said for word in ("Save it", "Split it", "Check", "Make it"))


def test_a_scan_is_said_to_be_one() -> None:
    assert said_of((), 0, 12) == ""
    assert said_of((), 1, 1).startswith("It is a picture without text")
    assert said_of((), 12, 12).startswith("Its pages are pictures without text")
    assert said_of((), 1, 12) == "1 page is a picture without text, such as a scan."
    assert said_of((Notice.SCRIPTS,), 3, 12).endswith("scan. It has scripts inside, which were not run.")

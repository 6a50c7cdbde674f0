"""What is read of a file, in a process of its own: text, pictures and parts; and each hostile file refused in words."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from tests.support import files_to_read as papers
from tracker.adapters.reading import ChildReader
from tracker.domain.document_reading import Beginning, Notice, ReadPage, Stopped
from tracker.domain.errors import Unreadable

DEEP = b"<w:p>" * 100_000
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


def read(content: bytes, kind: str, **limits: int) -> tuple[Beginning, list[ReadPage]]:
    with ChildReader(**limits).open(io.BytesIO(content), kind) as opened:
        return opened.beginning, list(opened.pages())


def test_a_pdf_gives_the_words_and_a_picture_of_each_page() -> None:
    beginning, pages = read(papers.pdf("Abandoned calls rose", "Grade 2 fell"), ".pdf")
    assert beginning == Beginning(2, paged=True)
    assert [(page.page, page.place, page.words) for page in pages] == [
        (1, "", "Abandoned calls rose"),
        (2, "", "Grade 2 fell"),
    ]
    for page in pages:
        with Image.open(io.BytesIO(page.picture)) as picture:
            assert (picture.format, picture.size) == ("JPEG", (page.width, page.height))
        assert page.width == 1100


def test_a_hyphen_at_the_end_of_a_line_is_kept() -> None:
    _, (page,) = read(papers.pdf("In the long-\nterm the figures\nrise."), ".pdf")
    assert page.words == "In the long-term the figures\nrise."


def test_a_scanned_page_has_a_picture_and_no_words() -> None:
    _, pages = read(papers.pdf("", "Read me"), ".pdf")
    assert [bool(page.words) for page in pages] == [False, True]
    assert all(page.picture for page in pages)


@pytest.mark.parametrize(("form", "kind"), [("PNG", ".png"), ("JPEG", ".jpg")])
def test_a_picture_is_one_page_without_words(form: str, kind: str) -> None:
    beginning, (page,) = read(papers.picture(form), kind)
    assert beginning.paged
    assert (page.words, page.page, page.width, page.height) == ("", 1, 1100, 550)


def test_a_word_file_has_parts_by_heading_and_no_pages() -> None:
    content = papers.word(
        "# 3.1 Contact and response", "Calls rose.", "We will bring this back.", "# 3.2 Response", "Done."
    )
    beginning, pages = read(content, ".docx")
    assert not beginning.paged
    assert [(page.page, page.place, page.words) for page in pages] == [
        (None, "3.1 Contact and response", "Calls rose.\n\nWe will bring this back."),
        (None, "3.2 Response", "Done."),
    ]


def test_a_sheet_is_a_part_with_its_cells_apart_by_tabs() -> None:
    content = papers.excel(
        Readings=[["period", "value"], ["January", 8.6], [], ["Note", 12.0]], Areas=[["North"]]
    )
    _, pages = read(content, ".xlsx")
    assert [(page.place, page.words) for page in pages] == [
        ("Readings", "period\tvalue\nJanuary\t8.6\n\nNote\t12"),
        ("Areas", "North"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_file_is_read_however_its_program_wrote_it(encoding: str) -> None:
    beginning, (page,) = read('item;cost\n"Vans; two";£500\n'.encode(encoding), ".csv")
    assert page.words == "item\tcost\nVans; two\t£500"
    assert beginning.notices == ((Notice.WORDS_OF_WINDOWS,) if encoding == "cp1252" else ())


def test_a_text_has_its_paragraphs_apart_under_its_headings() -> None:
    text = f"Foreword\r\n\r\n{papers.PARAGRAPH}\r\n\r\n \r\nSecond paragraph.\x00\x07\r\n".encode().replace(
        b"\x00", b""
    )
    _, (page,) = read(text, ".txt")
    assert (page.page, page.place) == (None, "Foreword")
    assert page.words == f"{papers.PARAGRAPH}\n\nSecond paragraph."


def test_scripts_in_a_pdf_are_not_run_and_are_said() -> None:
    beginning, pages = read(papers.pdf_with_script(), ".pdf")
    assert beginning.notices == (Notice.SCRIPTS,)
    assert pages[0].words


def far_away(row: int, column: str = "A") -> bytes:
    """A sheet with one cell, far from its beginning."""
    sheet = (
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><dimension ref='A1:XFD1048576'/><sheetData>"
        f"<row r='{row}'><c r='{column}{row}' t='inlineStr'><is><t>Far</t></is></c></row></sheetData></worksheet>"
    )
    return papers.repacked(papers.excel(), **{"xl__worksheets__sheet1.xml": sheet.encode()})


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    _, (page,) = read(far_away(3), ".xlsx")
    assert page.words == "Far"


def nested() -> bytes:
    body = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
    return papers.repacked(papers.word(), **{"word__document.xml": body + DEEP})


HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a PDF that was cut short": (lambda: papers.pdf()[:-200], ".pdf", "damaged or was cut short"),
    "a PDF for the web that was cut short": (
        lambda: papers.pdf_for_the_web(*["Words"] * 60)[:-600],
        ".pdf",
        "damaged or was cut short",
    ),
    "a PDF that is none inside": (lambda: b"%PDF-1.7\nnothing\n%%EOF", ".pdf", "damaged"),
    "a PDF with a password": (papers.locked_pdf, ".pdf", "locked with a password"),
    "a PDF without pages": (papers.pdf_without_pages, ".pdf", "damaged"),
    "a PDF of 5,000 pages": (
        lambda: papers.pdf_of(5_000),
        ".pdf",
        "has 5,000 pages, and at most 1,500 are read",
    ),
    "a Word file that was cut short": (lambda: papers.word()[:-300], ".docx", "damaged"),
    "a Word file with a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 512,
        ".docx",
        "locked with a password",
    ),
    "a Word file with macros": (
        lambda: papers.repacked(papers.word(), **{"word__vbaProject.bin": b"Sub AutoOpen()"}),
        ".docx",
        "macros inside",
    ),
    "a Word file that unpacks to 310 MB": (
        lambda: papers.repacked(papers.word(), **{"word__media__x.png": bytes(310_000_000)}),
        ".docx",
        "far larger inside than outside",
    ),
    "a Word file that unpacks a thousand times": (
        lambda: papers.repacked(
            papers.word(), **{"word__document.xml": b"<a>" + b" " * 40_000_000 + b"</a>"}
        ),
        ".docx",
        "far larger inside than outside",
    ),
    "a Word file with entities": (
        lambda: papers.repacked(papers.word(), **{"word__document.xml": ENTITIES}),
        ".docx",
        "declarations that no Word or Excel file needs",
    ),
    "a Word file with entities in UTF-16": (
        lambda: papers.repacked(papers.word(), **{"word__document.xml": ENTITIES.decode().encode("utf-16")}),
        ".docx",
        "declarations that no Word or Excel file needs",
    ),
    "a Word file nested very deep": (nested, ".docx", "damaged"),
    "an Excel file under the name of a Word file": (papers.excel, ".docx", "not what its name says"),
    "an Excel file with more rows than there are": (lambda: far_away(2_000_000_000), ".xlsx", "damaged"),
    "an Excel file wider than there are": (lambda: far_away(1, "ZZZZZZ"), ".xlsx", "damaged"),
    "an Excel file with macros": (
        lambda: papers.repacked(papers.excel(), **{"xl__vbaProject.bin": b"Sub Auto_Open()"}),
        ".xlsx",
        "macros inside",
    ),
    "a PNG of 3,600 million pixels": (
        papers.png_bomb,
        ".png",
        "3,600 million pixels, and at most 60 million",
    ),
    "a PNG that was cut short": (lambda: papers.picture()[:400], ".png", "damaged"),
    "a text of nothing": (lambda: b"", ".txt", "holds nothing"),
    "a text of one line of 50 MB": (lambda: b"word " * 10_000_000, ".txt", "more than 10,000,000 characters"),
    "a picture under the name of a text": (papers.picture, ".txt", "not what its name says"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(name: str) -> None:
    make, kind, words = HOSTILE[name]
    with pytest.raises(Unreadable, match=words):
        read(make(), kind)


def test_a_pdf_whose_picture_unpacks_to_hundreds_of_megabytes_costs_no_more_than_its_limits() -> None:
    try:
        _, pages = read(papers.pdf_bomb(), ".pdf", seconds=20, megabytes=512)
    except Unreadable as refused:
        assert "more memory" in str(refused) or "longer than" in str(refused)  # noqa: PT017
    else:
        assert len(pages) == 1


def test_what_takes_too_long_is_stopped_and_said() -> None:
    with pytest.raises(Unreadable, match="longer than 1 seconds"):
        read(papers.pdf(*["Words"] * 400), ".pdf", seconds=1)


def test_a_reading_that_is_told_to_stop_stops() -> None:
    pages: list[ReadPage] = []
    reader = ChildReader().open(io.BytesIO(papers.pdf_of(60)), ".pdf", stopping=lambda: len(pages) > 4)
    with pytest.raises(Stopped), reader as opened:
        pages.extend(opened.pages())
    assert 4 < len(pages) < 60

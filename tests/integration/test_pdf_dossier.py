"""The action dossier as real files: its contents with page numbers, the files inside it, and its form for printing."""

import hashlib
import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.support.dossier_sample import FIGURES, dossier, files, pack, with_sensitive_pack
from tests.support.pdf import bookmarks, page_texts
from tests.support.pdf_rules import broken
from tracker.adapters.disk import DiskFiles
from tracker.adapters.pdf_joining import PikePdfJoiner
from tracker.adapters.report_enclosures import EvidenceFiles
from tracker.adapters.report_html import JinjaReports
from tracker.adapters.report_print import DossierPrinter
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.domain.errors import NotFound, Unavailable
from tracker.domain.report_dossier import ActionDossier
from tracker.domain.report_dossier_paper import dossier_paper
from tracker.domain.report_kinds import Form
from tracker.domain.report_record import to_record
from tracker.ports import ReportPress

ROOT = Path(__file__).parents[2]
PAPERS = JinjaReports(ROOT / "templates", ROOT / "static" / "fonts")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> DiskFiles:
    kept = DiskFiles(tmp_path_factory.mktemp("files"))
    for content in files().values():
        kept.keep(content)
    return kept


@pytest.fixture(scope="module")
def press(store: DiskFiles) -> ReportPress:
    return ReportPress(
        PAPERS,
        WeasyPrintPdf(),
        {},
        enclosures=EvidenceFiles(store),
        printer=DossierPrinter(store, PikePdfJoiner()),
    )


@pytest.fixture(scope="module")
def paper(press: ReportPress) -> bytes:
    return press.make(Form.PDF, to_record(dossier()))


@pytest.fixture(scope="module")
def printed(press: ReportPress) -> bytes:
    return press.make(Form.PRINT_ALL, to_record(with_sensitive_pack()))


def content_of(pdf: pikepdf.Pdf) -> dict[str, bytes]:
    return {name: one.get_file().read_bytes() for name, one in pdf.attachments.items()}


def promised(texts: list[str]) -> dict[str, int]:
    """The lines of the contents: the title of each, and the page that it names. They may run on to the second page."""
    lines = re.findall(r"(.+?)\s*[.\s]{4,}(\d+)(?=\s|$)", " ".join(texts[:2]).partition("Contents")[2])
    return {title.strip(): int(page) for title, page in lines}


def test_the_contents_name_the_page_on_which_each_part_stands(paper: bytes) -> None:
    texts = page_texts(paper)
    found = promised(texts)
    titles = [one.title for one in dossier_paper(dossier()).parts]
    assert [title for title in found if title in titles] == titles
    for title, page in found.items():
        heading = title.partition(": ")[2] or title
        assert heading in texts[page - 1], (title, page)
    assert found["Evidence 5: Document"] > found["What was asked"]


def test_each_page_carries_its_number_and_how_many_there_are(paper: bytes) -> None:
    texts = page_texts(paper)
    assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts, start=1))


def test_the_lines_of_the_contents_are_links_and_the_parts_are_bookmarks(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        links = [one for one in pdf.pages[0].Annots if one.Subtype == "/Link"]
        assert len(links) == len(promised(page_texts(paper)))
    titles = [title for _, title in bookmarks(paper)]
    assert titles[1] == "Contents"
    assert "Evidence 1: Excerpt of a document" in titles


def test_it_keeps_the_rules_of_a_tagged_pdf_with_files_inside_it(paper: bytes) -> None:
    assert broken(paper) == []


def test_the_files_of_the_evidence_come_out_byte_for_byte(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert content_of(pdf) == {"01-performance-pack.pdf": pack(), "02-figures.csv": FIGURES}
        file = pdf.attachments["01-performance-pack.pdf"]
        assert file.description == "Performance pack"
        assert file.relationship == "/Supplement"
        assert file.get_file().mime_type == "application/pdf"
        assert file.get_file().size == len(pack())
        assert len(pdf.Root.AF) == 2
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_the_paper_says_of_each_file_what_is_inside_it(paper: bytes) -> None:
    text = " ".join(page_texts(paper)).replace(" ", "")
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        for name, content in content_of(pdf).items():
            assert name in text
            assert hashlib.sha256(content).hexdigest() in text


def test_the_same_record_and_files_give_the_same_bytes(
    press: ReportPress, paper: bytes, printed: bytes
) -> None:
    assert press.make(Form.PDF, to_record(dossier())) == paper
    assert press.make(Form.PRINT_ALL, to_record(with_sensitive_pack())) == printed


def test_the_pdf_for_the_archive_may_hold_files_of_any_kind(press: ReportPress) -> None:
    with pikepdf.open(io.BytesIO(press.make(Form.ARCHIVE, to_record(dossier())))) as pdf:
        assert content_of(pdf)["02-figures.csv"] == FIGURES
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")


def test_what_is_withheld_is_in_no_file_inside_it(press: ReportPress) -> None:
    first, *others = dossier().evidence
    cut = dossier(evidence=(replace(first, quote="[withheld: section 40]"), *others))
    content = press.make(Form.PDF, to_record(cut))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert list(content_of(pdf)) == ["02-figures.csv"]
    assert pack() not in content


def test_a_file_that_is_lost_stops_the_pdf_with_a_sentence(tmp_path: Path) -> None:
    empty = ReportPress(PAPERS, WeasyPrintPdf(), {}, enclosures=EvidenceFiles(DiskFiles(tmp_path)))
    with pytest.raises(NotFound, match="not in the store any more"):
        empty.make(Form.PDF, to_record(dossier()))


def test_a_press_without_a_printer_says_so(store: DiskFiles) -> None:
    with pytest.raises(Unavailable, match="Choose its PDF"):
        ReportPress(PAPERS, WeasyPrintPdf(), {}).make(Form.PRINT, to_record(dossier()))


def test_the_form_for_printing_says_that_it_is_not_accessible_and_claims_nothing(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert pdf.docinfo.Title == "Action dossier for printing, not accessible: Action 006"
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root
        with pdf.open_metadata() as metadata:
            assert not [name for name in metadata if "pdfua" in name]
            assert "not accessible" in metadata["dc:title"]
    assert "It is not accessible" in page_texts(printed)[0]


def test_every_page_of_a_document_is_appended_and_stamped(printed: bytes) -> None:
    texts = page_texts(printed)
    first = next(number for number, text in enumerate(texts) if "Pack page 1" in text)
    for number in range(3):
        text = texts[first + number]
        assert f"Pack page {number + 1}" in text
        assert f"Evidence 1, page {number + 1} of 01-performance-pack.pdf" in text
        assert f"Page {first + number + 1} of {len(texts)}" in text
        assert "OFFICIAL-SENSITIVE" in text
    assert "is no PDF" in texts[first + 3]
    assert "https://inspectorate.example/figures" in texts[first + 4]
    assert "This document is not held." in texts[first + 5]
    assert len(texts) == first + 6
    line = "Evidence 1, page 2 of 01-performance-pack.pdf"
    assert [page for title, page in promised(texts).items() if title.endswith(line)] == [first + 2]


def test_a_page_that_is_wider_than_high_lies_on_such_a_page(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        wide = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in pdf.pages]
    assert wide.count(True) == 1
    assert wide.index(True) == len(wide) - 4


def test_only_the_cited_pages_are_appended_unless_all_are_asked_for(press: ReportPress, paper: bytes) -> None:
    texts = page_texts(press.make(Form.PRINT, to_record(dossier())))
    assert [text for text in texts if "Pack page" in text] == [
        text for text in texts if "Pack page 3" in text
    ]
    assert sum("Pack page 3" in text for text in texts) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"%PDF-1.7 and no more", "it is damaged"), (None, "it is not in the store of files any more")],
)
def test_a_file_that_cannot_be_appended_gets_a_sheet_that_says_why(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    kept = DiskFiles(tmp_path)
    digest = kept.keep(content) if content else "0" * 64
    first, *others = dossier().files
    record = to_record(dossier(files=(replace(first, sha256=digest), *others)))
    prepared = DossierPrinter(kept, PikePdfJoiner()).prepared(record, whole=False)
    assert prepared["report"]["sheets"][0]["why"] == f"01-performance-pack.pdf cannot be appended: {why}."


def test_a_page_that_the_file_has_not_is_not_appended(store: DiskFiles) -> None:
    first, *others = dossier().evidence
    file, *more = dossier().files
    wrong: ActionDossier = dossier(
        evidence=(replace(first, page=9), *others), files=(replace(file, pages=None), *more)
    )
    prepared = DossierPrinter(store, PikePdfJoiner()).prepared(to_record(wrong), whole=False)
    assert "has 3 pages, so there is no page 9" in prepared["report"]["sheets"][0]["why"]


def test_a_locked_file_says_that_it_is_locked(tmp_path: Path) -> None:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pack())) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="one", user="two"))
    kept = DiskFiles(tmp_path)
    first, *others = dossier().files
    record = to_record(dossier(files=(replace(first, sha256=kept.keep(written.getvalue())), *others)))
    prepared = DossierPrinter(kept, PikePdfJoiner()).prepared(record, whole=False)
    assert "it opens with a password only" in prepared["report"]["sheets"][0]["why"]

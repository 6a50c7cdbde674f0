"""Every block of a paper in a Word document: set, with its links, its pictures and the words that stand for them."""

import io
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from tests.support.paper_sample import EVERY_BLOCK
from tests.support.report_sample import report
from tests.support.sitting_sample import chairs_list
from tracker.adapters import word_frame, word_styles
from tracker.adapters.resvg import ResvgPictures
from tracker.adapters.word import PythonDocx
from tracker.adapters.word_blocks import SETTERS, WordBlocks
from tracker.adapters.word_pictures import WordPictures
from tracker.domain.errors import NotFound
from tracker.domain.paper import Block
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import to_record
from tracker.domain.version_states import VersionState

ROOT = Path(__file__).parents[2]


class OnePage:
    """A store of thumbnails that holds one."""

    def of(self, sha256: str) -> bytes:
        if sha256 != "a" * 64:
            raise NotFound("There is no such picture.")
        content = io.BytesIO()
        Image.new("RGB", (60, 80), "white").save(content, "PNG")
        return content.getvalue()


@pytest.fixture(scope="module")
def document() -> Any:
    made = docx.Document()
    word_styles.prepare(made, "12344d")
    paper = kind_of(report()).paper(report())
    word_frame.set_up(made, paper)
    pictures = WordPictures(ResvgPictures(ROOT / "static" / "fonts"), OnePage())
    blocks = WordBlocks(made, pictures)
    for block in EVERY_BLOCK:
        blocks.add(block, 2)
    content = io.BytesIO()
    made.save(content)
    return docx.Document(io.BytesIO(content.getvalue()))


def test_there_is_a_row_for_every_block() -> None:
    assert set(SETTERS) == set(get_args(Block))
    assert {type(block) for block in EVERY_BLOCK} == set(get_args(Block))


def test_all_that_blocks_say_is_in_it(document: Any) -> None:
    said = " ".join(
        [
            *(p.text for p in document.paragraphs),
            *(cell.text for table in document.tables for row in table.rows for cell in row.cells),
        ]
    )
    for words in (
        *_words(EVERY_BLOCK),
        "Calls are answered sooner.",
        "Overdue by 3 working days",
    ):
        assert words in said


def _words(value: Any) -> list[str]:
    """The texts of blocks, but for what is no text: keys, addresses, drawings and the words of pictures."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, tuple):
        return [word for one in value for word in _words(one)]
    if hasattr(value, "__dataclass_fields__"):
        left_out = {
            "key",
            "to",
            "href",
            "svg",
            "sha256",
            "alternative",
            "anchor",
            "caption",
            "kind",
            "text",
            "words",
        }
        kept = [field.name for field in fields(value) if field.name not in left_out]
        return [word for name in kept for word in _words(getattr(value, name))]
    return []


def test_pictures_and_pages_have_words(document: Any) -> None:
    told = [shape._inline.find(qn("wp:docPr")).get("descr") for shape in document.inline_shapes]
    assert told == ["Calls that were given up, by month", "Page 10 of the performance pack"]


def test_links_lead_to_their_part_and_to_addresses(document: Any) -> None:
    body = document.element.body
    places = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = list(body.iter(qn("w:hyperlink")))
    inside = [link.get(qn("w:anchor")) for link in links if link.get(qn("w:anchor"))]
    outside = [document.part.rels[link.get(qn("r:id"))].target_ref for link in links if link.get(qn("r:id"))]
    assert inside
    assert set(inside) <= places
    assert "https://example.com/pack" in outside


def test_without_pictures_their_words_stand_in_their_place() -> None:
    text = "\n".join(
        p.text for p in docx.Document(io.BytesIO(PythonDocx().make(to_record(report())))).paragraphs
    )
    assert "4 overdue, 17 open in time, 2 standing and 15 closed" in text


def test_a_long_paper_begins_with_its_contents_which_lead_to_their_parts() -> None:
    document = docx.Document(io.BytesIO(PythonDocx().make(to_record(report()))))
    body = document.element.body
    assert [code.text.strip() for code in body.iter(qn("w:instrText"))] == ['TOC \\o "2-2" \\h \\n']
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    places = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None} <= places


def test_the_chairs_list_lies_on_its_side_with_its_table_over_the_whole_width() -> None:
    document = docx.Document(io.BytesIO(PythonDocx().make(to_record(chairs_list()))))
    section = document.sections[0]
    assert section.page_width > section.page_height
    text = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width for column in document.tables[0].columns) == pytest.approx(text, rel=0.01)


def test_a_draft_says_so_at_the_head_of_each_page() -> None:
    content = PythonDocx().make(to_record(report(state=VersionState.DRAFT)))
    head = docx.Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text
    assert head.startswith("OFFICIAL. Draft, not yet approved\t")

"""The blocks of a paper (`domain/paper.py`) in a Word document. `SETTERS` has a row for each of them."""

from collections.abc import Callable, Mapping
from typing import Any

from docx.document import Document

from tracker.adapters import word_tables
from tracker.adapters.word_frame import width_of
from tracker.adapters.word_links import add_link, mark_place
from tracker.adapters.word_pictures import THUMBNAIL_WIDTH, WordPictures, add_picture, widest
from tracker.adapters.word_runs import add_tags, add_text, clean
from tracker.adapters.word_styles import beneath_a_number
from tracker.adapters.word_written import add_written
from tracker.domain.paper import (
    Block,
    Bullets,
    Citations,
    Cited,
    Fact,
    Facts,
    Numbered,
    Part,
    Picture,
    Prose,
    Table,
    Thumbnail,
    Written,
)

LOWEST_HEADING = 6


class WordBlocks:
    """Sets blocks at the end of `document`."""

    def __init__(self, document: Document, pictures: WordPictures) -> None:
        self._document = document
        self._pictures = pictures
        self._places = 0

    def add(self, block: Block, heading: int) -> None:
        """`heading` is the level of the heading under which it stands."""
        SETTERS[type(block)](self, block, heading)

    def part(self, part: Part, heading: int = 1) -> None:
        level = min(heading + 1, LOWEST_HEADING)
        made = self._document.add_heading(f"{clean(part.label)}: " if part.label else "", level)
        add_text(made, part.title, "Struck" if part.struck else None)
        if part.count_words:
            add_text(made, f"  {part.count_words}", "Quiet")
        if part.anchor:
            self._places += 1
            mark_place(made, part.anchor, self._places)
        if part.under:
            self._document.add_paragraph(
                clean(part.under), "Explained"
            ).paragraph_format.keep_with_next = True
        for block in part.blocks:
            self.add(block, level)

    def facts(self, facts: Facts, _heading: int) -> None:
        for fact in facts.facts:
            self.fact(fact)

    def fact(self, fact: Fact, style: str = "Fact") -> None:
        paragraph = self._document.add_paragraph(style=style)
        if fact.to:
            add_link(paragraph, fact.label, fact.to)
            add_text(paragraph, "\t")
        else:
            add_text(paragraph, f"{fact.label}\t", "Quiet")
        add_tags(paragraph, fact.tags)
        if fact.strong:
            add_text(paragraph, fact.strong, "Strong")
        first, *rest = fact.texts or ("",)
        if first:
            add_text(paragraph, f" {first}" if fact.strong or fact.tags else first)
        for place, link in enumerate(fact.links, start=1):
            add_text(paragraph, " ")
            add_link(paragraph, link.words, link.to)
            add_text(paragraph, "." if place == len(fact.links) else ",")
        for text in rest:
            self._document.add_paragraph(clean(text), "Fact continued")

    def prose(self, prose: Prose, _heading: int) -> None:
        for text in prose.texts:
            self._document.add_paragraph(clean(text), "Explained" if prose.quiet else "Body Text")

    def bullets(self, bullets: Bullets, _heading: int) -> None:
        for entry in bullets.entries:
            self._document.add_paragraph(clean(entry), "List Bullet")

    def table(self, table: Table, _heading: int) -> None:
        word_tables.add_table(self._document, table)

    def picture(self, picture: Picture, _heading: int) -> None:
        png = self._pictures.of(picture)
        if not png:
            self._document.add_paragraph(clean(picture.alternative), "Explained")
        else:
            paragraph = self._document.add_paragraph(style="Body Text")
            add_picture(paragraph, png, picture.alternative, width=widest(png, width_of(self._document)))
            paragraph.paragraph_format.keep_with_next = bool(picture.caption)
        if picture.caption:
            self._document.add_paragraph(clean(picture.caption), "Explained")

    def thumbnail(self, thumbnail: Thumbnail, _heading: int, style: str = "Body Text") -> None:
        png = self._pictures.of(thumbnail)
        if png:
            paragraph = self._document.add_paragraph(style=style)
            add_picture(paragraph, png, thumbnail.alternative, width=THUMBNAIL_WIDTH)

    def citations(self, citations: Citations, heading: int) -> None:
        for place, cited in enumerate(citations.cited):
            self._cited(cited, citations.label if place == 0 else "", heading)

    def _cited(self, cited: Cited, label: str, heading: int) -> None:
        paragraph = self._document.add_paragraph(style="Fact" if label else "Fact continued")
        if label:
            add_text(paragraph, f"{label}\t", "Quiet")
        if cited.to:
            add_link(paragraph, cited.citation, cited.to)
        else:
            add_text(paragraph, cited.citation)
        if cited.quote:
            self._document.add_paragraph(clean(cited.quote), "Fact continued")
        if cited.thumbnail:
            self.thumbnail(cited.thumbnail, heading, "Fact continued")

    def numbered(self, numbered: Numbered, heading: int) -> None:
        """The number is text, as it was frozen: Word would count anew when somebody takes a paragraph out."""
        first, *rest = numbered.blocks or (Prose(("",)),)
        if isinstance(first, Written):
            add_written(self._document, first.prose, heading=heading + 1, number=numbered.number)
        else:
            paragraph = self._document.add_paragraph(style="Numbered paragraph")
            add_text(paragraph, f"{numbered.number}\t", "Quiet")
            if isinstance(first, Prose) and first.texts:
                add_text(paragraph, first.texts[0])
                for text in first.texts[1:]:
                    self._document.add_paragraph(clean(text), "Fact continued")
            else:
                self.add(first, heading)
        before = len(self._document.paragraphs)
        for block in rest:
            self.add(block, heading)
        for paragraph in self._document.paragraphs[before:]:
            if paragraph.style and (paragraph.style.name or "").startswith("List"):
                beneath_a_number(paragraph)

    def written(self, written: Written, heading: int) -> None:
        add_written(self._document, written.prose, heading=heading + 1)


SETTERS: Mapping[type, Callable[[WordBlocks, Any, int], None]] = {
    Facts: WordBlocks.facts,
    Prose: WordBlocks.prose,
    Bullets: WordBlocks.bullets,
    Table: WordBlocks.table,
    Picture: WordBlocks.picture,
    Thumbnail: WordBlocks.thumbnail,
    Citations: WordBlocks.citations,
    Numbered: WordBlocks.numbered,
    Written: WordBlocks.written,
    Part: WordBlocks.part,
}

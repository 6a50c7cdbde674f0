"""Pictures in a Word document: those of our own, made PNG, and pages made small. Each has the words that stand for it."""

import io

from docx.oxml.ns import qn
from docx.shared import Inches, Length, Mm
from docx.text.paragraph import Paragraph

from tracker.adapters.word_runs import clean
from tracker.domain.errors import NotFound, Unavailable
from tracker.domain.paper import Picture, Thumbnail
from tracker.ports import Rasteriser, Thumbnails

SHARP = 2.0
"""Pixels of the PNG for one of the picture: Word prints at more dots than a screen has."""
THUMBNAIL_WIDTH = Mm(42)


class WordPictures:
    """What pictures are made with. Without it, and where a picture cannot be made, its words stand in its place."""

    def __init__(self, rasteriser: Rasteriser | None = None, thumbnails: Thumbnails | None = None) -> None:
        self._rasteriser = rasteriser
        self._thumbnails = thumbnails

    def of(self, block: Picture | Thumbnail) -> bytes:
        """A PNG; b"" where there is none to be had."""
        try:
            if isinstance(block, Picture):
                return self._rasteriser.png(block.svg, scale=SHARP) if self._rasteriser else b""
            return self._thumbnails.of(block.sha256) if self._thumbnails else b""
        except (Unavailable, NotFound):
            return b""


def add_picture(paragraph: Paragraph, png: bytes, words: str, *, width: Length) -> None:
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=width)
    told = shape._inline.find(qn("wp:docPr"))
    told.set("descr", clean(words))
    told.set("name", f"Picture {told.get('id')}")


def widest(png: bytes, most: Length) -> Length:
    """How wide a picture of our own stands: as it was drawn (96 of its points in an inch), and at most `most`."""
    drawn = int.from_bytes(png[16:20], "big") / SHARP
    return Length(min(most, Inches(drawn / 96)))

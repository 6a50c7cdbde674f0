"""Lays pages of other PDFs on the empty pages of a paper, for print (pikepdf).

What comes out has no tags and claims nothing: a page that is laid on another is a picture of paper to a screen reader.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import pikepdf

from tracker.domain.errors import Unreadable
from tracker.ports import Laid

MARGIN_SIDES, MARGIN_TOP, MARGIN_BOTTOM = 40.0, 62.0, 56.0
"""Points around a page of evidence: the paper's own head and foot stand there."""


class PikePdfJoiner:
    """A `PdfJoiner`."""

    def wide(self, file: BinaryIO) -> Sequence[bool]:
        """For each page of a PDF, whether it is wider than it is high, as it is seen. Raises `Unreadable`."""
        try:
            with pikepdf.open(file) as pdf:
                return [_is_wide(page) for page in pdf.pages]
        except pikepdf.PasswordError as locked:
            raise Unreadable("it opens with a password only") from locked
        except (pikepdf.PdfError, ValueError, RuntimeError) as broken:
            raise Unreadable("it is damaged") from broken

    def joined(self, paper: bytes, laid: Sequence[Laid]) -> bytes:
        """`paper` with each page laid where its anchor stands. The same input gives the same bytes."""
        with pikepdf.open(io.BytesIO(paper)) as pdf:
            anchors = _anchors(pdf)
            for one in laid:
                with one.open() as file, pikepdf.open(file) as source:
                    _lay(pdf, pdf.pages[anchors[one.anchor]], source.pages[one.page - 1], one.anchor)
            _claim_nothing(pdf)
            written = io.BytesIO()
            pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return written.getvalue()


def _is_wide(page: pikepdf.Page) -> bool:
    left, bottom, right, top = (float(number) for number in page.cropbox)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (right - left > top - bottom) is not turned


def _anchors(pdf: pikepdf.Pdf) -> Mapping[str, int]:
    """On which page each anchor of the paper stands, from 0."""
    places = {page.objgen: number for number, page in enumerate(pdf.pages)}
    named: Any = pdf.Root.Names.Dests.Names
    return {str(named[at]): places[named[at + 1][0].objgen] for at in range(0, len(named), 2)}


def _lay(pdf: pikepdf.Pdf, sheet: pikepdf.Page, page: pikepdf.Page, anchor: str) -> None:
    left, bottom, right, top = (float(number) for number in sheet.mediabox)
    box = pikepdf.Rectangle(
        left + MARGIN_SIDES, bottom + MARGIN_BOTTOM, right - MARGIN_SIDES, top - MARGIN_TOP
    )
    # pikepdf's own add_underlay names what it lays at random: the same paper would have other bytes each time. All pages of the
    # paper share one dictionary of names, so each page of evidence has its own.
    form = pdf.copy_foreign(page.as_form_xobject())
    name = sheet.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/{anchor}"))
    # On top, so that the word across a draft hides nothing of it; the paper's own measure ends where its content does.
    sheet.contents_add(b"q", prepend=True)
    sheet.contents_add(b"Q\n" + sheet.calc_form_xobject_placement(form, name, box))


def _claim_nothing(pdf: pikepdf.Pdf) -> None:
    for name in ("/StructTreeRoot", "/MarkInfo"):
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        for name in ("/StructParents", "/Tabs"):
            if name in page:
                del page[name]
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        for claim in [name for name in metadata if "pdfua" in name]:
            del metadata[claim]

"""Reads a PDF through pypdfium2: the text and a picture of each page. Runs in the process of `reading_child` alone.

The library is built without a JavaScript engine and no form is ever opened, so that nothing in a PDF can run.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium

from tracker.domain.document_reading import (
    HIGHEST_PICTURE,
    MOST_PAGES,
    PICTURE_WIDTH,
    Beginning,
    Notice,
    ReadPage,
    Refusal,
    Refused,
)

QUALITY = 85
END, TAIL = b"%%EOF", 4_096
"""How a whole PDF ends, and among how many of its last bytes."""
BROKEN_WORD = "\ufffe"
"""What the library gives for a hyphen at the end of a line, together with that end: most are "long-term" and few "perform-ance"."""
SIGNS_OF_SCRIPTS = (b"/JavaScript", b"/Launch")
"""Names of what a PDF would have run. Those in packed objects are not seen here, only by the library's own count."""


def read(file: BinaryIO) -> Iterator[Beginning | ReadPage]:
    """The beginning, then each page. Raises `Refused`."""
    content = file.read()
    # The library mends a file that was cut short, and would give the pages that are left as if they were all.
    if END not in content[-TAIL:]:
        raise Refused(Refusal.BROKEN)
    document = _opened(content)
    total = len(document)
    if total < 1:
        raise Refused(Refusal.NO_PAGES)
    if total > MOST_PAGES:
        raise Refused(Refusal.TOO_MANY_PAGES, total)
    yield Beginning(total, paged=True, notices=_notices(document, content))
    for number in range(total):
        yield _page(document, number)


def _opened(content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Refused(Refusal.ENCRYPTED if locked else Refusal.BROKEN) from error


def _notices(document: Any, content: bytes) -> tuple[Notice, ...]:
    scripts = pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0 or any(
        sign in content for sign in SIGNS_OF_SCRIPTS
    )
    found = (
        (Notice.SCRIPTS, scripts),
        (Notice.FILES_INSIDE, pdfium.FPDFDoc_GetAttachmentCount(document) > 0),
    )
    return tuple(notice for notice, there in found if there)


def _page(document: Any, number: int) -> ReadPage:
    """A page that cannot be opened is a page without text and picture: the others are still worth reading."""
    try:
        page = document[number]
        width, height = page.get_size()
        if width < 1 or height < 1:
            return ReadPage(words="", page=number + 1)
        text = page.get_textpage()
        words = text.get_text_range().replace(BROKEN_WORD, "-")
        text.close()
        scale = min(PICTURE_WIDTH / width, HIGHEST_PICTURE / height)
        bitmap = page.render(scale=scale, may_draw_forms=False)
        picture = bitmap.to_pil()
        encoded = BytesIO()
        picture.convert("RGB").save(encoded, "JPEG", quality=QUALITY)
        size = picture.size
        bitmap.close()
        page.close()
    except pypdfium2.PdfiumError:
        return ReadPage(words="", page=number + 1)
    return ReadPage(words, number + 1, picture=encoded.getvalue(), width=size[0], height=size[1])

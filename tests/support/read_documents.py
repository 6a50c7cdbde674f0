"""Documents as they are once their file was read: rows, with pages that have words, a picture, or both."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO

from PIL import Image, ImageDraw

from tests.support.builders import Record
from tracker.domain.documents import ReadState
from tracker.domain.measures import Basis, Better, Unit
from tracker.models.documents import DocumentPage, DocumentVersion
from tracker.models.evidence import Document, StoredFile
from tracker.models.measures import Measure, MeasureReading
from tracker.ports import FileStore
from tracker.services.desk import Desk

PDF = "application/pdf"


def a_picture(words: str = "", *, width: int = 550, height: int = 780, media: str = "JPEG") -> bytes:
    """A page as a picture, with the beginning of its words drawn on it."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width - 1, height - 1), outline="#888888")
    pen.multiline_text(
        (40, 60), "\n".join(words[i : i + 70] for i in range(0, min(len(words), 2000), 70)), fill="black"
    )
    drawn = BytesIO()
    image.save(drawn, media)
    return drawn.getvalue()


def a_document(
    desk: Desk,
    code: str = "pack-2019-02",
    title: str = "Public Performance Meeting report",
    *,
    held: bool = True,
    marking: str = "OFFICIAL",
    published_on: date | None = None,
    dated: str = "February 2019",
) -> Document:
    row = Document(
        code=code,
        title=title,
        publisher="Staffordshire Police",
        published_on=published_on,
        published_words=dated,
        marking=marking,
        held=held,
    )
    desk.session.add(row)
    desk.session.flush()
    return row


def a_version(
    desk: Desk,
    document: Document,
    *pages: str | tuple[str, str],
    number: int = 1,
    files: FileStore | None = None,
    media_type: str = PDF,
    printed: str = "",
    state: ReadState = ReadState.READ,
) -> DocumentVersion:
    """A version that was read. A page is its words; a part of a file without pages is (heading, words). Pictures need `files`."""
    paged = all(isinstance(page, str) for page in pages)
    moment = desk.moment.now
    file = StoredFile(
        sha256=f"{document.key:032d}{number:032d}",
        name=f"{document.code}.pdf",
        media_type=media_type,
        size=1000,
        added_at=moment,
        added_by="Sam Secretary",
    )
    desk.session.add(file)
    desk.session.flush()
    version = DocumentVersion(
        document_id=document.key,
        number=number,
        file_id=file.key,
        printed=printed,
        added_at=moment,
        added_by="Sam Secretary",
        state=state,
        paged=paged,
        pages_total=len(pages),
        pages_read=len(pages),
    )
    desk.session.add(version)
    desk.session.flush()
    desk.session.add_all(_rows(version, pages, files if paged else None))
    desk.session.flush()
    return version


def _rows(
    version: DocumentVersion, pages: Sequence[str | tuple[str, str]], files: FileStore | None
) -> list[DocumentPage]:
    rows = []
    for position, page in enumerate(pages, start=1):
        place, words = ("", page) if isinstance(page, str) else page
        picture = files.keep(a_picture(f"{position}\n{words}")) if files else ""
        rows.append(
            DocumentPage(
                version_id=version.key,
                position=position,
                page=position if isinstance(page, str) else None,
                place=place,
                words=words,
                picture_sha256=picture,
                width=550 if picture else 0,
                height=780 if picture else 0,
            )
        )
    return rows


def a_reading(record: Record, **given: object) -> MeasureReading:
    """12.7% of calls to 101 abandoned in March 2023."""
    measure = Measure(
        code="abandonment", title="101 abandonment rate", unit=Unit.PERCENT, better=Better.LOWER
    )
    record.desk.session.add(measure)
    record.desk.session.flush()
    row = MeasureReading(
        measure_id=measure.key,
        basis=Basis.MONTH,
        starts_on=date(2023, 3, 1),
        ends_on=date(2023, 3, 31),
        period="March 2023",
        value=12.7,
        added_at=datetime(2023, 5, 1, tzinfo=UTC),
        **given,
    )
    record.desk.session.add(row)
    record.desk.session.flush()
    return row

"""Files of the kinds that a library of documents takes, good and hostile, made in memory in words of our own."""

import io
import zipfile
import zlib

import docx
import openpyxl
import pikepdf
from PIL import Image

PARAGRAPH = "The force will bring the figures on abandoned calls back to the next meeting, with the reasons for each month."


def pdf(*pages: str) -> bytes:
    """A PDF with these texts, one on each page; an empty one is a page without text, as a scan has."""
    with pikepdf.new() as made:
        font = made.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        for text in pages or (PARAGRAPH,):
            page = made.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            shown = text.replace("\\", "").replace("(", "").replace(")", "").replace("\n", ") Tj T* (")
            page.Contents = made.make_stream(
                f"BT /F1 11 Tf 14 TL 50 780 Td ({shown}) Tj ET".encode() if text else b""
            )
        return _saved(made)


def _saved(made: pikepdf.Pdf, **options: object) -> bytes:
    written = io.BytesIO()
    made.save(written, **options)
    return written.getvalue()


def locked_pdf() -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as made:
        return _saved(made, encryption=pikepdf.Encryption(owner="owner", user="a password"))


def pdf_for_the_web(*pages: str) -> bytes:
    """A PDF whose first page stands first: where its end is missing, a forgiving reader opens it all the same."""
    with pikepdf.open(io.BytesIO(pdf(*pages))) as made:
        return _saved(made, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def pdf_of(pages: int) -> bytes:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
        return _saved(made)


def pdf_with_script(script: str = "app.alert('run')") -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as made:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
        return _saved(made, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def pdf_without_pages() -> bytes:
    with pikepdf.new() as made:
        return _saved(made)


def pdf_bomb(side: int = 16_000) -> bytes:
    """A picture of `side` times `side` pixels of one colour on one page: a megabyte that unpacks to 768."""
    with pikepdf.new() as made:
        packer = zlib.compressobj(1)
        row = b"\x7f" * side * 3
        packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
        picture = pikepdf.Stream(made, packed)
        picture.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=side,
            Height=side,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.FlateDecode,
        )
        page = made.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=made.make_indirect(picture)))
        page.Contents = made.make_stream(b"q 500 0 0 500 0 0 cm /X Do Q")
        return _saved(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def word(*blocks: str) -> bytes:
    """A Word file; a block that begins with "# " is a heading."""
    made = docx.Document()
    for block in blocks or ("# 3.1 Contact and response", PARAGRAPH):
        if block.startswith("# "):
            made.add_heading(block[2:], 1)
        else:
            made.add_paragraph(block)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def excel(**sheets: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in (sheets or {"Readings": [["period", "value"], ["January", 8.6]]}).items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def repacked(package: bytes, **parts: bytes) -> bytes:
    """A Word or Excel file with these parts in place of its own, or besides; "__" in a name is a "/"."""
    new = {name.replace("__", "/"): content for name, content in parts.items()}
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in old.infolist():
            if entry.filename not in new:
                made.writestr(entry, old.read(entry))
        for name, content in new.items():
            made.writestr(name, content)
    return written.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (1600, 800)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "#12344d").save(written, kind)
    return written.getvalue()


def png_bomb(side: int = 60_000) -> bytes:
    """A PNG of `side` times `side` pixels, in a few bytes: its head alone says so."""
    small = picture(size=(8, 8))
    head = small[12:29]
    large = b"IHDR" + side.to_bytes(4, "big") * 2 + head[12:]
    return small[:12] + large + zlib.crc32(large).to_bytes(4, "big") + small[33:]

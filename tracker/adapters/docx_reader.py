"""Reads a Word file through python-docx: its parts by heading. Runs in the process of `reading_child` alone.

Pages of a Word file are made by whoever opens it, so none is given. Text that was struck out in tracked changes is left out;
text that was put in is in.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import docx
from docx.table import Table

from tracker.adapters import office_package
from tracker.domain.document_parts import parts_of_blocks, parts_of_text, plain
from tracker.domain.document_reading import Beginning, ReadPage, Refusal, Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read(file: BinaryIO) -> Iterator[Beginning | ReadPage]:
    """The beginning, then each part. Raises `Refused`."""
    office_package.check(file, "word/document.xml")
    try:
        blocks = list(_blocks(docx.Document(file)))
    except MemoryError:
        raise
    except Exception as error:
        # The library fails in its own ways for each thing that can be wrong in a package.
        raise Refused(Refusal.BROKEN) from error
    has_headings = any(is_heading for is_heading, _ in blocks)
    parts = (
        parts_of_blocks(blocks) if has_headings else parts_of_text("\n\n".join(text for _, text in blocks))
    )
    yield Beginning(len(parts), paged=False)
    yield from parts


def _blocks(document: Any) -> Iterator[tuple[bool, str]]:
    """Each paragraph and table in their order, and whether it is a heading."""
    headings = _heading_styles(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            text, is_heading = plain(_table(block)), False
        else:
            # Asking the library for the style of each paragraph would look through all styles each time.
            text, is_heading = plain(_words(block._p)), block._p.style in headings
        if text.strip():
            yield is_heading, " ".join(text.split()) if is_heading else text


def _heading_styles(document: Any) -> frozenset[str]:
    """What paragraphs call the styles of headings."""
    named = ((style.style_id, style.name or "") for style in document.styles)
    return frozenset(key for key, name in named if name.startswith("Heading ") or name == "Title")


def _table(table: Any) -> str:
    """Its rows as lines, its cells apart by tabs. A cell that spans several is given once."""
    rows = []
    for row in table._tbl.tr_lst:
        cells = [" ".join(" ".join(_words(p) for p in cell.iter(f"{W}p")).split()) for cell in row.tc_lst]
        rows.append("\t".join(cells))
    return "\n".join(rows)


def _words(element: Any) -> str:
    """The text of a paragraph with its links, boxes and tracked insertions."""
    found: list[str] = []
    # A box is written twice, the second time for older programs.
    skipped = {id(one) for fallback in element.iter(FALLBACK) for one in fallback.iter()}
    for one in element.iter():
        if id(one) in skipped:
            continue
        if one.tag == f"{W}t":
            found.append(one.text or "")
        elif one.tag in BREAKS and one.getparent().tag == f"{W}r":
            found.append(BREAKS[one.tag])
    return "".join(found)

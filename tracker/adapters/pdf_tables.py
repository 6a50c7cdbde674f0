"""One table over several pages: WeasyPrint tags each page's part as a table of its own, and here they become one again.

The parts of one table are known from WeasyPrint's boxes: they are made from the same element of the HTML. The rows of a later
part move to the first. Header rows that were repeated at the top of a page leave the tag tree and so become artefacts
(`pdf_artefacts`), and the cells that named them as their headers name the first ones.
"""

from collections.abc import Iterator
from typing import Any


def join(document: Any, pdf: Any, tables: list[Any]) -> None:
    """Joins the `tables` of the tag tree (in reading order) that come from one table of the HTML."""
    sources = [element for page in document.pages for element in _tables(page._page_box)]
    if len(sources) != len(tables):
        return  # They cannot be told apart: parts that are tagged as tables are better than the wrong ones joined.
    first: dict[int, Any] = {}
    for source, table in zip(sources, tables, strict=True):
        if first.setdefault(id(source), table) is not table:
            _join(pdf, first[id(source)], table)


def _tables(box: Any) -> Iterator[Any]:
    """The elements of the tables under a page's `box`, in the order in which WeasyPrint tags them."""
    box = getattr(box, "_box", box)
    if type(box).__name__ == "MarginBox":
        return
    if getattr(box, "is_table_wrapper", False) and box.element_tag == "table":
        yield box.element
    for child in getattr(box, "children", ()):
        yield from _tables(child)


def _join(pdf: Any, first: Any, later: Any) -> None:
    """Moves the rows of `later` to `first`, and takes `later` out of the tree."""
    head, repeated = _part(pdf, first, "/THead"), _part(pdf, later, "/THead")
    if head is not None and repeated is not None:
        _rename(pdf, later, dict(zip(_identifiers(pdf, repeated), _identifiers(pdf, head), strict=False)))
    for kid in later["K"]:
        if _named(pdf, kid)["S"] not in ("/THead", "/Caption"):
            _named(pdf, kid)["P"] = first.reference
            first["K"].append(kid)
    _named(pdf, later["P"])["K"].remove(later.reference)


def _named(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _part(pdf: Any, table: Any, kind: str) -> Any:
    return next((part for part in (_named(pdf, kid) for kid in table["K"]) if part["S"] == kind), None)


def _under(pdf: Any, element: Any) -> Iterator[Any]:
    for kid in element["K"]:
        if isinstance(kid, bytes) and "S" in _named(pdf, kid):
            yield _named(pdf, kid)
            yield from _under(pdf, _named(pdf, kid))


def _identifiers(pdf: Any, head: Any) -> list[bytes]:
    return [cell["ID"].data for cell in _under(pdf, head) if "ID" in cell]


def _rename(pdf: Any, table: Any, names: dict[bytes, bytes]) -> None:
    """Cells of a later part name the headers of the first part."""
    for cell in _under(pdf, table):
        headers = cell.get("A", {}).get("Headers")
        if headers is not None:
            headers[:] = [names.get(name.data, name.data) for name in headers]

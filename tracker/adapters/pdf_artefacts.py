"""What is painted on a page and told to nobody: what stands in its margins, and heads of tables that are printed again.

WeasyPrint marks such text like any other, with elements that hang in no tree. A reader would meet marks that lead nowhere; here
they become artefacts, which it passes over.
"""

from collections.abc import Iterator
from typing import Any

PAGINATION = {"Type": "/Pagination"}


def set_aside(pdf: Any, held: set[bytes]) -> None:
    """Makes artefacts of what is marked on the pages and is in none of the elements that `held` refers to (b"12 0 R")."""
    parents = _parents(pdf)
    for page in _pages(pdf):
        row = parents[page["StructParents"]]
        loose = {number for number, parent in enumerate(row) if parent not in held}
        for number in loose:
            if row[number] != "null":
                _object(pdf, row[number]).clear()
            row[number] = "null"
        if loose:
            _mark(_object(pdf, page["Contents"]).stream, loose)


def _mark(stream: list[Any], numbers: set[int]) -> None:
    """pydyf writes marked content as three entries: the tag, a dictionary with its number, and the operator BDC."""
    import pydyf

    for place, entry in enumerate(stream):
        if isinstance(entry, dict) and entry.get("MCID") in numbers:
            stream[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary(PAGINATION)]


def _pages(pdf: Any) -> Iterator[Any]:
    for reference in pdf.page_references:
        yield _object(pdf, reference)


def _parents(pdf: Any) -> dict[int, Any]:
    """The parents of each page's marked content, by number; of an annotation, its one parent."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]

"""Questions to a PDF that tests ask: its words, its tags, its bookmarks."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pypdf import PdfReader


def page_texts(content: bytes) -> list[str]:
    """The words of each page, with every run of white space made one space."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def height_of(content: bytes, words: str) -> float:
    """How high on the first page a line begins with `words`, in points from the bottom."""
    heights: list[float] = []

    def seen(text: str, now: list[float], at: list[float], *rest: object) -> None:
        if text.strip().startswith(words):
            heights.append(now[3] * at[5] + now[5])

    PdfReader(io.BytesIO(content)).pages[0].extract_text(visitor_text=seen)
    return heights[0]


def bookmarks(content: bytes) -> list[tuple[int, str]]:
    """Every bookmark with its depth, from 0."""

    def told(entries: list[Any], depth: int) -> Iterator[tuple[int, str]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from told(entry, depth + 1)
            else:
                yield depth, str(entry.title)

    return list(told(PdfReader(io.BytesIO(content)).outline, 0))


def tagged(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    """The elements of the tag tree with the tag `kind` ("TH"), in reading order."""
    return [element for element in elements(pdf.Root.StructTreeRoot) if f"/{kind}" == element.S]


def elements(parent: Any) -> Iterator[Any]:
    """The elements under one of the tag tree, in reading order."""
    for kid in parent.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def marked_content(element: Any) -> Iterator[tuple[Any, int]]:
    """The page and the number of each piece of a page's content that stands under `element`."""
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            yield from marked_content(kid)
        else:
            yield element.Pg, int(kid)


def operators(page: Any) -> list[tuple[str, Any]]:
    """The beginnings of marked content in a page: the tag, and its number or None."""
    found = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            found.append((str(operands[0]), properties.get("/MCID")))
    return found


def font_sizes(content: bytes) -> dict[str, float]:
    """The size in points at which each line of text is printed; the smallest where a line occurs at several."""
    sizes: dict[str, float] = {}

    def seen(text: str, now: list[float], at: list[float], font: object, size: float) -> None:
        words = " ".join(text.split())
        if words:
            printed = round(size * abs(at[3] * now[3]), 2)
            sizes[words] = min(printed, sizes.get(words, printed))

    for page in PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=seen)
    return sizes

"""Rules of what is painted: all of it is either told to a reader or set aside, and nothing is both."""

from collections import Counter
from collections.abc import Iterator

from pikepdf import Dictionary, Name, Stream

from tests.support.pdf_opened import SHOWN, Opened, Painted


def _number(one: Painted) -> int | None:
    return next((number for _, number in reversed(one.marks) if number is not None), None)


def _aside(one: Painted) -> bool:
    return any(tag == "Artifact" for tag, _ in one.marks)


def _told_or_aside(file: Opened) -> Iterator[str]:
    for one in file.painted:
        if one.operator != "Do" and _number(one) is None and not _aside(one):
            yield f"{one.operator} on page object {one.page[0]}"


def _not_both(file: Opened) -> Iterator[str]:
    for one in file.painted:
        if _aside(one) and _number(one) is not None:
            yield f"{one.operator} on page object {one.page[0]}"


def _one_mark(file: Opened) -> Iterator[str]:
    for one in file.painted:
        if sum(number is not None for _, number in one.marks) > 1:
            yield f"{one.operator} on page object {one.page[0]}"


def _margins(file: Opened) -> Iterator[str]:
    """What is painted above or below the text of each page is set aside: a reader would hear it in the middle of a sentence."""
    aside = {one.page for one in file.painted if one.operator in SHOWN and _aside(one)}
    for page in file.pdf.pages:
        if page.obj.objgen not in aside:
            yield f"page {page.index + 1} has no text that is set aside"


def _shared(file: Opened) -> Iterator[str]:
    used = Counter(
        page.Resources.XObject[one.operands[0]].objgen
        for page in file.pdf.pages
        for one in file.painted
        if one.operator == "Do" and one.page == page.obj.objgen and one.operands[0] in page.Resources.XObject
    )
    for form in file.pdf.objects:
        if isinstance(form, Stream) and form.get("/Subtype") == Name.Form:
            if "/Ref" in form:
                yield "a form stands for another file"
            if b"/MCID" in form.read_bytes() and used[form.objgen] > 1:
                yield "a form with marked content is used twice"


def _numbers(file: Opened) -> Iterator[str]:
    for page in file.pdf.pages:
        if not isinstance(page.obj.get("/StructParents"), int):
            yield f"page {page.index + 1}"


def _kinds_of_artefact(file: Opened) -> Iterator[str]:
    for one in file.pdf.objects:
        if isinstance(one, Dictionary) and one.get("/S") == Name.Artifact:
            yield "an artefact stands in the tree, which only PDF 2.0 allows"


RULES = (
    ("7.1-3", "everything on a page is told to a reader or set aside", _told_or_aside),
    ("7.1-1, 7.1-2", "nothing is told and set aside", _not_both),
    ("32000-1, 14.7.4", "nothing is told twice", _one_mark),
    ("7.8", "what stands in the margins of each page is set aside", _margins),
    ("7.20-1, 7.20-2", "no form stands for another file, or is told twice", _shared),
    ("32000-1, 14.7.4.4", "every page has its place in the tree of parents", _numbers),
    ("32000-1, 14.8.2.2", "what is set aside is not in the tree", _kinds_of_artefact),
)

"""Lists in a tagged PDF: what WeasyPrint leaves out of them (ISO 32000-1, 14.8.4.3.3 and 14.8.5.5).

- an item holds its label and one body: several paragraphs of an item are put into one;
- a list with labels says whether they count.
"""

from collections.abc import Iterator
from typing import Any

NUMBERING = {"ul": "/Disc", "ol": "/Decimal", "dl": "/None"}


def mend(document: Any, pdf: Any, lists: list[Any]) -> None:
    """Mends the `lists` of the tag tree, which are in reading order."""
    kinds = [kind for page in document.pages for kind in _kinds(page._page_box)]
    if len(kinds) == len(lists):
        for one, kind in zip(lists, kinds, strict=True):
            one["A"] = _attributes(NUMBERING[kind])
    for one in lists:
        for item in (_named(pdf, kid) for kid in one["K"]):
            if item["S"] == "/LI":
                _one_body(pdf, item)


def _attributes(numbering: str) -> Any:
    import pydyf

    return pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})


def _kinds(box: Any) -> Iterator[str]:
    """What the lists under a page's `box` are in the HTML, in the order in which WeasyPrint tags them."""
    box = getattr(box, "_box", box)
    kind = type(box).__name__
    if kind == "MarginBox":
        return
    if kind not in ("LineBox", "TextBox") and box.element_tag in NUMBERING:
        yield box.element_tag
    for child in getattr(box, "children", ()):
        yield from _kinds(child)


def _one_body(pdf: Any, item: Any) -> None:
    import pydyf

    label = [kid for kid in item["K"] if _tag(pdf, kid) == "/Lbl"]
    rest = [kid for kid in item["K"] if kid not in label]
    if not rest or [_tag(pdf, kid) for kid in rest] == ["/LBody"]:
        return
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(rest), "Pg": item["Pg"], "P": item.reference}
    )
    pdf.add_object(body)
    for kid in rest:
        element = _named(pdf, kid)
        element["P"] = body.reference
        if element["S"] == "/LBody":
            element["S"] = "/NonStruct"
    item["K"] = pydyf.Array([*label, body.reference])


def _tag(pdf: Any, kid: Any) -> str:
    return str(_named(pdf, kid).get("S", ""))


def _named(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]

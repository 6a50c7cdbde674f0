"""What WeasyPrint 70 leaves out of a tagged PDF, put in before it is written (ISO 14289-1, PDF/UA-1; ISO 32000-1, 14.7, 14.8).

- header cells say what they head (/Scope), and their identifiers can be looked up (/IDTree);
- a table that breaks over pages is one table again, its repeated header rows a decoration of the page (`pdf_tables`);
- the place of a figure is given in the page's own measure, from its lower left corner;
- what an item of a list says is one body, and a list says whether it counts (`pdf_lists`);
- what stands in the margins of each page is set aside (`pdf_artefacts`), and elements with nothing in them are taken out;
- links say where they lead, and all parts of one belong to it.

`finish` is what WeasyPrint calls a finisher: it is handed the PDF as the objects of pydyf, dictionaries and lists in which one
object names another as b"12 0 R". Mending them there costs 3 ms; reading the file back with another library cost 60.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from tracker.adapters import pdf_artefacts, pdf_lists, pdf_tables

POINTS_PER_PIXEL = 0.75


def finish(document: Any, pdf: Any) -> None:
    """Mends `pdf` in place, as WeasyPrint made it from `document`."""
    root = named(pdf, pdf.catalog["StructTreeRoot"])
    pdf_tables.join(document, pdf, [one for one in elements(pdf, root) if one["S"] == "/Table"])
    pdf_lists.mend(document, pdf, [one for one in elements(pdf, root) if one["S"] == "/L"])
    _parts_of_links(pdf, root)
    _prune(pdf, root)
    found = list(elements(pdf, root))
    for element in found:
        if element["S"] == "/Table":
            _scope(pdf, element)
        elif element["S"] == "/Figure":
            _place(pdf, element)
    _identifiers(pdf, root, found)
    _links(pdf)
    pdf_artefacts.set_aside(pdf, {element.reference for element in found})
    root["ParentTreeNextKey"] = named(pdf, root["ParentTree"])["Nums"][-2] + 1


def with_identifier(written: bytes) -> bytes:
    """The file with an /ID made from its own bytes: the same report has the same one. It goes into the last dictionary."""
    import pydyf

    key = pydyf.String(hashlib.sha256(written).hexdigest()[:32]).data
    place = written.rindex(b"/Type /XRef")
    return written[:place] + b"/ID [" + key + key + b"]" + written[place:]


def named(pdf: Any, reference: bytes) -> Any:
    """The object that `reference` (b"12 0 R") names."""
    return pdf.objects[int(reference.split()[0])]


def elements(pdf: Any, parent: Any) -> Iterator[Any]:
    """The elements under `parent`, in reading order. Marked content and annotations are left out."""
    for kid in parent["K"]:
        if isinstance(kid, bytes):
            element = named(pdf, kid)
            if "S" in element:
                yield element
                yield from elements(pdf, element)


def _scope(pdf: Any, table: Any) -> None:
    """A header cell in the table's head is of its column; one in the body is of its row."""
    for cell in elements(pdf, table):
        if cell["S"] == "/TH":
            part = named(pdf, named(pdf, cell["P"])["P"])
            cell["A"]["Scope"] = "/Column" if part["S"] == "/THead" else "/Row"


def _place(pdf: Any, figure: Any) -> None:
    """WeasyPrint gives the box in pixels from the top; a reader expects points from the bottom."""
    height = named(pdf, figure["Pg"])["MediaBox"][3]
    left, top, right, bottom = (number * POINTS_PER_PIXEL for number in figure["A"]["BBox"])
    figure["A"]["BBox"][:] = [left, height - bottom, right, height - top]


def _prune(pdf: Any, parent: Any) -> None:
    """Takes out the elements under `parent` that hold nothing, such as a line break. A cell of a table may be empty."""
    for kid in [kid for kid in parent["K"] if isinstance(kid, bytes)]:
        element = named(pdf, kid)
        if "S" in element:
            _prune(pdf, element)
            if not element["K"] and element["S"] not in ("/TD", "/TH"):
                parent["K"].remove(kid)


def _parts_of_links(pdf: Any, root: Any) -> None:
    """A part of a link in another weight has an annotation of its own: it belongs to the link, as the standard asks."""
    parents = named(pdf, root["ParentTree"])["Nums"]
    for element in list(elements(pdf, root)):
        link = _link_around(pdf, element)
        for kid in [kid for kid in element["K"] if isinstance(kid, bytes) and "Obj" in named(pdf, kid)]:
            if link is not None and link is not element:
                element["K"].remove(kid)
                link["K"].append(kid)
                key = named(pdf, named(pdf, kid)["Obj"])["StructParent"]
                parents[parents.index(key, 0) + 1] = link.reference


def _link_around(pdf: Any, element: Any) -> Any:
    """The nearest link that `element` is or stands in, None for none."""
    while element.get("S") not in ("/Link", None):
        element = named(pdf, element["P"])
    return element if "S" in element else None


def _identifiers(pdf: Any, root: Any, found: list[Any]) -> None:
    """Cells name their headers by identifier (/Headers): the tree is where a reader looks them up."""
    import pydyf

    with_id = sorted((element["ID"].data, element) for element in found if "ID" in element)
    if with_id:
        names = pydyf.Array(word for key, element in with_id for word in (key, element.reference))
        leaf = pydyf.Dictionary({"Names": names, "Limits": pydyf.Array([with_id[0][0], with_id[-1][0]])})
        pdf.add_object(leaf)
        root["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})


def _links(pdf: Any) -> None:
    import pydyf

    for one in pdf.objects:
        if isinstance(one, dict) and one.get("Subtype") == "/Link" and "Dest" in one:
            one["Contents"] = pydyf.String(f"Go to {one['Dest'].string.replace('-', ' ')}")

"""Rules of the tag tree: that it is whole, that it agrees with the pages, and that its headings and pictures can be read."""

import itertools
from collections import Counter
from collections.abc import Iterator

from pikepdf import Dictionary, Name

from tests.support.pdf_opened import Marked, Noted, Opened

STANDARD = {
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Warichu",
    "WT",
    "WP",
    "Figure",
    "Formula",
    "Form",
}
"""ISO 32000-1, 14.8.4."""

NEVER_EMPTY = STANDARD - {"TD", "Document"}
"""What tells a reader of something that is not there. A cell may have nothing in it."""


def _standard(file: Opened) -> Iterator[str]:
    for node in file.nodes:
        if node.tag not in STANDARD:
            yield str(node)
    if "/RoleMap" in file.root.StructTreeRoot:
        yield "a tag is mapped to another"


def _parents(file: Opened) -> Iterator[str]:
    for node in file.nodes:
        above = file.root.StructTreeRoot if node.parent is None else node.parent.element
        if node.element.get("/P", Dictionary()).objgen != above.objgen:
            yield str(node)


def _one_document(file: Opened) -> Iterator[str]:
    if [node.tag for node in file.top] != ["Document"]:
        yield f"it begins with {[node.tag for node in file.top]}"


def _held(file: Opened) -> Counter[tuple[tuple[int, int] | None, int]]:
    return Counter(
        (kid.page, kid.number) for node in file.nodes for kid in node.kids if isinstance(kid, Marked)
    )


def _agrees(file: Opened) -> Iterator[str]:
    """What the tree holds is on its page, once; what is marked on a page is in the tree."""
    held = _held(file)
    marked = file.marked
    yield from (
        f"page object {page}, content {number} is held twice" for (page, number), n in held.items() if n > 1
    )
    yield from (
        f"page object {page}, content {number} is not in the tree" for page, number in marked - set(held)
    )
    yield from (
        f"page object {page}, content {number} is not on the page" for page, number in set(held) - marked
    )


def _looked_up(file: Opened) -> Iterator[str]:
    """The tree of parents leads from each piece of content to the element that holds it, and nowhere else."""
    places = {page.obj.objgen: page.obj.get("/StructParents") for page in file.pdf.pages}
    for node in file.nodes:
        for kid in node.kids:
            if isinstance(kid, Marked) and kid.page is not None:
                row = file.parents.get(int(places[kid.page]), [])
                if kid.number >= len(row) or row[kid.number].objgen != node.element.objgen:
                    yield f"{node}, content {kid.number}"
            elif isinstance(kid, Noted):
                found = file.parents.get(int(kid.annotation.get("/StructParent", -1)))
                if found is None or found.objgen != node.element.objgen:
                    yield f"{node}, a link"


def _leads_into_the_tree(file: Opened) -> Iterator[str]:
    known = {node.element.objgen for node in file.nodes}
    for number, row in file.parents.items():
        for parent in [row] if isinstance(row, Dictionary) else row:
            if isinstance(parent, Dictionary) and parent.objgen not in known:
                yield f"number {number} leads to an element that is not in the tree ({parent.S})"
    if int(file.root.StructTreeRoot.get("/ParentTreeNextKey", 0)) <= max(file.parents):
        yield "the next number that is free is not said"


def _not_empty(file: Opened) -> Iterator[str]:
    for node in file.nodes:
        if node.tag in NEVER_EMPTY and not node.has_content:
            yield str(node)


def _headings(file: Opened) -> Iterator[str]:
    levels = [int(node.tag[1]) for node in file.nodes if node.tag[0] == "H" and node.tag[1:].isdigit()]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"they begin with {levels[:3]}, and {levels.count(1)} are of the first level"
    for before, after in itertools.pairwise(levels):
        if after > before + 1:
            yield f"level {after} follows on level {before}"
    if file.tagged("H"):
        yield "there are headings without a level"


def _figures(file: Opened) -> Iterator[str]:
    for node in file.tagged("Figure", "Formula"):
        if not str(node.element.get("/Alt", "")).strip():
            yield f"{node} has no words"
        box = [float(number) for number in node.element.get("/A", {}).get("/BBox", [])]
        page = [float(number) for number in node.element.Pg.MediaBox]
        if len(box) != 4 or not (
            page[0] <= box[0] < box[2] <= page[2] and page[1] <= box[1] < box[3] <= page[3]
        ):
            yield f"{node} stands at {box}"


def _notes(file: Opened) -> Iterator[str]:
    names = [bytes(node.element.get("/ID", b"")) for node in file.tagged("Note")]
    if not all(names) or len(names) != len(set(names)):
        yield str(names)


def _names(file: Opened) -> Iterator[str]:
    names = [bytes(node.element.ID) for node in file.nodes if "/ID" in node.element]
    tree = file.root.StructTreeRoot.get("/IDTree", Dictionary())
    leaves = tree.get("/Kids", [tree])
    known = [
        bytes(leaf.Names[place]) for leaf in leaves for place in range(0, len(leaf.get("/Names", [])), 2)
    ]
    if len(names) != len(set(names)):
        yield "two elements have the same name"
    if sorted(names) != known:
        yield "not every name can be looked up, in order"


def _links_say(file: Opened) -> Iterator[str]:
    for node in file.tagged("Link"):
        if not any(isinstance(kid, Noted) for kid in node.kids):
            yield f"{node} leads nowhere"
        if not any(not isinstance(kid, Noted) for kid in node.kids):
            yield f"{node} has no words"


def _types(file: Opened) -> Iterator[str]:
    for node in file.nodes:
        if node.element.get("/Type", Name.StructElem) != Name.StructElem:
            yield str(node)


RULES = (
    ("7.1-5, 7.1-6, 7.1-7", "every tag is one of the standard's", _standard),
    ("7.1-11", "the tree has one root, the document", _one_document),
    ("7.1-12", "every element names the one above it", _parents),
    ("32000-1, 14.7.2", "every element is one", _types),
    ("7.1-3", "what is marked is in the tree once, and what is in the tree is on a page", _agrees),
    ("32000-1, 14.7.4.4", "content leads back to the element that holds it", _looked_up),
    ("32000-1, 14.7.4.4", "content leads to what is in the tree", _leads_into_the_tree),
    ("ours", "nothing is announced that is not there", _not_empty),
    (
        "7.4.2-1, 7.4.4-1, 7.4.4-2, 7.4.4-3",
        "headings begin with the first level and leave none out",
        _headings,
    ),
    ("7.3-1, 7.7-1", "pictures have words and stand on their page", _figures),
    ("7.9-1, 7.9-2", "notes have a name each", _notes),
    ("32000-1, 14.7.2", "names are given once and can be looked up", _names),
    ("7.18.5-1", "what is tagged as a link is one, and has words", _links_say),
)

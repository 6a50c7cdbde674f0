"""A tagged PDF taken apart for the rules of `pdf_rules`: its tag tree, what is painted on each page, and the fonts it is set in."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

SHOWN = {"Tj", "TJ", "'", '"'}
PAINTED = SHOWN | {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "EI", "INLINE IMAGE"}
"""Operators that put something on the page."""


@dataclass
class Node:
    """An element of the tag tree. `kids` are nodes, numbers of marked content with their page, and annotations."""

    element: Any
    tag: str
    parent: "Node | None"
    kids: list["Node | Marked | Noted"] = field(default_factory=list)

    @property
    def tags(self) -> list[str]:
        """The tags of its kids; "content" for what is no element."""
        return [kid.tag if isinstance(kid, Node) else "content" for kid in self.kids]

    def under(self) -> Iterator["Node"]:
        for kid in self.kids:
            if isinstance(kid, Node):
                yield kid
                yield from kid.under()

    @property
    def has_content(self) -> bool:
        return any(not isinstance(kid, Node) or kid.has_content for kid in self.kids)

    def __str__(self) -> str:
        path = [self.tag]
        above = self.parent
        while above is not None:
            path.append(above.tag)
            above = above.parent
        return "/".join(reversed(path))


@dataclass(frozen=True)
class Marked:
    """Marked content that a node holds: the page that it is on, and its number."""

    page: tuple[int, int] | None
    number: int


@dataclass(frozen=True)
class Noted:
    """An annotation that a node holds."""

    annotation: Any


@dataclass(frozen=True)
class Painted:
    """Something that is put on a page: the marks around it, outermost first, and its operator."""

    page: tuple[int, int]
    marks: tuple[tuple[str, int | None], ...]
    operator: str
    operands: tuple[Any, ...]
    font: Any = None


class Opened:
    """A PDF for as long as its rules are checked."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))

    @property
    def root(self) -> Any:
        return self.pdf.Root

    @cached_property
    def metadata(self) -> dict[str, str]:
        said = self.pdf.open_metadata()  # Not opened to be written: closing it would change what it says.
        return {name: str(said.get(name, "")) for name in ("dc:title", "pdfuaid:part")}

    @cached_property
    def top(self) -> list[Node]:
        return [
            self._node(kid, None, None)
            for kid in _many(self.root.StructTreeRoot.get("/K"))
            if _is_element(kid)
        ]

    @cached_property
    def nodes(self) -> list[Node]:
        """Every element, in reading order."""
        return [node for first in self.top for node in (first, *first.under())]

    def tagged(self, *tags: str) -> list[Node]:
        return [node for node in self.nodes if node.tag in tags]

    def _node(self, element: Any, parent: Node | None, page: Any) -> Node:
        page = element.get("/Pg", page)
        node = Node(element, str(element.S).removeprefix("/"), parent)
        for kid in _many(element.get("/K")):
            if isinstance(kid, int):
                node.kids.append(Marked(page.objgen if page is not None else None, kid))
            elif kid.get("/Type") == Name.MCR:
                node.kids.append(Marked(kid.get("/Pg", page).objgen, int(kid.MCID)))
            elif kid.get("/Type") == Name.OBJR:
                node.kids.append(Noted(kid.Obj))
            else:
                node.kids.append(self._node(kid, node, page))
        return node

    @cached_property
    def parents(self) -> dict[int, Any]:
        """The tree of parents: by the number of a page, the parents of its marked content; by that of an annotation, its parent."""
        return dict(_numbers(self.root.StructTreeRoot.ParentTree))

    @cached_property
    def annotations(self) -> list[tuple[Any, Any]]:
        """Each annotation with its page."""
        return [(page, note) for page in self.pdf.pages for note in page.get("/Annots", [])]

    @cached_property
    def _streams(self) -> list[Painted]:
        return [one for page in self.pdf.pages for one in _painted(page.obj, page.obj, ())]

    @cached_property
    def painted(self) -> list[Painted]:
        return [one for one in self._streams if one.operator != "BDC"]

    @cached_property
    def marked(self) -> set[tuple[tuple[int, int], int]]:
        """The page and number of all marked content, of what paints nothing too."""
        return {(one.page, number) for one in self._streams for _, number in one.marks if number is not None}

    @cached_property
    def fonts(self) -> list[Any]:
        """Every font that text is shown in."""
        found = {one.font.objgen: one.font for one in self.painted if one.font is not None}
        return list(found.values())


def _many(kids: Any) -> list[Any]:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    nums = tree.get("/Nums", [])
    for place in range(0, len(nums), 2):
        yield int(nums[place]), nums[place + 1]
    for kid in tree.get("/Kids", []):
        yield from _numbers(kid)


def _painted(page: Any, holder: Any, around: tuple[tuple[str, int | None], ...]) -> Iterator[Painted]:
    """What `holder`, the page or a form on it, paints; `around` are the marks in which the form stands."""
    marks, font, kept = list(around), None, []
    resources = holder.get("/Resources", page.get("/Resources"))
    for operands, operator in pikepdf.parse_content_stream(holder):
        name = str(operator)
        if name in ("BDC", "BMC"):
            marks.append(_mark(operands, resources))
            yield Painted(page.objgen, tuple(marks), "BDC", ())
        elif name == "EMC":
            marks.pop()
        elif name == "q":
            kept.append(font)
        elif name == "Q":
            font = kept.pop()
        elif name == "Tf":
            font = resources.Font[operands[0]]
        elif name in PAINTED:
            yield Painted(page.objgen, tuple(marks), name, tuple(operands), font if name in SHOWN else None)
        if name == "Do" and resources.XObject[operands[0]].get("/Subtype") == Name.Form:
            yield from _painted(page, resources.XObject[operands[0]], tuple(marks))


def _mark(operands: Any, resources: Any) -> tuple[str, int | None]:
    properties = operands[1] if len(operands) > 1 else {}
    if isinstance(properties, Name):
        properties = resources.Properties[properties]
    number = properties.get("/MCID")
    return str(operands[0]).removeprefix("/"), None if number is None else int(number)

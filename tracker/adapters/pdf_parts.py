"""Makes one tagged PDF of several that are its parts, in their order (pikepdf): pages, tags, bookmarks, and where links lead.

The parts are as `pdf_mending` leaves them: one element /Document at the top of the tags, the parents of marked content by number, and
named places for links.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf


def joined(parts: Sequence[bytes], elsewhere: Sequence[frozenset[str]]) -> bytes:
    """`elsewhere` has the names, for each part, of the places that only stand for one in another part.

    The same parts give the same bytes.
    """
    with pikepdf.open(io.BytesIO(parts[0])) as pdf:
        places = _places(pdf.Root, elsewhere[0])
        for part, names in zip(parts[1:], elsewhere[1:], strict=True):
            with pikepdf.open(io.BytesIO(part)) as later:
                added = _added(pdf, later)
                places.update(_places(added, names))
        _order_names(pdf.Root.StructTreeRoot)
        words = [word for name in sorted(places) for word in (pikepdf.String(name), places[name])]
        if words:
            pdf.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=pikepdf.Array(words)))
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return written.getvalue()


def _added(pdf: pikepdf.Pdf, later: pikepdf.Pdf) -> Any:
    """Adds a later part at the end. Answers its catalogue, as it is in `pdf` now."""
    first = len(pdf.pages)
    pdf.pages.extend(later.pages)
    # Once the pages are there, what names them in the tags, the bookmarks and the places names the new ones.
    # A part may have no heading of its own, and nothing that is linked to.
    kept = [key for key in ("/StructTreeRoot", "/Outlines", "/Names") if key in later.Root]
    held = pikepdf.Dictionary({key: later.Root[key] for key in kept})
    catalogue = pdf.copy_foreign(later.make_indirect(held))
    _number_again(pdf, first, catalogue.StructTreeRoot)
    _add_tags(pdf.Root.StructTreeRoot, catalogue.StructTreeRoot, f"{first}-")
    if "/Outlines" in catalogue:
        _add_bookmarks(pdf.Root.Outlines, catalogue.Outlines)
    return catalogue


def _number_again(pdf: pikepdf.Pdf, first: int, later: Any) -> None:
    """The numbers under which the later part's content finds its parents go on after those of the parts before."""
    tree = pdf.Root.StructTreeRoot
    shift = int(tree.ParentTreeNextKey)
    for page in list(pdf.pages)[first:]:
        if "/StructParents" in page.obj:
            page.obj.StructParents = int(page.obj.StructParents) + shift
        for note in page.obj.get("/Annots", []):
            if "/StructParent" in note:
                note.StructParent = int(note.StructParent) + shift
    numbers = later.ParentTree.Nums
    for at in range(0, len(numbers), 2):
        tree.ParentTree.Nums.append(int(numbers[at]) + shift)
        tree.ParentTree.Nums.append(numbers[at + 1])
    tree.ParentTreeNextKey = shift + int(later.ParentTreeNextKey)


def _add_tags(tree: Any, later: Any, prefix: str) -> None:
    """What stands in the later part's document goes on in the first one's. Cells name their headers by identifier: each part's own."""
    document, other = tree.K[0], later.K[0]
    if "/IDTree" in later:
        _rename(other, prefix)
        renamed = [(_prefixed(name, prefix), element) for name, element in _names(later)]
        leaf = pikepdf.Dictionary(Names=pikepdf.Array([one for pair in renamed for one in pair]))
        if "/IDTree" not in tree:
            tree.IDTree = pikepdf.Dictionary(Kids=pikepdf.Array())
        tree.IDTree.Kids.append(leaf)
    for element in other.K:
        element.P = document
        document.K.append(element)


def _names(tree: Any) -> list[tuple[Any, Any]]:
    """Identifiers and what they name."""
    entries = [entry for kid in tree.IDTree.Kids for entry in kid.Names]
    return list(zip(entries[::2], entries[1::2], strict=True))


def _order_names(tree: Any) -> None:
    """The identifiers of all parts in one leaf, in the order of their bytes: a reader looks them up by halving."""
    if "/IDTree" not in tree:
        return
    names = sorted(_names(tree), key=lambda pair: bytes(pair[0]))
    leaf = pikepdf.Dictionary(
        Names=pikepdf.Array([one for pair in names for one in pair]),
        Limits=pikepdf.Array([names[0][0], names[-1][0]]),
    )
    tree.IDTree.Kids = pikepdf.Array([leaf])


def _rename(parent: Any, prefix: str) -> None:
    for element in _elements(parent):
        if "/ID" in element:
            element.ID = _prefixed(element.ID, prefix)
        attributes = element.get("/A")
        if isinstance(attributes, pikepdf.Dictionary) and "/Headers" in attributes:
            attributes.Headers = pikepdf.Array([_prefixed(one, prefix) for one in attributes.Headers])


def _prefixed(name: Any, prefix: str) -> Any:
    return pikepdf.String(prefix.encode() + bytes(name))


def _elements(parent: Any) -> Iterator[Any]:
    for kid in parent.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _add_bookmarks(outlines: Any, later: Any) -> None:
    one = later.First
    while one is not None:
        following = one.get("/Next")
        one.Parent = outlines
        one.Prev = outlines.Last
        outlines.Last.Next = one
        outlines.Last = one
        one = following
    outlines.Count = int(outlines.Count) + int(later.Count)


def _places(catalogue: Any, elsewhere: frozenset[str]) -> dict[str, Any]:
    """Where each name leads, without those that stand for a place in another part."""
    if "/Names" not in catalogue:
        return {}
    named = catalogue.Names.Dests.Names
    return {
        str(named[at]): named[at + 1] for at in range(0, len(named), 2) if str(named[at]) not in elsewhere
    }

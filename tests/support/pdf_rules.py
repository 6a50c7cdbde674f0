"""What a tagged PDF has to be: named rules, each with where it stands, checked with pikepdf.

`broken(content)` answers a sentence for each finding. The numbers are clauses of ISO 14289-1 (PDF/UA-1) with the test that
validators know them by; "ours" are rules that the standard leaves to people, and that these papers keep. The rules of the tree,
of tables and lists, of what is painted and of fonts have modules of their own.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pikepdf import Dictionary, Name, Stream

from tests.support import (
    pdf_rules_archive,
    pdf_rules_fonts,
    pdf_rules_painted,
    pdf_rules_tables,
    pdf_rules_tree,
)
from tests.support.pdf_opened import Opened

LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
ACTIVE = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Movie", "/Sound"}


@dataclass(frozen=True)
class Rule:
    """`where` it stands, what it says, and what finds where a file breaks it."""

    where: str
    says: str
    check: Callable[[Opened], Iterator[str]]


def _claims(file: Opened) -> Iterator[str]:
    if file.metadata["pdfuaid:part"] != "1":
        yield f"pdfuaid:part is {file.metadata['pdfuaid:part']!r}"


def _marked(file: Opened) -> Iterator[str]:
    info = file.root.get("/MarkInfo", {})
    if info.get("/Marked") is not True or info.get("/Suspects", False):
        yield "MarkInfo does not say so"


def _title(file: Opened) -> Iterator[str]:
    title = str(file.pdf.docinfo.get("/Title", ""))
    if not title.strip() or file.metadata["dc:title"] != title:
        yield f"the title is {title!r}, in the metadata {file.metadata['dc:title']!r}"
    if file.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "readers are not told to show it"


def _language(file: Opened) -> Iterator[str]:
    said = [
        file.root.get("/Lang", ""),
        *(node.element.Lang for node in file.nodes if "/Lang" in node.element),
    ]
    for language in map(str, said):
        if not LANGUAGE.fullmatch(language):
            yield repr(language)


def _bookmarks(file: Opened) -> Iterator[str]:
    with file.pdf.open_outline() as outline:
        if not len(outline.root):
            yield "there is none"
        waiting = list(outline.root)
        while waiting:
            mark = waiting.pop()
            waiting.extend(mark.children)
            if not mark.title.strip() or (mark.destination is None and mark.action is None):
                yield repr(mark.title)


def _still(file: Opened) -> Iterator[str]:
    for one in file.pdf.objects:
        if isinstance(one, Dictionary | Stream) and str(one.get("/S", "")) in ACTIVE:
            yield str(one.S)
    for name in ("/AcroForm", "/OCProperties", "/OpenAction"):
        if name in file.root:
            yield name
    if file.pdf.is_encrypted:
        yield "it is locked"


def _enclosed(file: Opened) -> Iterator[str]:
    for one in file.pdf.objects:
        if not isinstance(one, Dictionary) or one.get("/Type") != Name.Filespec:
            continue
        if not all(str(one.get(name, "")) for name in ("/F", "/UF", "/Desc")):
            yield repr(str(one.get("/UF", one.get("/F", "?"))))


def _links(file: Opened) -> Iterator[str]:
    for page, note in file.annotations:
        where = f"on page {page.index + 1}"
        if note.Subtype != Name.Link:
            yield f"{note.Subtype} {where}"
            continue
        parent = file.parents.get(int(note.get("/StructParent", -1)))
        held = [kid.get("/Obj") for kid in _kids(parent) if isinstance(kid, Dictionary)]
        if parent is None or Name.Link != parent.S or not any(one == note for one in held if one is not None):
            yield f"no Link holds what is {where}"
        if not str(note.get("/Contents", "")).strip():
            yield f"no words {where}"
        if page.get("/Tabs") != Name.S:
            yield f"no order of tabs {where}"


def _kids(element: Any) -> list[Any]:
    return list(element.get("/K", [])) if element is not None else []


RULES = (
    Rule("5-1", "it says that it is PDF/UA-1", _claims),
    Rule("6.2-1, 7.1-4", "it says that it is tagged, and whole", _marked),
    Rule("7.1-8, 7.1-9, 7.1-10", "it has one title, in its properties and metadata, and shows it", _title),
    Rule("7.2-2, 7.2-29, 7.2-33", "it names its language", _language),
    Rule("7.17", "it has bookmarks, and each has words and leads somewhere", _bookmarks),
    Rule("7.10, 7.15, 7.16, 7.18.6", "it runs nothing, hides nothing and is not locked", _still),
    Rule("7.11-1", "each file inside it has a name and a description", _enclosed),
    Rule("7.18.1, 7.18.3-1, 7.18.5-1, 7.18.5-2", "each link has words and stands in its tag", _links),
    *(Rule(*row) for row in pdf_rules_tree.RULES),
    *(Rule(*row) for row in pdf_rules_tables.RULES),
    *(Rule(*row) for row in pdf_rules_painted.RULES),
    *(Rule(*row) for row in pdf_rules_fonts.RULES),
)
MOST_TOLD = 5
"""Findings of one rule that are told; of a rule that is broken on each page the first few say enough."""


ARCHIVE = tuple(Rule(*row) for row in pdf_rules_archive.RULES)
"""Those of a PDF for the archive besides."""


def broken(content: bytes, *, archive: bool = False) -> list[str]:
    """Each finding in a sentence, with its rule; none for a file that keeps them all."""
    file = Opened(content)
    found = []
    for rule in (*RULES, *(ARCHIVE if archive else ())):
        told = list(rule.check(file))
        found += [f"{rule.where}, {rule.says}: {one}" for one in told[:MOST_TOLD]]
        found += [f"{rule.where}: and {len(told) - MOST_TOLD} more"] if len(told) > MOST_TOLD else []
    return found

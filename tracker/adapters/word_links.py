"""Links in a Word document: to an address, or to a heading of the same paper. python-docx has no call for either."""

import re

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tracker.adapters.word_runs import add_text, clean

NOT_IN_NAMES = re.compile("[^A-Za-z0-9_]")
LONGEST_NAME = 40
"""Characters that the name of a bookmark may have."""


def add_link(paragraph: Paragraph, words: str, to: str) -> Run:
    """`to` is "#action-006" for a place in this paper (`mark_place`), else a whole address."""
    made = add_text(paragraph, words, "Link")
    link = OxmlElement("w:hyperlink")
    if to.startswith("#"):
        link.set(qn("w:anchor"), _name(to[1:]))
    else:
        kind = RELATIONSHIP_TYPE.HYPERLINK
        link.set(qn("r:id"), paragraph.part.relate_to(clean(to), kind, is_external=True))
    paragraph._p.append(link)
    link.append(made._r)
    return made


def mark_place(paragraph: Paragraph, anchor: str, number: int) -> None:
    """Makes `paragraph` the place that links to "#anchor" lead to. `number` is its own among those of the document."""
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "bookmarkStart":
            mark.set(qn("w:name"), _name(anchor))
        paragraph._p.append(mark)


def _name(anchor: str) -> str:
    return f"a_{NOT_IN_NAMES.sub('_', anchor)}"[:LONGEST_NAME]

"""Words in a Word document: text that people typed, made fit for XML, and tags."""

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tracker.domain.paper import Tag
from tracker.domain.report_words import fit

GROUNDS = {
    "overdue": ("F9E1DF", "8A1F17"),
    "red": ("F9E1DF", "8A1F17"),
    "amber": ("FBECCD", "6B4300"),
    "undated": ("FBECCD", "6B4300"),
    "draft": ("FBECCD", "6B4300"),
    "green": ("DCEFE4", "0B5436"),
    "ready": ("DCEFE4", "0B5436"),
}
PLAIN = ("E8EDF1", "12344D")
NO_BREAK = "\u00a0"
ON_ONE_LINE = 20
"""Characters of a tag that is kept on one line: a longer one would be torn within a word in a narrow cell."""
LINES = re.compile("[\r\n]+")


def clean(text: str) -> str:
    """`text` as one paragraph can hold it: without line breaks, and a space for each character that XML cannot hold."""
    return LINES.sub(" ", fit(text))


def add_text(paragraph: Paragraph, text: str, style: str | None = None) -> Run:
    return paragraph.add_run(clean(text), style)


def add_tags(paragraph: Paragraph, tags: tuple[Tag, ...]) -> None:
    """Each tag as its word on a tinted ground; the word alone says it too."""
    for tag in tags:
        ground, ink = GROUNDS.get(tag.key, PLAIN)
        words = tag.words.replace(" ", NO_BREAK) if len(tag.words) <= ON_ONE_LINE else tag.words
        run = add_text(paragraph, f"{NO_BREAK}{words}{NO_BREAK}", "Tag")
        properties = run._r.get_or_add_rPr()
        colour = OxmlElement("w:color")
        colour.set(qn("w:val"), ink)
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", ground)):
            shade.set(qn(f"w:{name}"), value)
        properties.append(colour)
        properties.append(shade)
        add_text(paragraph, " ")

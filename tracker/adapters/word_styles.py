"""The styles of a Word document: one typeface that every machine has, the sizes of the printed report, British English."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

TYPEFACE = "Arial"
LANGUAGE = "en-GB"
INK, QUIET = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x50, 0x5A, 0x5F)
LABELS = Mm(33)
"""The margin in which the labels of facts stand."""
NUMBERS = Mm(14)
"""That in which the numbers of paragraphs stand."""
HANGING = Mm(6)
"""How far the words of a list stand from its sign."""


def prepare(document: Document, brand: str) -> None:
    """Sets up every style that a report uses. `brand` is a colour as "12344d"."""
    colour = RGBColor.from_string(brand.upper())
    _defaults(document)
    normal = _paragraph(document, "Normal", 10.5, after=4)
    normal.paragraph_format.line_spacing = 1.15
    headings = (
        ("Heading 1", 22, 0, 4),
        ("Heading 2", 14, 16, 5),
        ("Heading 3", 11.5, 10, 3),
        ("Heading 4", 10.5, 8, 2),
    )
    for name, size, before, after in headings:
        heading = _paragraph(document, name, size, before=before, after=after, colour=colour)
        heading.font.bold, heading.font.italic = True, False
        heading.paragraph_format.keep_with_next = True
    subtitle = _paragraph(document, "Subtitle", 11.5, after=1, colour=QUIET)
    subtitle.font.italic = False
    for spaced in subtitle.element.rPr.findall(qn("w:spacing")):
        subtitle.element.rPr.remove(spaced)
    masthead = _paragraph(document, "Masthead", 10.5, after=14, colour=colour)
    masthead.font.bold = True
    _paragraph(document, "Lead", 11.5, before=8, after=4)
    _paragraph(document, "Body Text", 10.5, after=4)
    _paragraph(document, "Explained", 10.5, after=4, colour=QUIET)
    for name in ("List Bullet", "List Number", "List Continue"):
        for deeper in ("", " 2", " 3"):
            _paragraph(document, f"{name}{deeper}", 10.5, after=3)
    _paragraph(document, "Quotation", 10.5, after=4, colour=QUIET).paragraph_format.left_indent = Mm(8)
    for name, size in (("Fact", 10.5), ("Fact continued", 10.5), ("Small fact", 9.5)):
        _hanging(_paragraph(document, name, size, after=3), first=name != "Fact continued")
    _hanging(_paragraph(document, "Numbered paragraph", 10.5, after=4), first=True, by=NUMBERS)
    for name, size, colour_of in (("Cell", 10, INK), ("Cell aside", 9, QUIET), ("Cell heading", 9, QUIET)):
        _paragraph(document, name, size, after=2, colour=colour_of)
    for name in ("Header", "Footer"):
        margin = _paragraph(document, name, 8.5, colour=QUIET)
        for tabs in margin.element.findall(f".//{qn('w:tabs')}"):
            tabs.getparent().remove(tabs)
    _character(document, "Strong", bold=True)
    _character(document, "Quiet", colour=QUIET)
    _character(document, "Tag", bold=True, size=9)
    _character(document, "Struck", colour=QUIET).font.strike = True
    _character(document, "Link", colour=colour).font.underline = True


def beneath_a_number(paragraph: Paragraph) -> None:
    """A list that belongs to a numbered paragraph begins where its words do."""
    paragraph.paragraph_format.left_indent = Length(NUMBERS + HANGING)
    paragraph.paragraph_format.first_line_indent = Length(-HANGING)


def _defaults(document: Document) -> None:
    """The language and the typeface that everything falls back on, and those of the theme taken away."""
    styles = document.styles.element
    for language in styles.iter(qn("w:lang")):
        for name in ("val", "eastAsia"):
            language.set(qn(f"w:{name}"), LANGUAGE)
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for name in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{name}"), TYPEFACE)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.attrib.clear()
        language.set(qn("w:val"), LANGUAGE)


def _paragraph(
    document: Document,
    name: str,
    size: float,
    *,
    before: float = 0,
    after: float = 0,
    colour: RGBColor = INK,
) -> ParagraphStyle:
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in ("Normal",) and style.base_style is None:
        style.base_style = styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, Pt(size)
    style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.widow_control = True
    return style


def _hanging(style: ParagraphStyle, *, first: bool, by: Length = LABELS) -> None:
    style.paragraph_format.left_indent = by
    if first:
        style.paragraph_format.first_line_indent = Length(-by)
        style.paragraph_format.tab_stops.add_tab_stop(by)


def _character(
    document: Document, name: str, *, bold: bool = False, size: float = 0, colour: RGBColor | None = None
) -> CharacterStyle:
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style.font.bold = bold
    if size:
        style.font.size = Pt(size)
    if colour is not None:
        style.font.color.rgb = colour
    return style

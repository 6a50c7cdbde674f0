"""Rules of a PDF for the archive (ISO 19005-2 and -3, PDF/A-2u and PDF/A-3u), beside those that every tagged PDF has to keep.

The numbers are clauses with the test that validators know them by.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from pikepdf import Dictionary, Name, Stream

from tests.support.pdf_opened import Opened

RDF, AID = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://www.aiim.org/pdfa/ns/id/}"
KNOWN = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://ns.adobe.com/xap/1.0/",
    "http://ns.adobe.com/pdf/1.3/",
    "http://www.aiim.org/pdfa/ns/id/",
    "http://www.aiim.org/pdfa/ns/extension/",
    "http://www.aiim.org/pdfa/ns/schema#",
    "http://www.aiim.org/pdfa/ns/property#",
    "adobe:ns:meta/",
}
PRINTED, HIDDEN = 4, 1 | 2 | 32
"""Bits of an annotation's /F: printed; and invisible, hidden, not viewed."""
FILTERS = {"/FlateDecode", "/DCTDecode"}


def _root(file: Opened) -> ElementTree.Element:
    return ElementTree.fromstring(bytes(file.root.Metadata.read_bytes()))  # noqa: S314 - the file is our own


def _claims(file: Opened) -> Iterator[str]:
    part = "3" if "/EmbeddedFiles" in file.root.get("/Names", {}) else "2"
    said = [
        (one.get(f"{AID}part"), one.get(f"{AID}conformance")) for one in _root(file).iter(f"{RDF}Description")
    ]
    if (part, "U") not in said:
        yield f"it says {said} and not part {part}, level U"
    if not file.pdf.trailer.get("/ID"):
        yield "it has no identifier"


def _described(file: Opened) -> Iterator[str]:
    text = bytes(file.root.Metadata.read_bytes()).decode()
    described = set(re.findall(r"namespaceURI>([^<]+)<", text))
    yield from set(re.findall(r'xmlns:\w+="([^"]+)"', text)) - KNOWN - described
    if text.count("<rdf:RDF") != 1:
        yield "there is more than one description"


def _agrees(file: Opened) -> Iterator[str]:
    said = file.pdf.open_metadata()
    told = {
        "/Title": said.get("dc:title"),
        "/Author": ", ".join(said.get("dc:creator", [])),
        "/Subject": said.get("dc:description"),
        "/Keywords": said.get("pdf:Keywords"),
        "/Creator": said.get("xmp:CreatorTool"),
        "/Producer": said.get("pdf:Producer"),
    }
    for name, value in told.items():
        if str(file.pdf.docinfo.get(name, "")) != (value or ""):
            yield f"{name} is {file.pdf.docinfo.get(name)!s} and {value}"


def _colours(file: Opened) -> Iterator[str]:
    intents = [one for one in file.root.get("/OutputIntents", []) if one.S == Name.GTS_PDFA1]
    if len(intents) != 1:
        yield f"{len(intents)} say what colours are"
        return
    profile = intents[0].DestOutputProfile
    if int(profile.N) != 3 or bytes(profile.read_bytes())[16:20] != b"RGB ":
        yield "colours are not said to be red, green and blue"
    for one in file.painted:
        if one.operator in ("k", "K"):
            yield "a colour is given as ink"


def _pictures(file: Opened) -> Iterator[str]:
    for one in file.pdf.objects:
        if isinstance(one, Stream) and one.get("/Subtype") == Name.Image:
            if one.get("/Interpolate", False):
                yield "a picture asks to be smoothed"
            if "/Alternates" in one or "/OPI" in one:
                yield "a picture stands for another"


def _packed(file: Opened) -> Iterator[str]:
    for one in file.pdf.objects:
        if not isinstance(one, Stream):
            continue
        filters = one.get("/Filter", [])
        for name in [filters] if isinstance(filters, Name) else list(filters):
            if str(name) not in FILTERS:
                yield f"a stream is packed with {name}"
        if "/F" in one:
            yield "a stream stands in another file"


def _notes(file: Opened) -> Iterator[str]:
    for page, note in file.annotations:
        flags = int(note.get("/F", 0))
        if not flags & PRINTED or flags & HIDDEN:
            yield f"{note.Subtype} on page {page.index + 1}"


def _enclosed(file: Opened) -> Iterator[str]:
    related = {one.objgen for one in file.root.get("/AF", [])}
    for one in file.pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Type") == Name.Filespec:
            if "/AFRelationship" not in one or one.objgen not in related:
                yield f"{one.get('/UF', '?')} is not said to belong to the paper"
            if "/Subtype" not in one.EF.F:
                yield f"{one.get('/UF', '?')} does not say what it is"


def _still(file: Opened) -> Iterator[str]:
    for name in ("/AA", "/OpenAction", "/OCProperties", "/AcroForm", "/Requirements"):
        if name in file.root:
            yield name
    if "/JavaScript" in file.root.get("/Names", {}):
        yield "/JavaScript"


RULES = (
    ("6.6.4, 6.1.3-1", "it says which part it keeps to, and has an identifier", _claims),
    ("6.6.2.3", "what its metadata say is known or described", _described),
    ("6.6.3", "its properties and its metadata agree", _agrees),
    ("6.2.3, 6.2.4", "it says what its colours are", _colours),
    ("6.2.8-1 to 6.2.8-3", "pictures are shown as they are", _pictures),
    ("6.1.7", "what is packed can be unpacked by everyone, and is in the file", _packed),
    ("6.3.2", "whatever stands on a page is printed", _notes),
    ("6.8", "files inside it say what they are and that they belong to it", _enclosed),
    ("6.4, 6.5, 6.9", "it runs nothing and hides nothing", _still),
)

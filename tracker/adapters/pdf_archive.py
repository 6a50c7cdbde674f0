"""A PDF for an archive: PDF/A-2u and PDF/UA-1 in one file (ISO 19005-2, ISO 14289-1).

WeasyPrint writes one claim into a file. What it leaves out for the archive is the other one: PDF/A allows a property in a file's
metadata only if the standard knows it or the metadata describe it, so the claim to be accessible comes with its description.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.adapters import pdf_mending

CLAIM = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1" />\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about=""><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
END = b"</rdf:RDF>"


def finish(document: Any, pdf: Any) -> None:
    """Mends `pdf` as every other, adds the claim to be accessible, and has pictures shown as they are (ISO 19005-2, 6.2.8)."""
    pdf_mending.finish(document, pdf)
    metadata = pdf_mending.named(pdf, pdf.catalog["Metadata"])
    metadata.stream = [part.replace(END, CLAIM + END) for part in metadata.stream]
    for one in pdf.objects:
        if "Interpolate" in getattr(one, "extra", {}):
            one.extra["Interpolate"] = "false"


def options(enclosed: Sequence[object]) -> Mapping[str, Any]:
    """What WeasyPrint is told for such a file. One that holds other files is PDF/A-3u: part 2 allows none but PDF/A."""
    return {
        "pdf_variant": "pdf/a-3u" if enclosed else "pdf/a-2u",
        "pdf_tags": True,
        "pdf_identifier": False,  # It is put in afterwards, for this form as for the other.
    }

"""Files inside a PDF, each as it came, byte for byte (ISO 32000-1, 7.11.4; /AF and /AFRelationship as in ISO 19005-3).

WeasyPrint would attach them too, but reads all of them into memory, dates them by the machine's clock, and says in PDF/A alone how
they belong to the paper. Here each is read from its open file when it is written, and let go again.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Finisher = Callable[[Any, Any], None]


def enclosing(finish: Finisher, enclosed: Sequence[Mapping[str, Any]]) -> Finisher:
    """`finish`, and then the files. Each has `name`, `description`, `media_type` and the `handle` of its open file."""

    def finish_and_enclose(document: Any, pdf: Any) -> None:
        finish(document, pdf)
        if enclosed:
            _enclose(pdf, enclosed, document.metadata.modified or "")

    return finish_and_enclose


def _enclose(pdf: Any, enclosed: Sequence[Mapping[str, Any]], day: str) -> None:
    import pydyf

    names, specified = pydyf.Array(), pydyf.Array()
    for one in sorted(enclosed, key=lambda file: file["name"]):
        spec = _specification(pdf, one, day)
        names.extend((pydyf.String(one["name"]), spec.reference))
        specified.append(spec.reference)
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = specified


def _specification(pdf: Any, one: Mapping[str, Any], day: str) -> Any:
    import pydyf

    stream = _embedded(one["handle"], one["media_type"], day)
    pdf.add_object(stream)
    spec = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(one["name"]),
            "UF": pydyf.String(one["name"]),
            "Desc": pydyf.String(one["description"]),
            "AFRelationship": "/Supplement",
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    pdf.add_object(spec)
    return spec


def _embedded(handle: int, media_type: str, day: str) -> Any:
    """A stream that reads its file only when it is written. `day` is "2023-10-04"."""
    import pydyf

    class Embedded(pydyf.Stream):  # type: ignore[misc]
        @property
        def data(self) -> bytes:
            with os.fdopen(os.dup(handle), "rb") as file:
                file.seek(0)
                content = file.read()
            extra = pydyf.Dictionary({**self.extra, "Length": len(content)})
            return b"".join((extra.data, b"\nstream\n", content, b"\nendstream"))

    date = pydyf.String(f"D:{day.replace('-', '')[:8]}000000Z")
    sizes = pydyf.Dictionary({"Size": os.fstat(handle).st_size, "CreationDate": date, "ModDate": date})
    subtype = "/" + "".join(sign if sign.isalnum() else f"#{ord(sign):02x}" for sign in media_type)
    return Embedded(extra={"Type": "/EmbeddedFile", "Subtype": subtype, "Params": sizes})

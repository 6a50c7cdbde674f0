"""Fonts as a PDF takes them: one static font for each weight, cut once from the variable one (fontTools).

WeasyPrint would cut them anew for every PDF, which takes a tenth of a second, and would put the machine's time into each cut, so
that two PDFs of one report would differ.
"""

import contextlib
import hashlib
import io
from pathlib import Path

from tracker.adapters import prepared
from tracker.adapters.late import import_now


def font_cut(font: bytes, weight: int) -> bytes:
    """The variable `font` (woff2 or ttf) as a static TrueType font of one `weight`; always the same bytes."""
    name = _name(font, weight)
    with contextlib.suppress(OSError):
        return (prepared.FOLDER / name).read_bytes()
    cut = _cut(font, weight)
    prepared.keep(name, cut)
    return cut


def font_file(font: bytes, weight: int) -> Path | None:
    """Where the same font is kept as a file; None where nothing can be kept."""
    path = prepared.FOLDER / _name(font, weight)
    if not path.exists():
        font_cut(font, weight)
    return path if path.exists() else None


def _name(font: bytes, weight: int) -> str:
    return f"{hashlib.sha256(font).hexdigest()[:32]}-{weight}.ttf"


def _cut(font: bytes, weight: int) -> bytes:
    import_now()
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    source = TTFont(io.BytesIO(font), recalcTimestamp=False)
    static = instantiateVariableFont(source, {"wght": weight}, static=True) if "fvar" in source else source
    static.flavor = None
    out = io.BytesIO()
    static.save(out)
    return out.getvalue()

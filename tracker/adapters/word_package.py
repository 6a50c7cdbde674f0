"""The file of a Word document, with nothing in it of the moment or the machine that made it."""

import io
import zipfile

NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that the format can tell."""


def as_recorded(content: bytes) -> bytes:
    """The same package with every part dated alike, so that the same parts give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(packed, "w") as again:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, NO_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            again.writestr(part, parts.read(name))
    return packed.getvalue()

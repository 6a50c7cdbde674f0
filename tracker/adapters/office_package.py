"""Looks into a Word or Excel file before a library opens it: is it whole, is it what it says, and can it do harm?"""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from tracker.domain.document_reading import MOST_SQUEEZED, MOST_UNPACKED, Refusal, Refused

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file begins that Office locked with a password, and one of before 2007."""
MOST_ENTRIES = 10_000
LARGE = 10_000_000
"""Bytes: a part that is smaller may be squeezed as far as it will."""
PIECE = 1_000_000
KNOWN_ENCODINGS = re.compile(
    rb"""encoding\s*=\s*["'](?:utf-8|utf-16|us-ascii|iso-8859-1)["']""", re.IGNORECASE
)
ANY_ENCODING = re.compile(rb"""encoding\s*=""", re.IGNORECASE)
DECLARATIONS = tuple(
    sign.encode(encoding)
    for sign in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    KeyError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What reading a package raises where it is broken, or packed in a way that no office program writes."""


def check(file: BinaryIO, main_part: str) -> None:
    """Passes a whole and harmless file that has `main_part` inside. Raises `Refused` for any other."""
    if file.read(8) == COMPOUND:
        raise Refused(Refusal.ENCRYPTED)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            _check_entries(package, main_part)
            for entry in package.infolist():
                if entry.filename.endswith((".xml", ".rels")):
                    _check_xml(package, entry)
    except DAMAGED as error:
        raise Refused(Refusal.BROKEN) from error
    file.seek(0)


def _check_entries(package: zipfile.ZipFile, main_part: str) -> None:
    entries = package.infolist()
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(Refusal.ENCRYPTED)
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(Refusal.TOO_LARGE_INSIDE)
    if any(
        entry.file_size > LARGE and entry.file_size > MOST_SQUEEZED * max(1, entry.compress_size)
        for entry in entries
    ):
        raise Refused(Refusal.TOO_LARGE_INSIDE)
    if "[Content_Types].xml" not in names or main_part not in names:
        raise Refused(Refusal.ANOTHER_KIND)
    if any(name.rsplit("/", 1)[-1].lower() in ("vbaproject.bin", "vbadata.xml") for name in names):
        raise Refused(Refusal.MACROS)


def _check_xml(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Declarations of types and entities have no place in such a file; nor has an encoding in which one could hide."""
    last = b""
    for number, piece in enumerate(_pieces(package, entry)):
        seen = last + piece
        if number == 0 and ANY_ENCODING.search(seen[:200]) and not KNOWN_ENCODINGS.search(seen[:200]):
            raise Refused(Refusal.DECLARATIONS)
        if any(sign in seen for sign in DECLARATIONS):
            raise Refused(Refusal.DECLARATIONS)
        last = seen[-32:]


def _pieces(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(entry) as opened:
        while piece := opened.read(PIECE):
            yield piece

"""Looks for words in every file of the data folder and in every text of every table, by other means than the product's own."""

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import sqlalchemy as sa

from tracker.wiring import Wiring

DERIVED = "template-cache"
"""What the templates were compiled to: it holds what the program says and nothing of the record."""


def where_held(wires: Wiring, words: str) -> list[str]:
    """Names of files and of columns that hold the words, however they are written there, or their stems."""
    return [*in_files(wires.settings.data_dir, words), *in_tables(wires, words)]


def in_files(folder: Path, words: str) -> list[str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and DERIVED not in path.parts)
    return [str(path.relative_to(folder)) for path in files if holds(path.read_bytes(), words)]


def holds(content: bytes, words: str) -> bool:
    """True where the bytes hold the words, in either case, in UTF-8, UTF-16 or packed."""
    return any(_stands_in(piece, words) for piece in _unpacked(content))


def in_tables(wires: Wiring, words: str) -> list[str]:
    """Every column of text of every table of the database itself: not of the models, so that none is forgotten."""
    found = []
    stems = " ".join(wires.words.stems(words).split())
    with wires.read() as session:
        inspector = sa.inspect(session.get_bind())
        for name in inspector.get_table_names():
            table = sa.table(name, *(sa.column(one["name"]) for one in inspector.get_columns(name)))
            for row in session.execute(sa.select(table)):
                for column, value in row._mapping.items():
                    said = value if isinstance(value, bytes) else str(value).encode()
                    if holds(said, words) or (stems and f" {stems} ".encode() in b" " + said + b" "):
                        found.append(f"{name}.{column}")
    return sorted(set(found))


def _stands_in(content: bytes, words: str) -> bool:
    parts = words.split()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        gap = (
            b"(?:"
            + b"|".join(re.escape(g.encode(encoding)) for g in (" ", "\n", "\r\n", "+", "-", "_", "%20"))
            + b")+"
        )
        pattern = gap.join(re.escape(part.encode(encoding)) for part in parts)
        if re.search(pattern, content, re.IGNORECASE):
            return True
    return False


def _unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    for begun in re.finditer(rb"stream\r?\n", content):
        try:
            yield zlib.decompressobj().decompress(content[begun.end() :])
        except zlib.error:
            continue
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for member in archive.namelist():
                yield member.encode()
                yield from _unpacked(archive.read(member))

"""Everything that somebody could read in a file, whatever its form: what is shown, what is hidden, what it is called."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

import pikepdf
import pypdfium2


def words_in(content: bytes) -> str:
    """All that stands anywhere in a file: its text, and what a tool that takes it apart would find."""
    for beginning, read in READERS.items():
        if content.startswith(beginning):
            return "\n".join(read(content))
    return "\n".join(_decoded(content))


def _pdf(content: bytes) -> Iterator[str]:
    yield from _decoded(content)
    shown = pypdfium2.PdfDocument(content)
    for page in shown:
        yield page.get_textpage().get_text_bounded()
    shown.close()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for thing in pdf.objects:
            yield from _strings(thing, 0)
        yield from (str(name) for name in pdf.attachments)


def _strings(thing: pikepdf.Object, depth: int) -> Iterator[str]:
    """Every string of an object, and the bytes of its stream. What it refers to is an object of its own."""
    if isinstance(thing, pikepdf.Stream):
        yield from _decoded(thing.read_bytes())
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and depth < 40:
        for key, value in thing.items():
            yield str(key)
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, depth + 1)
    elif isinstance(thing, pikepdf.Array) and depth < 40:
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, depth + 1)
    elif isinstance(thing, pikepdf.String | pikepdf.Name | str):
        yield str(thing)


def _package(content: bytes) -> Iterator[str]:
    """Word and Excel: every part, with its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        yield package.comment.decode("latin-1")
        for part in package.infolist():
            yield part.filename
            yield part.comment.decode("latin-1")
            yield words_in(package.read(part))


def _decoded(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8", "replace")
    yield content.decode("utf-16-be", "replace")
    yield content[1:].decode("utf-16-be", "replace")


READERS: Mapping[bytes, Callable[[bytes], Iterator[str]]] = {b"%PDF": _pdf, b"PK": _package}
"""How each form is taken apart, by how its files begin. All others are text."""

"""The process that looks for words in files: what to look for and which files on standard input, an answer for each on standard output.

Run as `python -m tracker.adapters.file_words_child MEGABYTES SECONDS`. The input is one line of JSON: {"pattern", "flags", "paths"}. Each
answer is a line: {"count", "around"}, or {"unread": true} for what could not be looked into. Words never stand on a command line.
"""

import email
import email.policy
import gzip
import html
import json
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pypdfium2

DEEPEST = 4
MOST_BYTES = 400_000_000
"""Of what is unpacked of one file. Beyond it, the file counts as one that was not looked into."""
_STREAM = re.compile(rb"stream\r?\n")
_BREAK = re.compile(r"</w:p>|</a:p>|<w:br\s*/>|<br\s*/?>|</p>|</t>")
_TAG = re.compile(r"<[^>]*>")
SAMPLE = 60


class TooMuch(Exception):
    """More than can be looked into."""


def main(megabytes: int, seconds: int) -> None:
    asked = json.loads(sys.stdin.readline())
    _limit(megabytes, seconds)
    pattern = re.compile(asked["pattern"], asked["flags"])
    for path in asked["paths"]:
        sys.stdout.write(json.dumps(_looked(Path(path), pattern)) + "\n")
        sys.stdout.flush()


def _looked(path: Path, pattern: re.Pattern[str]) -> dict[str, object]:
    most, around = 0, ""
    try:
        content = path.read_bytes()
        for text in texts_of(content):
            found = list(pattern.finditer(text))
            if len(found) > most:
                most = len(found)
                start, end = max(0, found[0].start() - SAMPLE), found[0].end() + SAMPLE
                around = " ".join(text[start:end].split())
    except FileNotFoundError:
        return {"count": 0, "around": ""}
    except (TooMuch, MemoryError, RecursionError, OSError):
        return {"count": most, "around": around} if most else {"unread": True}
    return {"count": most, "around": "".join(one for one in around if one.isprintable())}


def texts_of(content: bytes) -> Iterator[str]:
    """Every text that can be had out of a file: as it stands in each way of writing, and unpacked."""
    budget = [MOST_BYTES]
    yield from _texts(content, 0, budget)


def _texts(content: bytes, depth: int, budget: list[int]) -> Iterator[str]:
    budget[0] -= len(content)
    if budget[0] < 0 or depth > DEEPEST:
        raise TooMuch
    if content.startswith(b"%PDF") or b"%PDF-" in content[:1_024]:
        yield from _of_pdf(content, depth, budget)
    yield from _decoded(content)
    if content.startswith(b"PK"):
        yield from _of_zip(content, depth, budget)
    elif content.startswith(b"\x1f\x8b"):
        yield from _of_gzip(content, depth, budget)
    elif re.match(rb"[A-Za-z0-9-]{1,60}:", content) and b"\n\n" in content.replace(b"\r\n", b"\n"):
        yield from _of_mail(content, depth, budget)


def _decoded(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8", "replace")
    yield text
    if "\ufffd" in text:
        yield content.decode("cp1252", "replace")
    if b"\0" in content:
        for ways in ("utf-16-le", "utf-16-be"):
            yield content.decode(ways, "replace")
            yield content[1:].decode(ways, "replace")
    if "<" in text and ">" in text:
        broken = html.unescape(_BREAK.sub("\n", text))
        yield _TAG.sub("", broken)
        yield _TAG.sub(" ", broken)


def _of_zip(content: bytes, depth: int, budget: list[int]) -> Iterator[str]:
    broken = (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error)
    with suppress(*broken), zipfile.ZipFile(BytesIO(content)) as archive:
        yield archive.comment.decode("utf-8", "replace")
        for member in archive.infolist():
            yield member.filename
            if member.file_size > budget[0]:
                raise TooMuch
            yield from _texts(archive.read(member), depth + 1, budget)


def _of_gzip(content: bytes, depth: int, budget: list[int]) -> Iterator[str]:
    with suppress(gzip.BadGzipFile, EOFError, zlib.error), gzip.open(BytesIO(content)) as opened:
        unpacked = opened.read(budget[0] + 1)
        yield from _texts(unpacked, depth + 1, budget)


def _of_mail(content: bytes, depth: int, budget: list[int]) -> Iterator[str]:
    message = email.message_from_bytes(content, policy=email.policy.default)
    with suppress(Exception):
        yield "\n".join(str(value) for value in message.values())
    for part in message.walk():
        body = part.get_payload(decode=True)
        if isinstance(body, bytes) and body:
            yield part.get_filename() or ""
            yield from _texts(body, depth + 1, budget)


def _of_pdf(content: bytes, depth: int, budget: list[int]) -> Iterator[str]:
    with suppress(pypdfium2.PdfiumError):
        document = pypdfium2.PdfDocument(content)
        yield "\n".join(document.get_metadata_dict().values())
        pages = []
        for page in document:
            read = page.get_textpage()
            pages.append(read.get_text_bounded())
            read.close()
            page.close()
        yield "\n".join(pages)
        for number in range(document.count_attachments()):
            attached = document.get_attachment(number)
            yield attached.get_name()
            yield from _texts(bytes(attached.get_data()), depth + 1, budget)
        document.close()
    for begun in _STREAM.finditer(content):
        unpacked, end = b"", content.find(b"endstream", begun.end())
        with suppress(zlib.error):
            unpacked = zlib.decompressobj().decompress(content[begun.end() : end], budget[0] + 1)
        if unpacked:
            budget[0] -= len(unpacked)
            if budget[0] < 0:
                raise TooMuch
            yield from _decoded(unpacked)


def _limit(megabytes: int, seconds: int) -> None:
    """No more memory and time than these, no file written, no process started."""
    limits = {
        resource.RLIMIT_AS: megabytes * 1024 * 1024,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

"""What a document is called, what becomes of its file when it is read, and of an excerpt when a new version of it comes."""

import re
import unicodedata
from collections.abc import Container
from enum import StrEnum
from pathlib import PurePath

from tracker.domain.errors import BadInput

LONGEST_TITLE = 300
LONGEST_CODE = 60
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = frozenset({"new", "reading"})
"""Codes whose addresses are pages of their own."""
KINDS = (".pdf", ".docx", ".xlsx", ".csv", ".txt", ".png", ".jpg", ".jpeg")
"""The endings of files that a document may be kept as."""
ACCEPTED = "a PDF, Word (.docx), Excel (.xlsx), CSV or text file, or a picture (PNG or JPEG)"


class ReadState(StrEnum):
    """How far the reading of a file has come."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class ExcerptKind(StrEnum):
    WORDS = "words"
    PAGE = "page"
    FIGURE = "figure"
    TABLE = "table"


class ExcerptState(StrEnum):
    """Whether the current version of the document still holds an excerpt."""

    FOUND = "found"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


OVER = frozenset({ReadState.READ, ReadState.REFUSED, ReadState.CANCELLED})
"""Nothing more happens to a version by itself."""


def kind_of(name: str) -> str:
    """The ending of a file's name, where a document may have it. Raises `BadInput`."""
    ending = PurePath(name).suffix.lower()
    if ending not in KINDS:
        raise BadInput(f"A document is {ACCEPTED}. “{name[:60]}” is none of these.", field="file")
    return ending


def title_of(file_name: str) -> str:
    """What a document is called after its file, where nobody said: "Performance pack May 2023"."""
    words = " ".join(re.split(r"[\s_]+", PurePath(file_name.replace("\\", "/")).stem))
    spaced = words if " " in words else " ".join(words.split("-"))
    return (spaced[:1].upper() + spaced[1:])[:LONGEST_TITLE] or "Document"


def subject_of(number: int) -> str:
    """What the history calls the document whose row has this number. Its chain cannot be changed, so no title or code is in it."""
    return f"document {number}"


def code_of(title: str, taken: Container[str] = frozenset()) -> str:
    """A short name of small letters, figures and hyphens, made from the title; with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", plain))[: LONGEST_CODE - 6].strip("-") or "document"
    number, code = 1, base
    while code in taken or code in RESERVED:
        number += 1
        code = f"{base}-{number}"
    return code

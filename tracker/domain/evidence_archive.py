"""The archive of evidence: what each file is called in it, and its two lists: one for people, one that `sha256sum -c` checks."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.harmless import as_text
from tracker.domain.wording import date_words

LIST, SUMS = "list.csv", "SHA256SUMS"
HEADINGS = (
    *("Path", "State", "SHA-256", "Size (bytes)", "Media type", "Action", "Document", "Label"),
    *("Added on", "Added by", "Removed on"),
)
HERE, MISSING, CHANGED = "here", "missing", "changed since it was kept"
LONGEST = 100
"""Characters of a name: with its folders it stays below what Windows opens."""
_UNSAFE = re.compile(r"[^\w .()&,+–-]")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True)
class Held:
    """A file on record: of an action (its reference), or of a document (its code, with the number of the version).

    `destroyed_on`: its content was lawfully destroyed; the record of it stays.
    """

    sha256: str
    name: str
    size: int
    media_type: str
    added_on: date
    added_by: str
    action: str = ""
    document: str = ""
    version: int = 0
    label: str = ""
    removed_on: date | None = None
    destroyed_on: date | None = None


@dataclass(frozen=True)
class Placed:
    """A file with its path in the archive."""

    path: str
    held: Held


def placed(files: Iterable[Held]) -> Iterator[Placed]:
    """Each file with a path that says what it is and that no other has, not even where capital letters are small ones.

    The same content of the same action has one path, however often it is cited.
    """
    taken: dict[str, str] = {}
    for held in files:
        folder = (
            f"documents/{safe(held.document)}/{held.version}"
            if held.document
            else f"evidence/{safe(held.action)}"
        )
        stem, dot, ending = safe(held.name or held.sha256).rpartition(".")
        first, last = (stem, f"{dot}{ending}") if stem else (ending, "")
        path, number = f"{folder}/{first}{last}", 1
        while taken.setdefault(path.casefold(), held.sha256) != held.sha256:
            number += 1
            path = f"{folder}/{first} ({number}){last}"
        yield Placed(path, held)


def safe(name: str) -> str:
    """A name that every system can keep, no path and no command: "Q2: figures.xlsx" as "Q2_ figures.xlsx"."""
    plain = " ".join(_UNSAFE.sub("_", name).split()).strip(" .") or "file"
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    return (
        plain if len(plain) <= LONGEST else f"{(stem or ending)[: LONGEST - 12].rstrip()}{dot}{ending[:10]}"
    )


def state_of(held: Held) -> str:
    """What is known of a file before it is looked for."""
    return f"destroyed on {date_words(held.destroyed_on)}" if held.destroyed_on else HERE


def list_of(files: Iterable[tuple[Placed, str]]) -> bytes:
    """`list.csv`: a line for each file and what became of it, in UTF-8 with a mark for Excel."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for file, state in files:
        held = file.held
        words = (
            file.path,
            state,
            held.sha256,
            held.size,
            held.media_type,
            held.action,
            held.document,
            held.label,
        )
        days = (held.added_on, held.added_by, held.removed_on or "")
        writer.writerow([as_text(value) if isinstance(value, str) else value for value in (*words, *days)])
    return written.getvalue().encode("utf-8-sig")


def sums_of(digests: Iterable[tuple[str, str]]) -> bytes:
    """`SHA256SUMS`: "digest  path" in the order of the paths, each once."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(set(digests))).encode()

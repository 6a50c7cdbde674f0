"""What can be found, and what a search is narrowed to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PAGE_SIZE = 20
FIRST = 5
"""How many of each kind are shown together."""


class SearchKind(StrEnum):
    """Each is found by its own text. They are shown in this order."""

    ACTION = "action"
    UPDATE = "update"
    DECISION = "decision"
    NOTE = "note"
    DOCUMENT = "document"
    PAGE = "page"


KIND_WORDS = {
    SearchKind.ACTION: "action",
    SearchKind.UPDATE: "update",
    SearchKind.DECISION: "decision",
    SearchKind.NOTE: "meeting note",
    SearchKind.DOCUMENT: "document",
    SearchKind.PAGE: "page",
}


@dataclass(frozen=True)
class Narrowed:
    """What a search is narrowed to. Empty values do not narrow. All but the kind and the days are codes or references.

    The days are those on which something was raised, reported, decided, said or published; both are taken in.
    """

    kind: SearchKind | None = None
    series: str = ""
    post: str = ""
    priority: str = ""
    meeting: str = ""
    document: str = ""
    since: date | None = None
    until: date | None = None

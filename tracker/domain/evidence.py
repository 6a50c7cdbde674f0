"""What an action rests on, and exactly where in it."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from tracker.domain.errors import BadInput


class EvidenceKind(StrEnum):
    FILE = "file"
    WEB = "web"
    DOCUMENT = "document"
    EXCERPT = "excerpt"
    READING = "reading"
    VIDEO = "video"


LONGEST_ADDRESS = 2000
"""Characters: more is no address that a browser would open."""


@dataclass(frozen=True)
class Locator:
    """Where in a document: a page where it has pages, or words for the place; never a guess."""

    page: int | None = None
    place: str = ""

    def words(self) -> str:
        parts = [f"page {self.page}"] if self.page else []
        return ", ".join(parts + ([self.place] if self.place else []))


def web_address(typed: str) -> str:
    """`typed`, checked: an http or https address. It is shown as a link and never fetched. Raises `BadInput`."""
    address = typed.strip()
    try:
        parts = urlsplit(address)
        port_is_good = parts.port is None or parts.port > 0
    except ValueError:
        parts, port_is_good = None, False
    if (
        not parts
        or not port_is_good
        or parts.scheme not in {"http", "https"}
        or not parts.hostname
        or not address.isprintable()
        or " " in address
        or len(address) > LONGEST_ADDRESS
    ):
        raise BadInput("Give the whole web address, starting with https://.", field="url")
    return address


def page_number(typed: str) -> int | None:
    """The page, or None when nothing was typed. Raises `BadInput` for anything that is no page number."""
    text = typed.strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 5 or int(text) < 1:
        raise BadInput("Give the page as a number, such as 8, or leave it empty.", field="page")
    return int(text)

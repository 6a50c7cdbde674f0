"""A message as it came, taken apart: who, about what, in answer to what, its words and its files. Whatever is malformed is read as far as it goes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import collapse_rfc2231_value, getaddresses
from hashlib import sha256

from tracker.domain.incoming_html import html_words

LONGEST_ID = 500
SMALL_PICTURE = 50_000
"""Bytes: a picture that the text itself shows and that is no larger is a logo of a signature."""
NO_FILES = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "text/calendar",
        "application/ics",
    }
)
"""What programs add by themselves."""
_IDS = re.compile(r"<([^<>\s]{1,500})>")


@dataclass(frozen=True)
class Attached:
    """A file of a message, under the name that it was given."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Came:
    """A message. `message_id` and `answers`, the latest first, are without angle brackets; `to` is every address it was delivered to or written to."""

    message_id: str
    from_name: str
    from_address: str
    subject: str
    to: tuple[str, ...]
    answers: tuple[str, ...]
    text: str
    files: tuple[Attached, ...]
    source: Message = field(repr=False)

    def header(self, name: str) -> str:
        return header(self.source, name)


def read_message(raw: bytes) -> Came:
    """Takes `raw` apart. A message without an identification gets one from what it holds."""
    source = message_from_bytes(raw)
    found = _IDS.search(header(source, "Message-ID"))
    name, address = _first_address(source, "From")
    parts = list(leaves(source))
    return Came(
        message_id=found[1] if found else f"sha256-{sha256(raw).hexdigest()}",
        from_name=name,
        from_address=address,
        subject=header(source, "Subject"),
        to=tuple(_addresses(source, "To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")),
        answers=(
            *_IDS.findall(header(source, "In-Reply-To")),
            *reversed(_IDS.findall(header(source, "References"))),
        ),
        text=_text(parts),
        files=tuple(_files(parts)),
        source=source,
    )


def unreadable(message_id: str) -> Came:
    """Stands for a message that could not be taken apart."""
    return Came(message_id, "", "", "A mail that could not be read", (), (), "", (), Message())


def header(source: Message, name: str) -> str:
    """A header in one line, decoded as far as it can be; empty where there is none."""
    value = source.get(name)
    if value is None:
        return ""
    try:
        words = str(make_header(decode_header(value)))
    except (MessageError, LookupError, ValueError, AssertionError):
        words = str(value)
    return clean(" ".join(words.split()))


def clean(text: str) -> str:
    """Text that every database and every page can hold: no NUL, no half of a pair, no controls but ends of lines and tabs."""
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(
        c for c in sound if c in "\n\t" or ((c.isprintable() or c.isspace()) and c not in "\r\f\v")
    )


def leaves(source: Message) -> Iterator[Message]:
    """The parts that hold something, in their order. A message inside the message is one part."""
    waiting = [source]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed(inside(part)))
        else:
            yield part


def inside(part: Message) -> list[Message]:
    """The messages that a part holds; none where it holds text or a file."""
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def decoded(part: Message) -> str:
    """The text of a part, whatever it says of its letters: what is not UTF-8 is read as Windows wrote it."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return clean(content.decode(charset).replace("\r\n", "\n").replace("\r", "\n"))
        except (LookupError, ValueError):
            continue
    return clean(content.decode("latin-1").replace("\r\n", "\n"))


def _addresses(source: Message, *names: str) -> Iterator[str]:
    for name in names:
        values = [str(value) for value in source.get_all(name, [])]
        yield from (address.strip() for _, address in getaddresses(values) if "@" in address)


def _first_address(source: Message, name: str) -> tuple[str, str]:
    """The name and the address of whoever it says it comes from. Taken apart before it is decoded: a name may hold an @."""
    for said, address in getaddresses([str(source.get(name, ""))]):
        if "@" in address:
            holder = Message()
            holder["Name"] = said
            return header(holder, "Name")[:200], clean(address)[:320]
    return "", ""


def _is_words(part: Message, kind: str) -> bool:
    return (
        part.get_content_type() == kind
        and part.get_content_disposition() != "attachment"
        and not _file_name(part)
    )


def _text(parts: list[Message]) -> str:
    plain = "\n\n".join(_unflowed(part) for part in parts if _is_words(part, "text/plain")).strip()
    if plain:
        return plain
    return "\n\n".join(html_words(decoded(part)) for part in parts if _is_words(part, "text/html")).strip()


def _unflowed(part: Message) -> str:
    """Lines that end in a space go on in the next one where the part says so (RFC 3676)."""
    text = decoded(part)
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    gap = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    return re.sub(r"(?<![\n>-]) \n(?=[^\n>\s])", gap, text)


def _files(parts: list[Message]) -> Iterator[Attached]:
    html = "".join(decoded(part) for part in parts if _is_words(part, "text/html"))
    for part in parts:
        kind = part.get_content_type()
        if kind in NO_FILES or _is_words(part, "text/plain") or _is_words(part, "text/html"):
            continue
        if kind.startswith("message/") and kind != "message/rfc822":
            continue
        file = _file(part, kind)
        shown_as = str(part.get("Content-ID", "")).strip("<> ")
        if shown_as and f"cid:{shown_as}" in html and len(file.content) <= SMALL_PICTURE:
            continue
        yield file


def _file(part: Message, kind: str) -> Attached:
    if kind == "message/rfc822" and (held := inside(part)):
        name = _file_name(part) or header(held[0], "Subject") or "Mail"
        return Attached(name.removesuffix(".eml") + ".eml", kind, _whole(held[0]))
    content = part.get_payload(decode=True)
    return Attached(_file_name(part), kind, content if isinstance(content, bytes) else b"")


def _whole(inner: Message) -> bytes:
    """A message inside another one, written out again; with what is no letter replaced where it was malformed."""
    try:
        return inner.as_bytes()
    except (UnicodeError, ValueError):
        return inner.as_string().encode("utf-8", "replace")


def _file_name(part: Message) -> str:
    """The name of a file, whichever of two ways it was written in."""
    for place, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        value = part.get_param(parameter, header=place)
        if value:
            holder = Message()
            holder["Name"] = collapse_rfc2231_value(value).replace("\n", " ").replace("\r", " ")
            return header(holder, "Name")
    return ""

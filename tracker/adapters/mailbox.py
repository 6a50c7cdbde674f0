"""The mailbox: each mail becomes an `.eml` file, and nothing leaves the machine."""

import hashlib
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_binary_file
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from tracker.adapters.mail_message import message_of
from tracker.domain.errors import DeliveryFailed, NotFound
from tracker.ports import Attachment, Letter, Receipt

NAME = re.compile(r"\d{8}T\d{12}Z-[0-9a-f]{12}\.eml", re.ASCII)


@dataclass(frozen=True)
class Kept:
    """A mail of the mailbox as a list shows it. `at` is the machine's time."""

    name: str
    to: str
    subject: str
    at: datetime


@dataclass(frozen=True)
class Opened:
    """A mail of the mailbox, read."""

    kept: Kept
    headers: Sequence[tuple[str, str]]
    text: str
    html: str
    attachments: Sequence[Attachment] = ()


class Mailbox:
    """A folder of mails, readable by this account alone. Names sort by the time of sending."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    def send(self, letter: Letter) -> Receipt:
        """Writes the mail: the whole file or none. Raises `DeliveryFailed` when the disk refuses."""
        content = message_of(letter, self._sender).as_bytes()
        digest = hashlib.sha256(letter.message_id.encode()).hexdigest()[:12]
        name = f"{letter.sent_at.astimezone(UTC):%Y%m%dT%H%M%S%f}Z-{digest}.eml"
        try:
            self._write(name, content)
        except OSError as error:
            raise DeliveryFailed(f"The mailbox cannot be written to: {error.strerror}.") from error
        return Receipt(said="Written to the mailbox.")

    def rest(self) -> None:
        """Nothing is kept open."""

    def listed(self, *, start: int = 0, most: int = 50) -> tuple[list[Kept], int]:
        """`most` mails from `start` on, the newest first, and how many there are."""
        names = sorted(
            (path.name for path in self._folder.glob("*.eml") if _is_ours(path.name)), reverse=True
        )
        return [self._kept(name) for name in names[start : start + most]], len(names)

    def read(self, name: str) -> Opened:
        """One mail. Raises `NotFound` for a name that is not one of ours, wherever it would lead."""
        with self._open(name) as file:
            message = message_from_binary_file(file, policy=default)
        return Opened(
            kept=_kept(name, message),
            headers=[(key, str(value)) for key, value in message.items()],
            text=_part(message, "plain"),
            html=_part(message, "html"),
            attachments=[_attachment(part) for part in message.iter_attachments()],
        )

    def _kept(self, name: str) -> Kept:
        with self._open(name) as file:
            return _kept(name, BytesHeaderParser(policy=default).parse(file))

    def _open(self, name: str):  # type: ignore[no-untyped-def]
        if not _is_ours(name):
            raise NotFound("There is no such mail in the mailbox.")
        try:
            return (self._folder / name).open("rb")
        except OSError as error:
            raise NotFound("There is no such mail in the mailbox.") from error

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, beside = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(self._folder / name)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise


def _is_ours(name: str) -> bool:
    return NAME.fullmatch(name) is not None


def _kept(name: str, message: EmailMessage) -> Kept:
    date = str(message["Date"] or "")
    at = parsedate_to_datetime(date) if date else datetime.fromisoformat(f"{name[:15]}Z")
    return Kept(name=name, to=str(message["To"] or ""), subject=str(message["Subject"] or ""), at=at)


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""


def _attachment(part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    return Attachment(
        part.get_filename() or "File", part.get_content_type(), content if isinstance(content, bytes) else b""
    )

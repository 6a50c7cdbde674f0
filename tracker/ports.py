"""What is outside: each a Protocol, with its adapters in `tracker/adapters`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO, Protocol

from tracker.domain.captured import PostName
from tracker.domain.delivery_reports import Outcome
from tracker.domain.document_reading import Beginning, ReadPage
from tracker.domain.log_sheets import Book
from tracker.domain.moments import Moment
from tracker.domain.prose import Writing
from tracker.ports_papers import (
    Answered,
    BackupReader,
    BackupWriter,
    Enclosed,
    Enclosures,
    FilesHeld,
    FormMaker,
    Laid,
    PdfJoiner,
    PdfMaker,
    Poster,
    ReportPress,
    ReportPrinter,
    ReportRenderer,
    Watch,
)

__all__ = [
    "Answered",
    "BackupReader",
    "BackupWriter",
    "Enclosed",
    "Enclosures",
    "FilesHeld",
    "FormMaker",
    "Laid",
    "PdfJoiner",
    "PdfMaker",
    "Poster",
    "ReportPress",
    "ReportPrinter",
    "ReportRenderer",
    "Watch",
]
"""What reports are made with is in a module of its own."""


class Clock(Protocol):
    """Asked for the moment by whoever starts a piece of work; handed on from there as a value."""

    def moment(self) -> Moment: ...


class WorkingCalendar(Protocol):
    def is_working_day(self, day: date) -> bool: ...


class Matcher(Protocol):
    """Finds the posts that `query` may mean: one is certain, several have to be asked about."""

    def match(self, query: str, posts: Sequence[PostName]) -> Sequence[PostName]: ...


class Stemmer(Protocol):
    """Reduces a folded word of a to z to what it shares with its other forms. May be asked by several threads at once."""

    def __call__(self, word: str) -> str: ...


class FileStore(Protocol):
    """Keeps files under their SHA-256 digest (hex)."""

    def keep(self, content: bytes) -> str: ...

    def open(self, sha256: str) -> BinaryIO: ...


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail. `name` is plain ASCII; `media_type` such as "application/pdf"."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Letter:
    """One mail, ready to go. `sent_at` is the machine's time, aware. `copies` are the addresses that get one too.

    `may_have_left`: an earlier try ended without an answer, so a carrier that can be asked is asked first.
    """

    to_name: str
    to_address: str
    subject: str
    body_text: str
    body_html: str
    message_id: str
    sent_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: Sequence[Attachment] = ()
    copies: Sequence[str] = ()
    may_have_left: bool = False


@dataclass(frozen=True)
class Receipt:
    """What a server said when it took a mail. `carrier_id` is what a carrier such as GOV.UK Notify calls it."""

    code: str = ""
    said: str = ""
    carrier_id: str = ""


class Mailer(Protocol):
    """What mail leaves by. It may keep a line open from one letter to the next, until it is told to rest."""

    def send(self, letter: Letter) -> Receipt:
        """Returns when the letter is taken. Raises `DeliveryFailed` with the reason."""
        ...

    def rest(self) -> None:
        """No more letters for now."""
        ...


class Carrier(Mailer, Protocol):
    """A mailer that can be asked later what became of a mail."""

    def outcome(self, carrier_id: str) -> Outcome | None:
        """None while the end is open. Raises `DeliveryFailed` where it cannot be asked."""
        ...


@dataclass(frozen=True)
class CalendarDay:
    """What is due on one day. `number` rises whenever the day or the words change; `gone`: it is not due any more.

    `starts_at` is for what happens at an hour, such as a meeting; else it takes the whole day.
    """

    key: str
    number: int
    day: date
    title: str
    words: str
    url: str
    gone: bool = False
    starts_at: datetime | None = None
    venue: str = ""


class CalendarMaker(Protocol):
    """Makes an iCalendar file (RFC 5545). The same days at the same moment give the same bytes."""

    def make(self, name: str, days: Sequence[CalendarDay], *, at: datetime) -> bytes:
        """`name` is what a program calls a calendar that it subscribes to; `at` is the machine's time."""
        ...


class LetterDrawer(Protocol):
    """Keeps the text of mails that hold a secret, outside the database, until they are sent."""

    def put(self, name: str, body_text: str, body_html: str) -> None: ...

    def read(self, name: str) -> tuple[str, str] | None: ...

    def drop(self, name: str) -> None: ...

    def drop_older_than(self, moment: datetime) -> None: ...


@dataclass(frozen=True)
class MailText:
    """The three parts of a mail."""

    subject: str
    body_text: str
    body_html: str


class MailRenderer(Protocol):
    """Makes a mail from the folder `templates/email/<name>/`."""

    def render(self, name: str, **context: object) -> MailText: ...


class Rasteriser(Protocol):
    """Makes a PNG of a picture of our own, for mail."""

    def png(self, svg: str, *, scale: float = 1.5) -> bytes:
        """`scale` is how many pixels of the PNG make one of the SVG. Raises `Unavailable`."""
        ...


@dataclass(frozen=True)
class Arrived:
    """A message in the mailbox that is read. `size` is in bytes; `uid` is the server's name for it."""

    uid: str
    size: int


class OpenInbox(Protocol):
    """A mailbox while it is open. Each raises `DeliveryFailed` with the server's reason."""

    def arrived(self) -> Sequence[Arrived]:
        """What lies there and was not handled yet, the oldest first."""
        ...

    def whole(self, uid: str) -> bytes: ...

    def head(self, uid: str) -> bytes:
        """The header lines alone, of a message that is too large to be read."""
        ...

    def handled(self, uid: str) -> None:
        """Puts the message where it is not met again, and where a person still finds it."""
        ...


class Inbox(Protocol):
    """The mailbox that answers come to. Opening raises `DeliveryFailed` with the reason."""

    def open(self) -> AbstractContextManager[OpenInbox]: ...


class ReplyReader(Protocol):
    """Tells what someone wrote from what their program put beneath it."""

    def words(self, text: str) -> str:
        """`text` without what it quotes and without the signature; empty where nothing else is there."""
        ...


class ProseReader(Protocol):
    """Reads what people write in the app, Markdown, into plain values."""

    def read(self, body: str) -> Writing:
        """The text, its figures asked for and not yet looked up. Raises `BadInput` for one that is nested too deep."""
        ...


class HtmlCleaner(Protocol):
    """Makes HTML safe to show."""

    def clean(self, html: str) -> str: ...


class NearWords(Protocol):
    """Finds words that are nearly the same."""

    def near(self, sought: str, words: str, least: float) -> tuple[float, int, int] | None:
        """The passage of `words` that is most like `sought`: how alike (0 to 100) and where; None below `least`."""
        ...


class OpenDocument(Protocol):
    """A document while it is read. `beginning` says how many pages it has."""

    beginning: Beginning

    def pages(self) -> Iterator[ReadPage]:
        """Each page, in its order. Raises `Unreadable` with the reason, and `Stopped`."""
        ...


class DocumentReader(Protocol):
    """Reads a file as a document, apart from everything else. `kind` is the ending of its name, such as ".pdf"."""

    def open(
        self, file: BinaryIO, kind: str, *, stopping: Callable[[], bool]
    ) -> AbstractContextManager[OpenDocument]:
        """Raises `Unreadable` with the reason, and `Stopped` soon after `stopping` says so."""
        ...


class LogReader(Protocol):
    """Reads a file as a log of actions, apart from everything else: its sheets and cells, which `domain/log_reading.py` understands."""

    def open(
        self, file: BinaryIO, name: str, *, stopping: Callable[[], bool] = ...
    ) -> AbstractContextManager[Book]:
        """The file, as long as the block lasts. Raises `Unreadable` with the reason, and `Stopped` soon after `stopping` says so."""
        ...


class Thumbnails(Protocol):
    """Small pictures of pages."""

    def of(self, sha256: str) -> bytes:
        """A PNG of the picture with this digest (hex). Raises `NotFound`."""
        ...

"""What mail is made with, and what it leaves by. Both are built once, by the wiring."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tracker.domain.reply_tokens import ReplyAddresses
from tracker.ports import (
    CalendarMaker,
    FileStore,
    LetterDrawer,
    Mailer,
    MailRenderer,
    ReplyReader,
    ReportPress,
)


@dataclass(frozen=True)
class Stationery:
    """What a mail is written with: its templates, who is asking, and how many days its links live."""

    renderer: MailRenderer
    office_name: str
    contact: str
    brand_colour: str
    link_days: int


@dataclass(frozen=True)
class PostOffice:
    """What a mail leaves by. `base_url` begins the addresses of links; `domain` ends the Message-ID.

    `files` keeps the reports that go with mails; `press` gives what makes them, and is asked only when one has to be made.
    `replies` is there where a mailbox is read: each mail then asks to be answered at an address of its own. `calendar` makes
    the file of what is due, `calendar_name` what its calendar is called; with `weekly_key` a weekly mail can be ended.
    """

    mailer: Mailer
    drawer: LetterDrawer
    files: FileStore
    press: Callable[[], ReportPress] = field(repr=False)
    base_url: str
    domain: str
    link_key: bytes = field(repr=False)
    replies: ReplyAddresses | None = None
    calendar: CalendarMaker | None = None
    calendar_name: str = ""
    weekly_key: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Letterbox:
    """What mail is taken in with. `limit_bytes` is the largest file that is taken of one."""

    reader: ReplyReader
    files: FileStore
    replies: ReplyAddresses
    limit_bytes: int

    @property
    def largest_mail(self) -> int:
        """The largest mail in bytes that is read: two of the largest files, which travel a third larger than they are."""
        return 3 * self.limit_bytes

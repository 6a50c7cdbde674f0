"""Builds sessions, adapters and templates, once, for web, jobs and commands."""

import hashlib
import hmac
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from email.utils import parseaddr
from functools import cached_property
from weakref import WeakSet

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tracker import filters
from tracker.adapters.clock import DemonstrationClock, SystemClock
from tracker.adapters.drawer import LetterFiles
from tracker.adapters.england import EnglandCalendar
from tracker.adapters.head_file import HeadFile
from tracker.adapters.mail_renderer import TemplateMails
from tracker.adapters.mailbox import Mailbox
from tracker.adapters.office_calendar import ClosedDays, OfficeCalendar
from tracker.adapters.smtp import SmtpMailer
from tracker.adapters.smtp_line import SmtpServer
from tracker.config import Settings
from tracker.domain import unsubscribing
from tracker.domain.errors import WrongSetting
from tracker.domain.moments import Moment
from tracker.domain.reply_tokens import ReplyAddresses
from tracker.domain.viewers import Actor
from tracker.ports import (
    CalendarMaker,
    Carrier,
    Clock,
    Inbox,
    LetterDrawer,
    Mailer,
    Matcher,
    WorkingCalendar,
)
from tracker.services.desk import Desk, Keys
from tracker.services.history import HEAD_IN_SESSION
from tracker.services.post_office import Letterbox, PostOffice, Stationery
from tracker.store import closed_days, facts, search_index
from tracker.store.session import Database, explain
from tracker.wiring_papers import TEMPLATES, Papers

LOG = logging.getLogger(__name__)
_BUILT: "WeakSet[Wiring]" = WeakSet()


@dataclass(eq=False)
class Wiring(Papers):
    """Everything that a page, a pass or a command works with. Parts are made when they are first asked for."""

    settings: Settings
    database: Database = field(init=False)

    def __post_init__(self) -> None:
        self.database = Database(self.settings.database_url)
        _BUILT.add(self)

    @property
    def calendar(self) -> WorkingCalendar:
        """The working days of England without the office's closed days, as they are on record just now."""
        return OfficeCalendar(self._england, self._closed_days.days())

    @property
    def statutory_calendar(self) -> WorkingCalendar:
        """The working days that a statute counts: what the office closes besides gives it no more time."""
        return self._england

    @cached_property
    def _england(self) -> WorkingCalendar:
        return EnglandCalendar()

    @cached_property
    def _closed_days(self) -> ClosedDays:
        return ClosedDays(self._read_closed_days)

    def _read_closed_days(self) -> frozenset[date]:
        with self.read() as session:
            return closed_days.days(session)

    @cached_property
    def matcher(self) -> Matcher:
        # Imported here: it takes 4 MB, and the scheduler never asks for it.
        from tracker.adapters.fuzzy import PostMatcher

        return PostMatcher()

    @cached_property
    def head_file(self) -> HeadFile:
        return HeadFile(self.settings.data_dir / "history-head.json")

    @cached_property
    def keys(self) -> Keys:
        return Keys(history=self.key_for("history"), links=self.key_for("links"))

    def key_for(self, purpose: str) -> bytes:
        """A key for one purpose, derived from the secret key, so that no two purposes share one."""
        return key_from(self.settings.secret_key, purpose)

    @cached_property
    def clock(self) -> Clock:
        """The demonstration's clock where demonstration data is loaded, else the machine's."""
        with self.read() as session:
            loaded_on, demo_date = facts.demonstration_days(session)
        if loaded_on and demo_date:
            return DemonstrationClock(self.settings.timezone, loaded_on=loaded_on, demo_date=demo_date)
        return SystemClock(self.settings.timezone)

    @property
    def is_demonstration(self) -> bool:
        return isinstance(self.clock, DemonstrationClock)

    def forget_clock(self) -> None:
        """Asks the database again which clock it is: after demonstration data was loaded or left."""
        self.__dict__.pop("clock", None)

    def read(self) -> Session:
        return self.database.read()

    def write(self) -> Session:
        """A session for writing. What it writes can be found at once; what it commits to the history is noted outside too."""
        session = self.database.write()
        search_index.keep_in_step(session, self.words)
        event.listen(session, "after_commit", self._keep_head)
        event.listen(session, "after_rollback", _forget_head)
        return session

    def desk(self, session: Session, by: Actor, moment: Moment | None = None) -> Desk:
        moment = moment or self.clock.moment()
        return Desk(session=session, by=by, moment=moment, calendar=self.calendar, keys=self.keys)

    @contextmanager
    def writing(self, by: Actor, *, on: date | None = None) -> Iterator[Desk]:
        """A desk for a command or a pass: commits at its end, and changes nothing when it raises.

        `on` is the day that the record takes for today; the time of day stays.
        """
        with self.write() as session:
            try:
                yield self.desk(session, by, self.moment_on(on))
                session.commit()
            except DBAPIError as error:
                raise explain(error) from error

    def moment_on(self, on: date | None) -> Moment:
        """Now, or the same time of day on `on`."""
        now = self.clock.moment()
        if on is None or on == now.today:
            return now
        shifted = now.now + (on - now.today)
        return Moment(now=shifted, today=on, machine=now.machine)

    @cached_property
    def mail_templates(self) -> Environment:
        """The templates of mails: HTML parts escape what people typed, text parts need not."""
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES / "email"),
            autoescape=select_autoescape(("html",)),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        filters.register(environment, self.settings.timezone)
        return environment

    @cached_property
    def mailbox(self) -> Mailbox:
        """The demonstration mailbox: mail as files in the data folder."""
        return Mailbox(self.settings.data_dir / "mail", self.settings.mail_from)

    @cached_property
    def mailer(self) -> Mailer:
        """What mail leaves by: the mailbox, or the office's server."""
        server = self.settings.mail
        if server.scheme == "mailbox":
            return self.mailbox
        if self.is_demonstration:
            raise WrongSetting(
                "TRACKER_MAIL_URL takes mailbox: while the database holds the demonstration: its mail must reach nobody. "
                "docs/operating.md says how to leave the demonstration."
            )
        if server.scheme == "notify":
            return self.carrier
        password = server.password.get_secret_value() if server.password else ""
        sender = self.settings.mail_from
        return SmtpMailer(SmtpServer(server.host, server.port, sender, server.user, password, server.tls))

    @cached_property
    def carrier(self) -> Carrier:
        """GOV.UK Notify, where mail leaves by that."""
        # Imported here: it takes 10 MB, and few offices use it.
        from tracker.adapters.notify import NotifyMailer

        key, template = self.settings.notify_key, self.settings.notify_template
        return NotifyMailer(key.get_secret_value() if key else "", template or "")

    @cached_property
    def drawer(self) -> LetterDrawer:
        return LetterFiles(self.settings.data_dir / "letters")

    @property
    def contact(self) -> str:
        """The address to which people answer: the one that mail comes from."""
        return parseaddr(self.settings.mail_from)[1]

    @cached_property
    def stationery(self) -> Stationery:
        templates, ours = TemplateMails(self.mail_templates), self.settings
        return Stationery(templates, ours.office_name, self.contact, ours.brand_colour, ours.link_days)

    @cached_property
    def post_office(self) -> PostOffice:
        return PostOffice(
            mailer=self.mailer,
            drawer=self.drawer,
            files=self.files,
            press=lambda: self.report_press,
            base_url=self.settings.base_url,
            domain=self.contact.rpartition("@")[2],
            link_key=self.keys.links,
            replies=self.replies if self.settings.inbox else None,
            calendar=None if self.settings.mail.scheme == "notify" else self.calendar_maker,
            calendar_name=f"{self.settings.office_name}: what is due",
            weekly_key=self.key_for(unsubscribing.PURPOSE),
        )

    @cached_property
    def calendar_maker(self) -> CalendarMaker:
        # Imported here: few processes make a calendar.
        from tracker.adapters.calendar_file import ICalendarFile

        domain = self.contact.rpartition("@")[2]
        return ICalendarFile(domain, self.settings.office_name, self.contact)

    @cached_property
    def inbox(self) -> Inbox | None:
        """The mailbox that answers come to; None where none is set."""
        server = self.settings.inbox
        if server is None:
            return None
        # Imported here: few offices read one, and the web never does.
        from tracker.adapters.imap import ImapInbox

        password = server.password.get_secret_value()
        return ImapInbox(server.host, server.port, server.user, password, server.folder, server.tls)

    @cached_property
    def replies(self) -> ReplyAddresses:
        return ReplyAddresses(self.contact, self.key_for("replies"))

    @cached_property
    def letterbox(self) -> Letterbox:
        """What mail is taken in with."""
        from tracker.adapters.reply_text import QuoteStripper

        return Letterbox(QuoteStripper(), self.files, self.replies, self.settings.upload_limit_bytes)

    def _keep_head(self, session: Session) -> None:
        self._closed_days.forget()
        head = session.info.pop(HEAD_IN_SESSION, None)
        if head is None:
            return
        try:
            self.head_file.keep(head)
        except (OSError, ValueError):
            # What was written is committed and stays so. Verifying says that the file is unreadable, or behind.
            LOG.exception("The head of the history could not be kept outside the database")


def key_from(secret: str, purpose: str) -> bytes:
    """The key for one purpose that a secret key gives."""
    return hmac.new(secret.encode(), f"matters-arising {purpose}".encode(), hashlib.sha256).digest()


def _forget_head(session: Session) -> None:
    session.info.pop(HEAD_IN_SESSION, None)


def after_fork() -> None:
    """In a new worker: lets go of the connections that belong to the parent."""
    for wiring in _BUILT:
        wiring.database.leave()

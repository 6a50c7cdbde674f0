"""A post office whose server is the test: letters that were taken, and servers that refuse."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from tests.integration.conftest import KEYS
from tests.support.builders import SECRETARIAT, Record, moment
from tracker import filters
from tracker.adapters.disk import DiskFiles
from tracker.adapters.drawer import LetterFiles
from tracker.adapters.england import EnglandCalendar
from tracker.adapters.mail_renderer import TemplateMails
from tracker.config import ROOT
from tracker.domain.errors import DeliveryFailed
from tracker.domain.moments import Moment
from tracker.ports import Letter, Receipt, ReportPress
from tracker.services.desk import Desk
from tracker.services.post_office import PostOffice, Stationery
from tracker.services.reminders import Queued, queue_reminders
from tracker.services.sending import Sent, send_waiting
from tracker.store.session import Database


@dataclass
class Server:
    """Takes letters, or refuses them with `refusal`."""

    letters: list[Letter] = field(default_factory=list)
    refusal: DeliveryFailed | None = None
    crash: bool = False
    carrier_id: str = ""
    rests: int = 0

    def send(self, letter: Letter) -> Receipt:
        if self.refusal:
            raise self.refusal
        self.letters.append(letter)
        if self.crash:
            raise KeyboardInterrupt
        return Receipt("250", "Taken", self.carrier_id)

    def rest(self) -> None:
        self.rests += 1


@dataclass
class Press:
    """Makes papers at once, and counts them; or cannot, with `refusal`."""

    refusal: Exception | None = None
    made: list[Mapping[str, object]] = field(default_factory=list)

    def render(self, record: Mapping[str, object]) -> tuple[str, Mapping[str, bytes]]:
        self.made.append(record)
        return "html", {}

    def make(self, _html: object, _assets: object = None, **_how: object) -> bytes:
        if self.refusal:
            raise self.refusal
        return b"%PDF-1.7 paper number " + str(len(self.made)).encode()

    def __call__(self) -> ReportPress:
        return ReportPress(self, self, {})


@dataclass
class Office:
    """Everything that chasing needs on one database, on a day that a test sets."""

    database: Database
    server: Server
    stationery: Stationery
    post_office: PostOffice
    press: Press
    folder: Path
    now: Moment = field(default_factory=moment)

    @contextmanager
    def writing(self) -> Iterator[Desk]:
        with self.database.write() as session:
            yield Desk(session, SECRETARIAT, self.now, EnglandCalendar(), KEYS)
            session.commit()

    @contextmanager
    def building(self) -> Iterator[Record]:
        with self.writing() as desk:
            yield Record(desk)

    def on(self, day: str) -> "Office":
        self.now = moment(day, "07:30")
        return self

    def later(self, **time: float) -> "Office":
        """The machine's clock moves on; the record's day stays."""
        self.now = replace(self.now, machine=self.now.machine + timedelta(**time))
        return self

    def queue(self) -> list[Queued]:
        return queue_reminders(self.writing, self.stationery)

    def send(self, **options: bool) -> list[Sent]:
        return send_waiting(self.writing, self.post_office, **options)

    def chase(self, day: str) -> list[Letter]:
        """What leaves on `day`, when that day's pass runs."""
        before = len(self.server.letters)
        self.on(day).queue()
        self.send()
        return self.server.letters[before:]


def stationery() -> Stationery:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates" / "email"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters.register(environment)
    return Stationery(
        renderer=TemplateMails(environment),
        office_name="Office of the Commissioner",
        contact="actions@office.example.org",
        brand_colour="#12344d",
        link_days=30,
    )


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    server = Server()
    press = Press()
    post_office = PostOffice(
        mailer=server,
        drawer=LetterFiles(tmp_path / "letters"),
        files=DiskFiles(tmp_path / "files"),
        press=press,
        base_url="https://actions.example.org",
        domain="office.example.org",
        link_key=KEYS.links,
    )
    return Office(database, server, stationery(), post_office, press, tmp_path)


@pytest.fixture
def expected() -> Callable[[str, str], None]:
    """Compares a mail with a readable file in `expected/`."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "expected" / name
        assert text == path.read_text(encoding="utf-8"), f"see {path.name}"

    return compare

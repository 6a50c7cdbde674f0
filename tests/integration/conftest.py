"""Real databases, a desk to write at, builders, the app, and browsers that are signed in."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from pydantic import SecretStr

from tests.support.builders import SECRETARIAT, Record, moment
from tests.support.databases import PostgreSQL, empty_sqlite, migrated_sqlite, sqlite_copy
from tests.support.demonstrated import FIRST_DAY, load_into
from tests.support.demonstrated import KEYS as DEMONSTRATION_KEYS
from tests.support.page import Browser
from tracker.adapters.england import EnglandCalendar
from tracker.config import Settings
from tracker.demonstration.load import Loaded
from tracker.domain.moments import Moment
from tracker.domain.viewers import Role
from tracker.models.users import User
from tracker.services.desk import Desk, Keys
from tracker.store.session import Database
from tracker.store.users import role_named
from tracker.wiring import Wiring

KEYS = Keys(history=b"a key for the history in tests", links=b"a key for the links in tests")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated_sqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    # Not under pytest's own folder: another run that starts closes that one to the account the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    server = PostgreSQL(folder)
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def shared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('shared') / 'test.db'}")
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database of this version; a test that asks for it runs on both. Its engine has served the tests before."""
    if request.param == "postgresql":
        postgresql: PostgreSQL = request.getfixturevalue("postgresql")
        return postgresql.shared()
    shared: Database = request.getfixturevalue("shared_sqlite")
    empty_sqlite(shared, request.getfixturevalue("sqlite_template"))
    return shared


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    """The secretariat's desk on 20 September 2023 at 10:00."""
    with database.write() as session:
        yield Desk(session, SECRETARIAT, moment(), EnglandCalendar(), KEYS)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def demonstration(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A database with the demonstration in it, loaded once for all tests: none of them commits."""
    if request.param == "sqlite":
        target = tmp_path_factory.mktemp("demonstration") / "demonstration.db"
        url = sqlite_copy(request.getfixturevalue("sqlite_template"), target)
    else:
        url = request.getfixturevalue("postgresql").fresh()
    database = Database(url)
    assert load_into(database) == Loaded(meetings=6, actions=32, posts=23, accounts=6)
    yield database
    database.close()


@pytest.fixture
def loaded(demonstration: Database) -> Iterator[Desk]:
    """The secretariat's desk on the first day of the demonstration."""
    with demonstration.write() as session:
        yield Desk(session, SECRETARIAT, moment(FIRST_DAY), EnglandCalendar(), DEMONSTRATION_KEYS)


@pytest.fixture
def record(desk: Desk) -> Record:
    return Record(desk)


class StoppedClock:
    """A clock that stands until a test moves it. The machine's time is real."""

    def __init__(self) -> None:
        self.now = moment()

    def moment(self) -> Moment:
        return Moment(self.now.now, self.now.today, datetime.now(UTC))

    def set(self, day: str, at: str = "10:00") -> None:
        self.now = moment(day, at)


@pytest.fixture(scope="session")
def built_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The app on SQLite, made once: that takes longer than most of what it is asked."""
    from tracker.factory import create_app

    folder = tmp_path_factory.mktemp("app")
    secret = SecretStr("a secret key of more than 32 characters")
    url = f"sqlite:///{folder / 'data' / 'app.db'}"
    app = create_app(Settings(data_dir=folder / "data", database_url=url, given_secret_key=secret))
    app.config["TESTING"] = True
    yield app
    app.extensions["tracker"].database.close()


@pytest.fixture
def app(built_app: Flask, sqlite_template: Path) -> Iterator[Flask]:
    """The app on an empty database, as if it were just made, its clock standing at 20 September 2023, 10:00."""
    wiring: Wiring = built_app.extensions["tracker"]
    as_made, settings = dict(vars(wiring)), dict(built_app.config)
    for kept in wiring.settings.data_dir.iterdir():
        if kept.is_file():
            kept.unlink()
        elif kept.name != "template-cache":
            shutil.rmtree(kept)
    empty_sqlite(wiring.database, sqlite_template)
    vars(wiring)["clock"] = StoppedClock()
    yield built_app
    for now, made in ((vars(wiring), as_made), (built_app.config, settings)):
        now.clear()
        now.update(made)


@pytest.fixture
def wires(app: Flask) -> Wiring:
    return app.extensions["tracker"]


@pytest.fixture
def on_record(wires: Wiring) -> Iterator[Record]:
    """Builders on the app's database. Call `on_record.desk.session.commit()` before a page is asked for."""
    with wires.write() as session:
        yield Record(wires.desk(session, SECRETARIAT))


@pytest.fixture
def sign_in(app: Flask, wires: Wiring) -> Callable[..., Browser]:
    """`sign_in(Role.OWNER, person_id=…)`: a browser with a new account of that role, signed in."""

    def browser(role: Role, *, person_id: int | None = None, name: str = "") -> Browser:
        made = len(name) + person_id if person_id else 0
        email = f"{role.value}{made}@office.example.org"
        with wires.write() as session:
            user = User(
                email=email,
                name=name or role.value.capitalize(),
                fs_uniquifier=f"unique-{email}",
                person_id=person_id,
                created_at=datetime.now(UTC),
            )
            user.roles.append(role_named(session, role.value))
            session.add(user)
            session.commit()
        client = app.test_client()
        with client.session_transaction() as signed:
            signed["_user_id"] = f"unique-{email}"
            signed["_fresh"] = True
        return Browser(client)

    return browser


@pytest.fixture
def visitor(app: Flask) -> Browser:
    """A browser of the public."""
    return Browser(app.test_client())

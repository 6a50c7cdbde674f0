"""What script/web.py decides before it serves: what to migrate, and when to load the demonstration."""

import importlib.util
import os
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tracker.config import ROOT, Settings, load_settings
from tracker.domain.errors import Unavailable, WrongSetting
from tracker.store.version import newest

MIGRATE = ("database", "upgrade")
LOAD = ("demonstration", "load")


@pytest.fixture
def web() -> ModuleType:
    spec = importlib.util.spec_from_file_location("web_under_test", ROOT / "script" / "web.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = dict(os.environ)
    monkeypatch.setenv("TRACKER_DATA_DIR", str(tmp_path))
    yield
    os.environ.clear()
    os.environ.update(before)


class Commands:
    """Stands for `flask`: remembers what was asked, and makes a database when it is to be migrated."""

    def __init__(self, *, failing: tuple[str, ...] = ()) -> None:
        self.asked: list[tuple[str, ...]] = []
        self._failing = failing

    def __call__(self, _sentence: str, *command: str) -> None:
        self.asked.append(command)
        if command == self._failing:
            raise Unavailable("It did not succeed.")
        if command == MIGRATE:
            _database_of_version(load_settings(), newest())


def _database_of_version(settings: Settings, version: str) -> None:
    with sqlite3.connect(settings.data_dir / "tracker.db") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT)")
        connection.execute("DELETE FROM alembic_version")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (version,))
    connection.close()


def _start(web: ModuleType, **options: tuple[str, ...]) -> list[tuple[str, ...]]:
    commands = Commands(**options)
    web.flask = commands
    web.prepare(load_settings())
    demo = os.environ.pop("TRACKER_DEMO", "")
    assert demo in {"0", "1"}
    return commands.asked


def test_a_first_start_migrates_and_loads_the_demonstration(web: ModuleType) -> None:
    assert _start(web) == [MIGRATE, LOAD]


def test_a_second_start_has_nothing_to_do(web: ModuleType) -> None:
    _start(web)
    assert _start(web) == []


def test_a_demonstration_that_was_interrupted_is_loaded_by_the_next_start(web: ModuleType) -> None:
    with pytest.raises(Unavailable):
        _start(web, failing=LOAD)
    os.environ.pop("TRACKER_DEMO")
    assert _start(web) == [LOAD]
    assert _start(web) == []


def test_a_database_of_an_older_version_is_migrated_and_gets_no_demonstration(web: ModuleType) -> None:
    _database_of_version(load_settings(), "0000")
    assert _start(web) == [MIGRATE]


def test_with_a_real_mail_server_a_new_database_stays_empty(
    web: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_MAIL_URL", "smtp://127.0.0.1:2525")
    assert _start(web) == [MIGRATE]
    monkeypatch.delenv("TRACKER_MAIL_URL")
    assert _start(web) == []


def test_the_setting_decides_where_it_is_given(web: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DEMO", "0")
    assert _start(web) == [MIGRATE]
    monkeypatch.setenv("TRACKER_DEMO", "1")
    assert _start(web) == [LOAD]


def test_a_new_database_in_a_folder_that_had_a_demonstration_gets_its_own(web: ModuleType) -> None:
    _start(web)
    (load_settings().data_dir / "tracker.db").unlink()
    assert _start(web) == [MIGRATE, LOAD]


def test_a_database_that_cannot_be_read_is_left_to_the_command_that_explains_it(web: ModuleType) -> None:
    settings = load_settings()
    (settings.data_dir / "tracker.db").write_text("this is no database, " * 100)
    assert web.version_in_use(settings.database_url) is None
    with pytest.raises(Unavailable):
        _start(web, failing=MIGRATE)
    assert os.environ.pop("TRACKER_DEMO") == "0"


def test_a_port_that_is_taken_is_said_in_one_sentence(web: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Unavailable, match=f"Port {port} on 127.0.0.1 is taken"):
            web.refuse_useless_address(Settings(port=port))
    web.refuse_useless_address(Settings(port=port))


def test_an_address_of_another_machine_is_refused(web: ModuleType) -> None:
    with pytest.raises(WrongSetting, match="TRACKER_HOST takes an address of this machine"):
        web.refuse_useless_address(Settings(host="192.0.2.1", port=8123))

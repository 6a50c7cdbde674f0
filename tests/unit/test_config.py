"""Settings: what each takes, what it is when nothing is said, and the one line that a wrong one gets."""

from datetime import date
from pathlib import Path

import pytest

from tracker.config import ROOT, Settings, load_settings
from tracker.domain.errors import WrongSetting


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DATA_DIR", str(tmp_path / "data"))


def _complaint(monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as caught:
        load_settings()
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def test_without_settings_the_product_serves_this_machine_alone(tmp_path: Path) -> None:
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{tmp_path}/data/tracker.db"
    assert settings.mail.scheme == "mailbox"
    assert settings.timezone == "Europe/London"
    assert (settings.proxies, settings.workers, settings.upload_limit_mb, settings.link_days) == (
        0,
        2,
        20,
        30,
    )
    assert settings.office_name == "Office of the Commissioner"
    assert settings.brand_colour == "#12344d"
    assert not settings.demo
    assert settings.demo_date == date(2023, 9, 20)
    assert not settings.cookies_secure


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    load_settings()
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_a_relative_folder_starts_at_the_product_wherever_a_command_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(data_dir=Path("instance"), database_url="sqlite:///other.db")
    assert settings.data_dir == ROOT / "instance"
    assert settings.database_url == f"sqlite:///{ROOT}/other.db"


def test_an_empty_variable_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_PORT", "")
    assert load_settings().port == 8000


def test_settings_cannot_be_changed_once_read() -> None:
    settings = load_settings()
    with pytest.raises(ValueError, match="frozen"):
        settings.port = 9000  # type: ignore[misc]


@pytest.mark.parametrize(
    ("variable", "value", "takes"),
    [
        ("TRACKER_PORT", "abc", "a port from 1 to 65535, not “abc”"),
        ("TRACKER_PORT", "0", "a port from 1 to 65535, not “0”"),
        ("TRACKER_HOST", "\x07", "the address to listen on"),
        ("TRACKER_BASE_URL", "actions.example", "the address that people open"),
        ("TRACKER_BASE_URL", "https://actions.example/?page=1", "the address that people open"),
        ("TRACKER_BASE_URL", "http://host:port", "the address that people open"),
        ("TRACKER_DATABASE_URL", "mysql://root@db/tracker", "sqlite:"),
        ("TRACKER_DATABASE_URL", "sqlite:///:memory:", "sqlite:"),
        ("TRACKER_DATABASE_URL", "sqlite:////srv/tracker.db?mode=ro", "sqlite:"),
        ("TRACKER_MAIL_FROM", "nobody", "a mail address"),
        ("TRACKER_MAIL_FROM", "A <a@b.example>\nBcc: c@d.example", "a mail address"),
        ("TRACKER_TIMEZONE", "Stafford", "the name of a time zone"),
        ("TRACKER_PROXIES", "-1", "how many reverse proxies"),
        ("TRACKER_WORKERS", "0", "how many web processes"),
        ("TRACKER_UPLOAD_LIMIT_MB", "big", "the largest upload"),
        ("TRACKER_LINK_DAYS", "0", "how many days"),
        ("TRACKER_OFFICE_NAME", "x" * 101, "the office's name"),
        ("TRACKER_BRAND_COLOUR", "navy", "a colour such as #12344d"),
        ("TRACKER_DEMO", "perhaps", "1 to load demonstration data"),
        ("TRACKER_DEMO_DATE", "31 June 2023", "a date such as 2023-09-20"),
    ],
)
def test_a_wrong_setting_gets_one_line_that_names_it(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, takes: str
) -> None:
    assert _complaint(monkeypatch, **{variable: value}).startswith(f"{variable} takes {takes}")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TRACKER_SECRET_KEY", "hunter2"),
        ("TRACKER_DEMO_PASSWORD", "hunter2"),
        ("TRACKER_DATABASE_URL", "mysql://root:hunter2@db/tracker"),
        ("TRACKER_MAIL_URL", "smtp://clerk:hunter2@mail.example?tls=none"),
        ("TRACKER_MAIL_URL", "smtp://clerk:hunter2/x@mail.example"),
    ],
)
def test_a_complaint_never_repeats_what_may_be_secret(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    sentence = _complaint(monkeypatch, **{variable: value})
    assert sentence.startswith(f"{variable} takes ")
    assert "hunter2" not in sentence


@pytest.mark.parametrize(
    ("typed", "meant"), [("TRACKER_PROT", "TRACKER_PORT"), ("tracker_port", "TRACKER_PORT")]
)
def test_a_misspelt_variable_stops_the_start_and_names_the_nearest(
    monkeypatch: pytest.MonkeyPatch, typed: str, meant: str
) -> None:
    assert _complaint(monkeypatch, **{typed: "1"}) == f"{typed} is not a setting. The nearest is {meant}."


def test_a_data_folder_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sentence = _complaint(monkeypatch, TRACKER_DATA_DIR=str(tmp_path / "file" / "data"))
    assert sentence.startswith("TRACKER_DATA_DIR takes a folder that can be written to")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("10.0.0.5", "http://10.0.0.5:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104
        ("::", "http://[::1]:8000"),
        ("::1", "http://[::1]:8000"),
    ],
)
def test_the_base_address_follows_where_the_server_listens(
    monkeypatch: pytest.MonkeyPatch, host: str, address: str
) -> None:
    monkeypatch.setenv("TRACKER_HOST", host)
    assert load_settings().base_url == address


def test_a_given_base_address_loses_its_last_slash_and_decides_on_cookies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRACKER_BASE_URL", "https://actions.example.police.uk/")
    settings = load_settings()
    assert settings.base_url == "https://actions.example.police.uk"
    assert settings.cookies_secure
    assert settings.mail_from == "Matters Arising <matters-arising@actions.example.police.uk>"


@pytest.mark.parametrize(("colour", "fits"), [("#AA1111", True), ("#757575", True), ("#777777", False)])
def test_a_brand_colour_must_carry_white_letters(
    monkeypatch: pytest.MonkeyPatch, colour: str, fits: bool
) -> None:
    if fits:
        monkeypatch.setenv("TRACKER_BRAND_COLOUR", colour)
        assert load_settings().brand_colour == colour.lower()
    else:
        assert "white letters" in _complaint(monkeypatch, TRACKER_BRAND_COLOUR=colour)


def test_an_upload_limit_is_also_known_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_UPLOAD_LIMIT_MB", "3")
    assert load_settings().upload_limit_bytes == 3 * 1024 * 1024

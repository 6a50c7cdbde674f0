"""Secrets that are made once: the key in the data folder, and the password of the demonstration."""

import subprocess
import sys
from pathlib import Path

import pytest

from tracker.config import ROOT, Settings
from tracker.config_secrets import keep_secret, kept_secret
from tracker.domain.errors import WrongSetting


def test_a_secret_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    made = Settings(data_dir=tmp_path).secret_key
    assert len(made) >= 64
    assert Settings(data_dir=tmp_path).secret_key == made
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_given_key_is_used_and_not_kept(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path, given_secret_key="k" * 40).secret_key == "k" * 40
    assert not list(tmp_path.iterdir())


def test_whoever_comes_second_takes_the_key_of_the_first(tmp_path: Path) -> None:
    assert keep_secret(tmp_path / "secret-key", "first") == "first"
    assert keep_secret(tmp_path / "secret-key", "second") == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_processes_that_start_at_once_agree_on_the_key(tmp_path: Path) -> None:
    program = f"from tracker.config import Settings; print(Settings(data_dir={str(tmp_path)!r}).secret_key)"
    started = [
        subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    keys = {process.communicate()[0].strip() for process in started}
    assert len(keys) == 1
    assert len(keys.pop()) >= 64


def test_a_key_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("kept\n")
    (tmp_path / "secret-key").chmod(0o644)
    assert kept_secret(tmp_path / "secret-key") == "kept"
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_a_broken_key_is_never_replaced_in_silence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret-key").write_bytes(content)
    with pytest.raises(WrongSetting, match="Put it back from a backup"):
        _ = Settings(data_dir=tmp_path).secret_key
    assert (tmp_path / "secret-key").read_bytes() == content


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(WrongSetting, match="TRACKER_DATA_DIR takes a folder"):
        keep_secret(tmp_path / "data" / "secret-key", "secret")


def test_the_demonstration_password_is_made_once_and_stays_known_later(tmp_path: Path) -> None:
    made = Settings(data_dir=tmp_path, demo=True).demo_password
    assert made is not None
    assert len(made) == 19
    assert (tmp_path / "demo-password").stat().st_mode & 0o777 == 0o600
    # script/server starts the same database later with TRACKER_DEMO=0 and prints the accounts again.
    assert Settings(data_dir=tmp_path).demo_password == made


def test_without_a_demonstration_there_is_no_password(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path).demo_password is None
    assert not list(tmp_path.iterdir())

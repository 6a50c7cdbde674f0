"""The drawer: letters with a secret, readable by this account alone, gone once they are sent or too old."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.adapters.drawer import LetterFiles
from tracker.domain.errors import Unavailable

NAME = "0f0e0d0c-0b0a-4908-8706-050403020100"


def test_a_letter_is_kept_for_this_account_alone_until_it_is_dropped(tmp_path: Path) -> None:
    drawer = LetterFiles(tmp_path / "letters")
    drawer.put(NAME, "text é", "<p>html</p>")
    assert drawer.read(NAME) == ("text é", "<p>html</p>")
    assert stat.S_IMODE((tmp_path / "letters" / NAME).stat().st_mode) == 0o600
    drawer.drop(NAME)
    drawer.drop(NAME)
    assert drawer.read(NAME) is None


def test_old_letters_are_dropped(tmp_path: Path) -> None:
    drawer = LetterFiles(tmp_path / "letters")
    drawer.drop_older_than(datetime.now(UTC))
    drawer.put(NAME, "old", "")
    long_ago = (datetime.now(UTC) - timedelta(days=5)).timestamp()
    os.utime(tmp_path / "letters" / NAME, (long_ago, long_ago))
    drawer.drop_older_than(datetime.now(UTC) - timedelta(days=4))
    assert drawer.read(NAME) is None


def test_a_name_that_is_none_of_ours_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="UUID"):
        LetterFiles(tmp_path).read("../secret-key")


def test_a_disk_that_refuses_says_so(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("a file", encoding="utf-8")
    with pytest.raises(Unavailable):
        LetterFiles(tmp_path / "letters").put(NAME, "text", "")

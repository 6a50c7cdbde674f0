"""A backup that somebody made up, with digests that fit: refused in a sentence, whatever is wrong in it; nothing is changed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.backed_up import backed_up, forged, office, with_a_record
from tests.support.databases import sqlite_copy
from tracker.cli.backup_restore import Restoring
from tracker.domain.errors import RecordBroken

DEEP = b"[" * 200_000
Change = Callable[[bytes], bytes]


def _rows(*wanted: Callable[[list[object]], list[object]]) -> Change:
    """The rows of a table: each of `wanted` is made of its first one."""

    def change(text: bytes) -> bytes:
        head, first, *_ = text.split(b"\n")
        row = json.loads(first)
        return b"\n".join([head, *(json.dumps(one(row)).encode() for one in wanted), b""])

    return change


def _same(row: list[object]) -> list[object]:
    return row


HARM: dict[str, tuple[str, Change]] = {
    "an end of the history that is none": ("history-head.json", lambda _: b"{"),
    "an end of the history without numbers": ("history-head.json", lambda _: b'{"count": null, "digest": 1}'),
    "an end of the history that is a list": ("history-head.json", lambda _: b"[1]"),
    "a key that is no text": ("secret-key", lambda _: b"\xff\xfe"),
    "columns that are a statement": (
        "tables/actions.jsonl",
        lambda _: b'{"columns": ["id; DROP TABLE actions"]}\n[1]\n',
    ),
    "lines without an end to their depth": (
        "tables/actions.jsonl",
        lambda text: text.split(b"\n")[0] + b"\n" + DEEP,
    ),
    "the same row twice": ("tables/actions.jsonl", _rows(_same, _same)),
    "rows of nothing": ("tables/actions.jsonl", _rows(_same, lambda row: [None] * len(row))),
    "numbers that no column holds": ("tables/actions.jsonl", _rows(_same, lambda row: [10**30] * len(row))),
    "a manifest without an end to its depth": ("manifest.json", lambda _: DEEP),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_backup_that_was_made_up_is_refused_in_a_sentence(
    sqlite_template: Path, tmp_path: Path, harm: str
) -> None:
    (tmp_path / "here").mkdir()
    sqlite_copy(sqlite_template, tmp_path / "here" / "tracker.db")
    source, target = office(tmp_path / "here", ""), office(tmp_path / "there", "")
    with_a_record(source)
    try:
        saved = backed_up(source, tmp_path / "saved.zip")
        with pytest.raises(RecordBroken, match="Nothing was changed"):
            Restoring(target, forged(saved, *HARM[harm]), replace=False).restore()
        assert not (tmp_path / "there" / "tracker.db").exists()
    finally:
        source.database.close()
        target.database.close()

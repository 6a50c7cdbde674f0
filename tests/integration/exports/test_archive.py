"""The archive of evidence: what is in it, what its lists say, and that `sha256sum` agrees."""

import csv
import hashlib
import io
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.support.builders import Record
from tracker.adapters.disk import DiskFiles
from tracker.adapters.evidence_archive import PIECE, archive_pieces
from tracker.domain.evidence_archive import Held
from tracker.domain.viewers import THE_OFFICE, Role, Viewer
from tracker.models.documents import DocumentVersion
from tracker.models.evidence import Document, Evidence, StoredFile
from tracker.store.exports_files import archive_size, archived_files

DAY = date(2023, 9, 20)


@pytest.fixture
def files(tmp_path: Path) -> DiskFiles:
    return DiskFiles(tmp_path / "files")


def held(files: DiskFiles, content: bytes, name: str = "report.pdf", action: str = "PPM-006") -> Held:
    return Held(files.keep(content), name, len(content), "application/pdf", DAY, "Ann Able", action=action)


def unpacked(archive: bytes, into: Path) -> dict[str, dict[str, str]]:
    """The archive, unpacked; its list by path."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        assert packed.testzip() is None
        packed.extractall(into)
    listed = csv.DictReader(io.StringIO((into / "list.csv").read_text("utf-8-sig"), newline=""))
    return {row["Path"]: row for row in listed}


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    command = ["/usr/bin/sha256sum", "-c", "SHA256SUMS"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_files_stand_under_names_that_say_what_they_are_and_sha256sum_agrees(
    files: DiskFiles, tmp_path: Path
) -> None:
    report = held(files, b"the report")
    paper = replace(
        held(files, b"a pack", "Pack – May.pdf", ""), document="pack-2023-05", version=2, label="The pack"
    )
    listed = unpacked(b"".join(archive_pieces([report, paper], files.open)), tmp_path / "out")
    assert (tmp_path / "out/evidence/PPM-006/report.pdf").read_bytes() == b"the report"
    assert (tmp_path / "out/documents/pack-2023-05/2/Pack – May.pdf").read_bytes() == b"a pack"
    row = listed["documents/pack-2023-05/2/Pack – May.pdf"]
    assert (
        row["State"],
        row["Size (bytes)"],
        row["Document"],
        row["Label"],
        row["Added on"],
        row["Added by"],
    ) == (
        "here",
        "6",
        "pack-2023-05",
        "The pack",
        "2023-09-20",
        "Ann Able",
    )
    result = checked(tmp_path / "out")
    assert (result.returncode, len(result.stdout.splitlines())) == (0, 3), result.stderr


def test_what_is_missing_destroyed_or_changed_is_said(files: DiskFiles, tmp_path: Path) -> None:
    missing = Held("0" * 64, "gone.pdf", 4, "application/pdf", DAY, "Ann", action="PPM-001")
    destroyed = replace(held(files, b"destroyed", "old.pdf"), destroyed_on=date(2023, 9, 1))
    changed = held(files, b"as it was", "changed.pdf")
    (tmp_path / "files" / changed.sha256[:2] / changed.sha256).write_bytes(b"something else")
    listed = unpacked(b"".join(archive_pieces([missing, destroyed, changed], files.open)), tmp_path / "out")
    assert {path: row["State"] for path, row in listed.items()} == {
        "evidence/PPM-001/gone.pdf": "missing",
        "evidence/PPM-006/old.pdf": "destroyed on 1 September 2023",
        "evidence/PPM-006/changed.pdf": "changed since it was kept",
    }
    assert not (tmp_path / "out/evidence/PPM-006/old.pdf").exists()
    assert "evidence/PPM-006/changed.pdf: FAILED" in checked(tmp_path / "out").stdout


def test_the_same_files_give_the_same_bytes(files: DiskFiles) -> None:
    several = [held(files, b"one"), held(files, b"two"), held(files, b"three", "b.docx", "PPM-007")]
    assert b"".join(archive_pieces(several, files.open)) == b"".join(archive_pieces(several, files.open))


def test_a_large_file_leaves_in_pieces_while_it_is_read(tmp_path: Path) -> None:
    opened: list[BinaryIO] = []
    large = tmp_path / "large"
    large.write_bytes(bytes(range(256)) * (PIECE // 256) * 8)
    file = Held(
        hashlib.sha256(large.read_bytes()).hexdigest(),
        "large.pdf",
        8 * PIECE,
        "application/pdf",
        DAY,
        "Ann",
        "PPM-001",
    )

    def open_file(_sha256: str) -> BinaryIO:
        opened.append(large.open("rb"))
        return opened[-1]

    pieces = archive_pieces([file], open_file)
    first = next(pieces)
    assert PIECE <= len(first) < 2 * PIECE
    assert not opened[0].closed
    rest = list(pieces)
    assert max(len(piece) for piece in rest) < 2 * PIECE
    assert opened[0].closed


@pytest.fixture
def on_record(record: Record) -> Record:
    """An action with a file that is cited twice, once removed; a document with one version."""
    session, action = record.desk.session, record.action()
    stored = [
        StoredFile(
            sha256=sign * 64,
            name=f"{sign}.pdf",
            media_type="application/pdf",
            size=10,
            added_at=datetime.now(UTC),
        )
        for sign in "ab"
    ]
    document = Document(code="pack", title="The pack", held=True)
    session.add_all([*stored, document])
    session.flush()
    for removed in (None, DAY):
        session.add(
            Evidence(
                action_id=action.key, kind="file", file_id=stored[0].key, added_on=DAY, removed_on=removed
            )
        )
    version = DocumentVersion(
        document_id=document.key, number=1, file_id=stored[1].key, added_at=datetime.now(UTC)
    )
    session.add(version)
    session.flush()
    return record


def test_an_archive_holds_the_files_of_actions_and_of_documents(on_record: Record) -> None:
    found = list(archived_files(on_record.desk.session, THE_OFFICE))
    assert [(file.action, file.document, file.name, file.removed_on) for file in found] == [
        ("PPM-001", "", "a.pdf", None),
        ("PPM-001", "", "a.pdf", DAY),
        ("", "pack", "b.pdf", None),
    ]
    assert archive_size(on_record.desk.session) == (2, 20)


def test_who_may_see_no_action_gets_no_evidence(on_record: Record) -> None:
    found = archived_files(on_record.desk.session, Viewer("Olly", frozenset({Role.OWNER})))
    assert [file.document for file in found] == ["pack"]

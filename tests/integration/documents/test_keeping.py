"""Documents are kept with their files as they came; the same file twice is one; what is said of them can be corrected."""

import hashlib
from datetime import date

import pytest
from sqlmodel import func, select

from tests.integration.documents.conftest import MOST, Shelf
from tests.support.builders import Record
from tracker.domain.documents import ReadState
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound
from tracker.domain.evidence import Locator
from tracker.domain.viewers import THE_OFFICE, Role, Viewer
from tracker.models.evidence import Document, StoredFile
from tracker.services.documents import (
    Paper,
    Upload,
    add_version,
    cancel_reading,
    correct_document,
    name_document,
    read_again,
)
from tracker.services.evidence import attach_document
from tracker.store import documents as stored
from tracker.store.history import of_subject

PANEL = Viewer("Pat Panel", frozenset({Role.PANEL}))


def test_a_file_is_kept_as_it_came_under_its_hash_and_waits_to_be_read(shelf: Shelf) -> None:
    added = shelf.add(b"Calls rose.\n", "Pack_May 2023.txt")
    assert (added.document.title, added.document.code) == ("Pack May 2023", "pack-may-2023")
    assert added.document.held
    assert (added.version.number, added.version.state) == (1, ReadState.WAITING)
    with shelf.database.read() as session:
        ((_, file),) = stored.versions(session, added.document.key)
        assert (file.name, file.media_type) == ("Pack_May 2023.txt", "text/plain")
        assert [row.event for row, _ in of_subject(session, "document 1")] == ["document.added"]
    with shelf.files.open(hashlib.sha256(b"Calls rose.\n").hexdigest()) as kept:
        assert kept.read() == b"Calls rose.\n"


def test_the_same_file_again_leads_to_what_is_there(shelf: Shelf) -> None:
    first = shelf.add(b"Calls rose.", "pack.txt")
    again = shelf.add(b"Calls rose.", "another name.txt", title="Another title")
    assert again.known
    assert (again.document.id, again.version.id) == (first.document.id, first.version.id)
    with shelf.database.read() as session:
        assert session.exec(select(func.count()).select_from(StoredFile)).one() == 1


def test_a_title_twice_makes_two_codes(shelf: Shelf) -> None:
    codes = [shelf.add(content, title="Performance pack").document.code for content in (b"1", b"2", b"3")]
    assert codes == ["performance-pack", "performance-pack-2", "performance-pack-3"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("slides.pptx", b"PK\x03\x04", "is none of these"),
        ("pack", b"words", "is none of these"),
        ("pack.pdf", b"words", "not what its name says"),
        ("pack.txt", b"", "empty"),
        ("pack.txt", b"w" * (MOST + 1), "larger than 1 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_and_nothing_is_kept(
    shelf: Shelf, name: str, content: bytes, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        shelf.add(content, name)
    with shelf.database.read() as session:
        assert session.exec(select(func.count()).select_from(Document)).one() == 0


def test_a_new_version_is_the_next_number_and_a_file_of_another_document_is_named(shelf: Shelf) -> None:
    pack, other = shelf.add(b"first", title="Pack"), shelf.add(b"other", title="Other")
    with shelf.writing() as desk:
        document = stored.by_code(desk.session, THE_OFFICE, "pack", lock=True)
        added = add_version(desk, shelf.files, document, Upload("pack2.txt", b"second", MOST), printed="1.1")
        assert (added.version.number, added.version.printed) == (2, "1.1")
        with pytest.raises(BadInput, match="as version 1 of “Other”"):
            add_version(desk, shelf.files, document, Upload("x.txt", b"other", MOST))
        assert add_version(desk, shelf.files, document, Upload("x.txt", b"first", MOST)).known
    with shelf.database.read() as session:
        rows = stored.page(session, THE_OFFICE, stored.Wanted(), 1)
        assert {row.document.code: row.version and row.version.number for row in rows} == {
            "pack": 2,
            "other": 1,
        }
    assert pack.document.id != other.document.id


def test_what_is_said_of_it_is_corrected_and_a_stale_form_loses_nothing(shelf: Shelf) -> None:
    shelf.add(b"words", title="Pack")
    with shelf.writing() as desk:
        document = stored.by_code(desk.session, THE_OFFICE, "pack", lock=True)
        paper = Paper(
            title="Pack of May", publisher="Staffordshire Police", printed="2", published_on=date(2023, 5, 9)
        )
        correct_document(desk, document, paper, version=document.version)
        with pytest.raises(Conflict):
            correct_document(desk, document, paper, version=1)
        with pytest.raises(BadInput, match="title"):
            correct_document(desk, document, Paper(), version=document.version)
        with pytest.raises(BadInput, match="marking"):
            correct_document(desk, document, Paper(title="x", marking="SECRET"), version=document.version)
    with shelf.database.read() as session:
        document, version, _ = stored.version(session, THE_OFFICE, "pack", 1)
        assert (document.title, version.printed) == ("Pack of May", "2")
        assert stored.publishers(session, THE_OFFICE) == ["Staffordshire Police"]
        assert stored.years(session, THE_OFFICE) == [2023]


def test_a_reading_is_cancelled_once_and_can_be_begun_again(shelf: Shelf) -> None:
    number = shelf.add().version.key
    with shelf.writing() as desk:
        version = stored.lock_version(desk.session, number)
        document = stored.by_code(desk.session, THE_OFFICE, "pack")
        with pytest.raises(InvalidMove):
            read_again(desk, document, version)
        cancel_reading(desk, document, version)
        with pytest.raises(InvalidMove):
            cancel_reading(desk, document, version)
        assert version.said == "Sam Secretary stopped the reading."
    with shelf.database.read() as session:
        assert stored.to_read(session, shelf.machine) == []
    with shelf.writing() as desk:
        read_again(
            desk, stored.by_code(desk.session, THE_OFFICE, "pack"), stored.lock_version(desk.session, number)
        )
    with shelf.database.read() as session:
        assert stored.to_read(session, shelf.machine) == [number]


def test_the_library_is_narrowed_by_what_is_kept_publisher_meeting_and_year(record: Record) -> None:
    desk, meeting = record.desk, record.meeting("2023-05-17")
    force = {"publisher": "The force", "meeting_id": meeting.key}
    name_document(desk, Paper(title="On paper", **force), held=True)
    name_document(desk, Paper(title="By name", published_on=date(2019, 2, 4)), held=False)

    def titles(**wanted: object) -> list[str]:
        rows = stored.page(desk.session, THE_OFFICE, stored.Wanted(**wanted), 1)
        assert stored.count(desk.session, THE_OFFICE, stored.Wanted(**wanted)) == len(rows)
        return [row.document.title for row in rows]

    assert titles() == ["On paper", "By name"]
    assert (
        titles(kept=stored.ON_PAPER)
        == titles(publisher="The force")
        == titles(meeting=meeting.key)
        == ["On paper"]
    )
    assert titles(year=2023) == ["On paper"]
    assert titles(kept=stored.BY_NAME) == titles(year=2019) == ["By name"]
    assert titles(kept=stored.HERE) == []
    assert stored.years(desk.session, THE_OFFICE) == [2023, 2019]


def test_an_owner_sees_what_rests_on_an_action_of_theirs_unless_it_is_sensitive(record: Record) -> None:
    desk, post = record.desk, record.post()
    owner = Viewer("Ann Able", frozenset({Role.OWNER}), post_ids=frozenset({post.key}))
    for title, marking in (
        ("Pack", "OFFICIAL"),
        ("Secret pack", "OFFICIAL-SENSITIVE"),
        ("Other", "OFFICIAL"),
    ):
        name_document(desk, Paper(title=title, marking=marking), held=True)
    theirs = record.action("Bring the figures", post=post)
    attach_document(desk, theirs, "Pack", where=Locator())
    attach_document(desk, theirs, "Secret pack", where=Locator())
    attach_document(desk, record.action("Of another"), "Other", where=Locator())
    desk.session.flush()
    assert [row.document.title for row in stored.page(desk.session, owner, stored.Wanted(), 1)] == ["Pack"]
    assert stored.count(desk.session, PANEL, stored.Wanted()) == 0
    for viewer, code in ((owner, "secret-pack"), (owner, "other"), (PANEL, "pack")):
        with pytest.raises(NotFound):
            stored.by_code(desk.session, viewer, code)
    document = stored.by_code(desk.session, owner, "pack")
    assert [action.reference for _, action, _ in stored.resting_on(desk.session, owner, document.key)] == [
        theirs.reference
    ]

"""Documents that wait are read in the background: claimed once, kept as they go, cancelled, taken up again after a kill."""

from collections.abc import Callable, Iterator

import pytest

from tests.integration.documents.conftest import Shelf, Told
from tests.support.files_to_read import pdf
from tests.support.killed import ended, forked, killed_now
from tracker.adapters.near_words import FuzzyWords
from tracker.adapters.reading import ChildReader
from tracker.domain.documents import ReadState
from tracker.domain.errors import Unavailable, Unreadable
from tracker.domain.viewers import THE_OFFICE
from tracker.services.documents import cancel_reading
from tracker.services.reading_documents import BEGUN_AGAIN, Library, Progress, read_version, read_waiting
from tracker.store import documents as stored
from tracker.store.history import of_subject
from tracker.store.session import Database


def fails(error: Exception) -> Callable[[], object]:
    def fail() -> None:
        raise error

    return fail


def test_pages_are_kept_as_they_are_read_and_progress_is_seen_by_others(shelf: Shelf) -> None:
    number = shelf.add().version.key
    seen: list[tuple[int, int | None]] = []

    def look() -> None:
        version = shelf.version(number)
        seen.append((version.pages_read, version.pages_total))

    shelf.read(number, Told(12, at={4: look, 8: look, 12: look}))
    assert seen == [(0, 12), (5, 12), (10, 12)]
    version = shelf.version(number)
    assert (version.state, version.pages_read, version.paged) == (ReadState.READ, 12, True)
    assert version.finished_at
    assert shelf.words(number) == [f"The words of page {n}." for n in range(1, 13)]
    with shelf.database.read() as session:
        assert [row.event for row, _ in of_subject(session, "document 1")] == [
            "document.read",
            "document.added",
        ]


def test_a_file_that_cannot_be_read_is_refused_with_the_reason_and_leaves_no_pages(shelf: Shelf) -> None:
    number = shelf.add().version.key
    shelf.read(number, Told(12, at={8: fails(Unreadable("This file is damaged."))}))
    version = shelf.version(number)
    assert (version.state, version.said) == (ReadState.REFUSED, "This file is damaged.")
    assert shelf.words(number) == []


def test_a_file_that_is_gone_from_the_store_is_said(shelf: Shelf) -> None:
    number = shelf.add().version.key
    for path in shelf.files._folder.rglob("*"):
        if path.is_file():
            path.unlink()
    shelf.read(number, Told())
    assert "not in the store any more" in shelf.version(number).said


def test_who_cancels_stops_it_while_it_goes_on(shelf: Shelf) -> None:
    number = shelf.add().version.key

    def cancel() -> None:
        with shelf.writing() as desk:
            document = stored.by_code(desk.session, THE_OFFICE, "pack")
            cancel_reading(desk, document, stored.lock_version(desk.session, number))

    progress = shelf.read(number, Told(30, at={7: cancel, 15: fails(AssertionError("it went on"))}))
    assert progress[-1].state is ReadState.CANCELLED
    assert shelf.version(number).state is ReadState.CANCELLED
    assert shelf.words(number) == []


def test_a_reader_whose_process_is_told_to_stop_leaves_it_to_the_next(shelf: Shelf) -> None:
    number = shelf.add().version.key
    told: list[bool] = []
    shelf.read(number, Told(30, at={7: lambda: told.append(True)}), stopping=lambda: bool(told))
    assert shelf.version(number).state is ReadState.WAITING
    shelf.read(number, Told(30), holder="the next")
    assert shelf.version(number).state is ReadState.READ
    assert shelf.version(number).said == ""


def test_what_is_wrong_with_the_machine_is_not_held_against_the_file(shelf: Shelf) -> None:
    number = shelf.add().version.key
    with pytest.raises(Unavailable):
        shelf.read(number, Told(30, at={7: fails(Unavailable("The disk is full."))}))
    assert shelf.version(number).state is ReadState.WAITING


def test_of_two_readers_one_reads(shelf: Shelf) -> None:
    number = shelf.add().version.key
    others: list[object] = []
    told = Told(12, at={3: lambda: others.extend(shelf.read(number, Told(12), holder="two"))})
    shelf.read(number, told)
    assert others == []
    assert shelf.version(number).state is ReadState.READ
    assert shelf.read(number, Told(12)) == []


def test_a_reader_that_was_taken_for_dead_finds_that_its_version_is_another_s(shelf: Shelf) -> None:
    number = shelf.add().version.key

    def overtaken() -> None:
        shelf.wait(100)
        shelf.read(number, Told(6, words="Of the second {}"), holder="two")

    shelf.read(number, Told(12, at={3: overtaken}))
    assert shelf.version(number).state is ReadState.READ
    assert shelf.words(number) == [f"Of the second {n}" for n in range(1, 7)]


def test_a_reader_that_was_taken_for_dead_stops_while_the_other_still_reads(shelf: Shelf) -> None:
    number = shelf.add().version.key
    others: list[Iterator[Progress]] = []

    def overtaken() -> None:
        shelf.wait(100)
        library = Library(Told(6, words="Of the second {}"), shelf.files, FuzzyWords(), "two")
        others.append(read_version(shelf.writing, library, number))
        next(others[0])

    progress = shelf.read(number, Told(12, at={3: overtaken, 12: fails(AssertionError("it went on"))}))
    assert progress[-1].pages_read == 0
    assert shelf.version(number).state is ReadState.READING
    list(others[0])
    assert shelf.version(number).state is ReadState.READ
    assert shelf.words(number) == [f"Of the second {n}" for n in range(1, 7)]


def test_a_reading_that_broke_off_twice_is_given_up(shelf: Shelf) -> None:
    number = shelf.add().version.key
    crash = Told(12, at={7: fails(RuntimeError("the process ends"))})
    for holder in ("one", "two"):
        with pytest.raises(RuntimeError):
            shelf.read(number, crash, holder=holder)
        assert shelf.version(number).state is ReadState.READING
        shelf.wait(100)
    assert shelf.version(number).said == BEGUN_AGAIN
    shelf.read(number, crash, holder="three")
    version = shelf.version(number)
    assert version.state is ReadState.REFUSED
    assert "broke off" in version.said


def test_several_that_wait_are_read_in_the_order_in_which_they_came(shelf: Shelf) -> None:
    numbers = [shelf.add(content).version.key for content in (b"one", b"two", b"three")]
    with shelf.database.read() as session:
        assert stored.to_read(session, shelf.machine) == numbers
    library = Library(Told(3), shelf.files, FuzzyWords(), "one")
    done = read_waiting(shelf.writing, library, numbers)
    assert [step.version_id for step in done if step.state is ReadState.READ] == numbers


def test_a_reader_that_was_killed_is_followed_by_one_that_begins_anew(
    shelf: Shelf, database: Database
) -> None:
    number = shelf.add(pdf(*["The words"] * 150), "pack.pdf").version.key
    url = database.engine.url.render_as_string(hide_password=False)

    def read() -> None:
        theirs = Shelf(Database(url), shelf.files._folder)
        theirs.machine = shelf.machine
        library = Library(ChildReader(), theirs.files, FuzzyWords(), "one")
        list(read_version(theirs.writing, library, number))

    process = forked(read)
    while shelf.version(number).pages_read < 10 and not ended(process):
        pass
    assert killed_now(process), "it was over before it was killed"
    version = shelf.version(number)
    assert version.state is ReadState.READING
    assert 10 <= version.pages_read < 150
    with shelf.database.read() as session:
        assert stored.to_read(session, shelf.machine) == []
    shelf.wait(100)
    with shelf.database.read() as session:
        assert stored.to_read(session, shelf.machine) == [number]
    library = Library(ChildReader(), shelf.files, FuzzyWords(), "two")
    list(read_version(shelf.writing, library, number))
    version = shelf.version(number)
    assert (version.state, version.pages_read, len(shelf.words(number))) == (ReadState.READ, 150, 150)

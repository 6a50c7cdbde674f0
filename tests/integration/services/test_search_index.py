"""What is written is found at once, what is voided or deleted is not, and a record that was there before can be read in."""

from datetime import date

import pytest
from sqlalchemy import delete, text
from sqlmodel import Session, col, select

from tests.support.builders import COMMISSIONER, Record, acting_as
from tests.support.searched import NOW, a_document, a_version, an_action_with_a_story
from tracker.adapters.stemmer import EnglishStemmer
from tracker.domain.documents import ReadState
from tracker.domain.search_words import read_query
from tracker.domain.searching import Narrowed, SearchKind
from tracker.domain.stemming import WordReader
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Review
from tracker.models.documents import DocumentPage
from tracker.models.search import SearchText
from tracker.models.sitting import AgendaNote
from tracker.services import search as service
from tracker.services.desk import Desk
from tracker.services.reviews import reopen_action, void_action
from tracker.store.search import found
from tracker.store.search_index import keep_in_step

READER = WordReader(EnglishStemmer())


@pytest.fixture
def session(desk: Desk) -> Session:
    keep_in_step(desk.session, READER)
    return desk.session


def kinds(session: Session, typed: str, narrowed: Narrowed | None = None) -> list[str]:
    """The kinds of what is found, each as often as it is."""
    session.flush()
    counts = found(session, THE_OFFICE, read_query(typed, READER), narrowed).counts
    return [kind.value for kind in SearchKind for _ in range(counts.get(kind, 0))]


def differences(session: Session) -> list[tuple[str, str]]:
    session.flush()
    return [(found.kind.value, found.what) for found in service.differences(session, READER)]


def test_an_action_is_found_by_its_title_its_request_and_its_reference(
    session: Session, record: Record
) -> None:
    action = record.action("Bring the abandonment rate", asked="By hub, for 101 calls")
    for typed in ("abandoned rates", '"101 calls" hub', action.reference, "001"):
        assert kinds(session, typed) == ["action"], typed
    action.title = "Bring the answering times"
    assert kinds(session, "abandoned rates") == []
    assert kinds(session, "answer time") == ["action"]


def test_what_was_said_of_an_action_is_found(session: Session, record: Record) -> None:
    an_action_with_a_story(record)
    assert kinds(session, "abandonment") == ["action", "update", "decision"]
    assert kinds(session, "fewer abandoned") == ["update"]


def test_what_was_logged_in_error_is_not_found_nor_what_was_said_of_it_until_it_is_reopened(
    session: Session, record: Record
) -> None:
    action = an_action_with_a_story(record)
    void_action(record.desk, action, reason="Abandonment was logged twice", version=None)
    assert kinds(session, "abandonment") == []
    assert differences(session) == []
    reopen_action(acting_as(record.desk, COMMISSIONER), action, reason="It was not", version=None)
    assert kinds(session, "abandonment") == ["action", "update", "decision", "decision"]
    assert differences(session) == []


def test_a_decision_that_is_taken_back_is_not_found(session: Session, record: Record) -> None:
    an_action_with_a_story(record)
    for review in session.exec(select(Review)).all():
        session.delete(review)
    assert kinds(session, "abandonment") == ["action", "update"]
    assert differences(session) == []


def test_a_note_is_found_under_its_heading_while_it_is_typed(session: Session, record: Record) -> None:
    meeting = record.meeting("2023-10-04")
    note = AgendaNote(
        meeting_id=meeting.key, notes="Members asked about burglary.", saved_at=NOW, saved_by=""
    )
    session.add(note)
    assert kinds(session, "burglaries") == ["note"]
    note.notes, note.decisions = "Members asked.", "Burglary comes back in March."
    assert kinds(session, "burglary march") == ["note"]
    assert kinds(session, '"about burglary"') == []


def test_the_pages_of_a_document_are_found_once_it_is_read_and_of_its_newest_version_alone(
    session: Session, record: Record
) -> None:
    document = a_document(session)
    first = a_version(session, document, 1, "Abandonment rose.", "Other words.", state=ReadState.READING)
    assert kinds(session, "abandonment") == []
    first.state = ReadState.READ
    assert kinds(session, "abandonment") == ["page"]
    second = a_version(
        session, document, 2, "Abandonment rose.", "Abandonment fell.", state=ReadState.READING
    )
    assert kinds(session, "abandonment") == ["page"]
    second.state = ReadState.READ
    assert kinds(session, "abandonment") == ["page", "page"]
    a_version(session, document, 3, state=ReadState.REFUSED)
    assert kinds(session, "abandonment") == ["page", "page"]


def test_pages_that_are_deleted_all_at_once_are_not_found_and_leave_nothing_behind(
    session: Session, record: Record
) -> None:
    version = a_version(session, a_document(session), 1, "Abandonment rose.")
    session.execute(delete(DocumentPage).where(col(DocumentPage.version_id) == version.id))
    assert kinds(session, "abandonment") == []
    left = session.execute(text("SELECT count(*) FROM search_stems WHERE stems LIKE '%abandon%'")).scalar()
    assert left == 0


def test_the_day_of_a_document_holds_for_its_pages(session: Session, record: Record) -> None:
    document = a_document(session, title="Abandonment")
    a_version(session, document, 1, "Abandonment rose.")
    in_may = Narrowed(since=date(2023, 5, 1), until=date(2023, 5, 31))
    assert kinds(session, "abandonment", in_may) == []
    document.published_on = date(2023, 5, 12)
    assert kinds(session, "abandonment", in_may) == ["document", "page"]
    assert differences(session) == []


def test_a_day_that_changed_while_a_document_was_read_holds_for_its_pages_too(
    session: Session, record: Record
) -> None:
    document = a_document(session)
    version = a_version(session, document, 1, "Abandonment rose.", state=ReadState.READING)
    session.execute(text("UPDATE documents SET published_on = '2023-05-12'"))  # as another writer would
    version.state = ReadState.READ
    assert kinds(session, "abandonment", Narrowed(since=date(2023, 5, 12), until=date(2023, 5, 12))) == [
        "page"
    ]


def test_a_record_that_was_there_before_is_read_in_and_what_differs_is_named(
    desk: Desk, record: Record
) -> None:
    an_action_with_a_story(record)
    session = desk.session
    assert kinds(session, "abandonment") == []
    assert ("action", "missing") in differences(session)
    assert not service.is_made(session)
    done = list(service.rebuild(session, READER))
    assert {(step.kind.value, step.texts) for step in done} >= {("action", 1), ("update", 1), ("decision", 1)}
    assert kinds(session, "abandonment") == ["action", "update", "decision"]
    assert differences(session) == []
    assert service.is_made(session)


def test_a_change_that_went_round_the_session_is_named_and_made_good(
    session: Session, record: Record
) -> None:
    record.action("Bring the abandonment rate")
    other = record.action("Bring the burglary rate")
    session.flush()
    session.execute(text("UPDATE actions SET title = 'Bring the answering times' WHERE number = 1"))
    session.execute(delete(SearchText).where(col(SearchText.action_id) == other.id))
    assert sorted(differences(session)) == [("action", "missing"), ("action", "out of date")]
    list(service.rebuild(session, READER))
    assert differences(session) == []
    assert kinds(session, "answering") == ["action"]
    assert kinds(session, "burglary") == ["action"]

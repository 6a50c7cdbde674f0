"""What is suggested from a document, and what logging the ticked ones leaves on record."""

import pytest

from tests.support.builders import Record
from tests.support.read_documents import a_document, a_version
from tracker.domain.actions import Kind
from tracker.domain.captured import DueAsked
from tracker.domain.due import DueKind
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.meetings import MeetingStatus
from tracker.domain.viewers import THE_OFFICE
from tracker.models.documents import DocumentVersion, Excerpt
from tracker.models.evidence import Document
from tracker.services.desk import Desk
from tracker.services.evidence_on_record import attach_excerpt
from tracker.services.excerpts import Choice, keep_excerpt
from tracker.services.suggestions import Ticked, log_ticked, suggested
from tracker.store.evidence import of_action

FIRST = "The Clerk will publish the rota."
SECOND = "The panel asked for a note on fees by June."
PAGES = (f"Minutes of the Harbour Board.\n\n{FIRST} The tide was high.", SECOND)


@pytest.fixture
def version(record: Record) -> DocumentVersion:
    found = a_version(record.desk, a_document(record.desk), *PAGES)
    record.desk.session.flush()
    return found


def _keys(desk: Desk, version: DocumentVersion) -> list[str]:
    return [one.key for one in suggested(desk.session, THE_OFFICE, version)]


def test_promises_are_suggested_in_the_order_of_the_document_with_their_page(
    desk: Desk, version: DocumentVersion
) -> None:
    found = suggested(desk.session, THE_OFFICE, version)
    assert [(one.page.page, one.promise.quote) for one in found] == [(1, FIRST), (2, SECOND)]
    assert found[0].key == f"1-{PAGES[0].index(FIRST)}"
    assert [one.logged for one in found] == [(), ()]


def test_logging_makes_an_action_whose_source_are_the_exact_words(
    desk: Desk, record: Record, version: DocumentVersion
) -> None:
    meeting, post = record.meeting("2023-10-04"), record.post()
    first, second = _keys(desk, version)
    asked = DueAsked(DueKind.NEXT_MEETING, None, "next meeting")
    ticked = [Ticked(second, "Note on fees", post.key, asked), Ticked(first, "Rota", None, None)]
    rota, note = log_ticked(desk, version, meeting, ticked).actions
    desk.session.flush()
    assert (rota.title, rota.asked, rota.kind) == ("Rota", FIRST, Kind.COMMITMENT)
    assert (note.title, note.kind, note.post_id, note.due_kind) == (
        "Note on fees",
        Kind.ACTION,
        post.key,
        DueKind.NEXT_MEETING,
    )
    [evidence] = of_action(desk.session, note.key)
    excerpt = desk.session.get_one(Excerpt, evidence.excerpt_id)
    assert (excerpt.quote, excerpt.page, excerpt.rule) == (SECOND, 2, "asked for")
    assert note.source == excerpt.citation
    assert [one.logged for one in suggested(desk.session, THE_OFFICE, version)] == [
        (rota.reference,),
        (note.reference,),
    ]


def test_what_was_logged_is_never_logged_twice(desk: Desk, record: Record, version: DocumentVersion) -> None:
    meeting = record.meeting("2023-10-04")
    first, second = _keys(desk, version)
    log_ticked(desk, version, meeting, [Ticked(first, "Rota", None, None)])
    desk.session.flush()
    again = log_ticked(
        desk, version, meeting, [Ticked(first, "Rota", None, None), Ticked(second, "Note", None, None)]
    )
    assert (len(again.actions), again.already) == (1, 1)


def test_the_same_words_in_a_new_version_are_known_as_logged(
    desk: Desk, record: Record, version: DocumentVersion
) -> None:
    [rota] = log_ticked(
        desk, version, record.meeting("2023-10-04"), [Ticked(_keys(desk, version)[0], "Rota", None, None)]
    ).actions
    document = desk.session.get_one(Document, version.document_id)
    newer = a_version(desk, document, f"A new cover.\n\n{FIRST}", number=2)
    desk.session.flush()
    assert [one.logged for one in suggested(desk.session, THE_OFFICE, newer)] == [(rota.reference,)]


def test_words_that_are_evidence_for_another_action_can_still_be_logged(
    desk: Desk, record: Record, version: DocumentVersion
) -> None:
    other = record.action("Something else")
    attach_excerpt(desk, other, keep_excerpt(desk, version, 1, Choice(quote=FIRST)))
    desk.session.flush()
    first = suggested(desk.session, THE_OFFICE, version)[0]
    assert (first.logged, first.used) == ((), (other.reference,))
    logged = log_ticked(desk, version, record.meeting("2023-10-04"), [Ticked(first.key, "Rota", None, None)])
    assert len(logged.actions) == 1
    assert suggested(desk.session, THE_OFFICE, version)[0].logged == (logged.actions[0].reference,)


def test_a_title_that_is_empty_is_refused_for_its_own_field(
    desk: Desk, record: Record, version: DocumentVersion
) -> None:
    first = _keys(desk, version)[0]
    with pytest.raises(BadInput) as refused:
        log_ticked(desk, version, record.meeting("2023-10-04"), [Ticked(first, " ", None, None)])
    assert refused.value.field == f"title-{first}"


def test_what_is_not_suggested_any_more_is_refused(
    desk: Desk, record: Record, version: DocumentVersion
) -> None:
    with pytest.raises(BadInput, match="has changed since"):
        log_ticked(desk, version, record.meeting("2023-10-04"), [Ticked("1-9999", "Rota", None, None)])


def test_nothing_is_logged_at_a_meeting_that_is_over(
    desk: Desk, record: Record, version: DocumentVersion
) -> None:
    meeting = record.meeting("2023-10-04")
    meeting.status = MeetingStatus.HELD
    with pytest.raises(InvalidMove):
        log_ticked(desk, version, meeting, [Ticked(_keys(desk, version)[0], "Rota", None, None)])


def test_a_printed_number_of_the_series_is_on_record_already(desk: Desk, record: Record) -> None:
    meeting = record.meeting("2023-10-04")
    known = record.action("Fleet")
    document = a_document(desk, "pack-2023-10", "Performance pack")
    pages = (
        f"Action {known.number:03} – Head of Fleet to report the mileage.",
        "Action 099 – Clerk to write.",
    )
    version = a_version(desk, document, *pages)
    desk.session.flush()
    assert [one.logged for one in suggested(desk.session, THE_OFFICE, version)] == [(), ()]
    document.meeting_id = meeting.key
    desk.session.flush()
    assert [one.logged for one in suggested(desk.session, THE_OFFICE, version)] == [(known.reference,), ()]


def test_what_was_logged_by_hand_from_the_same_heading_is_named(desk: Desk, record: Record) -> None:
    known = record.action("The rota of the clerks")
    document = a_document(desk, "response-2023-05", "The response")
    known.source = "The response, 3.1 Contact"
    version = a_version(
        desk,
        document,
        ("3. Local – 3.1. Contact and response", FIRST),
        ("4. Estates", "The Clerk will paint it."),
    )
    desk.session.flush()
    found = suggested(desk.session, THE_OFFICE, version)
    assert [[near.reference for near in one.near] for one in found] == [[known.reference], []]
    assert [one.logged for one in found] == [(), ()]

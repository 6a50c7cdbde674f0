"""Evidence of every kind, and evidence that was taken away again."""

from datetime import date

import pytest

from tests.support.builders import COMMISSIONER, Record, acting_as
from tests.support.read_documents import a_document, a_reading, a_version
from tracker.domain.actions import Move
from tracker.domain.documents import ExcerptKind
from tracker.domain.errors import BadInput, EvidenceMissing, InvalidMove
from tracker.domain.evidence import EvidenceKind, Locator
from tracker.models.actions import Action
from tracker.services.evidence import attach_document, attach_web
from tracker.services.evidence_on_record import attach_excerpt, attach_reading, attach_video
from tracker.services.excerpts import Choice, keep_excerpt
from tracker.services.frozen import known_of
from tracker.services.removing_evidence import remove_evidence
from tracker.services.reviews import Decision, record_review
from tracker.store import stories
from tracker.store.evidence import of_action, quoted, rests_on_something
from tracker.store.history import of_subject
from tracker.store.markings import sensitive

SAID = "101 abandoned rates are increasing."


@pytest.fixture
def action(record: Record) -> Action:
    return record.action("Bring the abandonment figures", due="2023-10-31")


def test_an_excerpt_says_where_it_stands_and_what_it_is_meant_to_show(record: Record, action: Action) -> None:
    version = a_version(record.desk, a_document(record.desk), "Foreword", SAID)
    excerpt = keep_excerpt(record.desk, version, 2, Choice(quote=SAID))
    row = attach_excerpt(record.desk, action, excerpt, shows="  That it got worse ")
    assert (row.kind, row.page, row.shows) == (EvidenceKind.EXCERPT, 2, "That it got worse")
    assert row.label == "Staffordshire Police, Public Performance Meeting report, February 2019"
    assert quoted(record.desk.session, [row])[excerpt.key].excerpt.quote == SAID


def test_the_same_excerpt_is_attached_to_an_action_once(record: Record, action: Action) -> None:
    version = a_version(record.desk, a_document(record.desk), SAID)
    excerpt = keep_excerpt(record.desk, version, 1, Choice(ExcerptKind.PAGE))
    first = attach_excerpt(record.desk, action, excerpt)
    with pytest.raises(BadInput, match="already"):
        attach_excerpt(record.desk, action, excerpt)
    attach_excerpt(record.desk, record.action("Another"), excerpt)
    remove_evidence(record.desk, action, first, reason="The wrong page.")
    assert attach_excerpt(record.desk, action, excerpt).removed_on is None


def test_a_reading_says_its_figure_its_period_and_whether_it_is_invented(
    record: Record, action: Action
) -> None:
    row = attach_reading(record.desk, action, a_reading(record, invented=True))
    assert (row.label, row.place) == (
        "101 abandonment rate: 12.7%",
        "March 2023, invented for the demonstration",
    )


def test_a_reading_that_was_removed_is_no_evidence(record: Record, action: Action) -> None:
    with pytest.raises(BadInput, match="was removed"):
        attach_reading(record.desk, action, a_reading(record, removed_on=date(2023, 6, 1)))


def test_a_second_of_a_video_is_evidence(record: Record, action: Action) -> None:
    meeting = record.meeting("2023-05-17")
    with pytest.raises(BadInput, match="no video"):
        attach_video(record.desk, action, meeting, 10)
    meeting.video_url = "https://youtu.be/abc"
    row = attach_video(record.desk, action, meeting, 3130)
    assert (row.second, row.place, row.label) == (3130, "0:52:10", "Video of the meeting of 17 May 2023")
    with pytest.raises(BadInput, match=r"0:52:10"):
        attach_video(record.desk, action, meeting, -1)


def test_a_web_address_keeps_the_day_it_was_seen(record: Record, action: Action) -> None:
    address = "https://example.org/figures"
    assert attach_web(record.desk, action, address, where=Locator()).seen_on == date(2023, 9, 20)
    early = attach_web(record.desk, action, address, where=Locator(), seen_on=date(2023, 9, 1))
    assert early.seen_on == date(2023, 9, 1)
    with pytest.raises(BadInput, match="still to come"):
        attach_web(record.desk, action, address, where=Locator(), seen_on=date(2023, 9, 21))


def test_a_place_in_a_document_that_is_not_held_is_a_source(record: Record, action: Action) -> None:
    a_document(record.desk, "pack-2023-05", "Performance pack, May 2023", held=False)
    row = attach_document(record.desk, action, "Performance pack, May 2023", where=Locator(page=47))
    assert not row.held
    excerpt = quoted(record.desk.session, [row])[row.excerpt_id or 0].excerpt
    assert excerpt.citation.endswith("page 47 (not held)")


def test_nothing_rests_on_what_was_removed(record: Record, action: Action) -> None:
    row = attach_web(record.desk, action, "https://example.org/figures", where=Locator())
    assert rests_on_something(record.desk.session, action.key)
    with pytest.raises(BadInput, match="Say why"):
        remove_evidence(record.desk, action, row, reason=" ")
    remove_evidence(record.desk, action, row, reason="It shows another force.")
    assert not rests_on_something(record.desk.session, action.key)
    assert stories.all_evidence(record.desk.session, [action.key]) == {}
    assert known_of(record.desk, action).evidence == ()
    with pytest.raises(EvidenceMissing):
        record_review(
            acting_as(record.desk, COMMISSIONER), action, Decision(Move.COMPLETE), meeting=None, version=None
        )


def test_what_was_removed_stays_with_its_reason(record: Record, action: Action) -> None:
    row = attach_web(record.desk, action, "https://example.org/figures", where=Locator())
    remove_evidence(record.desk, action, row, reason="It shows another force.")
    [kept] = of_action(record.desk.session, action.key)
    assert (kept.removed_by, kept.removed_reason) == ("Sam Secretary", "It shows another force.")
    events = [one.event for one, _ in of_subject(record.desk.session, action.reference)]
    assert {"evidence.attached", "evidence.removed"} <= set(events)
    with pytest.raises(InvalidMove):
        remove_evidence(record.desk, action, row, reason="Again.")


def test_an_action_that_rests_on_a_sensitive_document_is_sensitive(record: Record, action: Action) -> None:
    version = a_version(record.desk, a_document(record.desk, marking="OFFICIAL-SENSITIVE"), SAID)
    attach_excerpt(record.desk, action, keep_excerpt(record.desk, version, 1, Choice(quote=SAID)))
    assert sensitive(record.desk.session, [action.key]) == {action.key}

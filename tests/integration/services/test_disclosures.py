"""What is held about a word, a person or an action: everything that is on record, and nothing else. On both databases."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from tests.support.builders import OWNER, Record, acting_as
from tests.support.cutting import frozen
from tests.support.read_documents import a_document, a_version
from tracker.domain.disclosures import DisclosureKind, DisclosureState
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.held import COPIES, SECRETS, WORDLESS
from tracker.domain.report_disclosure import DisclosureBundle
from tracker.domain.report_kinds import DISCLOSURE
from tracker.models.inspections import InspectionReport
from tracker.models.keeping import Disclosure
from tracker.services import disclosures
from tracker.services.disclosures import RequestWanted
from tracker.services.reports import cut_report
from tracker.services.updates import Said, give_update
from tracker.store import history
from tracker.store.held import tables, texts_of


def wanted(terms: str, **given: object) -> RequestWanted:
    usual = {
        "kind": DisclosureKind.FREEDOM_OF_INFORMATION,
        "about": "All that is held on the custody suite.",
        "received_on": date(2023, 9, 18),
        "answer_by": date(2023, 10, 16),
    }
    return RequestWanted(**{**usual, "terms": terms, **given})  # type: ignore[arg-type]


def request_for(record: Record, terms: str, **given: object) -> Disclosure:
    return disclosures.take_down(record.desk, wanted(terms, **given))


def bundle_for(record: Record, terms: str) -> DisclosureBundle:
    version = cut_report(
        record.desk, DISCLOSURE, request_for(record, terms), office_name="The office", contact=""
    )
    found = frozen(record.desk, version)
    assert isinstance(found, DisclosureBundle)
    return found


def told(bundle: DisclosureBundle) -> set[tuple[str, str, str]]:
    return {(one.heading, one.label, one.text) for one in bundle.texts}


def test_a_name_is_found_wherever_it_stands_as_whole_words(record: Record) -> None:
    action = record.action("Say what JANE SMITH was told", asked="Nothing here.", post=record.post())
    record.action("Ask Jane Smithson instead")
    give_update(
        acting_as(record.desk, OWNER), action, Said("Jane\nSmith came in."), by_name="Ann Able", via="account"
    )
    document = a_document(record.desk, title="Response")
    a_version(record.desk, document, "Nothing.", "Seen by jane.smith@force.example yesterday.")
    found = told(bundle_for(record, "Jane Smith"))
    assert ("Action 001", "Title", "Say what JANE SMITH was told") in found
    assert ("Update of Action 001", "Body", "Jane\nSmith came in.") in found
    assert ("Page of Response, page 2", "Words", "Seen by jane.smith@force.example yesterday.") in found
    assert not any("Smithson" in text for _, _, text in found)
    assert not any(heading == "Action 001" and label == "Asked" for heading, label, _ in found)


def test_an_inspection_is_found_whatever_its_kind_is_called(record: Record) -> None:
    series = record.meeting().series_id
    kept = InspectionReport(
        code="custody",
        kind="disclosure",
        title="What Jane Smith saw",
        published_on=date(2023, 9, 1),
        series_id=series,
    )
    record.desk.session.add(kept)
    record.desk.session.flush()
    assert "What Jane Smith saw" in {text for _, _, text in told(bundle_for(record, "Jane Smith"))}


def test_of_an_action_everything_is_found(record: Record) -> None:
    action = record.action("Bring the figures", asked="By hub.", post=record.post())
    give_update(
        acting_as(record.desk, OWNER), action, Said("On their way."), by_name="Ann Able", via="account"
    )
    record.action("Another")
    found = told(bundle_for(record, action.reference))
    assert ("Action 001", "Asked", "By hub.") in found
    assert ("Update of Action 001", "Body", "On their way.") in found
    assert not any("Another" in text for _, _, text in found)


def test_the_history_is_told_by_what_it_says_and_not_as_a_code(record: Record) -> None:
    record.action("Mend the custody suite")
    texts = [one.text for one in bundle_for(record, "custody suite").texts if one.source == "History"]
    assert texts == ["title: Mend the custody suite"]


def test_requests_themselves_and_their_bundles_are_not_found(record: Record) -> None:
    record.action("Mend the custody suite")
    first = len(bundle_for(record, "custody").texts)
    assert len(bundle_for(record, "custody").texts) == first


def test_it_says_what_was_gone_through_and_what_could_not_be(record: Record) -> None:
    record.action("Bring the figures")
    bundle = bundle_for(record, "absent")
    assert not bundle.texts
    assert "Actions" in {part.title for part in bundle.searched}
    assert all(part.found == 0 for part in bundle.searched)


def test_no_table_with_words_is_left_out(record: Record) -> None:
    """A table that is added later is gone through by itself; only what is named as a copy or without words is not."""
    named = {name for name in COPIES | WORDLESS if "." not in name}
    gone_through = {table.name for table in tables()}
    for table in SQLModel.metadata.sorted_tables:
        words = [c.name for c in table.columns if isinstance(c.type, sa.Text)]
        assert not words or table.name in gone_through | named, table.name
    for table in tables():
        assert not {f"{table.name}.{column.name}" for column in texts_of(table)} & SECRETS


def test_the_history_keeps_no_words_of_a_request(record: Record) -> None:
    request = request_for(record, "Jane Smith")
    payloads = history.of_subject(record.desk.session, request.reference)
    assert "Jane" not in str(payloads)


def test_an_answered_request_is_not_changed_until_it_is_opened_again(record: Record) -> None:
    request = request_for(record, "custody")
    disclosures.settle(record.desk, request, DisclosureState.SENT, "By post.", version=request.version)
    with pytest.raises(InvalidMove):
        disclosures.correct(record.desk, request, wanted("roof"), version=request.version)
    disclosures.settle(record.desk, request, DisclosureState.GATHERING, "", version=request.version)
    assert disclosures.correct(record.desk, request, wanted("roof"), version=request.version).terms == "roof"


def test_closing_without_an_answer_needs_the_reason(record: Record) -> None:
    request = request_for(record, "custody")
    with pytest.raises(BadInput):
        disclosures.settle(record.desk, request, DisclosureState.CLOSED, " ", version=request.version)
    with pytest.raises(Conflict):
        disclosures.settle(record.desk, request, DisclosureState.SENT, "", version=request.version + 1)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"received_on": date(2030, 1, 1), "answer_by": date(2030, 2, 1)}, "received_on"),
        ({"answer_by": date(2023, 9, 1)}, "answer_by"),
        ({"about": " "}, "about"),
    ],
)
def test_what_makes_no_sense_is_refused(record: Record, given: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        request_for(record, "custody", **given)
    assert refused.value.field == field


def test_each_kind_counts_by_itself(record: Record) -> None:
    kinds = (DisclosureKind.FREEDOM_OF_INFORMATION, DisclosureKind.SUBJECT_ACCESS)
    references = [request_for(record, "custody", kind=kind).reference for kind in (*kinds, *kinds)]
    assert references == ["FOI-001", "SAR-001", "FOI-002", "SAR-002"]

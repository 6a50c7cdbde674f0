"""Lists as programs read them, on both databases: part by part, and without what is OFFICIAL-SENSITIVE."""

import pytest

from tests.support.builders import TODAY, Record
from tracker.domain.errors import NotFound
from tracker.domain.evidence import EvidenceKind
from tracker.domain.viewers import THE_OFFICE
from tracker.models.evidence import Document, Evidence
from tracker.services.desk import Desk
from tracker.store import api_lists, markings
from tracker.store.action_list import Filters


def _listed(desk: Desk, *, sees_sensitive: bool, after: int = 0, limit: int = 50) -> list[str]:
    found = api_lists.actions(
        desk.session, THE_OFFICE, Filters(), TODAY, sees_sensitive=sees_sensitive, after=after, limit=limit
    )
    return [one.reference for one in found]


@pytest.fixture
def marked(record: Record) -> Record:
    """Four actions: plain, marked, with a marked document behind it, and marked in other letters."""
    session = record.desk.session
    plain, marked, behind, other = (record.action(words) for words in ("One", "Two", "Three", "Four"))
    marked.marking, other.marking, plain.marking = "OFFICIAL-SENSITIVE", "Secret", " official "
    document = Document(code="d", title="A paper", marking="OFFICIAL-SENSITIVE")
    session.add(document)
    session.flush()
    session.add(
        Evidence(action_id=behind.key, kind=EvidenceKind.DOCUMENT, document_id=document.key, added_on=TODAY)
    )
    session.flush()
    return record


def test_what_is_sensitive_is_left_out_as_the_markings_say(marked: Record) -> None:
    desk = marked.desk
    assert _listed(desk, sees_sensitive=True) == ["PPM-001", "PPM-002", "PPM-003", "PPM-004"]
    assert _listed(desk, sees_sensitive=False) == ["PPM-001"]
    assert markings.sensitive_references(desk.session) == {"PPM-002", "PPM-003", "PPM-004"}
    for reference in ("PPM-002", "PPM-003", "PPM-004"):
        assert api_lists.action(desk.session, THE_OFFICE, reference, sees_sensitive=True)
        with pytest.raises(NotFound):
            api_lists.action(desk.session, THE_OFFICE, reference, sees_sensitive=False)


def test_a_part_begins_after_the_last_one(marked: Record) -> None:
    first = api_lists.action(marked.desk.session, THE_OFFICE, "PPM-002", sees_sensitive=True).key
    assert _listed(marked.desk, sees_sensitive=True, after=first, limit=1) == ["PPM-003"]

"""What becomes of excerpts, and of the actions that rest on them, when a new version of their document was read."""

import pytest

from tests.support.builders import Record
from tests.support.read_documents import a_document, a_version
from tracker.adapters.near_words import FuzzyWords
from tracker.domain.documents import ExcerptKind, ExcerptState
from tracker.domain.errors import InvalidMove
from tracker.domain.viewers import THE_OFFICE, Role, Viewer
from tracker.models.documents import Excerpt
from tracker.models.evidence import Document, Evidence
from tracker.services.evidence_on_record import attach_excerpt
from tracker.services.excerpts import Choice, keep_excerpt
from tracker.services.finding_again import accept_change, found_again
from tracker.services.removing_evidence import remove_evidence
from tracker.store import excerpts as stored
from tracker.store.history import of_subject

SAID = "101 abandoned rates are increasing and the Commissioner would like to bring this back."
NOW = "101 abandoned rates are falling and the Commissioner would like to bring this back."
NEAR = FuzzyWords()


class Paper:
    """A document of one version, with an excerpt on its second page on which an action rests."""

    def __init__(self, record: Record) -> None:
        self.record, self.desk = record, record.desk
        self.document: Document = a_document(record.desk)
        version = a_version(record.desk, self.document, "Foreword", f"Calls.\n\n{SAID}")
        self.excerpt: Excerpt = keep_excerpt(record.desk, version, 2, Choice(quote=SAID))
        self.action = record.action("Bring the figures")
        self.evidence: Evidence = attach_excerpt(record.desk, self.action, self.excerpt)

    def comes(self, *pages: str, number: int = 2) -> dict[ExcerptState, int]:
        return found_again(self.desk, a_version(self.desk, self.document, *pages, number=number), NEAR)

    def flagged(self) -> list[stored.Flagged]:
        return stored.flagged(self.desk.session, THE_OFFICE)

    def events(self) -> list[str]:
        return [row.event for row, _ in of_subject(self.desk.session, self.action.reference)]


@pytest.fixture
def paper(record: Record) -> Paper:
    return Paper(record)


def test_what_stands_at_the_same_place_stands_in_the_new_version(paper: Paper) -> None:
    assert paper.comes("Foreword", f"Calls, again.\n\n{SAID}") == {ExcerptState.FOUND: 1}
    page = stored.page_at(paper.desk.session, paper.excerpt.version_id or 0, 2)
    assert page is not None
    assert page.words[paper.excerpt.starts : paper.excerpt.ends] == SAID
    assert paper.flagged() == []
    assert "evidence.found" not in paper.events()


def test_what_moved_is_moved_and_its_old_place_stays_in_the_history(paper: Paper) -> None:
    assert paper.comes("Foreword", "New page", f"Calls.\n\n{SAID}") == {ExcerptState.MOVED: 1}
    assert (paper.excerpt.page, paper.evidence.page) == (3, 3)
    assert paper.excerpt.citation.endswith("page 3")
    [(_, payload)] = [
        row
        for row in of_subject(paper.desk.session, paper.action.reference)
        if row[0].event == "evidence.moved"
    ]
    assert "page 2" in (payload or "")
    assert paper.flagged() == []


def test_what_changed_is_flagged_with_both_texts_until_it_is_accepted(paper: Paper) -> None:
    assert paper.comes("Foreword", f"Calls.\n\n{NOW}") == {ExcerptState.CHANGED: 1}
    [flag] = paper.flagged()
    assert (flag.excerpt.quote, flag.now) == (SAID, NOW)
    assert [action.reference for _, action in flag.actions] == [paper.action.reference]
    assert stored.count_flagged(paper.desk.session) == 1
    accept_change(paper.desk, paper.excerpt)
    assert (paper.excerpt.quote, paper.excerpt.state) == (NOW, ExcerptState.FOUND)
    assert paper.flagged() == []
    assert {"evidence.changed", "evidence.accepted"} <= set(paper.events())
    with pytest.raises(InvalidMove):
        accept_change(paper.desk, paper.excerpt)


def test_what_is_gone_is_flagged_and_may_be_kept_as_the_earlier_version_had_it(paper: Paper) -> None:
    before = paper.excerpt.version_id, paper.excerpt.citation
    assert paper.comes("Foreword", "Nothing of it.") == {ExcerptState.GONE: 1}
    [flag] = paper.flagged()
    assert flag.now == ""
    accept_change(paper.desk, paper.excerpt)
    assert (paper.excerpt.version_id, paper.excerpt.citation) == before
    assert paper.excerpt.quote == SAID
    assert paper.flagged() == []
    assert paper.comes("Still nothing.", number=3) == {ExcerptState.GONE: 1}
    assert paper.flagged() == []
    assert paper.comes("Foreword", SAID, number=4) == {ExcerptState.FOUND: 1}


def test_unlinking_ends_the_flag(paper: Paper) -> None:
    paper.comes("Foreword", "Nothing of it.")
    remove_evidence(paper.desk, paper.action, paper.evidence, reason="The new version says nothing of it.")
    assert paper.flagged() == []
    assert stored.count_flagged(paper.desk.session) == 0


def test_an_excerpt_on_which_nothing_rests_is_not_flagged(record: Record) -> None:
    document = a_document(record.desk)
    keep_excerpt(record.desk, a_version(record.desk, document, SAID), 1, Choice(quote=SAID))
    found_again(record.desk, a_version(record.desk, document, "Nothing.", number=2), NEAR)
    assert stored.flagged(record.desk.session, THE_OFFICE) == []


def test_an_older_version_that_is_read_late_moves_nothing(paper: Paper) -> None:
    paper.comes("Foreword", SAID, number=3)
    assert paper.comes("Nothing.", number=2) == {}
    assert paper.excerpt.state is ExcerptState.FOUND


def test_a_page_whose_words_changed_is_flagged(paper: Paper) -> None:
    version = paper.excerpt.version_id or 0
    row = Excerpt(
        document_id=paper.document.key, version_id=version, position=2, kind=ExcerptKind.PAGE, page=2
    )
    row.added_on = paper.desk.moment.today
    paper.desk.session.add(row)
    paper.desk.session.flush()
    attach_excerpt(paper.desk, paper.action, row)
    paper.comes("Foreword", f"Calls.\n\n{SAID}\n\nOne more.")
    assert [flag.excerpt.id for flag in paper.flagged()] == [row.id]


def test_an_owner_is_not_shown_what_rests_on_the_actions_of_others(paper: Paper) -> None:
    paper.comes("Nothing of it.")
    owner = Viewer("Olly Owner", frozenset({Role.OWNER}), post_ids=frozenset({999}))
    assert stored.flagged(paper.desk.session, owner) == []

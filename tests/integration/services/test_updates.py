"""Updates and evidence, on both databases."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tracker.adapters.disk import DiskFiles
from tracker.domain.actions import Move, Rating, Status
from tracker.domain.errors import BadInput, InvalidMove, NotAllowed
from tracker.domain.evidence import EvidenceKind, Locator
from tracker.models.actions import Action
from tracker.models.evidence import Document
from tracker.services.answers import Answer, Upload, give_answer
from tracker.services.evidence import attach_document, attach_web, keep_file
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update
from tracker.store import evidence, stories

MB = 1_000_000
CLIENT = "0a4b8e62-7d5f-4f43-9a3f-2a0e6a6f4f11"


@pytest.fixture
def action(record: Record) -> Action:
    return record.action("Bring the figures", due="2023-10-31", post=record.post())


@pytest.fixture
def files(tmp_path: Path) -> DiskFiles:
    return DiskFiles(tmp_path / "files")


def say(record: Record, action: Action, text: str = "The report is changed.", **more: object) -> None:
    said = Said(text, **more)  # type: ignore[arg-type]
    give_update(acting_as(record.desk, OWNER), action, said, by_name="Olly Owner", via="account")


def test_an_update_stands_on_its_action_with_its_rating(record: Record, action: Action) -> None:
    say(record, action, rating=Rating.AMBER)
    assert (action.last_update_on, action.last_rating, action.status) == (
        date(2023, 9, 20),
        Rating.AMBER,
        Status.OPEN,
    )


def test_an_update_without_a_rating_leaves_the_last_one(record: Record, action: Action) -> None:
    say(record, action, rating=Rating.RED)
    say(record, action, "More of the same.")
    assert action.last_rating is Rating.RED


def test_recommending_closure_closes_nothing(record: Record, action: Action) -> None:
    say(record, action, "Done.", recommends_closure=True)
    assert (action.status, action.closure) == (Status.RECOMMENDED, None)


def test_asking_for_more_time_moves_no_date(record: Record, action: Action) -> None:
    say(record, action, more_time_until=date(2023, 12, 31))
    assert (action.due_on, action.times_moved) == (date(2023, 10, 31), 0)
    assert stories.updates(record.desk.session, action.key)[0].more_time_until == date(2023, 12, 31)


def test_more_time_cannot_end_in_the_past(record: Record, action: Action) -> None:
    with pytest.raises(BadInput, match="in the past") as refused:
        say(record, action, more_time_until=date(2023, 9, 19))
    assert refused.value.field == "more_until"


@pytest.mark.parametrize(
    ("text", "sentence"), [("  ", "Write what has happened"), ("x" * 10_001, "it has 10,001")]
)
def test_an_update_says_something_and_not_too_much(
    record: Record, action: Action, text: str, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        say(record, action, text)
    assert refused.value.field == "text"


def test_what_is_closed_takes_no_update(record: Record, action: Action) -> None:
    closing = Decision(Move.NO_FURTHER_ACTION, reason="Overtaken.")
    record_review(acting_as(record.desk, COMMISSIONER), action, closing, meeting=None, version=None)
    with pytest.raises(InvalidMove, match="Reopen it first"):
        say(record, action)


def test_the_commissioner_gives_no_updates(record: Record, action: Action) -> None:
    with pytest.raises(NotAllowed):
        give_update(acting_as(record.desk, COMMISSIONER), action, Said("Hm."), by_name="Cory", via="account")


def test_the_same_form_sent_twice_is_one_update_with_one_piece_of_evidence(
    record: Record, action: Action, files: DiskFiles
) -> None:
    answer = Answer(Said("Here it is."), (Upload("figures.csv", b"month,rate\n"),), client_id=CLIENT)
    sent = [
        give_answer(record.desk, action, answer, files=files, by_name="Olly", limit_bytes=MB, via="account")
        for _ in range(2)
    ]
    assert sent[0].id == sent[1].id
    assert len(evidence.of_action(record.desk.session, action.key)) == 1


def test_an_update_on_behalf_says_who_received_it(record: Record, action: Action, files: DiskFiles) -> None:
    update = give_answer(
        record.desk,
        action,
        Answer(Said("By telephone: it is on its way.")),
        files=files,
        by_name="Ann Able",
        limit_bytes=MB,
        via="on behalf",
        received_by="Sam Secretary",
    )
    assert (update.by_name, update.received_by, update.via) == ("Ann Able", "Sam Secretary", "on behalf")


def test_a_file_is_kept_under_its_digest_and_comes_back_as_it_was(
    record: Record, action: Action, files: DiskFiles
) -> None:
    content = b"%PDF-1.7 and the rest"
    answer = Answer(
        Said("See page 8."), (Upload("../../pack\u202e may.PDF", content),), where=Locator(page=8)
    )
    give_answer(record.desk, action, answer, files=files, by_name="Olly", limit_bytes=MB)
    [row] = evidence.of_action(record.desk.session, action.key)
    found = evidence.file_of(record.desk.session, row.key)
    assert found is not None
    assert (row.kind, row.page, found[1].media_type) == (EvidenceKind.FILE, 8, "application/pdf")
    assert found[1].name == "pack may.pdf"
    with files.open(found[1].sha256) as kept:
        assert kept.read() == content


WRONG_FILES = [
    ("run.exe", b"MZ", "Send a PDF, Word"),
    ("page.html", b"<script>", "Send a PDF, Word"),
    ("picture.svg", b"<svg/>", "Send a PDF, Word"),
    ("pack.pdf", b"<html>", "not what its name says"),
    ("pack.docx", b"%PDF-1.7", "not what its name says"),
    ("pack.pdf", b"", "empty"),
    ("pack.pdf", b"%PDF-" + b"x" * MB, "larger than 1 MB"),
    ("no-ending", b"words", "Send a PDF, Word"),
]
"""Name, content, and what is said of it."""


def test_a_file_of_the_wrong_kind_or_size_is_refused_and_not_kept(
    record: Record, files: DiskFiles, tmp_path: Path
) -> None:
    for name, content, sentence in WRONG_FILES:
        with pytest.raises(BadInput, match=sentence) as refused:
            keep_file(record.desk, files, name=name, content=content, limit_bytes=MB)
        assert refused.value.field == "file"
    assert not list(tmp_path.rglob("files/*/*"))


def test_a_web_address_is_checked_and_shown_with_its_words(record: Record, action: Action) -> None:
    with pytest.raises(BadInput, match="https://"):
        attach_web(record.desk, action, "javascript:alert(1)", where=Locator())
    row = attach_web(record.desk, action, " https://example.org/pack ", label="The pack", where=Locator())
    assert (row.url, row.label) == ("https://example.org/pack", "The pack")


def test_a_document_is_linked_when_it_is_on_record_and_only_named_when_not(
    record: Record, action: Action
) -> None:
    record.desk.session.add(Document(code="pack-2023", title="Performance pack, May 2023", held=True))
    record.desk.session.flush()
    known = attach_document(record.desk, action, "Performance pack,  May 2023", where=Locator(8, "table 2"))
    unknown = attach_document(record.desk, action, "A letter of June", where=Locator())
    assert (known.document_id is not None, known.held, known.place) == (True, True, "table 2")
    assert (unknown.document_id, unknown.held) == (None, False)


def test_a_document_needs_a_name(record: Record, action: Action) -> None:
    with pytest.raises(BadInput, match="Name the document"):
        attach_document(record.desk, action, "  ", where=Locator())

"""What an export holds of a record, on both databases."""

import io
from dataclasses import replace
from datetime import date

import pytest

from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tests.support.queries import queries
from tracker.adapters.export_csv import CsvExport
from tracker.adapters.export_json import JsonExport
from tracker.adapters.export_xlsx import XlsxExport
from tracker.adapters.log_files import LogFiles
from tracker.domain.actions import Move, Rating
from tracker.domain.import_rows import LogDue, LogRow, LogStatus
from tracker.domain.log_export_document import ExportForm, ExportMaker
from tracker.domain.log_reading import rows, understand
from tracker.domain.viewers import THE_OFFICE, Role, Viewer
from tracker.models.evidence import Evidence
from tracker.services.desk import Desk
from tracker.services.exports import EXPORTED, SUBJECT, note_export, outgoing
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update
from tracker.store import exports
from tracker.store.exports_beside import SECTIONS, rows_of
from tracker.store.history import of_subject
from tracker.store.session import Database

FORMS: tuple[tuple[ExportForm, ExportMaker], ...] = (
    (ExportForm.XLSX, XlsxExport()),
    (ExportForm.CSV, CsvExport()),
    (ExportForm.JSON, JsonExport()),
)


def everything(desk: Desk) -> list[LogRow]:
    desk.session.flush()
    return list(exports.log_rows(desk.session, THE_OFFICE))


@pytest.mark.parametrize(("form", "maker"), FORMS)
def test_the_demonstration_goes_out_and_comes_back_whole(
    loaded: Desk, form: ExportForm, maker: ExportMaker
) -> None:
    told = outgoing(loaded.session, office="The office", made_by="Sam", moment=loaded.moment)
    file = io.BytesIO()
    maker.write(told, file)
    file.seek(0)
    with LogFiles().open(file, f"record.{form}") as book:
        read = [replace(row, row=0, sheet="") for row in rows(book, understand(book))]
    assert len(read) == told.actions == 32
    assert read == everything(loaded)


def test_an_action_goes_out_with_all_that_hangs_on_it(record: Record) -> None:
    desk = record.desk
    owner = record.post()
    action = record.action("Bring the figures", due="2023-10-01", post=owner, asked="By hub")
    give_update(
        acting_as(desk, OWNER),
        action,
        Said("Half of it is there", Rating.AMBER),
        by_name="Ann Able",
        via="link",
    )
    decision = Decision(Move.REVISED_DATE, reason="The data is late", revised_to=date(2023, 11, 1))
    record_review(acting_as(desk, COMMISSIONER), action, decision, meeting=None, version=action.version)
    desk.session.flush()
    desk.session.add(
        Evidence(
            action_id=action.key,
            kind="web",
            url="https://example.org",
            added_on=date(2023, 9, 20),
            label="Site",
        )
    )
    (row,) = everything(desk)
    assert (row.reference, row.title, row.asked, row.owner) == (
        action.reference,
        "Bring the figures",
        "By hub",
        "Head of contact",
    )
    assert (row.due, row.original_due, row.due_kind) == (date(2023, 11, 1), date(2023, 10, 1), LogDue.DATE)
    assert (row.meeting, row.rating, row.status) == ("PPM-2023-05-17", "amber", LogStatus.OPEN)
    assert [(update.body, update.post, update.via) for update in row.updates] == [
        ("Half of it is there", "head-of-contact", "link")
    ]
    assert row.more
    assert (row.more.owner_code, row.more.times_moved) == ("head-of-contact", 1)
    assert [(review.outcome, review.revised_to) for review in row.more.reviews] == [
        ("revised_date", date(2023, 11, 1))
    ]
    assert [(change.cause, change.after_on) for change in row.more.due_changes] == [
        ("agreed", date(2023, 11, 1))
    ]
    assert [(piece.url, piece.label) for piece in row.more.evidence] == [("https://example.org", "Site")]


def test_what_was_never_read_goes_out_in_its_own_words(record: Record) -> None:
    action = record.action("Bring the figures")
    action.owner_words, action.due_words, action.own_reference = "CFO/ACC (Ops)", "TBC", "23/04-1"
    action.unread = '[["RAG","blue"],["RAG","green"]]'
    (row,) = everything(record.desk)
    assert (row.owner, row.due_text, row.due_kind) == ("CFO/ACC (Ops)", "TBC", LogDue.UNREAD)
    assert row.unread == (("RAG", "blue"), ("RAG", "green"))
    assert row.more
    assert row.more.own_reference == "23/04-1"


def test_evidence_says_to_which_update_it_belongs(record: Record) -> None:
    action = record.action()
    first, second = (
        give_update(record.desk, action, Said(body), by_name="Ann", via="telephone")
        for body in ("One", "Two")
    )
    record.desk.session.flush()
    for update in (second, first, None):
        key = update.key if update else None
        record.desk.session.add(
            Evidence(
                action_id=action.key,
                update_id=key,
                kind="web",
                url="https://example.org",
                added_on=date(2023, 9, 20),
            )
        )
        record.desk.session.flush()
    (row,) = everything(record.desk)
    assert row.more
    assert [piece.update for piece in row.more.evidence] == [2, 1, None]


def test_actions_are_read_in_batches_in_the_order_of_their_numbers(
    record: Record, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "_ACTIONS", exports._ACTIONS.limit(3))
    monkeypatch.setattr(exports, "BATCH", 3)
    made = [record.action(f"Action {number}").reference for number in range(8)]
    record.desk.session.flush()
    with queries(database.engine) as asked:
        assert [row.reference for row in everything(record.desk)] == made
    assert len(asked) == 15


def test_who_may_see_nothing_gets_nothing(record: Record) -> None:
    record.action()
    record.desk.session.flush()
    assert list(exports.log_rows(record.desk.session, Viewer("Olly", frozenset({Role.OWNER})))) == []
    assert exports.counted(record.desk.session, Viewer("Olly", frozenset({Role.OWNER}))) == (0, 0)


def test_what_is_sensitive_is_counted(record: Record) -> None:
    record.action()
    record.action().marking = "OFFICIAL-SENSITIVE"
    record.desk.session.flush()
    assert exports.counted(record.desk.session, THE_OFFICE) == (2, 1)


def test_an_export_leaves_an_entry_in_the_history(desk: Desk) -> None:
    note_export(desk, "xlsx", actions=32, sensitive=1)
    ((row, payload),) = of_subject(desk.session, SUBJECT)
    assert (row.event, row.actor) == (EXPORTED, desk.by.name)
    assert payload == '{"after":{"actions":32,"form":"xlsx","official_sensitive":1},"before":{}}'


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_each_list_beside_the_actions_can_be_read(loaded: Desk, section: exports.Any) -> None:
    for row in rows_of(loaded.session, section):
        assert tuple(row) == section.fields


def test_what_stands_beside_the_actions_names_others_by_their_codes(record: Record) -> None:
    record.post()
    record.meeting()
    record.desk.session.flush()
    lists = {section.name: list(rows_of(record.desk.session, section)) for section in SECTIONS}
    (holder,) = lists["holders"]
    assert (holder["post"], holder["person"], holder["starts_on"]) == (
        "head-of-contact",
        "Ann Able",
        date(2023, 1, 1),
    )
    assert [row["series"] for row in lists["meetings"]] == ["PPM"]
    assert lists["posts"][0]["organisation"] == "force"

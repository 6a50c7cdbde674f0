"""The chain of the history in real databases: whoever changes, removes, inserts or cuts off rows is found out."""

from collections.abc import Callable
from dataclasses import asdict

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tests.integration.conftest import KEYS
from tests.support.builders import Record
from tracker.domain.errors import RecordBroken
from tracker.domain.history import Entry, Head, digest_entry
from tracker.services.audit import DISPOSED, verify_history
from tracker.services.history import record as note
from tracker.store import history as stored
from tracker.store.session import Database

Tampering = Callable[..., str]
GUARDS = {
    "sqlite": ("DROP TRIGGER history_not_changed", "DROP TRIGGER history_not_removed"),
    "postgresql": ("DROP TRIGGER history_keeps ON history",),
}
CUT = ("DELETE FROM history_payloads WHERE number > :row", "DELETE FROM history WHERE number > :row")


@pytest.fixture
def kept(record: Record) -> Head:
    """A history of several rows, and the head that is kept outside the database."""
    record.action("Bring the figures", due="2023-10-04", post=record.post())
    record.action("Bring the plan", post=record.post())
    record.desk.session.commit()
    head = stored.head(record.desk.session)
    record.desk.session.rollback()
    assert head.count >= 6
    return head


@pytest.fixture
def unguarded(database: Database, kept: Head) -> Database:
    """The database in the hands of somebody who took away what refuses to change a row."""
    with database.write() as session:
        for statement in GUARDS["sqlite" if database.is_sqlite else "postgresql"]:
            session.execute(text(statement))
        session.commit()
    return database


@pytest.fixture
def after(unguarded: Database, kept: Head) -> Tampering:
    """`after(statement, …, row=3)`: what verifying says once the statements ran. `head` is the one kept outside."""

    def run(*statements: str, head: Head | None = kept, row: int = 3, digest: str = "") -> str:
        with unguarded.write() as session:
            for statement in statements:
                values = {"row": row, "digest": digest}
                session.execute(
                    text(statement), {name: v for name, v in values.items() if f":{name}" in statement}
                )
            session.commit()
        return verified(unguarded, head)

    return run


def verified(database: Database, head: Head | None) -> str:
    with database.read_as_one() as session:
        try:
            return f"holds, {verify_history(session, KEYS.history, head).count} rows"
        except RecordBroken as broken:
            return str(broken)


def test_an_untouched_history_holds(database: Database, kept: Head) -> None:
    assert verified(database, kept) == f"holds, {kept.count} rows"


def test_the_database_itself_changes_and_removes_no_row(database: Database, kept: Head) -> None:
    for statement in (
        "UPDATE history SET actor = 'x' WHERE number = 3",
        "DELETE FROM history WHERE number = 3",
    ):
        with database.write() as session, pytest.raises(DBAPIError, match="a row of the history is never"):
            session.execute(text(statement))
    assert verified(database, kept) == f"holds, {kept.count} rows"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET at = '2023-09-20T09:00:01+00:00' WHERE number = :row",
        "UPDATE history SET actor = 'x' WHERE number = :row",
        "UPDATE history SET source = 'x' WHERE number = :row",
        "UPDATE history SET event = 'x' WHERE number = :row",
        "UPDATE history SET subject = 'x' WHERE number = :row",
        "UPDATE history SET payload_digest = 'x' WHERE number = :row",
        "UPDATE history SET digest = 'x' WHERE number = :row",
    ],
)
def test_a_changed_row_is_found_whatever_was_changed_in_it(after: Tampering, statement: str) -> None:
    assert after(statement).startswith("Row 3 of the history was changed")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_payloads SET payload = '{}' WHERE number = :row",
        "UPDATE history_payloads SET salt = 'x' WHERE number = :row",
    ],
)
def test_a_changed_payload_is_found(after: Tampering, statement: str) -> None:
    assert after(statement) == "What row 3 of the history says was changed."


def test_a_payload_that_was_removed_without_a_disposal_is_found(after: Tampering) -> None:
    answer = after("DELETE FROM history_payloads WHERE number = :row")
    assert answer == "What row 3 of the history says was removed, and no disposal accounts for it."


def test_a_payload_that_was_lawfully_disposed_of_leaves_a_history_that_holds(
    record: Record, kept: Head, after: Tampering
) -> None:
    note(record.desk, DISPOSED, "row 3 of the history")
    record.desk.session.commit()
    answer = after("DELETE FROM history_payloads WHERE number = :row")
    assert answer == f"holds, {kept.count + 1} rows"


def test_a_removed_row_is_found(after: Tampering) -> None:
    answer = after(
        "DELETE FROM history_payloads WHERE number = :row", "DELETE FROM history WHERE number = :row"
    )
    assert answer == "Row 3 of the history is missing: row 4 stands in its place."


def test_a_tail_that_was_cut_off_is_found_also_when_the_head_was_set_back(
    unguarded: Database, kept: Head, after: Tampering
) -> None:
    end = kept.count - 2
    with unguarded.read_as_one() as session:
        digest = [digest for _, digest in stored.chain(session)][end - 1]
    ends = f"The history ends at row {end}, but {kept.count} rows were written: its end was cut off."
    assert after(*CUT, row=end) == ends
    assert after("UPDATE history_head SET count = :row, digest = :digest", row=end, digest=digest) == ends
    assert after(head=None) == f"holds, {end} rows", "the head outside is what finds it"


def test_a_row_that_was_inserted_is_found(after: Tampering, kept: Head) -> None:
    answer = after(
        "INSERT INTO history (number, at, actor, source, event, subject, payload_digest, digest) "
        "SELECT number + 1, at, actor, source, event, subject, payload_digest, digest FROM history WHERE number = :row",
        row=kept.count,
    )
    assert answer.startswith(
        f"Row {kept.count + 1} of the history was changed, or a row before it was inserted"
    )


def test_a_history_that_was_written_anew_without_the_key_is_found(unguarded: Database, kept: Head) -> None:
    with unguarded.write() as session:
        _write_anew(session, b"a key that somebody guessed")
        session.commit()
    assert verified(unguarded, kept).startswith("Row 1 of the history was changed")


def test_a_history_that_was_written_anew_with_the_key_is_found_by_the_head_outside(
    unguarded: Database, kept: Head
) -> None:
    with unguarded.write() as session:
        _write_anew(session, KEYS.history)
        session.commit()
    assert verified(unguarded, kept) == (
        f"Row {kept.count} of the history is not the one whose digest was kept outside the database."
    )


def _write_anew(session: Session, key: bytes) -> None:
    """Puts another actor into row 3, and seals that row and all after it again under `key`."""
    previous = "0" * 64
    for entry, _ in list(stored.chain(session)):
        forged = Entry(**{**asdict(entry), "actor": "Somebody else" if entry.number == 3 else entry.actor})
        previous = digest_entry(key, previous, forged)
        session.execute(
            text("UPDATE history SET actor = :actor, digest = :digest WHERE number = :number"),
            {"actor": forged.actor, "digest": previous, "number": forged.number},
        )
    session.execute(text("UPDATE history_head SET digest = :digest"), {"digest": previous})

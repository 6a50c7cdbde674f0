"""A database with rows in it is brought from one version to the next, on both databases."""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.exc import IntegrityError

from tracker.store import schema
from tracker.store.session import Database
from tracker.store.version import MIGRATIONS, newest


@pytest.fixture(params=["sqlite", "postgresql"])
def at_version(request, tmp_path):
    """Makes the database as a version of the product made it: `at_version("0005")`."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path}/old.db")
    else:
        database = Database(request.getfixturevalue("postgresql").empty())

    def made(version):
        with (
            database.engine.connect().execution_options(tracker_writes=True) as connection,
            connection.begin(),
        ):
            config = Config(attributes={"connection": connection})
            config.set_main_option("script_location", str(MIGRATIONS))
            command.upgrade(config, version)
        return database

    yield made
    database.close()


@pytest.fixture
def at_version_5(at_version):
    """A database as version 0005 made it."""
    return at_version("0005")


def an_action(database, number, kind):
    with database.engine.connect().execution_options(tracker_writes=True) as connection, connection.begin():
        connection.execute(
            sa.text(
                "INSERT INTO actions (series_id, number, reference, title, asked, kind, status, origin, due_kind, exit_rule,"
                " times_moved, times_carried, closed_reason, source, chosen, version)"
                " VALUES (1, :number, :reference, 'Bring it back', '', :kind, 'open', '', 'none', '', 0, 0, '', '', '', 1)"
            ),
            {"number": number, "reference": f"PPM-{number:03}", "kind": kind},
        )


def a_series(database):
    with database.engine.connect().execution_options(tracker_writes=True) as connection, connection.begin():
        connection.execute(
            sa.text(
                "INSERT INTO meeting_series (id, code, title, next_number, papers_working_days)"
                " VALUES (1, 'PPM', 'Public Performance Meeting', 3, 5)"
            )
        )


def test_rows_survive_the_migration_and_an_action_can_be_an_outcome_from_then_on(at_version_5):
    database = at_version_5
    a_series(database)
    an_action(database, 1, "commitment")
    with pytest.raises(IntegrityError):
        an_action(database, 2, "outcome")

    assert schema.upgrade(database) == ("0005", newest())

    an_action(database, 2, "outcome")
    with database.engine.connect() as connection:
        kinds = connection.execute(sa.text("SELECT kind FROM actions ORDER BY number")).scalars().all()
    assert kinds == ["commitment", "outcome"]


def test_a_kind_that_nobody_knows_is_still_refused_after_the_migration(at_version_5):
    database = at_version_5
    a_series(database)
    schema.upgrade(database)
    with pytest.raises(IntegrityError):
        an_action(database, 1, "wish")


def run(database, *statements):
    with database.engine.connect().execution_options(tracker_writes=True) as connection, connection.begin():
        for statement in statements:
            connection.execute(sa.text(statement))


def test_reports_that_were_issued_before_they_had_audiences_are_still_there_and_for_the_meeting(at_version):
    database = at_version("0011")
    a_series(database)
    run(
        database,
        "INSERT INTO meetings (id, series_id, reference, starts_on, papers_due, papers_due_set, status, version, venue, ordinal,"
        " date_words, video_url, chosen) VALUES (7, 1, 'PPM-2023-05-17', '2023-05-17', '2023-05-10', false, 'held', 1, '', '', '',"
        " '', '')",
        "INSERT INTO record_snapshots (id, kind, meeting_id, as_at, record, sha256, taken_at, taken_by)"
        " VALUES (1, 'action-log', 7, '2023-05-17', '{}', 'abc', '2023-05-17 12:00:00+00:00', 'Sam')",
        "INSERT INTO report_versions (id, snapshot_id, kind, meeting_id, number, state, marking, author, made_at, issued_at, issued_by,"
        " version) VALUES (3, 1, 'action-log', 7, 1, 'issued', 'OFFICIAL', 'Sam', '2023-05-17 12:00:00+00:00',"
        " '2023-05-18 12:00:00+00:00', 'Sam', 2)",
    )

    assert schema.upgrade(database) == ("0011", newest())

    with database.engine.connect() as connection:
        query = "SELECT about, audience, state, number, approved_by, correction, issued_without FROM report_versions"
        (row,) = connection.execute(sa.text(query)).all()
        abouts = connection.execute(sa.text("SELECT about FROM record_snapshots")).scalars().all()
    assert tuple(row) == ("meeting:PPM-2023-05-17", "meeting", "issued", 1, "", "", "")
    assert abouts == ["meeting:PPM-2023-05-17"]
    same = (
        "INSERT INTO report_versions (snapshot_id, kind, about, audience, number, state, marking, author, made_at, approved_by,"
        " issued_by, correction, issued_without, version) VALUES (1, 'action-log', 'meeting:PPM-2023-05-17', '{}', 1, 'draft',"
        " 'OFFICIAL', 'Sam', '2023-05-19 12:00:00+00:00', '', '', '', '', 1)"
    )
    run(database, same.format("public"))
    with pytest.raises(IntegrityError):
        run(database, same.format("meeting"))
    with pytest.raises(IntegrityError):
        run(database, same.format("everyone"))


def test_a_mail_can_ask_for_a_sign_off_after_the_migration(at_version):
    database = at_version("0011")
    mail = (
        "INSERT INTO mails (kind, state, to_name, to_address, subject, body_text, body_html, held_because, for_day, message_id,"
        " queued_at, released_by, attempts, last_error, covering_note, copies, thread, carrier_id, version) VALUES ('{}', 'held', '',"
        " '', '', '', '', '', '2023-09-20', '{}', '2023-09-20 12:00:00+00:00', '', 0, '', '', '', '', '', 1)"
    )
    run(database, mail.format("reminder", "one"))
    with pytest.raises(IntegrityError):
        run(database, mail.format("sign_off", "two"))
    schema.upgrade(database)
    run(database, mail.format("sign_off", "two"))
    with database.engine.connect() as connection:
        kinds = connection.execute(sa.text("SELECT kind FROM mails ORDER BY id")).scalars().all()
    assert kinds == ["reminder", "sign_off"]

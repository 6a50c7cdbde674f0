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
def at_version_5(request, tmp_path):
    """A database as version 0005 made it."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path}/old.db")
    else:
        database = Database(request.getfixturevalue("postgresql").empty())
    with database.engine.connect().execution_options(tracker_writes=True) as connection, connection.begin():
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, "0005")
    yield database
    database.close()


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

"""What the state machines share: a database for each run, and what holds of every action whatever is done to it."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant
from sqlmodel import select

from tests.support.databases import migrated_sqlite, sqlite_copy
from tracker.domain.actions import Status
from tracker.domain.due import DueCause
from tracker.models.actions import Action, DueChange
from tracker.models.reports import RecordSnapshot
from tracker.store.session import Database


@cache
def _template() -> Path:
    """A database with nothing but its tables, made once."""
    folder = tempfile.mkdtemp(prefix="lives-")
    atexit.register(shutil.rmtree, folder)
    return migrated_sqlite(Path(folder))


def steps(count: int) -> settings:
    """Twenty runs of `count` steps each, however long they take."""
    return settings(
        max_examples=20,
        stateful_step_count=count,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


class LivesOfActions(RuleBasedStateMachine):
    """A few actions on SQLite. Who inherits says what may be done to them, and fills `actions` and `frozen`."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="life-")
        self.database = Database(sqlite_copy(_template(), Path(self.folder.name) / "life.db"))
        self.session = self.database.write()
        self.actions: list[Action] = []
        self.frozen: dict[int, str] = {}
        """The text of each snapshot as it was frozen."""

    def keep_frozen(self, snapshot: RecordSnapshot) -> None:
        self.frozen[snapshot.key] = snapshot.record

    @invariant()
    def closed_just_where_it_says_how(self) -> None:
        for action in self.actions:
            closed = action.status is Status.CLOSED
            assert closed == (action.closure is not None) == (action.closed_on is not None)

    @invariant()
    def only_agreed_moves_are_counted(self) -> None:
        self.session.flush()
        for action in self.actions:
            moves = self.session.exec(select(DueChange).where(DueChange.action_id == action.id)).all()
            agreed = [m for m in moves if m.cause is DueCause.AGREED and m.before_on is not None]
            assert action.times_moved == len(agreed)

    @invariant()
    def what_was_frozen_never_changes(self) -> None:
        for key, text in self.frozen.items():
            assert self.session.get_one(RecordSnapshot, key).record == text

    def teardown(self) -> None:
        self.session.close()
        self.database.close()
        self.folder.cleanup()

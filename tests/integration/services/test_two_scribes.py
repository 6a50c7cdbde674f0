"""Two scribes log at one meeting at the same moment, on real databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from tests.support.builders import Record
from tracker.adapters.fuzzy import PostMatcher
from tracker.services.capture import log_line
from tracker.services.desk import Desk
from tracker.store import meetings
from tracker.store.session import Database

CLIENT = "6b9f4f0e-5d0c-4c52-9f0e-0d8f0f6a7b11"


def _scribe(database: Database, desk: Desk, day: str) -> Callable[[str], tuple[str, bool]]:
    """Logs a line as a request does: the meeting is locked, and everything is committed at the end."""

    def log(client_id: str) -> tuple[str, bool]:
        with database.write() as session:
            meeting = meetings.by_reference(session, f"PPM-{day}", lock=True)
            action, is_new = log_line(
                replace(desk, session=session),
                meeting,
                "Bring it back due next meeting",
                matcher=PostMatcher(),
                client_id=client_id,
            )
            session.commit()
            return action.reference, is_new

    return log


def test_two_scribes_never_get_the_same_number(database: Database, record: Record) -> None:
    record.meeting("2023-10-04")
    record.meeting("2023-12-06")
    record.desk.session.commit()
    clients = [f"00000000-0000-4000-8000-{number:012d}" for number in range(12)]
    with ThreadPoolExecutor(4) as scribes:
        here = scribes.map(_scribe(database, record.desk, "2023-10-04"), clients[:6])
        there = scribes.map(_scribe(database, record.desk, "2023-12-06"), clients[6:])
        logged = [*here, *there]
    assert sorted(logged) == [(f"PPM-{number:03d}", True) for number in range(1, 13)]


def test_a_line_that_arrives_twice_at_once_is_one_action(database: Database, record: Record) -> None:
    record.meeting("2023-10-04")
    record.desk.session.commit()
    with ThreadPoolExecutor(4) as scribes:
        logged = list(scribes.map(_scribe(database, record.desk, "2023-10-04"), [CLIENT] * 4))
    assert {reference for reference, _ in logged} == {"PPM-001"}
    assert sorted(is_new for _, is_new in logged) == [False, False, False, True]

"""More than anybody types: long rows of spaces, too much at once, the same thing twice, a minute long gone. None of it keeps others waiting."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.capture import LINE_LIMIT, read_line
from tracker.domain.captured import PostName
from tracker.domain.viewers import THE_OFFICE, Role
from tracker.services.meetings import start_meeting
from tracker.store import actions
from tracker.store.meetings import by_reference
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
JSON = {"Accept": "application/json"}
LONG_ROWS = """
from datetime import date
from contextlib import suppress
from tracker.domain.capture import read_line
from tracker.domain.clock_times import read_clock
from tracker.domain.errors import BadInput
from tracker.domain.references import parse_action, parse_meeting
from tracker.web.late_lines import FOLLOWS

row = " " * 400_000
for read in (parse_action, parse_meeting, read_clock):
    with suppress(BadInput):
        read(f"1{row}x")
assert FOLLOWS.search(f"a{row}b") is None
line = f"#local{row}due{row}@head{row}for{row}3.1 b"
read_line(line, today=date(2023, 9, 20), posts=[], match=lambda *_: [])
"""


@pytest.fixture
def secretariat(on_record: Record, sign_in: SignIn) -> Browser:
    on_record.meeting()
    on_record.post()
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


def test_a_long_row_of_spaces_is_read_at_once() -> None:
    # A pattern that tries each of them takes many minutes, and cannot be interrupted; so it runs beside us.
    subprocess.run([sys.executable, "-c", LONG_ROWS], check=True, timeout=50)


def test_no_part_of_the_line_sees_more_than_a_line_may_hold() -> None:
    seen: list[str] = []

    def match(query: str, _posts: object) -> list[PostName]:
        seen.append(query)
        return []

    post = PostName(1, "HOC", "Head of Contact")
    line = f'Bring it @"head of{" " * LINE_LIMIT}contact"'
    assert read_line(line, today=date(2023, 9, 20), posts=[post], match=match).title
    assert seen
    assert max(map(len, seen)) <= LINE_LIMIT


def test_json_is_no_larger_than_a_form(secretariat: Browser) -> None:
    headers = {**JSON, "X-CSRFToken": secretariat.token()}
    line = {"text": "x " * 1_200_000, "client_id": str(uuid4())}
    answer = secretariat.client.post(f"{OCTOBER}/actions", json=line, headers=headers)
    assert answer.status_code == 413
    assert answer.json["error"]


def test_a_post_that_is_sent_twice_is_marked_once(secretariat: Browser) -> None:
    sent: dict[str, Any] = {"post": ["1", "1"], "attended-1": "present"}
    page = secretariat.post(f"{OCTOBER}/attendance", sent)
    assert page.status == 200
    assert "The one who is expected is present" in page.text


def test_more_posts_than_a_force_has_are_refused_in_a_sentence(secretariat: Browser) -> None:
    sent = {"post": [str(number) for number in range(1, 2_000)], "attended-1": "present"}
    page = secretariat.post(f"{OCTOBER}/attendance", sent)
    assert page.status == 422
    assert "more posts than one form can hold" in page.text
    assert "is present" not in secretariat.get(OCTOBER).text


@pytest.mark.parametrize("version", ["7", "", "x"])
def test_where_nothing_was_noted_no_version_is_stale(secretariat: Browser, version: str) -> None:
    page = secretariat.post(f"{OCTOBER}/notes/0", {"notes": "It began late", "version": version})
    assert page.status == 200
    assert "It began late" in page.text


def test_a_line_was_not_typed_days_before_its_meeting_began(
    secretariat: Browser, on_record: Record, wires: Wiring
) -> None:
    session, began = on_record.desk.session, on_record.desk.moment.now
    start_meeting(on_record.desk, by_reference(session, "PPM-2023-10-04"))
    session.commit()
    headers = {**JSON, "X-CSRFToken": secretariat.token()}
    for hours, believed in ((72, False), (1, True)):
        typed = began - timedelta(hours=hours)
        line = {"text": "Bring it", "client_id": str(uuid4()), "typed_at": typed.isoformat()}
        answer = secretariat.client.post(f"{OCTOBER}/actions", json=line, headers=headers)
        with wires.read() as reading:
            action = actions.by_reference(reading, THE_OFFICE, answer.json["reference"])
            assert action.raised_at == (typed if believed else began)

"""What the meeting room asks of the database: everybody in the room asks for it all the time."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tests.support.queries import queries
from tracker.domain.viewers import Role
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
Ask = Callable[[Callable[[], Any]], list[str]]
OCTOBER = "/meetings/ppm-2023-10-04"


@pytest.fixture
def room(sign_in: SignIn, on_record: Record) -> Browser:
    october = on_record.meeting("2023-10-04")
    on_record.meeting("2023-12-06")
    add_agenda_item(on_record.desk, october, AgendaLine("3.1", "Contact and response"))
    on_record.post("head-of-contact", holder="Ann Able")
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


@pytest.fixture
def asked(wires: Wiring) -> Ask:
    """What the database was asked while something was done; not how its connection was set."""

    def ask(what: Callable[[], Any]) -> list[str]:
        with queries(wires.database.engine) as found:
            what()
        return [question for question in found if not question.startswith("PRAGMA")]

    return ask


def log(room: Browser, *numbers: int, token: str = "") -> None:
    token = token or room.token()
    for number in numbers:
        line = {
            "text": f"Bring figure {number} @head of contact due next meeting for 3.1",
            "client_id": f"00000000-0000-4000-8000-{number:012d}",
        }
        headers = {"Accept": "application/json", "X-CSRFToken": token}
        assert room.client.post(f"{OCTOBER}/actions", data=line, headers=headers).status_code == 201


def test_an_unchanged_list_is_one_question_after_who_asks(room: Browser, asked: Ask) -> None:
    log(room, 1, 2)
    version = room.get(f"{OCTOBER}/logged").html.find(id="logged")["data-version"]
    unchanged = asked(lambda: room.get(f"{OCTOBER}/logged", query_string={"version": version}))
    [_begin, who, state] = unchanged
    assert "FROM users" in who
    assert "actions.title" not in state, "no list is read"
    assert "agenda_items.title" not in state


def test_a_line_costs_the_same_however_many_were_logged(room: Browser, asked: Ask) -> None:
    log(room, 1)
    token = room.token()
    few = asked(lambda: log(room, 2, token=token))
    log(room, *range(3, 15))
    many = asked(lambda: log(room, 15, token=token))
    # Three of them put the line into the index of what can be found.
    assert len(few) == len(many) <= 22


def test_the_page_and_the_list_cost_the_same_however_much_is_on_them(
    room: Browser, asked: Ask, on_record: Record
) -> None:
    def both() -> tuple[int, int]:
        page = asked(lambda: room.get(f"{OCTOBER}/live"))
        return len(page), len(asked(lambda: room.get(f"{OCTOBER}/logged")))

    log(room, 1)
    on_record.action("Bring the waiting times back")
    on_record.desk.session.commit()
    few = both()
    log(room, *range(2, 12))
    for number in range(6):
        on_record.action(f"Count the cameras of road {number}")
    on_record.desk.session.commit()
    assert both() == few


def test_what_is_shown_while_typing_reads_no_action(room: Browser, asked: Ask) -> None:
    log(room, 1)
    line = {"text": "Bring it @contact due next meeting for 3.1 #local"}
    found = asked(lambda: room.get(f"{OCTOBER}/understood", query_string=line))
    assert not any("FROM actions" in question for question in found)
    assert len(found) <= 10


def test_the_page_asks_no_question_twice(room: Browser, asked: Ask, on_record: Record) -> None:
    log(room, 1)
    on_record.action("Bring the waiting times back")
    on_record.desk.session.commit()
    found = [one for one in asked(lambda: room.get(f"{OCTOBER}/live")) if one != "BEGIN"]
    assert [one for one in found if found.count(one) > 1] == []
    assert len(found) <= 30

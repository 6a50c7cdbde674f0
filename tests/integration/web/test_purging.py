"""A mistake is purged on the page: a look, the places, one step; and the words are nowhere afterwards."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.held_bytes import where_held
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role
from tracker.models.actions import Action, Update
from tracker.services.audit import verify_history
from tracker.wiring import Wiring

NAME = "Zanthe Quillfeather"
SignIn = Callable[..., Browser]


@pytest.fixture
def typed_by_mistake(on_record: Record) -> Action:
    """An action with a victim's name in its title, across a line break in its details, and in an update."""
    action = on_record.action(f"Answer {NAME} about her call", asked="As ZANTHE\r\nquillfeather asked")
    session = on_record.desk.session
    session.add(
        Update(action_id=action.key, given_on=on_record.desk.moment.today, body=f"Spoke to {NAME}’s mother")
    )
    session.commit()
    return action


def looked(admin: Browser, words: str = NAME, **more: str) -> Page:
    return admin.post("/purge/look", {"words": words, "reason": "A name was typed by mistake", **more})


def purged(admin: Browser, page: Page, **other: str) -> Page:
    """Everything ticked, as it comes, and the number typed."""
    chosen = [str(box["value"]) for box in page.html.select("input[name=chosen]")]
    number = re.search(r"All of them are (\d+)", page.text)
    assert number
    sent = {
        "words": page.value("words"),
        "reason": page.value("reason"),
        "number": number[1],
        "chosen": chosen,
    }
    return admin.post("/purge", {**sent, **other})


def test_a_name_is_taken_out_of_every_byte_that_is_held(
    typed_by_mistake: Action, wires: Wiring, sign_in: SignIn
) -> None:
    admin = sign_in(Role.ADMINISTRATOR)
    admin.get(f"/actions/{typed_by_mistake.reference}")
    before = where_held(wires, NAME)
    assert before
    page = looked(admin)
    assert page.status == 200
    assert "Actions: titles, details" in page.text
    done = purged(admin, page)
    assert done.status == 200, done.errors
    assert "Taken out of everything" in done.heading
    assert where_held(wires, NAME) == []
    with wires.read() as session:
        action = session.exec(select(Action)).one()
        assert action.title == "Answer [removed 20 September 2023] about her call"
        assert action.asked == "As [removed 20 September 2023] asked"
        assert verify_history(session, wires.keys.history, wires.head_file.read()).disposed >= 1

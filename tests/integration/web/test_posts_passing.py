"""A post changes hands: what passes to whom and the mail of it are seen first, and then done as they were read."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role
from tracker.models.people import Person

SignIn = Callable[..., Browser]
TYPED = {"who": "new", "name": "Bo Best", "email": "bo@force.example.org", "on": "20 September 2023"}
PREVIEW, DO = "/posts/head-of-contact/hand-over/preview", "/posts/head-of-contact/hand-over"


@pytest.fixture
def record(on_record: Record) -> Record:
    head = on_record.post("head-of-contact", holder="Ann Able")
    on_record.action("Bring the figures", due="2023-10-31", post=head)
    on_record.action("Repeat callers", post=head)
    on_record.action("Somebody else’s", post=on_record.post("head-of-crime", holder="Cy Crime"))
    on_record.desk.session.commit()
    return on_record


@pytest.fixture
def secretariat(record: Record, sign_in: SignIn) -> Browser:
    return sign_in(Role.SECRETARIAT)


def hidden(page: Page) -> dict[str, Any]:
    form = page.html.select_one(f"form[action='{DO}']")
    assert form is not None
    return {str(one["name"]): one["value"] for one in form.select("input") if one["name"] != "csrf_token"}


def test_what_passes_and_the_mail_to_the_new_holder_are_seen_before_anything_is_written(
    secretariat: Browser, record: Record
) -> None:
    page = secretariat.post(PREVIEW, TYPED)
    assert page.heading == "2 open actions pass to Bo Best"
    assert [link.get_text() for link in page.html.select("tbody th a")] == ["PPM-001", "PPM-002"]
    assert "Dear Bo Best" in page.text
    assert "written on Wednesday 20 September 2023" in page.text
    assert record.desk.session.exec(select(Person).where(Person.name == "Bo Best")).all() == []
    assert "Held by Ann Able" in secretariat.get("/posts/head-of-contact").text


def test_it_is_done_as_it_was_read(secretariat: Browser) -> None:
    page = secretariat.post(DO, hidden(secretariat.post(PREVIEW, TYPED)))
    assert "Held by Bo Best since 20 September 2023" in page.text


def test_an_action_that_came_meanwhile_is_shown_and_nothing_is_written(
    secretariat: Browser, record: Record
) -> None:
    read = hidden(secretariat.post(PREVIEW, TYPED))
    record.action("One more", due="2023-11-01", post=record.post("head-of-contact"))
    record.desk.session.commit()
    page = secretariat.post(DO, read)
    assert page.status == 409
    assert page.heading == "3 open actions pass to Bo Best"
    assert "Held by Ann Able" in secretariat.get("/posts/head-of-contact").text
    assert "Held by Bo Best" in secretariat.post(DO, hidden(page)).text


def test_a_post_that_is_left_keeps_its_actions_and_nobody_is_written_to(secretariat: Browser) -> None:
    page = secretariat.post(PREVIEW, {"who": "nobody", "on": "20 September 2023"})
    assert page.heading == "2 open actions stay with a vacant post"
    assert "No mail is owed" in page.text
    assert secretariat.post(DO, hidden(page)).status == 200


def test_what_cannot_be_is_said_at_its_field(secretariat: Browser) -> None:
    page = secretariat.post(PREVIEW, {**TYPED, "on": "31 June 2023"})
    assert (page.status, page.value("name")) == (422, "Bo Best")


def test_everything_that_a_post_owes_is_moved_to_another(secretariat: Browser) -> None:
    shown = secretariat.get("/posts/head-of-contact")
    page = secretariat.get(shown.html.find("a", string="Move its actions to another post")["href"])
    assert page.heading == "What should change for 2 actions?"
    assert page.html.select_one("input[name=what][value=owner]").has_attr("checked")

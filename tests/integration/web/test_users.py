"""The administrator's pages of accounts."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.store import history, users
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
NEW = {
    "name": "Asha Bell",
    "email": "Asha.Bell@office.example.org",
    "roles": ["secretariat"],
    "link": "later",
}


@pytest.fixture
def admin(sign_in: SignIn) -> Browser:
    return sign_in(Role.ADMINISTRATOR)


def number_of(wires: Wiring, email: str) -> int:
    with wires.read() as session:
        user = users.by_email(session, email)
        assert user is not None
        return user.id or 0


def test_an_account_is_made_and_its_link_is_shown_once(
    admin: Browser, visitor: Browser, wires: Wiring
) -> None:
    page = admin.post("/users", NEW)
    assert page.heading == "Asha Bell"
    assert "The password is not set yet" in page.text
    number = number_of(wires, "asha.bell@office.example.org")
    shown = admin.post(f"/users/{number}/link", {"how": "show"})
    link = shown.html.select_one("#one-time-link")
    assert link is not None
    address = link.get_text().strip().removeprefix("http://127.0.0.1:8000")
    assert visitor.get(address).heading == "Set your password"
    with wires.read() as session:
        payloads = [payload for _, _, payload, _ in history.payloads(session)]
    assert not any("set-password" in payload for payload in payloads)


def test_the_link_goes_by_mail_and_not_into_the_table(admin: Browser, wires: Wiring) -> None:
    page = admin.post("/users", {**NEW, "link": "mail"})
    assert "A link to set a password is on its way to asha.bell@office.example.org" in page.text
    with wires.read() as session:
        [mail] = session.execute(text("SELECT to_address, body_text, body_html, message_id FROM mails")).all()
    assert mail.to_address == "asha.bell@office.example.org"
    assert "set-password" not in mail.body_text + mail.body_html
    letter = wires.drawer.read(mail.message_id)
    assert letter is not None
    assert "/set-password/" in letter[0]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": " "}, "name", "Give the person's name"),
        ({"email": "asha"}, "email", "name@example.org"),
        ({"email": ""}, "email", "Give the email address"),
        ({"roles": []}, "roles", "at least one role"),
        ({"roles": ["queen"]}, "roles", "Choose from the roles"),
        ({"person": "999"}, "person", "Choose a person"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    admin: Browser, change: dict[str, object], field: str, sentence: str
) -> None:
    page = admin.post("/users", {**NEW, **change})
    assert page.status == 422
    assert sentence in page.errors[0]
    assert page.html.select_one(f".govuk-error-summary a[href='#{field}']") is not None
    assert page.html.find(id=field) is not None
    assert page.value("name") == change.get("name", NEW["name"])


def test_an_address_has_one_account(admin: Browser) -> None:
    admin.post("/users", NEW)
    assert "already" in admin.post("/users", NEW).errors[0]


def test_the_last_administrator_stays(admin: Browser, wires: Wiring) -> None:
    number = number_of(wires, "administrator0@office.example.org")
    typed = {"name": "Administrator", "email": "administrator0@office.example.org", "roles": ["auditor"]}
    page = admin.post(f"/users/{number}", typed)
    assert (page.status, page.errors) == (
        422,
        ["This is the only administrator. Give another account that role first."],
    )
    closed = admin.post(f"/users/{number}", {**typed, "roles": ["administrator"], "active": "no"})
    assert closed.status == 422


def test_nobody_closes_their_own_account_but_another_administrator_may(
    admin: Browser, sign_in: SignIn, wires: Wiring
) -> None:
    admin.post("/users", {**NEW, "roles": ["administrator"]})
    own = number_of(wires, "administrator0@office.example.org")
    other = number_of(wires, "asha.bell@office.example.org")
    typed = {"name": "Administrator", "email": "administrator0@office.example.org", "roles": ["auditor"]}
    assert "your own" in admin.post(f"/users/{own}", typed).errors[0]
    page = admin.post(f"/users/{other}", {**NEW, "roles": ["auditor"], "active": "no"})
    assert page.status == 200
    assert "Closed" in page.text


def test_a_second_save_of_a_stale_form_shows_both_and_saves_neither(admin: Browser, wires: Wiring) -> None:
    admin.post("/users", NEW)
    number = number_of(wires, "asha.bell@office.example.org")
    stale = admin.get(f"/users/{number}").value("version")
    admin.post(f"/users/{number}", {**NEW, "name": "Asha Bell-Brown", "version": stale})
    page = admin.post(f"/users/{number}", {**NEW, "name": "A. Bell", "version": stale})
    assert page.status == 409
    assert "A. Bell" in page.text
    assert "Asha Bell-Brown" in page.text
    assert page.value("name") == "A. Bell"
    again = admin.post(f"/users/{number}", {**NEW, "name": "A. Bell", "version": page.value("version")})
    assert again.status == 200
    assert "A. Bell" in again.text


def test_an_owner_is_the_person_with_the_same_address(
    admin: Browser, on_record: Record, wires: Wiring
) -> None:
    on_record.post("head-of-contact", holder="Ann Able")
    on_record.desk.session.commit()
    admin.post("/users", {"name": "Ann", "email": "ann.able@force.example.org", "roles": ["owner"]})
    page = admin.get(f"/users/{number_of(wires, 'ann.able@force.example.org')}")
    assert "Answers today for Head of contact" in page.text


def test_a_closed_account_gets_no_link(admin: Browser, wires: Wiring) -> None:
    admin.post("/users", NEW)
    number = number_of(wires, "asha.bell@office.example.org")
    admin.post(f"/users/{number}", {**NEW, "active": "no"})
    assert admin.post(f"/users/{number}/link", {"how": "show"}).status == 409
    assert admin.get("/users/999").status == 404

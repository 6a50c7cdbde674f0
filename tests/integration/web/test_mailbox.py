"""The mailbox of a demonstration: the administrator reads what would have left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.page import Browser
from tracker.config_values import MailServer
from tracker.domain.viewers import Role
from tracker.ports import Attachment, Letter
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
LETTER = Letter(
    to_name="Ann Able",
    to_address="ann@force.example.org",
    subject="1 update <b>",
    body_text="Open https://actions.example.org/update/1-abc and <i>write</i>.\n",
    body_html='<p style="color:red">Hello</p><script>alert(1)</script>',
    message_id="<1@office.example.org>",
    sent_at=datetime(2023, 9, 22, 6, 30, tzinfo=UTC),
)


@pytest.fixture
def administrator(wires: Wiring, sign_in: SignIn) -> Browser:
    wires.mailbox.send(LETTER)
    return sign_in(Role.ADMINISTRATOR)


def name_of(browser: Browser) -> str:
    link = browser.get("/mailbox").html.select_one("main table a")
    assert link is not None
    return str(link["href"]).rpartition("/")[2]


def test_the_list_names_each_mail(administrator: Browser) -> None:
    page = administrator.get("/mailbox")
    assert page.heading == "1 mail was written here"
    assert "1 update <b>" in page.text
    assert "22 September 2023 at 07:30" in page.text


def test_a_mail_is_shown_as_text_whose_links_can_be_followed(administrator: Browser) -> None:
    page = administrator.get(f"/mailbox/{name_of(administrator)}")
    link = page.html.select_one(".app-letter__text a")
    assert link is not None
    assert link["href"] == "https://actions.example.org/update/1-abc"
    assert "<i>write</i>" in page.text
    assert "Message-ID" in page.text
    frame = page.html.iframe
    assert frame is not None
    assert "allow-scripts" not in frame["sandbox"]
    assert "allow-same-origin" not in frame["sandbox"]


def test_the_file_that_goes_with_a_mail_can_be_opened(wires: Wiring, sign_in: SignIn) -> None:
    file = Attachment("Action log, 4 October 2023.pdf", "application/pdf", b"%PDF-1.7 and more")
    wires.mailbox.send(replace(LETTER, attachments=(file,)))
    browser = sign_in(Role.ADMINISTRATOR)
    address = f"/mailbox/{name_of(browser)}"
    link = browser.get(address).html.find("a", string=file.name)
    assert link is not None
    answer = browser.client.get(str(link["href"]))
    assert (answer.data, answer.mimetype) == (file.content, "application/pdf")
    assert file.name in answer.headers["Content-Disposition"]
    assert browser.get(f"{address}/files/2").status == 404
    assert browser.get(f"{address}/files/0").status == 404


def test_the_html_of_a_mail_can_do_nothing(administrator: Browser) -> None:
    response = administrator.client.get(f"/mailbox/{name_of(administrator)}/html")
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith(
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox "
    )
    assert "script" not in policy
    assert "same-origin" not in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"<p style=" in response.data


@pytest.mark.parametrize("name", ["..%2Fsecret-key", "secret-key", "20230922T063000000000Z-000000000000.eml"])
@pytest.mark.parametrize("part", ["", "/html"])
def test_no_address_leads_out_of_the_mailbox(administrator: Browser, name: str, part: str) -> None:
    assert administrator.get(f"/mailbox/{name}{part}").status == 404


def test_only_the_administrator_opens_it(administrator: Browser, sign_in: SignIn) -> None:
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert sign_in(role).get("/mailbox").status == 403


def test_there_is_no_mailbox_where_mail_goes_to_a_server(administrator: Browser, wires: Wiring) -> None:
    server = replace(MailServer("smtp"), host="mail.example.org", port=25)
    wires.settings = wires.settings.model_copy(update={"mail": server})
    assert administrator.get("/mailbox").status == 404


def test_an_empty_mailbox_says_what_to_do(sign_in: SignIn) -> None:
    page = sign_in(Role.ADMINISTRATOR).get("/mailbox")
    assert page.heading == "No mail was written here"
    assert "flask reminders send" in page.text

"""A mail that someone drops on the form of an answer is read into it, and checked by whoever takes it down."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]
FORM = "/actions/PPM-001/update"

EML = (
    b"From: Ann Able <ann.able@force.example.org>\r\nTo: us@office.example.org\r\nSubject: Re: Action 001\r\n"
    b"Date: Mon, 18 Sep 2023 16:05:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    b"The figures stand in the October pack.\r\n\r\nOn 12 September 2023 the office wrote:\r\n> Where are they?\r\n"
)


@pytest.fixture(autouse=True)
def action(on_record: Record) -> None:
    on_record.action("Bring the figures", due="2023-10-31", post=on_record.post("head-of-contact"))
    on_record.desk.session.commit()


def take_down(browser: Browser, **typed: Any) -> Page:
    form = {
        "client_id": browser.get(FORM).value("client_id"),
        "choice": "update",
        "way": "telephone",
        "received_by": "Sam Secretary",
        **typed,
    }
    return browser.post(FORM, form)


def mail(name: str, content: bytes) -> tuple[BytesIO, str]:
    return BytesIO(content), name


def test_a_mail_that_is_dropped_on_the_form_is_read_into_it(sign_in: SignIn) -> None:
    secretariat = sign_in(Role.SECRETARIAT)
    page = take_down(secretariat, way="", by_name="", text="", evidence_file=mail("Re Action 001.eml", EML))
    assert page.status == 422
    assert page.errors == [
        "This is what the mail says, without what it quotes. Check it, choose the file again, then save."
    ]
    assert page.value("text") == "The figures stand in the October pack."
    assert (page.value("by_name"), page.value("given_on")) == ("Ann Able", "18 September 2023")
    assert page.html.select_one('input[name=way][value="mail"]').has_attr("checked")  # type: ignore[union-attr]
    typed = {
        "way": "mail",
        "by_name": "Ann Able",
        "given_on": "18 September 2023",
        "text": page.value("text"),
    }
    saved = take_down(secretariat, **typed, evidence_file=mail("Re Action 001.eml", EML))
    assert "Action 001: The update is saved." in saved.text
    assert "Re Action 001.eml" in saved.text


def test_what_was_typed_beside_a_mail_stays(sign_in: SignIn) -> None:
    typed = {
        "way": "mail",
        "by_name": "Ann Able",
        "given_on": "18 September 2023",
        "text": "In our own words",
    }
    page = take_down(sign_in(Role.SECRETARIAT), **typed, evidence_file=mail("mail.eml", EML))
    assert "Action 001: The update is saved." in page.text
    assert "In our own words" in page.text


@pytest.mark.parametrize("content", [b"", b"Subject: nothing\r\n\r\n", b"\xff\xfe\x00"])
def test_a_mail_that_says_nothing_leaves_the_form_as_it_is(sign_in: SignIn, content: bytes) -> None:
    page = take_down(
        sign_in(Role.SECRETARIAT), by_name="Ann Able", text="", evidence_file=mail("mail.eml", content)
    )
    assert page.status == 422
    assert "Write what has happened, in a sentence or two." in page.errors

"""The mail that asks the force for its sign-off, word for word, and what goes with it."""

from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlmodel import select

from tests.integration.mails.conftest import Office
from tests.integration.mails.test_expected import as_file
from tests.support.cutting import cut, held_meeting
from tracker.domain.audiences import Audience
from tracker.domain.report_kinds import ACTION_LOG
from tracker.models.mail import Mail
from tracker.services.mails import release_mails
from tracker.services.reports import cut_for
from tracker.services.sign_offs import SignOffWanted, ask_sign_off


@pytest.fixture
def asked(office: Office) -> Office:
    """The public's version of an action log is with the Chief Constable, in a mail that is held."""
    with office.building() as record:
        meeting = held_meeting(record)
        record.post("chief-constable", holder="Ann Able")
        version = cut_for(record.desk, cut(record.desk, ACTION_LOG, meeting), Audience.PUBLIC)
        wanted = SignOffWanted(
            "chief-constable", date(2023, 9, 27), "Action 003 quotes you.\n\nThank you <for> this."
        )
        ask_sign_off(record.desk, version, wanted, office.stationery)
    return office


def mail_of(office: Office) -> Mail:
    with office.database.read() as session:
        return session.exec(select(Mail).order_by(Mail.id.desc())).first()  # type: ignore[union-attr, return-value]


def test_a_request_for_sign_off(asked: Office, expected: Callable[[str, str], None]) -> None:
    expected("sign_off.txt", as_file(mail_of(asked)))


def test_the_html_says_the_same_and_escapes_what_was_typed(asked: Office) -> None:
    html = BeautifulSoup(mail_of(asked).body_html, "html.parser")
    text = " ".join(html.get_text(" ").split())
    for said in (
        "May we pass this on?",
        "Wednesday 27 September 2023",
        "Thank you <for> this.",
        "for the public",
    ):
        assert said in text
    assert not html.find("for")


def test_the_report_goes_with_it_once_it_is_released(asked: Office) -> None:
    assert asked.send() == []
    with asked.writing() as desk:
        mail = desk.session.exec(select(Mail).order_by(Mail.id.desc())).first()  # type: ignore[union-attr]
        release_mails(desk, {mail.key}, link_days=asked.stationery.link_days)
    asked.send()
    (letter,) = asked.server.letters
    (file,) = letter.attachments
    assert file.name.startswith("Action log, ")
    assert file.content.startswith(b"%PDF-1.7")

"""The HTML of every mail that chasing makes, as a screen reader and Outlook take it; and the weekly mail and the handover word for word."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from sqlmodel import col, select

from tests.integration.mails.conftest import Office
from tests.integration.mails.test_expected import as_file, due_for_papers
from tracker.domain.mails import MailKind
from tracker.models.actions import Action
from tracker.models.mail import Mail
from tracker.models.people import Person
from tracker.services.mails import queue_fresh_link
from tracker.services.posts import hand_over_post

Compare = Callable[[str, str], None]
KINDS = [
    MailKind.REMINDER,
    MailKind.ESCALATION,
    MailKind.DIGEST,
    MailKind.FRESH_LINK,
    MailKind.HANDOVER,
]


@pytest.fixture
def written(office: Office) -> dict[MailKind, Mail]:
    """One mail of each kind about what Head of contact owes, by kind."""
    with office.building() as record:
        director = record.post("director-of-contact", holder="Dee Director")
        head = record.post("head-of-contact", escalates_to=director)
        due_for_papers(
            record, record.action("Bring the figures", due="2023-09-27", post=head, on="2023-05-17")
        )
        record.action("Say when the tenth hub opens", due="2023-08-31", post=head, on="2023-05-17")
        record.action(
            "Grade 2 attendance",
            due="standing: Until three months are within the target.",
            post=head,
            on="2023-05-17",
        )
        record.action("Bring back vehicle crime trends", post=head, on="2023-05-17")
    office.on("2023-09-22").queue()
    with office.building() as record:
        for person in record.desk.session.exec(select(Person).where(Person.name == "Ann Able")):
            person.weekly_only = True
    office.on("2023-10-02").queue()
    with office.building() as record:
        queue_fresh_link(record.desk, record.desk.session.get_one(Action, 1), office.stationery)
        bea = record.person("Bea Best")
        record.desk.session.flush()
        hand_over_post(record.desk, post=record.post(), to=bea, on=date(2023, 10, 3), acting=False)
    office.on("2023-10-03").queue()
    with office.database.read() as session:
        return {mail.kind: mail for mail in session.exec(select(Mail).order_by(col(Mail.id).desc()))}


def test_every_mail_can_be_read_by_a_screen_reader_and_by_outlook(written: dict[MailKind, Mail]) -> None:
    assert set(KINDS) <= set(written)
    for kind in KINDS:
        html = BeautifulSoup(written[kind].body_html, "html.parser")
        assert html.html is not None
        assert html.html["lang"] == "en-GB"
        main = html.find(attrs={"role": "main"})
        assert main is not None
        # Gmail leaves the outer tags away.
        assert main["lang"] == "en-GB"
        assert html.title is not None
        assert html.title.get_text(strip=True)
        assert {table.get("role") for table in html.find_all("table")} == {"presentation"}
        levels = [int(heading.name[1]) for heading in html.find_all(re.compile("^h[1-6]$"))]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), (kind, levels)
        labels = [link.get_text(strip=True) for link in html.select("a[href]")]
        assert len(set(labels)) == len(labels), "each link says what it leads to"
        assert not html.find_all(["img", "script", "link", "form"])
        assert "url(" not in written[kind].body_html


def test_text_and_html_name_the_same_actions_and_lead_to_the_same(written: dict[MailKind, Mail]) -> None:
    for kind in KINDS:
        mail = written[kind]
        html = BeautifulSoup(mail.body_html, "html.parser")
        titles = re.findall(r"^Action \d+: (.+)$", mail.body_text, re.MULTILINE)
        assert titles
        assert all(title in html.get_text() for title in titles)
        marks = re.findall(r"\[\[link:\d+\]\]", mail.body_text)
        assert [link["href"] for link in html.select("a[href^='[[']")] == marks


def test_a_weekly_mail(written: dict[MailKind, Mail], expected: Compare) -> None:
    expected("digest.txt", as_file(written[MailKind.DIGEST]))


def test_a_handover(written: dict[MailKind, Mail], expected: Compare) -> None:
    expected("handover.txt", as_file(written[MailKind.HANDOVER]))

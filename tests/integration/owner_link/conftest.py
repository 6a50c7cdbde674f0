"""A link to one action, and a browser that sends its form."""

from typing import Any

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.links import make_token
from tracker.services.links import make_link
from tracker.wiring import Wiring

WORDS = {"rating": "amber", "text": "The report changed on 12 September.", "choice": "update"}


@pytest.fixture
def token(on_record: Record, wires: Wiring) -> str:
    """A link to Action 001, held by Ann Able; Action 002 is another's."""
    head = on_record.post()
    on_record.meeting("2023-10-04")
    asked = "Bring 101 abandonment back, with the time that people wait."
    action = on_record.action("Bring it back", asked=asked, due="2023-09-27", post=head, on="2023-05-17")
    on_record.action(
        "A secret of another", due="2023-09-27", post=on_record.post("estates", holder="Bea Best")
    )
    link = make_link(on_record.desk, action_id=action.key, post_id=head.key, mail_id=None)
    on_record.desk.session.commit()
    return make_token(wires.keys.links, link.key, action.key)


def csrf(page: Page) -> str:
    return page.value("csrf_token")


def send(visitor: Browser, token: str, **fields: object) -> Page:
    """Opens the page and sends its form, as a browser would."""
    page = visitor.get(f"/update/{token}")
    form = {"csrf_token": csrf(page), "client_id": page.value("client_id"), **WORDS, **fields}
    return visitor._read(visitor.client.post(f"/update/{token}", data=form, follow_redirects=True))


def rows(wires: Wiring, table: Any) -> list[Any]:
    with wires.read() as session:
        return list(session.exec(select(table)).all())

"""The owner's page: one action, by a link, without an account."""

import io
import uuid
from collections.abc import Callable
from datetime import date

import pytest

from tests.integration.owner_link.conftest import WORDS, rows, send
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.models.actions import Action, Update
from tracker.models.evidence import Evidence
from tracker.models.mail import UpdateLink
from tracker.models.record import HistoryRow, Limit
from tracker.wiring import Wiring


def test_the_page_opens_one_action_and_nothing_else(visitor: Browser, token: str) -> None:
    page = visitor.get(f"/update/{token}")
    assert (page.status, page.heading) == (200, "How is this going?")
    assert "Bring 101 abandonment back, with the time that people wait." in page.text
    assert "due Wednesday 27 September" in page.text
    assert "secret" not in page.response.text
    assert page.html.find("nav") is None
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert page.response.headers["Cache-Control"] == "no-store"


def test_it_is_the_same_page_for_someone_who_is_signed_in(
    sign_in: Callable[..., Browser], token: str
) -> None:
    page = sign_in(Role.SECRETARIAT).get(f"/update/{token}")
    assert page.html.find("nav") is None
    assert "Secretariat" not in page.response.text


def test_opening_it_changes_nothing(visitor: Browser, wires: Wiring, token: str) -> None:
    before = [len(rows(wires, table)) for table in (HistoryRow, Update, UpdateLink, Limit)]
    for _ in range(3):
        visitor.get(f"/update/{token}")
        visitor.client.head(f"/update/{token}")
    visitor.get(f"/update/{token}?sent=close")
    assert [len(rows(wires, table)) for table in (HistoryRow, Update, UpdateLink, Limit)] == before


def test_an_update_is_taken_and_thanked_for(visitor: Browser, wires: Wiring, token: str) -> None:
    page = send(visitor, token)
    assert page.heading == "Update sent"
    assert "the meeting of 4 October 2023" in page.text
    (update,) = rows(wires, Update)
    assert (update.body, update.rating, update.via) == (WORDS["text"], "amber", "link")
    entry = next(row for row in rows(wires, HistoryRow) if row.event == "update.given")
    assert entry.source.startswith("link 127.0.0.1")


def test_the_same_form_sent_twice_is_one_update_with_its_evidence_once(
    visitor: Browser, wires: Wiring, token: str
) -> None:
    client_id = str(uuid.uuid4())
    for _ in range(2):
        page = send(visitor, token, client_id=client_id, evidence_url="https://example.org/report")
        assert page.heading == "Update sent"
    assert len(rows(wires, Update)) == len(rows(wires, Evidence)) == 1


def test_closure_is_recommended(visitor: Browser, wires: Wiring, token: str) -> None:
    assert send(visitor, token, choice="close").heading == "Closure recommended"
    assert rows(wires, Action)[0].status == "recommended"


def test_more_time_is_asked_for_with_its_reason(visitor: Browser, wires: Wiring, token: str) -> None:
    page = send(
        visitor,
        token,
        choice="more_time",
        text="",
        more_until="30 November 2023",
        more_reason="No staff yet.",
    )
    assert page.heading == "More time asked for"
    (update,) = rows(wires, Update)
    assert update.more_time_until == date(2023, 11, 30)
    assert update.body == "More time is needed: No staff yet."
    assert rows(wires, Action)[0].due_on == date(2023, 9, 27)


def test_evidence_comes_as_a_file_an_address_and_a_document_with_its_page(
    visitor: Browser, wires: Wiring, token: str
) -> None:
    page = send(
        visitor,
        token,
        evidence_file=(io.BytesIO(b"%PDF-1.7 report"), "report.pdf"),
        evidence_url="https://example.org/report",
        evidence_document="Performance pack of May 2023",
        evidence_page="8",
    )
    assert page.heading == "Update sent"
    found = {row.kind.value: row for row in rows(wires, Evidence)}
    assert set(found) == {"file", "web", "document"}
    assert (found["document"].label, found["document"].page) == ("Performance pack of May 2023", 8)
    assert found["file"].page is None
    assert all(row.update_id == rows(wires, Update)[0].id for row in found.values())


@pytest.mark.parametrize(
    ("fields", "sentence", "href"),
    [
        ({"text": " "}, "Write what has happened, in a sentence or two.", "#text"),
        ({"text": "x" * 20_001}, "Keep the update to", "#text"),
        ({"evidence_url": "javascript:alert(1)"}, "Give the whole web address", "#evidence_url"),
        (
            {"evidence_page": "eight", "evidence_document": "Pack"},
            "Give the page as a number",
            "#evidence_page",
        ),
        (
            {"choice": "more_time", "more_until": "soon", "more_reason": "Why"},
            "does not say which day",
            "#more_until",
        ),
        (
            {"choice": "more_time", "more_until": "31 June 2024", "more_reason": "Why"},
            "31 June",
            "#more_until",
        ),
        (
            {"choice": "more_time", "more_until": "1 June 2023", "more_reason": "Why"},
            "That date has come already.",
            "#more_until",
        ),
        (
            {"choice": "more_time", "more_until": "30 November 2023"},
            "Say why more time is needed",
            "#more_reason",
        ),
    ],
)
def test_what_cannot_be_taken_is_named_and_everything_typed_is_kept(
    visitor: Browser, wires: Wiring, token: str, fields: dict[str, str], sentence: str, href: str
) -> None:
    page = send(visitor, token, **fields)
    assert page.status == 422
    assert any(error.startswith(sentence) or sentence in error for error in page.errors), page.errors
    assert page.html.select_one(f".govuk-error-summary a[href='{href}']") is not None
    assert page.html.select_one(href) is not None
    for name, value in {**WORDS, **fields}.items():
        if name not in {"rating", "choice"}:
            assert page.value(name).strip() == value.strip()
    assert rows(wires, Update) == rows(wires, Evidence) == []


def test_a_file_of_the_wrong_kind_leaves_nothing_behind(visitor: Browser, wires: Wiring, token: str) -> None:
    page = send(visitor, token, evidence_file=(io.BytesIO(b"MZ"), "tool.exe"))
    assert page.status == 422
    assert page.html.select_one(".govuk-error-summary a[href='#evidence_file']") is not None
    assert rows(wires, Update) == []


def test_a_form_that_was_open_for_too_long_comes_back_with_what_was_written(
    visitor: Browser, wires: Wiring, token: str
) -> None:
    response = visitor.client.post(f"/update/{token}", data={**WORDS, "csrf_token": "an old one"})
    page = visitor._read(response)
    assert page.status == 400
    assert page.value("text") == WORDS["text"]
    assert rows(wires, Update) == []


def test_what_a_post_wrote_is_shown_as_text_and_never_as_markup(visitor: Browser, token: str) -> None:
    page = send(visitor, token, text="<script>alert(1)</script>", evidence_url="x")
    assert "<script>alert(1)" not in page.response.text
    assert page.value("text") == "<script>alert(1)</script>"

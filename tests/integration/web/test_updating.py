"""Updates by those who are signed in, and evidence: what is taken, what is refused, and who may fetch it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.config import Settings
from tracker.domain.reading import Reading
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.store import stories
from tracker.store.posts import holders_on
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
PDF = b"%PDF-1.7 the pack"


@pytest.fixture
def action(on_record: Record) -> Action:
    raised = on_record.action("Bring the figures", due="2023-10-31", post=on_record.post("head-of-contact"))
    on_record.desk.session.commit()
    return raised


@pytest.fixture
def ann(on_record: Record, action: Action, sign_in: SignIn) -> Browser:
    """The browser of Ann Able, who holds the post that owns the action."""
    post_id = action.post_id or 0
    person = holders_on(on_record.desk.session, on_record.desk.moment.today, [post_id])[post_id].person_id
    on_record.desk.session.commit()
    return sign_in(Role.OWNER, person_id=person, name="Ann Able")


def update(browser: Browser, **typed: Any) -> Page:
    form = {
        "client_id": browser.get("/actions/PPM-001/update").value("client_id"),
        "choice": "update",
        "way": "telephone",
        "received_by": "Sam Secretary",
        **typed,
    }
    return browser.post("/actions/PPM-001/update", form)


def attach(browser: Browser, **typed: Any) -> Page:
    return browser.post("/actions/PPM-001/evidence", typed)


def file(name: str = "pack.pdf", content: bytes = PDF) -> tuple[BytesIO, str]:
    return BytesIO(content), name


def test_an_owner_gives_an_update_with_its_evidence(ann: Browser) -> None:
    page = update(
        ann, rating="green", text="The report is out.", evidence_document="Performance pack", evidence_page="8",
        evidence_place="table 2",
    )  # fmt: skip
    assert "20 September 2023, by Ann Able Update Green, on track The report is out." in without_letter(page)
    assert "page 8, table 2" in page.text
    assert "Received by" not in page.text


def without_letter(page: Page) -> str:
    """The text of the page without the letters inside the marks."""
    return page.text.replace(" G Green", " Green")


def test_an_owner_recommends_closure(ann: Browser) -> None:
    page = update(ann, text="It is done.", choice="close")
    assert "Closure recommended" in page.text
    assert "Recommended for closure" in page.text


def test_an_owner_asks_for_more_time_until_a_date(ann: Browser) -> None:
    page = update(ann, choice="more_time", more_until="31 December 2023", more_reason="The system changes.")
    assert "More time asked for" in page.text
    assert "Asked for more time until 31 December 2023." in page.text
    assert "Due 31 October 2023" in page.text


def test_the_secretariat_says_whose_words_it_has_received(action: Action, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT, name="Sam Secretary")
    assert browser.get("/actions/PPM-001/update").value("by_name") == "Ann Able"
    page = update(browser, text="By telephone: on its way.", by_name="Ann Able")
    assert "by Ann Able" in page.text
    assert "Received by Sam Secretary, by telephone." in page.text


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"text": " "}, "text", "Write what has happened"),
        ({"text": "x" * 10_001}, "text", "10,001"),
        ({"text": "Fine", "evidence_url": "example.org"}, "evidence_url", "https://"),
        (
            {"text": "Fine", "evidence_document": "Pack", "evidence_page": "eight"},
            "evidence_page",
            "such as 8",
        ),
        (
            {"text": "Fine", "choice": "more_time", "more_until": "31 June", "more_reason": "x"},
            "more_until",
            "31 June",
        ),
        (
            {"text": "Fine", "choice": "more_time", "more_until": "1 December 2023"},
            "more_reason",
            "why more time",
        ),
        ({"text": "Fine", "by_name": " "}, "by_name", "Say who gave this update"),
        ({"text": "Fine", "received_by": " "}, "received_by", "Say who received it"),
        ({"text": "Fine", "given_on": "21 September 2023"}, "given_on", "has not come yet"),
        ({"text": "Fine", "given_on": "some day"}, "given_on", "is not a day"),
    ],
)
def test_a_wrong_field_is_named_and_what_was_typed_is_kept(
    action: Action, sign_in: SignIn, typed: dict[str, str], field: str, sentence: str
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = update(browser, **{"by_name": "Ann Able", "rating": "amber", **typed})
    assert page.status == 422
    assert any(sentence in error for error in page.errors)
    assert page.html.select_one(f".govuk-error-summary a[href='#{field}']") is not None
    assert all(page.value(name).strip() == value.strip() for name, value in typed.items() if name != "choice")
    assert page.html.find(id="rating-amber").has_attr("checked")
    assert titles(browser) == ["Raised"]


def test_an_answer_taken_down_says_how_and_when_it_came_and_is_accepted_with_it(
    action: Action, sign_in: SignIn, wires: Wiring
) -> None:
    browser = sign_in(Role.SECRETARIAT, name="Sam Secretary")
    page = update(
        browser, text="Done.", by_name="Ann Able", received_by="Bea Best", way="in person", given_on="today"
    )
    assert "Received by Bea Best, in person." in page.text
    with wires.read() as session:
        [kept] = stories.updates(session, action.key)
    assert (kept.via, kept.reading, kept.read_by) == ("in person", Reading.ACCEPTED, "Bea Best")


@pytest.mark.parametrize(
    ("came", "way"), [("reply.eml", "by mail"), ("reply.msg", "by mail"), ("answer.docx", "in a Word file")]
)
def test_a_file_shows_how_an_answer_came_where_nobody_says_it(
    action: Action, sign_in: SignIn, came: str, way: str
) -> None:
    content = {"eml": b"Subject: Re", "msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "docx": b"PK\x03\x04"}
    both = [file(came, content[came.rpartition(".")[2]]), file()]
    page = update(sign_in(Role.SECRETARIAT), text="See the mail.", by_name="Ann", way="", evidence_file=both)
    assert f"{way}." in page.text
    assert [link.get_text() for link in page.html.select(".app-evidence__name a")] == [came, "pack.pdf"]


def test_how_an_answer_came_has_to_be_said(action: Action, sign_in: SignIn) -> None:
    page = update(sign_in(Role.SECRETARIAT), text="So.", by_name="Ann", way="")
    assert (page.status, page.value("text")) == (422, "So.")
    assert page.errors == ["Say how it came: by telephone, by mail, in a Word file or in person."]


def test_saving_leads_back_to_where_the_form_was_opened(action: Action, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    for came_from, back in (
        ("answers", "/answers"),
        ("ppm-2023-10-04", "/meetings/ppm-2023-10-04#papers"),
        ("//evil.example", "/actions/PPM-001"),
        ("", "/actions/PPM-001"),
    ):
        form = browser.get(f"/actions/PPM-001/update?from={came_from}")
        assert form.value("from") == came_from
        typed = {"text": "So.", "by_name": "Ann", "received_by": "Sam", "way": "mail", "from": came_from}
        sent = browser.post("/actions/PPM-001/update", typed, follow=False)
        assert sent.response.location == back


def titles(browser: Browser) -> list[str]:
    page = browser.get("/actions/PPM-001")
    return [title.get_text(strip=True) for title in page.html.select(".moj-timeline__title")]


def test_a_file_of_the_wrong_kind_leaves_no_update_behind(ann: Browser) -> None:
    page = update(ann, text="See the file.", evidence_file=file("run.exe", b"MZ"))
    assert (page.status, page.value("text")) == (422, "See the file.")
    assert "Send a PDF, Word, Excel" in page.errors[0]
    assert titles(ann) == ["Raised"]


def test_the_same_form_sent_twice_is_one_update(ann: Browser) -> None:
    client_id = ann.get("/actions/PPM-001/update").value("client_id")
    for _ in range(2):
        ann.post("/actions/PPM-001/update", {"client_id": client_id, "text": "Once.", "choice": "update"})
    assert titles(ann) == ["Update", "Raised"]


def test_a_file_is_attached_and_comes_back_as_an_attachment_of_its_own_type(ann: Browser) -> None:
    page = attach(ann, kind="file", file=file(), page="8")
    link = page.html.select_one(".app-evidence a")
    assert link.get_text() == "pack.pdf"
    answer = ann.client.get(link["href"])
    assert (answer.status_code, answer.data) == (200, PDF)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=pack.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    answer.close()


def test_a_name_with_other_letters_stays_safe_in_the_header(ann: Browser) -> None:
    page = attach(ann, kind="file", file=file("../it's; päck.csv", b"month,rate\n"))
    answer = ann.client.get(page.html.select_one(".app-evidence a")["href"])
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "\n" not in answer.headers["Content-Disposition"]
    assert "filename*=UTF-8''it%27s%3B%20p%C3%A4ck.csv" in answer.headers["Content-Disposition"]
    answer.close()


def test_evidence_of_another_post_is_not_handed_out(on_record: Record, ann: Browser, sign_in: SignIn) -> None:
    other = on_record.action("For someone else", post=on_record.post("head-of-crime", holder="Bo Best"))
    on_record.desk.session.commit()
    secretariat = sign_in(Role.SECRETARIAT)
    secretariat.post(f"/actions/{other.reference}/evidence", {"kind": "file", "file": file()})
    with secretariat.client.get("/actions/PPM-002/evidence/1") as answer:
        assert answer.status_code == 200
    assert ann.get("/actions/PPM-002/evidence/1").status == 404
    assert ann.get("/actions/PPM-001/evidence/1").status == 404


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "kind", "Choose what the evidence is."),
        ({"kind": "file"}, "file", "Choose the file."),
        ({"kind": "web", "url": "javascript:alert(1)"}, "url", "https://"),
        ({"kind": "document", "document": " "}, "document", "Name the document."),
        ({"kind": "document", "document": "Pack", "page": "viii"}, "page", "such as 8"),
        ({"kind": "document", "document": "x" * 301}, "document", "300 characters"),
    ],
)
def test_evidence_that_cannot_be_taken_is_refused_in_a_sentence(
    ann: Browser, typed: dict[str, str], field: str, sentence: str
) -> None:
    page = attach(ann, place="table 2", **typed)
    assert (page.status, page.value("place")) == (422, "table 2")
    assert sentence in page.errors[0]
    assert page.html.select_one(f".govuk-error-summary a[href='#{field}']") is not None
    assert page.html.find(id=field) is not None


def test_a_web_address_is_shown_as_a_link_and_a_document_by_its_name(ann: Browser) -> None:
    page = attach(ann, kind="web", url="https://example.org/pack?a=1&b=2", label="The pack <b>online</b>")
    link = page.html.select_one(".app-evidence a")
    assert (link["href"], link.get_text()) == ("https://example.org/pack?a=1&b=2", "The pack <b>online</b>")
    page = attach(ann, kind="document", document="A letter of June", place="second page")
    assert "Named only; the document is not held here." in page.text


def test_a_file_that_is_too_large_gets_a_sentence(
    app: Flask, ann: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settings, "upload_limit_bytes", 100_000)
    app.config["MAX_CONTENT_LENGTH"] = 300_000
    page = attach(ann, kind="file", file=file(content=PDF + b"x" * 100_000))
    assert page.status == 422
    assert "Send a smaller one" in page.errors[0]
    assert attach(ann, kind="file", file=file(content=PDF + b"x" * 300_000)).status == 413
